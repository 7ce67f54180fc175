"""The devices: the list, the chosen one beside it, and what is done to it (S-21)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Slot

from agentview.contract.enrolments import (
    DEVICE,
    VOID,
    EnrolmentActed,
    EnrolmentAt,
    EnrolmentAttempt,
    EnrolmentDetail,
    EnrolmentEvent,
    EnrolmentFilter,
    EnrolmentRef,
    EnrolmentRow,
    EnrolmentView,
)
from agentview.contract.hardware import EnrolmentCommand, EnrolmentStatus, RecordOutcome
from agentview.core.power import Power
from agentview.core.reference import Prefix, reference
from agentview.gateway.port import Gateway
from agentview.ui.failure_words import cause_text
from agentview.ui.forms.record_dialog import AskDialog
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.text import INK_SECOND, PlainLabel, heading
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.timeline import Timeline, TimelineEntry
from agentview.ui.kit.when import show_full, show_moment
from agentview.ui.lists.record_command import RecordCommand
from agentview.ui.lists.record_pane import RecordPane
from agentview.ui.lists.selection_bar import BulkVerb, SelectionBar
from agentview.ui.navigation import ACCOUNT, HARDWARE_ORDER, WORK_ITEM, Desk, Target
from agentview.ui.texts.enrolment import enrolment_chip, request_word
from agentview.ui.views.enrolment.bulk_dialog import ResubmitManyDialog
from agentview.ui.views.enrolment.forms import request_form, resubmit_form, unenrol_form
from agentview.ui.views.enrolment.list_spec import device_list
from agentview.ui.views.enrolment.words import NOTHING, event_word, outcome_word, reason_word

OPEN_CASE, OPEN_CUSTOMER, OPEN_ORDER = "open_case", "open_customer", "open_order"
_TONES = {
    EnrolmentCommand.ACCEPT.value: Tone.SUCCESS,
    EnrolmentCommand.REFUSE.value: Tone.BAD,
    EnrolmentCommand.SEND.value: Tone.PROGRESS,
}
_OUTCOMES = {None: Tone.PROGRESS, RecordOutcome.OK: Tone.SUCCESS}


def _commands() -> tuple[RecordCommand, ...]:
    translate = QCoreApplication.translate
    return (
        RecordCommand(EnrolmentCommand.REQUEST.value, lambda: translate("Enrolment", "Enrol"), "E", "plus"),
        RecordCommand(
            EnrolmentCommand.RESUBMIT.value, lambda: translate("Enrolment", "Resubmit"), "R", "refresh"
        ),
        RecordCommand(
            EnrolmentCommand.UNENROL.value,
            lambda: translate("Enrolment", "Unenrol"),
            "U",
            "close",
            is_dangerous=True,
        ),
        RecordCommand(
            EnrolmentCommand.VOID.value,
            lambda: translate("Enrolment", "Void"),
            "V",
            "close",
            is_dangerous=True,
        ),
        RecordCommand(OPEN_CASE, lambda: translate("Enrolment", "Open event"), "O", "clock"),
        RecordCommand(OPEN_CUSTOMER, lambda: translate("Enrolment", "Open customer"), "C", "users"),
        RecordCommand(OPEN_ORDER, lambda: translate("Enrolment", "Open order"), "H", "arrow-right"),
    )


class EnrolmentPane(RecordPane[EnrolmentFilter, EnrolmentRow, EnrolmentDetail]):
    """Devices with what was asked of their programmes. Enter opens the order of the chosen one."""

    power = None

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        translate = QCoreApplication.translate
        nothing = StateText(
            translate("Enrolment", "No device chosen"),
            translate("Enrolment", "Choose one in the list to see its requests and what its programme said."),
        )
        self.attempts, self.timeline = Timeline(), Timeline()
        self.no_attempts = PlainLabel(translate("Enrolment", "Nothing was asked yet."), ink=INK_SECOND)
        super().__init__(desk, device_list(desk), _commands(), nothing)
        resubmit = BulkVerb(EnrolmentCommand.RESUBMIT.value, translate("Enrolment", "Resubmit"))
        self.selection = SelectionBar((resubmit,))
        self.list.column.addWidget(self.selection)
        self.selection.wanted.connect(self._on_many)
        self.list.selection_moved.connect(self._on_selection)
        for part in (
            heading(translate("Enrolment", "Requests")),
            self.no_attempts,
            self.attempts,
            heading(translate("Enrolment", "What happened")),
            self.timeline,
        ):
            self.side.sections.body.addWidget(part)

    def show_device(self, enrolment_id: int) -> None:
        """Shows a device, whether it is in the list or not."""
        self.list.select(enrolment_id)
        self.presenter.choose(enrolment_id)

    # What a RecordPane asks

    def _read(self, gateway: Gateway, record_id: int) -> EnrolmentDetail:
        return gateway.call(DEVICE, EnrolmentRef(enrolment_id=record_id))

    def _shown(self, detail: EnrolmentDetail) -> None:
        row = detail.row
        line = f"{row.serial_type.value} \u00b7 {row.product} \u00b7 {row.customer}"
        self.side.show_record(row.serial_no, line, self._facts(detail), enrolment_chip(row.status))
        self.attempts.set_entries([self._attempt(one) for one in detail.attempts])
        self.no_attempts.setVisible(not detail.attempts)
        self.timeline.set_entries([self._event(one) for one in detail.timeline])
        self.list.presenter.update(row)

    def _runs(self) -> dict[str, Callable[[], None]]:
        return {
            EnrolmentCommand.REQUEST.value: self._request,
            EnrolmentCommand.RESUBMIT.value: self._resubmit,
            EnrolmentCommand.UNENROL.value: self._unenrol,
            EnrolmentCommand.VOID.value: self._void,
            OPEN_CASE: self._open_case,
            OPEN_CUSTOMER: self._open_customer,
            OPEN_ORDER: self._open_order,
        }

    def _cause_of(self, name: str) -> str | None:
        translate, detail = QCoreApplication.translate, self.presenter.detail
        if detail is None or name == OPEN_CUSTOMER:
            return None
        if name == OPEN_CASE:
            return None if detail.case_id else translate("Enrolment", "No event about this device is open")
        if name == OPEN_ORDER:
            has_order = detail.row.order_id is not None
            return None if has_order else translate("Enrolment", "The device was shipped for no order")
        refusals = next((state.refusals for state in detail.commands if state.command == name), ())
        return cause_text(self._desk.texts, refusals)

    @Slot(object)
    def _on_opened(self, row: EnrolmentRow) -> None:
        self._on_chosen(row)
        if row.order_id is not None:
            self._open(Target(HARDWARE_ORDER, row.order_id, reference(Prefix.HARDWARE_ORDER, row.order_id)))

    @Slot()
    def _on_empty(self) -> None:
        self.list.presenter.choose_view(EnrolmentView.ALL.value)

    # What is done

    def _request(self) -> None:
        detail = self.presenter.detail
        if detail is not None:
            asked = QCoreApplication.translate("Enrolment", "{name} goes to its programme with the next run")
            may_override = self._desk.has(Power.RUN_JOBS)
            self.open_form(request_form(detail, may_override=may_override), asked, _named)

    def _resubmit(self) -> None:
        if self.list.table.selected_count() > 1 and self.list.table.hasFocus():
            self._on_many(EnrolmentCommand.RESUBMIT.value)
            return
        detail = self.presenter.detail
        if detail is not None:
            asked = QCoreApplication.translate("Enrolment", "{name} is asked for again with the next run")
            self.open_form(resubmit_form(detail), asked, _named)

    def _unenrol(self) -> None:
        detail = self.presenter.detail
        if detail is not None:
            asked = QCoreApplication.translate("Enrolment", "{name} is let go with the next run")
            self.open_form(unenrol_form(detail), asked, _named)

    def _void(self) -> None:
        detail, translate = self.presenter.detail, QCoreApplication.translate
        if detail is None:
            return
        is_sent = detail.row.status is EnrolmentStatus.ENROL_SENT
        text = DialogText(
            translate("Enrolment", "Void the request for {serial}?").replace(
                "{serial}", detail.row.serial_no
            ),
            translate("Enrolment", "Void"),
            translate("Enrolment", "Keep it"),
            translate("Enrolment", "Voiding..."),
            translate(
                "Enrolment",
                "The programme has it: with the next run it is voided there first, and asked for again.",
            )
            if is_sent
            else translate("Enrolment", "It was not sent; the device is not enrolled."),
            is_dangerous=True,
        )
        at = EnrolmentAt(enrolment_id=detail.row.enrolment_id, version=detail.row.version)
        dialog = AskDialog(self, self._desk, text, (VOID, at))
        dialog.sent.connect(self._on_voided)
        dialog.open()

    def _on_voided(self, acted: EnrolmentActed) -> None:
        text = QCoreApplication.translate("Enrolment", "Voided the request for {serial}")
        self._desk.toasts.say(text.replace("{serial}", acted.serial_no))
        self.list.presenter.reload()
        self.presenter.read()

    def _open_case(self) -> None:
        detail = self.presenter.detail
        if detail is not None and detail.case_id is not None:
            self._open(Target(WORK_ITEM, detail.case_id, reference(Prefix.WORK_ITEM, detail.case_id)))

    def _open_customer(self) -> None:
        detail = self.presenter.detail
        if detail is not None:
            self._open(Target(ACCOUNT, detail.row.account_id, detail.row.customer))

    def _open_order(self) -> None:
        detail = self.presenter.detail
        if detail is not None and detail.row.order_id is not None:
            order_id = detail.row.order_id
            self._open(Target(HARDWARE_ORDER, order_id, reference(Prefix.HARDWARE_ORDER, order_id)))

    def _open(self, target: Target) -> None:
        if not self._desk.shell.open_target(target):
            text = QCoreApplication.translate("Enrolment", "There is no screen for this record yet")
            self._desk.toasts.fail(text)

    @Slot()
    def _on_selection(self) -> None:
        self.selection.show_count(self.list.table.selected_count())

    @Slot(str)
    def _on_many(self, _verb: str) -> None:
        rows: Sequence[EnrolmentRow] = self.list.selected()
        if rows:
            dialog = ResubmitManyDialog(self, self._desk, rows)
            dialog.ended.connect(self._on_many_ended)
            dialog.open()

    @Slot(int)
    def _on_many_ended(self, done: int) -> None:
        if done:
            text = QCoreApplication.translate("Enrolment", "{count} devices are asked for again")
            self._desk.toasts.say(text.replace("{count}", str(done)))
            self.list.presenter.reload()
            self.presenter.read()
        self.list.table.setFocus()

    # What is shown

    def _facts(self, detail: EnrolmentDetail) -> tuple[Fact, ...]:
        translate, row = QCoreApplication.translate, detail.row
        asked = request_word(row.request_type) if row.request_type else NOTHING
        facts = [
            Fact(translate("Enrolment", "Serial"), row.serial_no, can_copy=True),
            Fact(translate("Enrolment", "Account"), row.account_no, can_copy=True),
            Fact(translate("Enrolment", "Provider"), row.programme),
            Fact(translate("Enrolment", "Organisation"), detail.organisation_ref, can_copy=True),
            Fact(translate("Enrolment", "Request type"), asked),
            Fact(translate("Enrolment", "Attempts"), str(row.attempt_no)),
        ]
        if row.order_id is not None:
            order = reference(Prefix.HARDWARE_ORDER, row.order_id)
            facts.append(Fact(translate("Enrolment", "Hardware order"), order, can_copy=True))
        if detail.is_void_due:
            first = translate("Enrolment", "The order that was sent is voided there first")
            facts.append(Fact(translate("Enrolment", "Next run"), first))
        optional = (
            (translate("Enrolment", "Last error"), row.last_error),
            (translate("Enrolment", "Device at the provider"), detail.provider_device_id),
            (translate("Enrolment", "Enrolled"), self._moment(detail.enrolled_at)),
            (translate("Enrolment", "Unenrolled"), self._moment(detail.unenrolled_at)),
            (translate("Enrolment", "Reason to let it go"), detail.unenrol_reason),
        )
        return (*facts, *(Fact(label, value) for label, value in optional if value))

    def _attempt(self, one: EnrolmentAttempt) -> TimelineEntry:
        head = f"{request_word(one.request_type)}: {outcome_word(one.outcome)}"
        at = one.answered_at or one.sent_at or one.requested_at
        tone = _OUTCOMES.get(one.outcome, Tone.BAD)
        return self._entry(tone, head, "", at, one.error_text or "", f"{one.file_name} #{one.request_id}")

    def _event(self, one: EnrolmentEvent) -> TimelineEntry:
        tone = _TONES.get(one.action, Tone.NEUTRAL)
        return self._entry(tone, event_word(one.action, one.new), one.by, one.at, reason_word(one.text or ""))

    def _entry(
        self, tone: Tone, head: str, who: str, at: datetime, body: str = "", about: str = ""
    ) -> TimelineEntry:
        shown = show_moment(at, self.list.times.now(), self._desk.zone)
        full = show_full(at, self._desk.zone)
        return TimelineEntry(tone, head, who, shown, about, body=body, when_full=full)

    def _moment(self, at: datetime | None) -> str:
        return "" if at is None else show_full(at, self._desk.zone)


def _named(acted: EnrolmentActed) -> tuple[int | None, str]:
    return None, acted.serial_no
