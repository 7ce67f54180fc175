"""A figure of the dashboard: a picture with its sentence, and the same as a table behind it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import IconButton
from agentview.ui.kit.card import Card
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.column import Column, Kind
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.memory_source import MemorySource
from agentview.ui.kit.paged_model import PagedTableModel
from agentview.ui.kit.table import TableView
from agentview.ui.kit.text import INK_SECOND, PlainLabel, heading

Row = tuple[int, tuple[str, ...]]


class FigureCard(Card):
    """`titles` are the columns of the table; the first holds words, the others numbers."""

    def __init__(self, title: str, picture: QWidget, titles: Sequence[str]) -> None:
        """Shows the picture first."""
        super().__init__(padding=12)
        self.picture = picture
        self.sentence = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.source: MemorySource[Row] = MemorySource()
        self.model: PagedTableModel[Row] = PagedTableModel(
            _columns(titles), row_id=lambda row: row[0], source=self.source, summary=_sentence
        )
        self.source.attach(self.model)
        self.table = TableView(self.model, title)
        # The card is as high as its picture: the table scrolls in that.
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.switch = IconButton("list", "")
        self.switch.pressed_once.connect(self._on_switch)
        self._title = title
        self._chip: Chip | None = None
        self._chip_place = QHBoxLayout()
        self._stack = QStackedWidget()
        self._stack.addWidget(_on_top(picture))
        self._stack.addWidget(self.table)
        self._arrange(title)
        self._dress()

    def show_figure(
        self, sentence: str, rows: Sequence[tuple[str, ...]], chip: ChipValue | None = None
    ) -> None:
        """Shows its sentence and the rows of the table; the picture is drawn by its owner."""
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self.source.show(list(enumerate(rows)), list(range(len(rows))))
        if self._chip is not None:
            self._chip_place.removeWidget(self._chip)
            self._chip.hide()
            self._chip.deleteLater()
            self._chip = None
        if chip is not None:
            self._chip = Chip(chip)
            self._chip_place.addWidget(self._chip)

    @property
    def shows_table(self) -> bool:
        """Whether the table is in front."""
        return self._stack.currentIndex() == 1

    # Inside

    def _arrange(self, title: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(look().px(8))
        head.addWidget(heading(title), 1)
        head.addLayout(self._chip_place)
        head.addWidget(self.switch)
        self.body.addLayout(head)
        self.body.addWidget(self.sentence)
        self.body.addWidget(self._stack, 1)

    @Slot()
    def _on_switch(self) -> None:
        self._stack.setCurrentIndex(1 - self._stack.currentIndex())
        self._dress()

    def _dress(self) -> None:
        translate = QCoreApplication.translate
        told = (
            translate("CreditFigures", "{title}: show the picture")
            if self.shows_table
            else translate("CreditFigures", "{title}: show the numbers as a table")
        )
        self.switch.set_face("chart" if self.shows_table else "list", told.replace("{title}", self._title))


def _on_top(picture: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(picture)
    column.addStretch(1)
    return holder


def _columns(titles: Sequence[str]) -> tuple[Column[Row], ...]:
    return tuple(_column(at, title) for at, title in enumerate(titles))


def _column(at: int, title: str) -> Column[Row]:
    if not at:
        return Column("column0", lambda: title, lambda row: row[1][0], stretch=True)
    return Column(
        f"column{at}", lambda: title, lambda row: row[1][at], Kind.NUMBER, sample=lambda: "1,234,567.00"
    )


def _sentence(row: Row) -> str:
    return ", ".join(row[1])
