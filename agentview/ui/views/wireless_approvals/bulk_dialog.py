"""Approves or rejects many requests, and then shows what became of each (R-WL-28)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.wireless import ApprovalStatus
from agentview.contract.wireless_approvals import (
    DECIDE_MANY,
    MOST_IN_BULK,
    ApprovalRow,
    BulkDecision,
    BulkRequest,
    BulkResult,
)
from agentview.core.clock import local_day
from agentview.ui.failure_words import cause_text
from agentview.ui.forms.sent_dialog import SentDialog
from agentview.ui.kit.appearance import look
from agentview.ui.kit.banner import BannerText
from agentview.ui.kit.column import Column, Kind
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.facts import NO_VALUE
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.list_panel import ListPanel
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.memory_source import MemorySource
from agentview.ui.kit.paged_model import PagedTableModel
from agentview.ui.kit.plural import plural
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.table import TableView
from agentview.ui.kit.text import PlainLabel
from agentview.ui.kit.theme import Tone
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, Sending, new_key
from agentview.ui.texts.wireless import longest_status, status_chip, type_word
from agentview.ui.texts.wireless_approval import part_chip
from agentview.ui.views.wireless_approvals.bulk import (
    Verdict,
    against_many,
    exceptions,
    needs_number,
    request_for,
    verdicts,
)

REASON, TYPED = "reason", "count"
_DECIDED = {
    BulkDecision.APPROVE: ApprovalStatus.APPROVED,
    BulkDecision.REJECT: ApprovalStatus.REJECTED,
}
_WIDTH, _HEIGHT = 820, 260
_MOST_NAMED = 8


class BulkDialog(SentDialog):
    """Open it with `open()`; `sent(answer)` tells that it was carried out, also where some were refused."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        decision: BulkDecision,
        rows: Sequence[ApprovalRow],
        make_key: NewKey = new_key,
    ) -> None:
        """Sends nothing before its verb is pressed."""
        self._decision, self._rows = decision, tuple(rows)
        form = FormBinder(_fields(decision, self._rows), lambda: local_day(desk.clock.now(), desk.zone.key))
        super().__init__(parent, desk, dialog_text(decision, self._rows), form, make_key)
        form.setParent(self)
        self.form = form
        self.source: MemorySource[Verdict] = MemorySource()
        self.panel, self.why = self._make_results()
        against = against_many(desk, self._rows)
        if against is not None:
            self.verb_button.set_refusal(cause_text(desk.texts, (against,)))

    def sending(self, key: str) -> Sending[BulkRequest, BulkResult]:
        """All of them under one key."""
        reason = str(self.form.values().get(REASON) or "")
        return Sending(DECIDE_MANY, request_for(self._decision, self._rows, reason), key)

    # Inside

    @Slot()
    def _on_verb(self) -> None:
        expected = str(len(self._rows))
        values = self.form.values()
        if TYPED in values and values[TYPED] != expected and not self.verb_button.is_busy:
            wrong = _word("Type {count} to go on").replace("{count}", expected)
            self.failed({TYPED: wrong})
            return
        super()._on_verb()

    def _on_done(self, answer: object) -> None:
        if isinstance(answer, BulkResult):
            self._show_results(verdicts(self._rows, answer))
        self.sent.emit(answer)

    def _show_results(self, found: tuple[Verdict, ...]) -> None:
        """Every row with its result; the dialog stays until it was read."""
        refused = sum(not one.is_decided for one in found)
        told = _word("{done} decided, {refused} refused") if refused else _word("{done} decided")
        told = told.replace("{done}", count_text(len(found) - refused)).replace(
            "{refused}", count_text(refused)
        )
        meaning = _word("What was refused stays as it is; the others are decided.") if refused else ""
        tone = Tone.WARNING if refused else Tone.SUCCESS
        self.failed({}, BannerText(tone, told, meaning))
        self.form.widget.hide()
        self.panel.show()
        self.why.setVisible(bool(refused))
        self.source.show(found, [one.row.order_id for one in found])
        self.verb_button.hide()
        self.keep_button.setText(_word("Close"))
        self.resize(look().px(_WIDTH), self.sizeHint().height())
        self.panel.table.setFocus()

    def _make_results(self) -> tuple[ListPanel, PlainLabel]:
        model: PagedTableModel[Verdict] = PagedTableModel(
            self._columns(),
            row_id=lambda one: one.row.order_id,
            source=self.source,
            page_size=MOST_IN_BULK,
            summary=self._read_out,
        )
        self.source.attach(model)
        table = TableView(model, _word("Results"))
        panel = ListPanel(table, _no_results, _no_results)
        panel.setMinimumHeight(look().px(_HEIGHT))
        panel.hide()
        why = PlainLabel("", wrap=True, selectable=True)
        why.setAccessibleName(_word("Why it was refused"))
        why.hide()
        table.current_changed.connect(self._on_current)
        self.body.addWidget(panel, 1)
        self.body.addWidget(why)
        return panel, why

    def _columns(self) -> tuple[Column[Verdict], ...]:
        return (
            Column(
                "order",
                lambda: _word("Order no"),
                lambda one: one.row.reference,
                Kind.ID,
                sample=lambda: "WO-1048299",
            ),
            Column(
                "type",
                lambda: _word("Type"),
                lambda one: type_word(one.row.type),
                tip=lambda one: type_word(one.row.type),
                sample=lambda: _word("New device and line"),
                strong=False,
            ),
            Column(
                "result",
                lambda: _word("Result"),
                lambda one: self._chip(one).word,
                Kind.CHIP,
                mark=self._chip,
                sample=lambda: _word("Not decided"),
                tip=lambda one: self._chip(one).sentence,
            ),
            Column(
                "now",
                lambda: _word("Status now"),
                lambda one: NO_VALUE if one.status is None else status_chip(one.status).word,
                sample=longest_status,
                least=longest_status,
                strong=False,
            ),
            Column(
                "why",
                lambda: _word("Why not"),
                self._why,
                stretch=True,
                tip=self._why,
                sample=lambda: _word("It is not your turn"),
                strong=False,
            ),
        )

    def _chip(self, one: Verdict) -> ChipValue:
        """What became of a request."""
        if one.is_decided:
            return part_chip(_DECIDED[self._decision])
        told = _word("Not decided: it stays as it is; see why")
        return ChipValue(Tone.BAD, "!", _word("Not decided"), told)

    def _why(self, one: Verdict) -> str:
        if one.changed_by:
            told = _word("{who} decided or changed it before you. Look at it anew if it still waits.")
            return told.replace("{who}", one.changed_by)
        return cause_text(self._desk.texts, one.refusals) or ""

    def _read_out(self, one: Verdict) -> str:
        parts = (one.row.reference, self._chip(one).word, self._why(one))
        return ", ".join(part for part in parts if part)

    @Slot(object)
    def _on_current(self, one: Verdict | None) -> None:
        self.why.setText("" if one is None else self._why(one))


