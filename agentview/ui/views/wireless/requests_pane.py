"""My requests, or all requests: the list, and the chosen one with all that is known of it (S-29)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal, Slot

from agentview.contract import wireless_approvals as approvals
from agentview.contract import wireless_orders as contract
from agentview.contract.approval_policies import PEOPLE, People, PeopleRequest
from agentview.contract.value import RefusalInfo
from agentview.contract.wireless import ApprovalStatus, WirelessStatus
from agentview.contract.wireless_approvals import Foreseen, Question, Standing
from agentview.contract.wireless_orders import (
    History,
    WirelessCommand,
    WirelessFilter,
    WirelessOrder,
    WirelessRow,
    WirelessScope,
)
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.failure_words import cause_text
from agentview.ui.forms.record_dialog import RecordDialog
from agentview.ui.kit.banner import Banner, BannerText
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.text import heading
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.timeline import Timeline
from agentview.ui.kit.when import show_full
from agentview.ui.lists.record_command import RecordCommand
from agentview.ui.lists.record_pane import RecordPane
from agentview.ui.navigation import Desk, Target
from agentview.ui.texts.wireless import status_chip, type_word
from agentview.ui.texts.wireless_order_facts import order_facts
from agentview.ui.views.wireless.requests_list import spec_of
from agentview.ui.wireless.approver_forms import assign_form, choose_form, level_to_choose
from agentview.ui.wireless.cost_lines import CostLines, costs_of
from agentview.ui.wireless.past import entries_of
from agentview.ui.wireless.request_forms import answer_form, cancel_form, resubmit_form

GO_ON, ANSWER, CANCEL, RESUBMIT, PARENT = "go_on", "answer", "cancel", "resubmit", "parent"
CHOOSE, ASSIGN = "choose_approver", "assign_approver"
_SHOWN = 50
_MOST_PEOPLE = 200


@dataclass(frozen=True)
class Shown:
    """An order with how its approval stands, and what was done to it."""

    order: WirelessOrder
    standing: Standing
    past: History

    @property
    def question(self) -> Question | None:
        """What waits for an answer."""
        return next((one for one in reversed(self.standing.questions) if one.answered_at is None), None)


def _commands(scope: WirelessScope) -> tuple[RecordCommand, ...]:
    """Requesters choose their approver, administrators name one where nobody is there."""
    own = RecordCommand(CHOOSE, lambda: _word("Choose approver..."), "H", "users")
    named = RecordCommand(ASSIGN, lambda: _word("Name an approver..."), "N", "users")
    return (
        RecordCommand(GO_ON, lambda: _word("Go on with the draft"), "O", "edit"),
        RecordCommand(ANSWER, lambda: _word("Answer the question..."), "A", "note"),
        RecordCommand(RESUBMIT, lambda: _word("Request again..."), "R", "refresh"),
        own if scope is WirelessScope.MINE else named,
        RecordCommand(PARENT, lambda: _word("Show the request before"), "B", "arrow-left"),
        RecordCommand(CANCEL, lambda: _word("Cancel request..."), "X", "close", is_dangerous=True),
    )


class RequestsPane(RecordPane[WirelessFilter, WirelessRow, Shown]):
    """`draft_wanted(order id)` asks for the wizard, `new_wanted()` for a new request."""

    power = None
    draft_wanted = Signal(int)
    new_wanted = Signal()

    def __init__(self, desk: Desk, scope: WirelessScope) -> None:
        """Reads nothing before `start`."""
        nothing = StateText(
            _word("No request chosen"),
            _word("Choose one in the list to see where it stands and what it holds."),
        )
        self.banner, self.costs, self.story = Banner(), CostLines(_word("Cost")), Timeline()
        self.past = heading(_word("What happened"))
        super().__init__(desk, spec_of(scope), _commands(scope), nothing)
        column = self.side.sections.body
        column.insertWidget(0, self.banner)
        for part in (heading(_word("Cost")), self.costs, self.past, self.story):
            column.addWidget(part)

    # What the area asks

    def take_focus(self) -> None:
        """Puts the focus on the list."""
        self.list.table.setFocus()

    def open_target(self, target: Target) -> None:
        """Shows an order, whether it is in the list or not."""
        self.list.select(target.record_id)
        self.presenter.choose(target.record_id)

    # What a RecordPane asks

    def _read(self, gateway: Gateway, record_id: int) -> Shown:
        order = gateway.call(contract.GET, contract.OrderRef(order_id=record_id))
        past = gateway.call(contract.HISTORY, contract.HistoryRequest(order_id=record_id, limit=_SHOWN))
        standing = gateway.call(approvals.GET, contract.OrderRef(order_id=record_id))
        return Shown(order, standing, past)

    def _shown(self, detail: Shown) -> None:
        order, now, zone = detail.order, self.list.times.now(), self._desk.zone
        title = f"{order.reference} \u00b7 {type_word(order.type)}"
        told = _word("{who} for {company}").replace("{who}", order.requester)
        self.side.show_record(
            title, told.replace("{company}", order.customer), self._facts(detail), status_chip(order.status)
        )
        self.banner.show_texts(self._banner(detail))
        costs = costs_of(order)
        self.costs.show_lines(costs.lines, costs.currency, costs.once_cents, costs.monthly_cents)
        self.past.setVisible(bool(detail.past.entries))
        self.story.set_entries(entries_of(detail.past.entries, now, zone))

    def _runs(self) -> dict[str, Callable[[], None]]:
        return {
            GO_ON: self._go_on,
            ANSWER: self._answer,
            RESUBMIT: self._resubmit,
            CHOOSE: self._choose,
            ASSIGN: self._assign,
            PARENT: self._show_parent,
            CANCEL: self._cancel,
        }

    def _cause_of(self, name: str) -> str | None:
        detail = self.presenter.detail
        if detail is None:
            return None
        order = detail.order
        is_own_draft = order.status is WirelessStatus.DRAFT and order.is_own
        missing = {
            PARENT: _word("This is not one that was requested again.") if order.parent_id is None else "",
            GO_ON: _word("This is a draft no more.") if order.status is not WirelessStatus.DRAFT else "",
            ANSWER: _word("Nobody asks anything about it.") if detail.question is None else "",
            CHOOSE: "" if is_own_draft else _word("Approvers are chosen while it is a draft of yours."),
            ASSIGN: self._assign_cause(detail),
        }
        if name in (PARENT, CHOOSE, ASSIGN) or missing.get(name):
            return missing[name] or None
        commands = {
            GO_ON: WirelessCommand.EDIT,
            ANSWER: WirelessCommand.ANSWER,
            RESUBMIT: WirelessCommand.RESUBMIT,
            CANCEL: WirelessCommand.CANCEL,
        }
        offered = (*order.commands, *detail.standing.commands)
        refusals = next((one.refusals for one in offered if one.command == commands[name]), None)
        if refusals is None:
            return _word("This request does not offer it now.")
        # What is missing is only said once it is typed: the form asks for it.
        return cause_text(self._desk.texts, [one for one in refusals if one.code != "E-WL-SAY-WHY"])

    @Slot(object)
    def _on_opened(self, row: WirelessRow) -> None:
        self._on_chosen(row)
        if row.status is WirelessStatus.DRAFT:
            self.draft_wanted.emit(row.order_id)

    @Slot()
    def _on_empty(self) -> None:
        self.new_wanted.emit()

    # What is done

    def _go_on(self) -> None:
        if self.presenter.detail is not None:
            self.draft_wanted.emit(self.presenter.detail.order.order_id)

    def _answer(self) -> None:
        detail = self.presenter.detail
        if detail is not None and detail.question is not None:
            form = answer_form(detail.order, detail.question)
            self.open_form(form, _word("{name} is answered"), lambda answer: (None, answer.reference))

    def _cancel(self) -> None:
        if self.presenter.detail is not None:
            form = cancel_form(self.presenter.detail.order)
            self.open_form(form, _word("{name} is cancelled"), lambda answer: (None, answer.reference))

    def _resubmit(self) -> None:
        """A new draft of the same; it opens at once."""
        if self.presenter.detail is None:
            return
        dialog = RecordDialog(self, self._desk, resubmit_form(self.presenter.detail.order), self)
        dialog.sent.connect(self._on_again)
        dialog.open()

    def _on_again(self, answer: Any) -> None:  # noqa: ANN401 - the answer of the command
        self.list.presenter.reload()
        self.draft_wanted.emit(answer.order_id)

    def _choose(self) -> None:
        """Reads whose choice it is, then asks."""
        detail = self.presenter.detail
        if detail is None:
            return
        order = detail.order

        def show(foreseen: Foreseen) -> None:
            level = level_to_choose(foreseen)
            if level is None:
                self._desk.toasts.fail(_word("The policy names the approvers; there is nobody to choose."))
                return
            form = choose_form(order, foreseen, level)
            self.open_form(form, _word("The approver of {name} is chosen"), lambda _: (None, order.reference))

        asked = approvals.ForeseeRequest(order_id=order.order_id)
        self.read_then(lambda gateway: gateway.call(approvals.FORESEE, asked), show)

    def _assign(self) -> None:
        """Reads who can approve, then asks who decides."""
        detail = self.presenter.detail
        if detail is None:
            return
        standing = detail.standing

        def show(people: People) -> None:
            form = assign_form(standing, people.rows)
            self.open_form(form, _word("{name} has an approver"), lambda answer: (None, answer.reference))

        request = PeopleRequest(limit=_MOST_PEOPLE)
        self.read_then(lambda gateway: gateway.call(PEOPLE, request), show)

    def _assign_cause(self, detail: Shown) -> str:
        if not self._desk.has(Power.EDIT_POLICY):
            refusal = RefusalInfo(code="E-POWER", values={"power": Power.EDIT_POLICY.value})
            return cause_text(self._desk.texts, (refusal,)) or ""
        if detail.order.status is not WirelessStatus.AWAITING_APPROVAL:
            return _word("It does not wait for a decision.")
        return ""

    def _show_parent(self) -> None:
        detail = self.presenter.detail
        if detail is not None and detail.order.parent_id is not None:
            self.list.select(detail.order.parent_id)
            self.presenter.choose(detail.order.parent_id)

    # What is shown

    def _facts(self, detail: Shown) -> list[Fact]:
        zone, order = self._desk.zone, detail.order
        facts = order_facts(order)
        number = Fact(_word("Vendor's number"), order.vendor_order_no, can_copy=True)
        moments = (
            (_word("Submitted"), order.submitted_at),
            (_word("Expires"), order.expires_at),
            (_word("Ended"), order.closed_at),
        )
        facts += [Fact(word, show_full(at, zone)) for word, at in moments if at is not None]
        if order.level:
            facts.append(Fact(_word("Waits for"), waiting_text(detail.standing)))
        facts += [
            Fact(_word("Requested again after"), order.parent_reference),
            Fact(_word("Note"), order.resubmit_note),
        ]
        return [number, *facts] if order.vendor_order_no else [one for one in facts if one.value]

    def _banner(self, detail: Shown) -> list[BannerText]:
        order, question = detail.order, detail.question
        chip = status_chip(order.status)
        if order.close_reason:
            tone = chip.tone if chip.tone in (Tone.BAD, Tone.WARNING) else Tone.INFO
            return [BannerText(tone, chip.word, order.close_reason)]
        if order.status is WirelessStatus.INFO_REQUESTED and question is not None:
            cause = _word("{who} asks").replace("{who}", question.asked_by.name)
            return [BannerText(Tone.WARNING, cause, question.question, _word("A answers the question."))]
        if order.policy_reasons:
            reasons = [self._desk.texts.refusal(one.refusal()).what for one in order.policy_reasons]
            return [BannerText(Tone.WARNING, _word("Out of the mobile policy"), " ".join(reasons))]
        return []


def waiting_text(standing: Standing) -> str:
    """Whose decision an order waits for, and on which of how many levels."""
    levels = standing.rounds[0].levels if standing.rounds else ()
    names = [
        part.approver.name
        for one in levels
        if one.level == standing.level
        for part in one.parts
        if part.status in (ApprovalStatus.PENDING, ApprovalStatus.INFO_REQUESTED)
    ]
    told = _word("{names}, level {level} of {levels}") if names else _word("level {level} of {levels}")
    told = told.replace("{level}", str(standing.level)).replace("{levels}", str(standing.levels))
    return told.replace("{names}", ", ".join(names))


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessRequests", text)
