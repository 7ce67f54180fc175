"""The forms of a device's enrolment: ask, ask again, let go; imports no Qt widgets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication

from agentview.contract.enrolments import (
    DEVICE,
    REQUEST,
    RESUBMIT,
    UNENROL,
    AskRequest,
    EnrolmentActed,
    EnrolmentDetail,
    EnrolmentRef,
    UnenrolRequest,
)
from agentview.contract.hardware import EnrolmentCommand, EnrolmentStatus
from agentview.contract.op import Message, Op
from agentview.contract.value import RefusalInfo
from agentview.gateway.port import Gateway
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Values
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind


def request_form(device: EnrolmentDetail, *, may_override: bool) -> RecordForm:
    """Ask for the enrolment of a device that was dispatched without one."""
    translate = QCoreApplication.translate
    text = DialogText(
        translate("EnrolmentForm", "Enrol {serial}?").replace("{serial}", device.row.serial_no),
        translate("EnrolmentForm", "Enrol"),
        translate("EnrolmentForm", "Leave it"),
        translate("EnrolmentForm", "Asking..."),
        _under(device),
    )
    return _asking(device, EnrolmentCommand.REQUEST, REQUEST, text, may_override=may_override)


def resubmit_form(device: EnrolmentDetail) -> RecordForm:
    """Ask the programme again for what it has refused."""
    translate = QCoreApplication.translate
    is_return = device.row.status is EnrolmentStatus.UNENROL_ERROR
    text = DialogText(
        translate("EnrolmentForm", "Ask {programme} again about {serial}?")
        .replace("{programme}", device.row.programme)
        .replace("{serial}", device.row.serial_no),
        translate("EnrolmentForm", "Resubmit"),
        translate("EnrolmentForm", "Leave it"),
        translate("EnrolmentForm", "Asking..."),
        device.row.last_error or _under(device),
    )
    return _asking(device, EnrolmentCommand.RESUBMIT, RESUBMIT, text, may_override=not is_return)


def unenrol_form(device: EnrolmentDetail) -> RecordForm:
    """Let the programme let a device go."""
    translate = QCoreApplication.translate

    def request(shown: EnrolmentDetail, values: Values) -> Message:
        at = {"enrolment_id": shown.row.enrolment_id, "version": shown.row.version}
        return UnenrolRequest.model_validate({**at, **values})

    text = DialogText(
        translate("EnrolmentForm", "Unenrol {serial}?").replace("{serial}", device.row.serial_no),
        translate("EnrolmentForm", "Unenrol"),
        translate("EnrolmentForm", "Keep it enrolled"),
        translate("EnrolmentForm", "Asking..."),
        translate(
            "EnrolmentForm", "{programme} is asked with the next run to let it go: RE (Return)."
        ).replace("{programme}", device.row.programme),
        is_dangerous=True,
    )
    reason = Field(
        "reason", translate("EnrolmentForm", "Reason"), FieldKind.NOTE, required=True, most_chars=10_000
    )
    spec = _spec(device, EnrolmentCommand.UNENROL, UNENROL, request)
    return RecordForm(device, spec, text, (reason,), {})


def _asking(
    device: EnrolmentDetail,
    command: EnrolmentCommand,
    op: Op[AskRequest, EnrolmentActed],
    text: DialogText,
    *,
    may_override: bool,
) -> RecordForm:
    def request(shown: EnrolmentDetail, values: Values) -> Message:
        at = {"enrolment_id": shown.row.enrolment_id, "version": shown.row.version}
        return AskRequest.model_validate({**at, **values})

    translate = QCoreApplication.translate
    override = Field(
        "is_override",
        translate("EnrolmentForm", "Override what the programme lists"),
        FieldKind.CHECK,
        help=translate(
            "EnrolmentForm", "For a device that stands there already, for another customer or organisation."
        ),
    )
    spec = _spec(device, command, op, request)
    fields = (override,) if may_override else ()
    return RecordForm(device, spec, text, fields, {"is_override": False} if may_override else {})


def _spec(
    device: EnrolmentDetail,
    command: EnrolmentCommand,
    op: Op[Any, EnrolmentActed],
    request: Callable[[EnrolmentDetail, Values], Message],
) -> FormSpec[EnrolmentDetail]:
    """What is typed stands in no record, so that nothing of it can clash with what others did."""
    enrolment_id = device.row.enrolment_id

    def read(gateway: Gateway) -> EnrolmentDetail:
        return gateway.call(DEVICE, EnrolmentRef(enrolment_id=enrolment_id))

    def against(now: EnrolmentDetail) -> tuple[RefusalInfo, ...]:
        return next((state.refusals for state in now.commands if state.command == command.value), ())

    draft = f"enrolment:{enrolment_id}:{command.value}"
    return FormSpec(draft, op, request, read=read, against=against)


def _under(device: EnrolmentDetail) -> str:
    template = QCoreApplication.translate(
        "EnrolmentForm", "It goes to {programme} with the next run, for the organisation {organisation}."
    )
    return template.replace("{programme}", device.row.programme).replace(
        "{organisation}", device.organisation_ref
    )
