"""A list of products with a column for each warehouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import Enum

from PySide6.QtCore import QCoreApplication

from agentview.contract.stock import StockWarehouse
from agentview.ui.kit.appearance import look
from agentview.ui.kit.column import Column, Kind
from agentview.ui.kit.list_panel import ListPanel
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.memory_source import MemorySource
from agentview.ui.kit.paged_model import PagedTableModel
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.table import TableView
from agentview.ui.navigation import Texts
from agentview.ui.views.stock.rows import StockRow
from agentview.ui.views.stock.words import cell_chip, cell_sentence, longest_chip

When = Callable[[datetime], str]


def _word(text: str) -> str:
    return QCoreApplication.translate("Stock", text)


class RowKind(Enum):
    """What the rows of a list are: each kind says something more of them."""

    CHOSEN = "chosen"
    OF_ORDER = "of_order"
    SUBSTITUTE = "substitute"


class StockMatrix(ListPanel):
    """Shows rows as they are given."""

    def __init__(
        self,
        places: Sequence[StockWarehouse],
        words: tuple[Texts, When],
        named: tuple[str, RowKind],
        empty: Callable[[], StateText],
    ) -> None:
        """Makes a column for each of `places`; `words` are the texts of codes and how moments are shown."""
        name, kind = named
        self.source: MemorySource[StockRow] = MemorySource()
        self.model: PagedTableModel[StockRow] = PagedTableModel(
            _columns(places, words, kind),
            row_id=lambda row: row.row_id,
            source=self.source,
        )
        self.source.attach(self.model)
        super().__init__(TableView(self.model, name), empty, empty)
        self.setMinimumHeight(2 * look().row_height + look().px(16))

    def show_rows(self, rows: Sequence[StockRow]) -> None:
        """Shows these rows; the chosen one stays chosen, a first one becomes so."""
        self.source.show(rows, [row.row_id for row in rows])
        if rows and self.table.current_row() is None:
            self.table.select_id(rows[-1].row_id)

    def be_no_higher(self, most_rows: int) -> None:
        """Takes only the height that its rows need, up to so many."""
        rows = min(max(len(self.source.rows), 1), most_rows)
        self.setMaximumHeight((rows + 1) * look().row_height + look().px(16))

    def chosen(self) -> StockRow | None:
        """The row that is chosen."""
        row = self.table.current_row()
        return row if isinstance(row, StockRow) else None


def _columns(
    places: Sequence[StockWarehouse], words: tuple[Texts, When], kind: RowKind
) -> tuple[Column[StockRow], ...]:
    more: dict[RowKind, tuple[Column[StockRow], ...]] = {
        RowKind.CHOSEN: (),
        RowKind.OF_ORDER: (
            Column(
                "from",
                lambda: _word("Ships from"),
                lambda row: row.ships_from,
                sample=lambda: "Sydney Alexandria",
                tip=lambda row: row.ships_from,
                gives_way=1,
            ),
        ),
        RowKind.SUBSTITUTE: (
            Column(
                "of",
                lambda: _word("Instead of"),
                lambda row: row.instead_of,
                sample=lambda: "Fruit Phone X1 128",
                tip=lambda row: row.instead_of,
                gives_way=1,
            ),
        ),
    }
    return (
        Column(
            "product",
            lambda: _word("Product"),
            lambda row: row.name,
            stretch=True,
            least=lambda: "Fruit Phone X1 128",
        ),
        Column(
            "sku",
            lambda: _word("SKU"),
            lambda row: row.sku,
            Kind.ID,
            sample=lambda: "PML-14-128-BK",
            strong=False,
            gives_way=2,
        ),
        *more[kind],
        Column(
            "qty", lambda: _word("Wanted"), lambda row: count_text(row.qty), Kind.NUMBER, sample=lambda: "999"
        ),
        *(_place_column(place, words) for place in places),
    )


def _place_column(place: StockWarehouse, words: tuple[Texts, When]) -> Column[StockRow]:
    texts, when = words

    def chip(row: StockRow) -> ChipValue:
        return cell_chip(row.cells.get(place.warehouse_id))

    return Column(
        f"warehouse_{place.warehouse_id}",
        lambda: place.name,
        lambda row: chip(row).word,
        Kind.CHIP,
        mark=chip,
        sample=longest_chip,
        tip=lambda row: cell_sentence(row, place, texts, when),
    )
