"""A list, drawn: header, filter, table with its states, news behind a pill."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date, datetime
from typing import Generic, TypeVar

from pydantic import JsonValue, ValidationError
from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.op import Message
from agentview.core.clock import local_day
from agentview.ui.kit.appearance import look
from agentview.ui.kit.list_panel import ListPanel
from agentview.ui.kit.paged_model import ListState, PagedTableModel
from agentview.ui.kit.pills import Pill
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.table import TableView
from agentview.ui.lists.actions import list_actions
from agentview.ui.lists.export_columns import export_columns
from agentview.ui.lists.export_dialog import ExportDialog
from agentview.ui.lists.filter_bar import FilterBar, FilterChips
from agentview.ui.lists.header import ListHeader
from agentview.ui.lists.layout_keeper import LayoutKeeper
from agentview.ui.lists.presenter import ListPresenter
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.spec import Choices, ListSpec, chips
from agentview.ui.lists.views_menu import ViewsMenu
from agentview.ui.lists.words import denied_text, failed_text, freshness, stopped_text, unmatched_text
from agentview.ui.navigation import Desk

F = TypeVar("F", bound=Message)
R = TypeVar("R")
NEWS_MS = 400
LAYOUT_MS = 800
TICK_MS = 1_000


class ListPane(QWidget, Generic[F, R]):
    """The list of a `ListSpec`.

    `head` (header, filter, chips) stands above the table; an area may put it above list and detail.
    `chosen(row or None)` follows the current row at once, `opened(row)` Enter and double click,
    `selection_moved()` any change of the selection, `empty_pressed()` the button of an empty view, and
    `counted(counts)` what the pills say.
    """

    chosen = Signal(object)
    opened = Signal(object)
    selection_moved = Signal()
    empty_pressed = Signal()
    counted = Signal(object)

    def __init__(
        self,
        desk: Desk,
        spec: ListSpec[F, R],
        times: ServerTime | None = None,
        owner: QWidget | None = None,
    ) -> None:
        """Reads nothing before `start`; keys such as Ctrl+F work in all of `owner`, else in the pane."""
        super().__init__()
        self._desk, self._spec, self._words = desk, spec, spec.words()
        self._fields = tuple(spec.fields())
        self._choices: dict[str, Choices] = {}
        self._wanted_id: Hashable | None = None
        self.times = times or ServerTime(desk.clock)
        self.presenter: ListPresenter[F, R] = ListPresenter(desk, spec, self, self.times)
        self.model: PagedTableModel[R] = PagedTableModel(
            tuple(spec.columns(desk, self.times)),
            spec.row_id,
            self.presenter.source,
            self,
            token=self.presenter.source.token_of,
            summary=spec.summary,
        )
        self.table = TableView(self.model, self._words.name)
        self.panel = ListPanel(self.table, self._empty_text, failed_text)
        self.head = QWidget()
        self.header = ListHeader()
        self.filter = FilterBar(self._fields, self._today)
        self.chips = FilterChips()
        self.saved_views = ViewsMenu(desk, spec.key, self, self._show_saved, self._read_saved)
        self._layout = LayoutKeeper(desk, f"{spec.key}.columns", self.table.restore_layout)
        self._news_timer = self._timer(NEWS_MS, self.presenter.refresh)
        self._layout_timer = self._timer(LAYOUT_MS, self._on_layout_due)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self.show_freshness)
        self._arrange()
        self._connect()
        self.actions_by_name = list_actions(owner or self, self.table, self._receivers())
        self._unsubscribe = desk.shell.on_news(self.presenter.hear)

    # What an area asks

    def start(self) -> None:
        """Reads the list for the first time."""
        self._layout.read()
        self._tick.start()
        self.presenter.start(self.model)

    def close_down(self) -> None:
        """Stops reading and hearing news; a second time does nothing."""
        self._unsubscribe()
        self._unsubscribe = _nothing
        for timer in (self._news_timer, self._layout_timer, self._tick):
            timer.stop()
        self.saved_views.close()
        self.presenter.close()

    def list_actions(self) -> tuple[QAction, ...]:
        """What can be done to the list as a whole, for the key sheet."""
        return tuple(self.actions_by_name.values())

    def current(self) -> R | None:
        """The current row, if it is known."""
        found: R | None = self.table.current_row()  # type: ignore[assignment]  # rows of this model
        return found

    def selected(self) -> list[R]:
        """The selected rows from top to bottom."""
        return list(self.table.selected_rows())

    def select(self, row_id: Hashable) -> bool:
        """Makes a row current now, or when it comes; False where it is not in the list now."""
        is_here = self.table.select_id(row_id)
        is_final = is_here and self.model.state is not ListState.LOADING
        self._wanted_id = None if is_final else row_id
        return is_here

    def shown_keys(self) -> list[str]:
        """The keys of the columns that are shown, in their order."""
        header = self.table.horizontalHeader()
        order = [header.logicalIndex(visual) for visual in range(header.count())]
        return [self.model.columns[at].key for at in order if not header.isSectionHidden(at)]

    def least_width(self) -> int:
        """How wide the list must be so that it need not scroll sideways."""
        return self.table.least_width() + 2 * look().tokens.border + look().px(4)

    def offered(self, name: str) -> Choices:
        """What a field of the filter offers, as far as it came from the services."""
        return self._choices.get(name, ())

    def show_age(self) -> None:
        """Draws ages anew; nothing is read for it."""
        self.table.viewport().update()

    @Slot()
    def toggle_filter(self) -> None:
        """Opens the filter and puts the focus there; a second time closes it, the chips go on telling."""
        if self.filter.isVisible() and self.filter.has_focus_inside():
            self.filter.hide()
            self.table.setFocus()
            return
        self.filter.show()
        self.filter.focus_first()

    @Slot()
    def open_saved_views(self) -> None:
        """Opens the menu of saved views."""
        button = self.header.saved
        self.saved_views.popup(button.mapToGlobal(button.rect().bottomLeft()))

    @Slot()
    def open_export(self) -> None:
        """Opens the dialog that exports exactly the view."""
        columns = export_columns(self.model.columns, self._spec.exported, self._desk.zone, self.shown_keys())
        content = self.presenter.export(columns)
        if content is not None:
            ExportDialog(self, self._desk, content).open()

    @property
    def can_export(self) -> bool:
        """Whether this person may export this list."""
        power = self._spec.export_power
        return self._spec.exports is not None and (power is None or self._desk.has(power))

    # What the presenter tells

    def show_query(self) -> None:
        """Shows which view is chosen, how it is sorted and narrowed."""
        query = self.presenter.query
        self._show_pills(self.presenter.counts)
        self.table.show_sort(query.order)
        self.filter.show_filter(query.filter)
        self.chips.show_chips(chips(self._fields, query.filter, self.presenter.narrowed_by, self._choices))

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Shows how many rows each view has."""
        self._show_pills(counts)
        self.counted.emit(dict(counts))

    def show_choices(self, choices: Mapping[str, Choices]) -> None:
        """Offers these choices in the filter."""
        self._choices.update(choices)
        self.filter.set_choices(choices)
        self.show_query()

    def show_reading(self, total: int | None, read_at: datetime) -> None:
        """Shows how many rows the list has and when it was read."""
        count = "" if total is None else self._words.count(total)
        self.header.show_info(count, freshness(read_at, self._desk.clock.now()))

    @Slot()
    def show_freshness(self) -> None:
        """Says how old the list is."""
        self.show_reading(self.presenter.source.total, self.presenter.read_at)

    def show_denied(self) -> None:
        """Shows that the person may not see the list."""
        self.panel.show_instead(denied_text(self._words.denied))

    def refresh_soon(self) -> None:
        """Refreshes shortly, once for all that comes until then."""
        if not self._news_timer.isActive():
            self._news_timer.start()

    # Inside

    def _arrange(self) -> None:
        gap = look().px(8)
        head = QVBoxLayout(self.head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(gap)
        for part in (self.header, self.filter, self.chips):
            head.addWidget(part)
        self.filter.hide()
        self.header.filter.setVisible(bool(self._fields))
        self.header.export.setVisible(self._spec.exports is not None)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(gap)
        self.column.addWidget(self.head)
        self.column.addWidget(self.panel, 1)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.header.view_chosen.connect(self.presenter.choose_view)
        self.header.columns.pressed_once.connect(self.table.open_column_menu)
        self.header.filter.pressed_once.connect(self.toggle_filter)
        self.header.saved.pressed_once.connect(self.open_saved_views)
        self.header.export.pressed_once.connect(self.open_export)
        self.header.export.setEnabled(self.can_export)
        self.filter.narrowed.connect(self._on_narrowed)
        self.chips.cleared.connect(self.presenter.clear)
        self.chips.all_cleared.connect(self.presenter.clear_all)
        self.table.sort_wanted.connect(self.presenter.sort_by)
        self.table.current_changed.connect(self.chosen)
        self.table.row_opened.connect(self.opened)
        self.table.selection_moved.connect(self.selection_moved)
        self.table.layout_changed.connect(self._layout_timer.start)
        self.model.modelReset.connect(self._on_reset)
        self.panel.state_button_pressed.connect(self._on_state_button)
        self.panel.cancel_pressed.connect(self._on_cancel)

    def _receivers(self) -> dict[str, Callable[[], None]]:
        receivers: dict[str, Callable[[], None]] = {
            "refresh": self.presenter.refresh,
            "select_all": self.table.select_loaded,
            "columns": self.table.open_column_menu,
            "saved_views": self.open_saved_views,
        }
        if self._fields:
            receivers["filter"] = self.toggle_filter
        if self.can_export:
            receivers["export"] = self.open_export
        return receivers

    def _show_pills(self, counts: Mapping[str, int]) -> None:
        pills: Sequence[Pill] = [
            Pill(view.value, view.word, counts.get(view.value) if view.is_counted else None)
            for view in self.presenter.views
        ]
        self.header.show_pills(pills, self.presenter.view)

    @Slot(str, object)
    def _on_narrowed(self, name: str, value: object) -> None:
        try:
            self.presenter.narrow(name, value)
        except ValidationError:
            # What the contract does not take, such as a control character, finds nothing: it is not sent.
            self.filter.show_filter(self.presenter.query.filter)

    @Slot()
    def _on_reset(self) -> None:
        if self._wanted_id is not None and self.table.select_id(self._wanted_id):
            self._wanted_id = None

    @Slot(object)
    def _on_state_button(self, state: object) -> None:
        if state is ListState.FAILED:
            self.presenter.reload()
        elif self.presenter.narrowed_by:
            self.presenter.clear_all()
        else:
            self.empty_pressed.emit()

    @Slot()
    def _on_cancel(self) -> None:
        self.presenter.source.cancel()
        self.panel.show_instead(stopped_text())

    @Slot()
    def _on_layout_due(self) -> None:
        self._layout.save(self.table.saved_layout())

    def _show_saved(self, content: dict[str, JsonValue]) -> None:
        sorts = frozenset(column.sort_key for column in self.model.columns if column.sort_key is not None)
        self.presenter.show_saved(content, sorts)
        if "columns" in content:
            self.table.restore_layout(content["columns"])

    def _read_saved(self) -> dict[str, JsonValue]:
        return {**self.presenter.query.as_json(), "columns": self.table.saved_layout()}

    def _empty_text(self) -> StateText:
        if self.presenter.narrowed_by:
            return unmatched_text()
        text = self._words.empty(self.presenter.view)
        return StateText(text.heading, text.sentence, text.button)

    def _today(self) -> date:
        return local_day(self._desk.clock.now(), self._desk.zone.key)

    def _timer(self, milliseconds: int, due: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(due)
        return timer


def _nothing() -> None:
    """Stands where there is nothing left to end."""
