"""The credit of a customer: what is owed and agreed, why the rules would restrict, and every restriction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedLayout, QWidget

from agentview.contract.complaints import ComplaintRow
from agentview.contract.customers import CustomerDetail
from agentview.contract.payment_plans import PlanRow
from agentview.contract.promises import PromiseRow
from agentview.contract.suspension_cases import CaseCommand
from agentview.contract.suspension_exemptions import ExemptionRow
from agentview.contract.value import RefusalInfo
from agentview.core.power import Power
from agentview.gateway.port import FeedNews, LinkState
from agentview.ui.credit.case_forms import OpenCase
from agentview.ui.credit.picture import CreditPicture, CreditPresenter
from agentview.ui.credit.story import history_of
from agentview.ui.credit.why_part import WhyPart
from agentview.ui.failure_words import cause_text, offline_text
from agentview.ui.kit.action import ActionText, make_action, refuse_action, tip_with_key
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.card import Card
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.kit.state_overlay import StateOverlay, StateText
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.kit.timeline import Timeline
from agentview.ui.views.customers.credit_agreed import AgreedCard, agreements
from agentview.ui.views.customers.credit_owed import OwedCard, payments_card
from agentview.ui.views.customers.section import PageContext, PageSection, PlainSection

RESTORE, PROMISE, PLAN, EXEMPT = "restore", "promise", "plan", "exempt"
DISPUTE, COMPLAINT, RESTRICT = "dispute", "complaint", "restrict"
SIDE_BY_SIDE = 900
"""From this width at 100 % on, the two halves stand beside each other."""


@dataclass(frozen=True)
class _Command:
    key: str
    text: ActionText
    run: Callable[[], None]
    is_dangerous: bool = False


class _Halves(QWidget):
    """Two columns beside each other where there is room, else below each other."""

    def __init__(self, left: QWidget, right: QWidget) -> None:
        super().__init__()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look().px(12))
        self._box.addWidget(left, 3, Qt.AlignmentFlag.AlignTop)
        self._box.addWidget(right, 2, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = event.size().width() >= look().px(SIDE_BY_SIDE)
        wanted = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != wanted:
            self._box.setDirection(wanted)


class CreditSection(PlainSection):
    """A `Section`, and the view of its presenter."""

    def __init__(self, page: PageContext) -> None:
        """Reads when it is first shown a customer."""
        self._page = page
        self.presenter = CreditPresenter(page.desk, self, page.presenter.account_id)
        self.widget = QWidget()
        self.credit = page.commands.credit
        self.credit.done.connect(self.presenter.read)
        self.column = ScrollColumn(_word("Credit"))
        self.column.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.owed, self.agreed = OwedCard(), AgreedCard(self.end)
        self.why = WhyPart(page.desk)
        self.history = Timeline()
        self.unrestricted = PlainLabel(_word("It was never restricted."), ink=INK_SECOND)
        self._payments: Card | None = None
        self._wants_focus = False
        self._commands = self._make_commands()
        self._actions = {one.key: make_action(self.column, one.text, one.run) for one in self._commands}
        self.buttons = {one.key: self._button(one) for one in self._commands}
        self.overlay = StateOverlay()
        self._arrange()
        self.owed.table.current_changed.connect(self._on_invoice)
        self.overlay.button_pressed.connect(self.presenter.read)

    # What the page asks (Section)

    @property
    def lists(self) -> Sequence[QWidget]:
        """The column, and the invoices in it."""
        return (self.column, self.owed.table)

    def actions(self) -> Sequence[QAction]:
        """What can be done about the credit."""
        return tuple(self._actions.values())

    def show_customer(self, customer: CustomerDetail) -> None:
        """Reads the credit, again if it is shown already."""
        del customer
        self.presenter.read()

    def hear(self, news: FeedNews) -> None:
        """Follows cases and rules, and closes the commands while the services do not answer."""
        self.presenter.hear(news)
        self._show_causes()

    def take_focus(self) -> None:
        """Puts the focus where letters act."""
        self._wants_focus = self._stack.currentIndex() == 1
        if self._wants_focus:
            self.overlay.focus_button()
        else:
            self.column.setFocus()

    def close(self) -> None:
        """Drops what is being read."""
        self.credit.done.disconnect(self.presenter.read)
        self.presenter.close()

    # What the presenter tells

    def show_picture(self, picture: CreditPicture) -> None:
        """Shows the credit; the reader keeps the place."""
        place = self.column.verticalScrollBar().value()
        now, zone = self._page.times.now(), self._page.desk.zone
        self.owed.show_statement(picture.statement)
        self.agreed.show_agreements(agreements(picture), self._closed())
        # The invoices stand in the table beside it.
        self.why.show_why(picture.why.model_copy(update={"invoices": ()}))
        found = history_of(picture.history.periods, picture.history.status_changes)
        self.history.set_entries([one.entry(now, zone) for one in found])
        self.history.setVisible(bool(found))
        self.unrestricted.setVisible(not found)
        self._show_payments(picture)
        self._stack.setCurrentIndex(0)
        self._show_causes()
        self.column.verticalScrollBar().setValue(place)
        if self._wants_focus:
            self.take_focus()

    def credit_failed(self, error: Exception) -> None:
        """Shows that it could not be read."""
        sentences = self._page.desk.texts.report(error).text.sentences
        text = StateText(_word("The credit could not be read"), sentences, _word("Try again"))
        self.overlay.show_text(text)
        self._stack.setCurrentIndex(1)

    # What is done

    def run(self, key: str) -> None:
        """Carries a command out, if it is open."""
        if self._cause(key) is None:
            next(one for one in self._commands if one.key == key).run()

    def end(self, record: object) -> None:
        """Ends a promise, a plan, an exemption or a case of the ombudsman."""
        if isinstance(record, PromiseRow):
            self.credit.cancel_promise(record)
        elif isinstance(record, PlanRow):
            self.credit.cancel_plan(record, self._page.commands.party())
        elif isinstance(record, ExemptionRow):
            self.credit.end_exemption(record)
        elif isinstance(record, ComplaintRow):
            self.credit.close_complaint(record)

    def promise(self) -> None:
        """Takes a promise to pay."""
        self.credit.take_promise(self._page.commands.party())

    def restore(self) -> None:
        """Restores the account by hand."""
        picture = self.presenter.picture
        if picture is not None:
            history = picture.history
            if history.open_case_id is not None and history.open_case_version is not None:
                case = OpenCase(history.open_case_id, history.open_case_version, self._page.commands.party())
                self.credit.restore(case)

    def _dispute(self) -> None:
        invoice = self.owed.current()
        if invoice is not None:
            self.credit.dispute(invoice)

    # Inside

    def _make_commands(self) -> tuple[_Command, ...]:
        credit = self.credit
        return (
            _Command(RESTORE, ActionText(_word("Restore now"), "R", "unlock"), self.restore),
            _Command(PROMISE, ActionText(_word("Take promise"), "P", "note"), self.promise),
            _Command(
                PLAN,
                ActionText(_word("Payment plan"), "L", "calendar"),
                lambda: credit.create_plan(self._page.commands.party()),
            ),
            _Command(
                EXEMPT,
                ActionText(_word("Exempt until"), "X", "clock"),
                lambda: credit.exempt(self._page.commands.party()),
            ),
            _Command(DISPUTE, ActionText(_word("Dispute invoice"), "D", "edit"), self._dispute),
            _Command(
                COMPLAINT,
                ActionText(_word("Ombudsman's case"), "C", "warning"),
                lambda: credit.open_complaint(self._page.commands.party()),
            ),
            _Command(
                RESTRICT,
                ActionText(_word("Restrict now"), "B", "lock"),
                lambda: credit.restrict(self._page.commands.party()),
                is_dangerous=True,
            ),
        )

    def _button(self, command: _Command) -> Button:
        kind = ButtonKind.DANGER if command.is_dangerous else ButtonKind.SECONDARY
        button = Button(command.text.text, kind, tip=tip_with_key(command.text.text, command.text.key))
        button.pressed_once.connect(command.run)
        return button

    def _arrange(self) -> None:
        left, self._right = ColumnBox(look().px(12)), ColumnBox(look().px(12))
        left.body.addWidget(self.owed)
        left.body.addWidget(self.agreed)
        self._left = left
        why = Card(_word("What the rules say"), padding=12)
        why.body.addWidget(self.why)
        past = Card(_word("Restrictions"), padding=12)
        past.body.addWidget(self.unrestricted)
        past.body.addWidget(self.history)
        self._right.body.addWidget(why)
        self._right.body.addWidget(past)
        self.column.body.addWidget(FlowRow(list(self.buttons.values())))
        self.column.body.addWidget(_Halves(left, self._right))
        nothing = Card(padding=0)
        nothing.body.addWidget(self.overlay)
        self._stack = QStackedLayout(self.widget)
        self._stack.addWidget(self.column)
        self._stack.addWidget(nothing)
        self.overlay.show_loading()
        self._stack.setCurrentIndex(1)

    def _show_payments(self, picture: CreditPicture) -> None:
        if self._payments is not None:
            self._left.body.removeWidget(self._payments)
            self._payments.hide()
            self._payments.deleteLater()
        self._payments = payments_card(picture.statement)
        self._left.body.addWidget(self._payments)

    def _on_invoice(self, _row: object) -> None:
        self._show_causes()

    def _show_causes(self) -> None:
        for key, action in self._actions.items():
            cause = self._cause(key)
            refuse_action(action, cause)
            self.buttons[key].set_refusal(cause)
        for button in self.agreed.buttons:
            button.set_refusal(self._closed())

    def _closed(self) -> str | None:
        """Why nothing at all can be done now."""
        desk = self._page.desk
        if desk.shell.link is LinkState.LOST:
            return offline_text()
        if not desk.has(Power.CREDIT_CONTROL):
            missing = RefusalInfo(code="E-POWER", values={"power": Power.CREDIT_CONTROL.value})
            return cause_text(desk.texts, (missing,))
        return None

    def _cause(self, key: str) -> str | None:
        picture, closed = self.presenter.picture, self._closed()
        if picture is None or closed is not None:
            return closed or _word("The credit is still being read.")
        if key in {RESTORE, RESTRICT}:
            return self._cause_of_case(key, picture)
        return self._cause_of_account(key, picture)

    def _cause_of_account(self, key: str, picture: CreditPicture) -> str | None:
        if key == DISPUTE and self.owed.current() is None:
            return _word("Choose an open invoice first.")
        if key == PLAN and not picture.statement.owing_cents:
            return _word("Nothing is owed.")
        if key == COMPLAINT and picture.open_complaint is not None:
            told = _word("The case {number} is open already.")
            return told.replace("{number}", picture.open_complaint.reference)
        return None

    def _cause_of_case(self, key: str, picture: CreditPicture) -> str | None:
        history = picture.history
        if key == RESTORE and history.open_case_id is None:
            return _word("It is not restricted.")
        command = CaseCommand.RESTORE if key == RESTORE else CaseCommand.RESTRICT
        states = {state.command: state.refusals for state in history.commands}
        return cause_text(self._page.desk.texts, states.get(command.value, ()))


def _word(text: str) -> str:
    return QCoreApplication.translate("CustomerCredit", text)


CREDIT_SECTION = PageSection("credit", lambda: _word("Credit"), CreditSection)
