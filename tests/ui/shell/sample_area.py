"""An area for tests of the shell: a list of tasks, two actions and a primary button."""

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from agentview.contract.provisioning import QUEUE, QueuePage, QueueRequest, QueueRow
from agentview.ui.area import Area
from agentview.ui.kit.action import ActionText, make_action, refuse_action
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.column import Column, Kind
from agentview.ui.kit.list_panel import ListPanel
from agentview.ui.kit.page_source import Page, PageRequest
from agentview.ui.kit.paged_model import PagedTableModel
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.table import TableView
from agentview.ui.navigation import ACCOUNT, NEW_CUSTOMER, TASK, Desk, Target

COLUMNS: tuple[Column[QueueRow], ...] = (
    Column("reference", lambda: "Order", lambda row: row.reference, Kind.ID, sample=lambda: "PO-10482/1"),
    Column("customer", lambda: "Customer", lambda row: row.customer, stretch=True),
    Column("status", lambda: "Status", lambda row: row.status.value),
)


class SampleView:
    """Reads one page of the queue."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.opened: list[Target] = []
        self.done: list[str] = []
        self.is_closed = False
        self.model: PagedTableModel[QueueRow] = PagedTableModel(COLUMNS, lambda row: row.task_id, self)
        self.table = TableView(self.model, "Tasks")
        self.panel = ListPanel(
            self.table, lambda: StateText("No tasks", "None."), lambda: StateText("Failed", "It failed.")
        )
        self.button = Button("Take next", ButtonKind.PRIMARY)
        self.claim = make_action(self.table, ActionText("Claim", "C"), lambda: self.done.append("claim"))
        self.halt = make_action(self.table, ActionText("Halt...", "H"), lambda: self.done.append("halt"))
        refuse_action(self.halt, "Nothing is selected")
        self.model.reload()

    @property
    def widget(self) -> QWidget:
        return self.panel

    @property
    def primary(self) -> Button | None:
        return self.button

    def action_groups(self) -> Mapping[str, Sequence[QAction]]:
        return {"Task": (self.claim, self.halt)}

    def request(self, wanted: PageRequest) -> None:
        request = QueueRequest(offset=wanted.offset, limit=wanted.limit)
        self.desk.runner.submit(
            lambda: self.desk.gateway.call(QUEUE, request),
            lambda page: self._deliver(wanted, page),
            lambda error: self._fail(wanted, error),
            self,
            newest="queue",
        )

    def open(self, target: Target) -> None:
        self.opened.append(target)

    def take_focus(self) -> None:
        self.table.setFocus()

    def close(self) -> None:
        self.is_closed = True
        self.desk.runner.drop(self)

    def _deliver(self, wanted: PageRequest, page: QueuePage) -> None:
        self.model.deliver(wanted, Page(page.rows, len(page.rows)))
        self.desk.shell.data_read(page.as_of)
        self.desk.shell.set_count("sample", len(page.rows))

    def _fail(self, wanted: PageRequest, error: Exception) -> None:
        self.model.fail(wanted)
        self.desk.shell.show_error(error, "Read the queue")


def sample_area(key: str = "sample", title: str = "Manual provisioning") -> Area:
    """Return the area."""
    return Area(
        key=key,
        title=lambda: title,
        icon="inbox",
        build=SampleView,
        is_for=lambda _person: True,
        summary=lambda: "Here orders wait for a person.\n\nClaim one, then activate it.",
        kinds=frozenset({TASK, ACCOUNT, NEW_CUSTOMER}),
        tab=title.rpartition(" ")[2].capitalize,
    )
