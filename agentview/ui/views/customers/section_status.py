"""Service status as a section of the customer's page (S-24)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.customers import CustomerCommand, CustomerDetail
from agentview.contract.status import RecordKind, StatusReport, Step, StepKind
from agentview.core.power import Power
from agentview.gateway.port import FeedNews, LinkState
from agentview.ui.credit.case_forms import OpenCase
from agentview.ui.failure_words import cause_text, offline_text
from agentview.ui.kit.action import ActionText, make_action, refuse_action
from agentview.ui.navigation import TASK, Target
from agentview.ui.views.customers.section import PageContext, PageSection, PlainSection
from agentview.ui.views.customers.status_pane import StatusPane
from agentview.ui.views.customers.status_presenter import StatusPresenter
from agentview.ui.views.customers.status_text import read_out
from agentview.ui.views.customers.status_words import StatusWords


class StatusSection(PlainSection):
    """A `Section`, and the view of its presenter."""

    def __init__(self, page: PageContext) -> None:
        """Reads when it is first shown a customer."""
        self._page = page
        self.presenter = StatusPresenter(page.desk, self, page.presenter.account_id)
        self.pane = StatusPane(self.act, self.copy)
        self.pane.overlay.button_pressed.connect(self.presenter.read)
        self.widget = QWidget()
        column = QVBoxLayout(self.widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pane)
        self._was_lost = False
        self._copy = make_action(self.pane.column, _copy_text(), self.copy)
        self._promise = make_action(self.pane.column, _promise_text(), self.promise)

    @property
    def lists(self) -> Sequence[QWidget]:
        """The column of services."""
        return (self.pane.column,)

    def actions(self) -> Sequence[QAction]:
        """Copying the answer, and noting a promise to pay."""
        return (self._copy, self._promise)

    def show_customer(self, customer: CustomerDetail) -> None:
        """Reads the status, again if it is shown already."""
        del customer
        self.presenter.read()

    def show_report(self, report: StatusReport) -> None:
        """Shows how the services stand."""
        self.pane.show_report(report, self._words(), self._offline())
        is_control = self._page.desk.has(Power.CREDIT_CONTROL)
        against = () if is_control else self._page.presenter.refusals(CustomerCommand.ADD_NOTE)
        refuse_action(self._promise, self._offline() or cause_text(self._page.desk.texts, against))

    def status_failed(self, error: Exception) -> None:
        """Shows that it could not be read."""
        self.pane.show_failed(self._page.desk.texts.report(error).text.sentences)

    def hear(self, news: FeedNews) -> None:
        """Closes the buttons while the services do not answer."""
        del news
        is_lost = self._page.desk.shell.link is LinkState.LOST
        if is_lost is not self._was_lost and self.presenter.report is not None:
            self._was_lost = is_lost
            self.show_report(self.presenter.report)

    def take_focus(self) -> None:
        """Puts the focus on the answer."""
        self.pane.take_focus()

    def close(self) -> None:
        """Drops what is being read."""
        self.presenter.close()

    def act(self, step: Step) -> None:
        """Carries out a step, or opens the record where it is carried out."""
        if step.kind is StepKind.NOTE_PROMISE:
            self.promise()
        elif step.record is RecordKind.RESTRICTION_CASE and step.record_id is not None:
            case = OpenCase(step.record_id, int(str(step.values["version"])), self._page.commands.party())
            self._page.commands.credit.restore(case)
        elif step.kind is StepKind.ORDER_ANEW:
            self._page.commands.new_order()
        elif step.record is RecordKind.TASK and step.record_id is not None:
            target = Target(TASK, step.record_id, step.reference)
            if not self._page.desk.shell.open_target(target):
                word = QCoreApplication.translate("CustomerDone", "None of your areas opens this.")
                self._page.desk.toasts.fail(word)

    def promise(self) -> None:
        """Takes a promise to pay; who may not hold the rules back notes it."""
        if self._page.desk.has(Power.CREDIT_CONTROL):
            self._page.commands.credit.take_promise(self._page.commands.party())
            return
        word = QCoreApplication.translate("ServiceStatus", "Promise to pay: ")
        self._page.commands.add_note(text=word)

    def copy(self) -> None:
        """Puts what can be read out to the customer on the clipboard."""
        report = self.presenter.report
        if report is not None:
            self._page.desk.shell.copy_text(read_out(report, self._words()))

    # Inside

    def _words(self) -> StatusWords:
        return StatusWords(self._page.desk.texts, self._page.times.now(), self._page.desk.zone)

    def _offline(self) -> str | None:
        return offline_text() if self._page.desk.shell.link is LinkState.LOST else None


def _copy_text() -> ActionText:
    translate = QCoreApplication.translate
    return ActionText(
        translate("ServiceStatus", "Copy the status to read out"),
        "Y",
        "copy",
        translate("ServiceStatus", "Copy why the services do not work as plain text"),
    )


def _promise_text() -> ActionText:
    translate = QCoreApplication.translate
    return ActionText(
        translate("ServiceStatus", "Note a promise to pay"),
        "P",
        "note",
        translate("ServiceStatus", "Say when the customer pays; credit control thereby holds the rules back"),
    )


def _title() -> str:
    return QCoreApplication.translate("ServiceStatus", "Service status")


STATUS = PageSection("status", _title, StatusSection)
