"""The forms of enrolment programmes and agreements; imports no Qt widgets."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from agentview.contract.enrolment_catalogue import (
    ADD_AGREEMENT,
    ADD_PROGRAMME,
    AGREEMENT,
    EDIT_AGREEMENT,
    EDIT_PROGRAMME,
    PROGRAMME,
    AddAgreementRequest,
    AddProgrammeRequest,
    AgreementRef,
    AgreementRow,
    EditAgreementRequest,
    EditProgrammeRequest,
    ProgrammeFields,
    ProgrammeRef,
    ProgrammeRow,
)
from agentview.contract.op import Message
from agentview.gateway.port import Gateway
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Values
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind


def create_programme_form() -> RecordForm:
    """A new programme; its code stays."""

    def request(_nothing: None, values: Values) -> Message:
        return AddProgrammeRequest.model_validate(values)

    text = DialogText(
        _word("New enrolment programme"),
        _word("Add programme"),
        _word("Add nothing"),
        _word("Adding..."),
        _word("Its code is how the programme is called in its files, and stays."),
    )
    code = Field(
        "code",
        _word("Code"),
        help=_word("Letters, digits, dot, underscore and hyphen."),
        required=True,
        most_chars=40,
    )
    initial: Values = {
        "exchange_url": "",
        "is_active": True,
        "has_event_on_success": False,
        "has_event_on_failure": True,
    }
    fields = (code, *_programme_fields())
    return RecordForm(None, FormSpec("programme:new", ADD_PROGRAMME, request), text, fields, initial)


def edit_programme_form(row: ProgrammeRow) -> RecordForm:
    """What a programme holds."""
    programme_id = row.programme_id

    def request(shown: ProgrammeRow, values: Values) -> Message:
        at = {"programme_id": programme_id, "version": shown.version}
        return EditProgrammeRequest.model_validate({**values, **at})

    def read(gateway: Gateway) -> ProgrammeRow:
        return gateway.call(PROGRAMME, ProgrammeRef(programme_id=programme_id))

    text = DialogText(
        _word("Edit {name}").replace("{name}", row.name),
        _word("Save"),
        _word("Change nothing"),
        _word("Saving..."),
        _word("What was sent already stays as it is."),
    )
    spec = FormSpec(f"programme:{programme_id}", EDIT_PROGRAMME, request, _programme_values, read)
    return RecordForm(row, spec, text, _programme_fields(), _programme_values(row))


def create_agreement_form(programmes: Sequence[ProgrammeRow]) -> RecordForm:
    """The agreement of an account with a programme."""

    def request(_nothing: None, values: Values) -> Message:
        return AddAgreementRequest.model_validate(values)

    text = DialogText(
        _word("New enrolment agreement"),
        _word("Add agreement"),
        _word("Add nothing"),
        _word("Adding..."),
        _word("Devices of the account can be enrolled for this organisation from then on."),
    )
    choices = tuple((str(one.programme_id), one.name) for one in programmes)
    programme = Field(
        "programme_id",
        _word("Programme"),
        FieldKind.CHOICE,
        required=True,
        choices=choices,
        can_be_empty=False,
    )
    account = Field("account_no", _word("Account number"), required=True, chars=16, most_chars=200)
    spec = FormSpec("agreement:new", ADD_AGREEMENT, request)
    initial: Values = {"programme_id": choices[0][0]} if choices else {}
    return RecordForm(None, spec, text, (account, programme, _organisation()), initial)


def edit_agreement_form(row: AgreementRow) -> RecordForm:
    """The organisation of an agreement."""
    agreement_id = row.agreement_id

    def request(shown: AgreementRow, values: Values) -> Message:
        at = {"agreement_id": agreement_id, "version": shown.version}
        return EditAgreementRequest.model_validate({**values, **at})

    def read(gateway: Gateway) -> AgreementRow:
        return gateway.call(AGREEMENT, AgreementRef(agreement_id=agreement_id))

    def current(one: AgreementRow) -> Values:
        return {"organisation_ref": one.organisation_ref}

    text = DialogText(
        _word("{customer} at {programme}")
        .replace("{customer}", row.customer)
        .replace("{programme}", row.programme),
        _word("Save"),
        _word("Change nothing"),
        _word("Saving..."),
        _word("What was sent already stays under the organisation of that time."),
    )
    spec = FormSpec(f"agreement:{agreement_id}", EDIT_AGREEMENT, request, current, read)
    return RecordForm(row, spec, text, (_organisation(),), current(row))


def _programme_values(row: ProgrammeRow) -> Values:
    return {name: getattr(row, name) for name in ProgrammeFields.model_fields}


def _programme_fields() -> tuple[Field, ...]:
    check = FieldKind.CHECK
    return (
        Field("name", _word("Name"), required=True, most_chars=200),
        _organisation(_word("Under which the operator's own devices are listed.")),
        Field(
            "exchange_url",
            _word("Exchange address"),
            help=_word("Such as sftp://user@host/folder, without a password. Empty: nothing is sent."),
            most_chars=400,
        ),
        Field("is_active", _word("Active: what waits is sent"), check),
        Field("has_event_on_success", _word("An event for each success"), check),
        Field("has_event_on_failure", _word("An event for each failure"), check),
    )


def _organisation(help_text: str = "") -> Field:
    return Field("organisation_ref", _word("Organisation"), help=help_text, required=True, most_chars=100)


def _word(text: str) -> str:
    return QCoreApplication.translate("Programmes", text)