def dialog_text(decision: BulkDecision, rows: Sequence[ApprovalRow]) -> DialogText:
    """Title, sentence and words; it names the requests."""
    each = _word("Each request stands for itself: you see afterwards what became of each.")
    named = ", ".join(row.reference for row in rows[:_MOST_NAMED])
    if len(rows) > _MOST_NAMED:
        more = _word("{names} and {count} more").replace("{count}", count_text(len(rows) - _MOST_NAMED))
        named = more.replace("{names}", named)
    broken = exceptions(rows)
    policy = ""
    if broken and decision is BulkDecision.APPROVE:
        policy = plural(
            _word("1 of them breaks the mobile policy."),
            _word("{count} of them break the mobile policy."),
            len(broken),
        )
    sentence = " ".join(part for part in (f"{named}.", policy, each) if part)
    if decision is BulkDecision.APPROVE:
        title = plural(_word("Approve 1 request?"), _word("Approve {count} requests?"), len(rows))
        verb, busy = _word("Approve all"), _word("Approving...")
    else:
        title = plural(_word("Reject 1 request?"), _word("Reject {count} requests?"), len(rows))
        verb, busy = _word("Reject all"), _word("Rejecting...")
    return DialogText(
        title,
        verb,
        _word("Not now"),
        busy,
        sentence,
        is_dangerous=decision is BulkDecision.REJECT,
    )


def _fields(decision: BulkDecision, rows: Sequence[ApprovalRow]) -> tuple[Field, ...]:
    is_reject = decision is BulkDecision.REJECT
    told = _word("Each requester reads it.")
    label = _word("Reason") if is_reject else _word("Comment")
    fields: tuple[Field, ...] = (Field(REASON, label, FieldKind.NOTE, help=told, required=is_reject),)
    if needs_number(rows):
        label = _word("Number of requests, to be sure: {count}").replace("{count}", str(len(rows)))
        fields += (Field(TYPED, label, required=True, chars=6, most_chars=4),)
    return fields


def _no_results() -> StateText:
    return StateText(_word("No results"), _word("Nothing was decided."))


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessApprovals", text)
