"""My approvals: what waits for the approver, all that there is to know of it, and deciding (S-30)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtGui import QAction

from agentview.contract.wireless import WirelessStatus
from agentview.contract.wireless_approvals import (
    ApprovalFilter,
    ApprovalRow,
    BulkDecision,
    BulkResult,
    Standing,
)
from agentview.contract.wireless_orders import WirelessCommand
from agentview.gateway.port import FeedNews, Gateway, LinkState
from agentview.ui.failure_words import cause_text, offline_text
from agentview.ui.kit.action import ActionText, make_action, refuse_action
from agentview.ui.kit.banner import Banner, BannerText
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.plural import plural
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.text import heading
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.timeline import Timeline
from agentview.ui.kit.when import show_moment
from agentview.ui.lists.checks import RowChecks
from agentview.ui.lists.record_command import RecordCommand
from agentview.ui.lists.record_pane import RecordPane
from agentview.ui.lists.selection_bar import BulkVerb, SelectionBar
from agentview.ui.navigation import Desk, Target
from agentview.ui.texts.wireless import status_chip, type_word
from agentview.ui.texts.wireless_order_facts import order_facts
from agentview.ui.views.wireless_approvals.approvals_list import spec_of
from agentview.ui.views.wireless_approvals.bulk_dialog import BulkDialog
from agentview.ui.views.wireless_approvals.decide_forms import approve_form, ask_form, reject_form
from agentview.ui.views.wireless_approvals.decisions import decision_entries, question_entries
from agentview.ui.views.wireless_approvals.edit_dialog import EditDialog
from agentview.ui.views.wireless_approvals.editing import Editing, read_editing
from agentview.ui.views.wireless_approvals.presenter import Shown, against, read_shown
from agentview.ui.wireless.cost_lines import CostLines, costs_of
from agentview.ui.wireless.past import entries_of
from agentview.ui.wireless.request_forms import cancel_form

C = WirelessCommand
_MANY = {BulkDecision.APPROVE: ("Shift+A", "check"), BulkDecision.REJECT: ("Shift+R", "close")}


def _commands() -> tuple[RecordCommand, ...]:
    return (
        RecordCommand(C.APPROVE.value, lambda: _word("Approve..."), "A", "check"),
        RecordCommand(C.REQUEST_INFO.value, lambda: _word("Ask for information..."), "Q", "note"),
        RecordCommand(C.EDIT_BY_APPROVER.value, lambda: _word("Edit..."), "E", "edit"),
        RecordCommand(C.REJECT.value, lambda: _word("Reject..."), "R", "close", is_dangerous=True),
        RecordCommand(C.CANCEL.value, lambda: _word("Cancel request..."), "X", "close", is_dangerous=True),
    )


class ApprovalsPane(RecordPane[ApprovalFilter, ApprovalRow, Shown]):
    """What waits for a decision, with check boxes; beside it one request with all that it says and costs."""

    power = None

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        nothing = StateText(
            _word("No request chosen"),
            _word("Choose one in the list to see what is asked for, what it costs, and who decides."),
        )
        self.checks: RowChecks[ApprovalRow] = RowChecks(lambda row: row.order_id)
        self.bar = SelectionBar(_verbs())
        self.banner, self.costs = Banner(), CostLines(_word("Cost"))
        self.decisions, self.questions, self.story = Timeline(), Timeline(), Timeline()
        self.asked = heading(_word("Questions"))
        check = self.checks.column(lambda: _word("Check the request (Space)"))
        super().__init__(desk, spec_of(check), _commands(), nothing)
        self.checks.setParent(self)
        self.checks.attach(self.list)
        self.many_actions = self._make_actions()
        self._arrange_side()
        self.column.insertWidget(1, self.bar)
        self.checks.moved.connect(self._show_many)
        self.list.selection_moved.connect(self._show_many)
        self.bar.wanted.connect(self._on_many)
        self._show_many()

    # What the area asks

    def take_focus(self) -> None:
        """Puts the focus on the list."""
        self.list.table.setFocus()

    def open_target(self, target: Target) -> None:
        """Shows a request, whether it is in the list or not."""
        self.list.select(target.record_id)
        self.presenter.choose(target.record_id)

    def actions_shown(self) -> Sequence[QAction]:
        """Every action, for the key sheet."""
        return (*self.many_actions.values(), *super().actions_shown())

    # What a RecordPane asks

    def _read(self, gateway: Gateway, record_id: int) -> Shown:
        return read_shown(gateway, record_id)

    def _shown(self, detail: Shown) -> None:
        order, now, zone = detail.order, self.list.times.now(), self._desk.zone
        title = f"{order.reference} \u00b7 {type_word(order.type)}"
        told = _word("{who} asks, for {company}").replace("{who}", order.requester)
        self.side.show_record(
            title, told.replace("{company}", order.customer), self._facts(detail), status_chip(order.status)
        )
        self.banner.show_texts(self._banners(detail))
        costs = costs_of(order)
        self.costs.show_lines(costs.lines, costs.currency, costs.once_cents, costs.monthly_cents)
        self.decisions.set_entries(decision_entries(detail.standing, now, zone))
        self.questions.set_entries(question_entries(detail.standing.questions, now, zone))
        self.asked.setVisible(bool(detail.standing.questions))
        self.story.set_entries(entries_of(detail.since_submitted, now, zone))

    def _runs(self) -> dict[str, Callable[[], None]]:
        return {
            C.APPROVE.value: self._approve,
            C.REQUEST_INFO.value: self._ask,
            C.EDIT_BY_APPROVER.value: self._edit,
            C.REJECT.value: self._reject,
            C.CANCEL.value: self._cancel,
        }

    def _cause_of(self, name: str) -> str | None:
        detail = self.presenter.detail
        if detail is None:
            return None
        refusals = against(detail, C(name))
        if refusals is None:
            return _word("This request does not offer it now.")
        return cause_text(self._desk.texts, refusals)

    @Slot(object)
    def _on_chosen(self, row: ApprovalRow | None) -> None:
        """What was decided has left the list, and stays beside it until another one is chosen."""
        if row is not None:
            super()._on_chosen(row)

    @Slot(object)
    def _on_opened(self, row: ApprovalRow) -> None:
        """Enter goes on to what is beside the list; deciding takes a key of its own."""
        self._on_chosen(row)
        self.side.sections.setFocus()

    @Slot()
    def _on_empty(self) -> None:
        """Nothing can be begun here: requests come by themselves."""

    # What is done

    def _approve(self) -> None:
        if self.presenter.detail is not None:
            self.open_form(approve_form(self.presenter.detail), _word("{name} is approved"), _named)

    def _reject(self) -> None:
        if self.presenter.detail is not None:
            self.open_form(reject_form(self.presenter.detail), _word("{name} is rejected"), _named)

    def _ask(self) -> None:
        if self.presenter.detail is not None:
            self.open_form(ask_form(self.presenter.detail), _word("Asked about {name}"), _named)

    def _edit(self) -> None:
        """Reads what can be chosen, then shows what the request says."""
        detail = self.presenter.detail
        drafts = self._desk.drafts
        if detail is not None:
            self.read_then(lambda gateway: read_editing(gateway, detail, drafts), self._open_edit)

    def _open_edit(self, editing: Editing) -> None:
        dialog = EditDialog(self, self._desk, editing)
        dialog.sent.connect(self._on_edited)
        dialog.open()

    @Slot(object)
    def _on_edited(self, answer: Standing) -> None:
        told = _word("{name} is edited; whoever approved it before decides anew")
        self._desk.toasts.say(told.replace("{name}", answer.reference))
        self.list.presenter.reload()
        self.presenter.read()

    def _cancel(self) -> None:
        if self.presenter.detail is not None:
            form = cancel_form(self.presenter.detail.order)
            self.open_form(form, _word("{name} is cancelled"), lambda answer: (None, answer.reference))

    # Many at once

    def chosen(self) -> list[ApprovalRow]:
        """What is decided at once: the checked rows, else the selected ones."""
        return list(self.checks.rows.values()) or self.list.selected()

    def run_many(self, decision: BulkDecision) -> None:
        """Asks before many are decided."""
        rows = self.chosen()
        if self._many_cause() is not None:
            return
        dialog = BulkDialog(self, self._desk, decision, rows)
        dialog.sent.connect(self._on_decided)
        dialog.open()

    def _make_actions(self) -> dict[str, QAction]:
        words = {one.key: one.word for one in _verbs()}
        runs = {BulkDecision.APPROVE: self._approve_many, BulkDecision.REJECT: self._reject_many}
        made = {
            one.value: make_action(
                self.list.table, ActionText(words[one.value], _MANY[one][0], _MANY[one][1]), run
            )
            for one, run in runs.items()
        }
        check = ActionText(_word("Check the request"), "Space", "check")
        return {"check": make_action(self.list.table, check, self.checks.toggle_current), **made}

    def _many_cause(self) -> str | None:
        rows = self.chosen()
        if not rows:
            return _word("Check requests in the list first")
        if self._desk.shell.link is LinkState.LOST:
            return offline_text()
        if all(row.status is not WirelessStatus.AWAITING_APPROVAL for row in rows):
            return _word("None of them waits for a decision.")
        return None

    @Slot()
    def _show_many(self) -> None:
        rows, cause = self.chosen(), self._many_cause()
        self.bar.show_count(len(rows))
        for one in BulkDecision:
            refuse_action(self.many_actions[one.value], cause)
            self.bar.buttons[one.value].set_refusal(cause)

    @Slot()
    def _approve_many(self) -> None:
        self.run_many(BulkDecision.APPROVE)

    @Slot()
    def _reject_many(self) -> None:
        self.run_many(BulkDecision.REJECT)

    @Slot(str)
    def _on_many(self, key: str) -> None:
        self.run_many(BulkDecision(key))

    @Slot(object)
    def _on_decided(self, answer: BulkResult) -> None:
        one, many = _word("1 request is decided"), _word("{count} requests are decided")
        if answer.decided:
            self._desk.toasts.say(plural(one, many, answer.decided))
        self.checks.clear()
        self.list.presenter.reload()
        self.presenter.read()

    def _hear(self, news: FeedNews) -> None:
        super()._hear(news)
        self._show_many()

    # What is shown

    def _arrange_side(self) -> None:
        column = self.side.sections.body
        first = (self.banner, heading(_word("Cost")), self.costs, heading(_word("What is asked for")))
        for at, part in enumerate(first):
            column.insertWidget(at, part)
        last = (
            heading(_word("Decisions")),
            self.decisions,
            self.asked,
            self.questions,
            heading(_word("What happened")),
            self.story,
        )
        for part in last:
            column.addWidget(part)

    def _facts(self, detail: Shown) -> list[Fact]:
        order, standing, zone = detail.order, detail.standing, self._desk.zone
        facts = order_facts(order)
        part = detail.own_part
        if part is not None and part.approver.user_id != self._desk.person.user_id:
            facts.append(Fact(_word("You decide for"), part.approver.name))
        now = self.list.times.now()
        moments = ((_word("Submitted"), order.submitted_at), (_word("Expires"), standing.expires_at))
        facts += [Fact(word, show_moment(at, now, zone)) for word, at in moments if at is not None]
        facts += [
            Fact(_word("Approval policy"), standing.policy),
            Fact(_word("Requested again after"), order.parent_reference),
            Fact(_word("Note"), order.resubmit_note),
        ]
        return [one for one in facts if one.value]

    def _banners(self, detail: Shown) -> list[BannerText]:
        order, question = detail.order, detail.question
        found = []
        if order.close_reason:
            chip = status_chip(order.status)
            tone = chip.tone if chip.tone in (Tone.BAD, Tone.WARNING) else Tone.INFO
            found.append(BannerText(tone, chip.word, order.close_reason))
        if order.policy_reasons:
            reasons = [self._desk.texts.refusal(one.refusal()).what for one in order.policy_reasons]
            found.append(BannerText(Tone.WARNING, _word("Out of the mobile policy"), " ".join(reasons)))
        if order.status is WirelessStatus.INFO_REQUESTED and question is not None:
            cause = _word("Waits for the answer of {who}").replace("{who}", order.requester)
            found.append(BannerText(Tone.INFO, cause, question.question))
        return found


def _named(answer: object) -> tuple[int | None, str]:
    return None, str(getattr(answer, "reference", ""))


def _verbs() -> tuple[BulkVerb, ...]:
    return (
        BulkVerb(BulkDecision.APPROVE.value, _word("Approve the checked...")),
        BulkVerb(BulkDecision.REJECT.value, _word("Reject the checked..."), is_danger=True),
    )


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessApprovals", text)
