"""The list of the queue, drawn: header, filter, table with its states, news behind a pill."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from pydantic import JsonValue
from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.provisioning import Facets, QueueRow, TaskDetail, View
from agentview.core.clock import local_day
from agentview.core.power import Power
from agentview.ui.kit.appearance import look
from agentview.ui.kit.list_panel import ListPanel
from agentview.ui.kit.paged_model import ListState, PagedTableModel
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.table import TableView
from agentview.ui.lists.filter_bar import FilterBar, FilterChips
from agentview.ui.lists.layout_keeper import LayoutKeeper
from agentview.ui.lists.selection_bar import SelectionBar
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.spec import Choices, chips
from agentview.ui.navigation import Desk
from agentview.ui.views.provisioning.bulk_verbs import bulk_verbs
from agentview.ui.views.provisioning.columns import QueueColumns
from agentview.ui.views.provisioning.empty_words import denied_text, empty_text, failed_text
from agentview.ui.views.provisioning.filter_fields import facet_choices, filter_fields
from agentview.ui.views.provisioning.presenter import QueuePresenter
from agentview.ui.views.provisioning.query import Query
from agentview.ui.views.provisioning.queue_header import QueueHeader

COLUMNS = "provisioning.columns"
NEWS_MS = 400
LAYOUT_MS = 800


class QueuePane(QWidget):
    """The list; `head` (header, filter) stands above list and detail, the pane itself left of the detail.

    `chosen(row or None)` follows the current row at once, `opened(row)` Enter and double click,
    `settled(detail)` a task after the person's own act.
    """

    chosen = Signal(object)
    opened = Signal(object)
    settled = Signal(object)
    state_button = Signal(object)

    def __init__(self, desk: Desk, times: ServerTime, parent: QWidget | None = None) -> None:
        """Reads nothing before `start`."""
        super().__init__(parent)
        self._desk = desk
        self._choices: dict[str, Choices] = {}
        self._fields = filter_fields()
        self._wanted_id: int | None = None
        self.presenter = QueuePresenter(desk, self, times)
        self.columns = QueueColumns(times, desk.person.user_id, desk.zone)
        self.model: PagedTableModel[QueueRow] = PagedTableModel(
            self.columns.all(),
            lambda row: row.task_id,
            self.presenter.source,
            self,
            token=self.presenter.source.token_of,
            summary=self.columns.summary,
        )
        translate = QCoreApplication.translate
        self.table = TableView(self.model, translate("Provisioning", "Provisioning tasks"))
        self.panel = ListPanel(self.table, self._empty_text, failed_text)
        self.head = QWidget()
        self.header = QueueHeader()
        self.filter = FilterBar(self._fields, self._today)
        self.chips = FilterChips()
        self.selection = SelectionBar(bulk_verbs(can_abort=desk.has(Power.MANAGE_HALTED_SUBSCRIPTIONS)))
        self._layout = LayoutKeeper(desk, COLUMNS, self.table.restore_layout)
        self._news_timer = self._timer(NEWS_MS, self._on_news_due)
        self._layout_timer = self._timer(LAYOUT_MS, self._on_layout_due)
        self._arrange()
        self._connect()

    def start(self) -> None:
        """Reads the list for the first time."""
        self._layout.read()
        if not self.presenter.sides:
            self.panel.show_instead(denied_text())
            return
        self.presenter.start(self.model)

    def close_down(self) -> None:
        """Stops reading."""
        self._news_timer.stop()
        self._layout_timer.stop()
        self.presenter.close()

    def current(self) -> QueueRow | None:
        """The current row, if it is known."""
        found = self.table.current_row()
        return found if isinstance(found, QueueRow) else None

    def select(self, task_id: int) -> bool:
        """Makes a task current now; False where it is not in the list, then later if it comes."""
        if self.table.select_id(task_id):
            self._wanted_id = None
            return True
        self._wanted_id = task_id
        return False

    def selected(self) -> list[QueueRow]:
        """The selected rows from top to bottom."""
        return [row for row in self.table.selected_rows() if isinstance(row, QueueRow)]

    def shown_keys(self) -> list[str]:
        """The keys of the columns that are shown, in their order."""
        header = self.table.horizontalHeader()
        order = [header.logicalIndex(visual) for visual in range(header.count())]
        return [self.model.columns[at].key for at in order if not header.isSectionHidden(at)]

    def least_width(self) -> int:
        """How wide the list must be so that it need not scroll sideways."""
        return self.table.least_width() + 2 * look().tokens.border + look().px(4)

    def show_age(self) -> None:
        """Draws ages anew; nothing is read for it."""
        self.table.viewport().update()

    def show_freshness(self) -> None:
        """Says how old the list is."""
        self.header.show_info(self.presenter.source.total, self.presenter.read_at, self._desk.clock.now())

    def toggle_filter(self) -> None:
        """Opens the filter and puts the focus there; closes it where nothing is narrowed."""
        if self.filter.isVisible() and self.filter.texts["text"].hasFocus():
            self.close_filter()
            return
        self.filter.show()
        self.filter.focus_first()

    def close_filter(self) -> None:
        """Hides the fields; the chips go on telling what narrows the list."""
        self.filter.hide()
        self.table.setFocus()

    def layout_json(self) -> dict[str, JsonValue]:
        """The columns as they are shown now."""
        return self.table.saved_layout()

    def show_layout(self, layout: JsonValue) -> None:
        """Shows the columns of a saved view."""
        self.table.restore_layout(layout)

    # What the presenter tells

    def show_query(self, query: Query) -> None:
        """Shows which view is chosen, how it is sorted and narrowed."""
        wanted = query.filter
        self.header.show_sides(self.presenter.sides, wanted.side)
        self.header.show_views(self.presenter.views, wanted.side, wanted.view, self.presenter.counts)
        self.table.show_sort(query.order)
        self.filter.show_filter(wanted)
        self.chips.show_chips(chips(self._fields, wanted, query.narrowed_by, self._choices))

    def show_counts(self, counts: Mapping[View, int]) -> None:
        """Shows how many rows each view has."""
        wanted = self.presenter.query.filter
        self.header.show_views(self.presenter.views, wanted.side, wanted.view, counts)
        if self.model.state is ListState.EMPTY:
            self.panel.show_instead(self._empty_text())

    def show_facets(self, facets: Facets) -> None:
        """Offers these service types and retailers."""
        self._choices = facet_choices(facets)
        self.filter.set_choices(self._choices)
        self.show_query(self.presenter.query)

    def show_reading(self, total: int | None, read_at: datetime) -> None:
        """Shows how many rows the list has and when it was read."""
        self.header.show_info(total, read_at, self._desk.clock.now())

    def show_denied(self, error: Exception) -> None:
        """Shows that the person may not see the list."""
        del error
        self.panel.show_instead(denied_text())

    def show_settled(self, detail: TaskDetail) -> None:
        """Tells who shows the task beside the list."""
        self.settled.emit(detail)

    def refresh_soon(self) -> None:
        """Refreshes shortly, once for all that comes until then."""
        if not self._news_timer.isActive():
            self._news_timer.start()

    # Inside

    def _arrange(self) -> None:
        head = QVBoxLayout(self.head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(look().px(8))
        for part in (self.header, self.filter, self.chips):
            head.addWidget(part)
        self.filter.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        column.addWidget(self.panel, 1)
        column.addWidget(self.selection)

    def _connect(self) -> None:
        self.header.view_chosen.connect(self.presenter.choose_view)
        self.header.side_chosen.connect(self.presenter.choose_side)
        self.header.columns.pressed_once.connect(self.table.open_column_menu)
        self.header.filter.pressed_once.connect(self.toggle_filter)
        self.filter.narrowed.connect(self._on_narrowed)
        self.chips.cleared.connect(self.presenter.clear)
        self.chips.all_cleared.connect(self.presenter.clear_all)
        self.table.sort_wanted.connect(self.presenter.sort_by)
        self.table.current_changed.connect(self.chosen)
        self.table.row_opened.connect(self.opened)
        self.table.selection_moved.connect(self._on_selection)
        self.table.layout_changed.connect(self._layout_timer.start)
        self.model.modelReset.connect(self._on_reset)
        self.panel.state_button_pressed.connect(self.state_button)
        self.panel.cancel_pressed.connect(self._on_cancel)

    @Slot(str, object)
    def _on_narrowed(self, name: str, value: object) -> None:
        self.presenter.show(self.presenter.query.narrowed(name, value))

    @Slot()
    def _on_selection(self) -> None:
        works = self._desk.has(Power.WORK_QUEUE)
        self.selection.show_count(self.table.selected_count() if works else 0)

    @Slot()
    def _on_reset(self) -> None:
        if self._wanted_id is not None and self.table.select_id(self._wanted_id):
            self._wanted_id = None

    @Slot()
    def _on_cancel(self) -> None:
        self.presenter.source.cancel()
        self.panel.show_instead(failed_text(QCoreApplication.translate("QueueState", "Reading was stopped.")))

    @Slot()
    def _on_news_due(self) -> None:
        self.presenter.refresh()

    @Slot()
    def _on_layout_due(self) -> None:
        self._layout.save(self.layout_json())

    def _empty_text(self) -> StateText:
        return empty_text(self.presenter.query, self.presenter.counts)

    def _today(self) -> date:
        return local_day(self._desk.clock.now(), self._desk.zone.key)

    def _timer(self, milliseconds: int, due: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(due)
        return timer
