"""The forms of a line: confirm it, say that it is somebody else's, claim it, edit it (S-32, T7)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from agentview.contract import wireless_catalogue as catalogue
from agentview.contract import wireless_lines as contract
from agentview.contract.op import Message
from agentview.contract.wireless import ItemKind, LineStatus, OrderType
from agentview.contract.wireless_company import EMPLOYEES, EmployeesRequest
from agentview.contract.wireless_lines import LineDetail, LineFields
from agentview.gateway.port import Gateway
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Value, Values
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.forms.seeking import Choices, Finder
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.texts.wireless_inventory import line_chip
from agentview.ui.views.wireless.words import word

MOST_PEOPLE = 200
_PLAIN = ("number", "alias", "iccid")
_DAYS = ("contract_start", "contract_end", "upgrade_eligible_on")
_IDS = ("vendor_id", "employee_id", "plan_id")


@dataclass(frozen=True)
class LineChoices:
    """What a line can be set to."""

    people: Choices
    vendors: Choices = ()
    plans: Choices = ()


def read_people(gateway: Gateway, account_id: int, text: str = "") -> Choices:
    """The first people of a company by name, of all or of those whom a text fits."""
    request = EmployeesRequest(account_id=account_id, text=text, limit=MOST_PEOPLE)
    found = gateway.call(EMPLOYEES, request)
    return tuple((str(one.employee_id), f"{one.name}, {one.employee_no}") for one in found.rows)


def people_finder(account_id: int) -> Finder:
    """What looks for people of a company as one types."""
    return lambda gateway, text: read_people(gateway, account_id, text)


def with_own(people: Choices, employee_id: int | None, name: str) -> Choices:
    """The people, and before them whose it is, who may be none of the first ones."""
    key = str(employee_id)
    return people if employee_id is None or key in dict(people) else ((key, name), *people)


def read_choices(gateway: Gateway, line: LineDetail) -> LineChoices:
    """Carriers, plans and people for the form of a line."""
    account_id = line.row.account_id
    vendors = gateway.call(
        catalogue.VENDORS, catalogue.VendorsRequest(account_id=account_id, type=OrderType.PORT_CARRIER)
    )
    plans = gateway.call(
        catalogue.OFFERS,
        catalogue.OffersRequest(
            account_id=account_id,
            type=OrderType.CHANGE_PLAN,
            kind=ItemKind.PLAN,
            vendor_id=line.row.vendor_id,
            line_id=line.row.line_id,
        ),
    )
    own = (str(line.row.plan_id), line.row.plan)
    offered = tuple((str(one.offer_id), one.name) for one in plans.rows if str(one.offer_id) != own[0])
    return LineChoices(
        read_people(gateway, account_id),
        tuple((str(one.vendor_id), one.name) for one in vendors.rows),
        (own, *offered),
    )


def confirm_form(line: LineDetail) -> RecordForm:
    """That the line is in use by whom it is assigned to."""

    def request(seen: LineDetail, values: Values) -> Message:
        return contract.ConfirmRequest(
            line_id=seen.row.line_id,
            version=seen.row.version,
            alias=str(values["alias"] or ""),
            justification=str(values["justification"] or ""),
        )

    text = DialogText(
        word("Confirm {line}").replace("{line}", line.row.number),
        word("Confirm line"),
        word("Change nothing"),
        word("Confirming..."),
        word("You say that {who} uses this line.").replace("{who}", line.row.employee or word("nobody")),
    )
    return _form(
        line, "confirm", (contract.CONFIRM, request), text, (_alias(), _why()), {"alias": line.row.alias}
    )


def unassign_form(line: LineDetail, people: Choices) -> RecordForm:
    """That the line is not used by whom it is assigned to, and by whom, where that is known."""

    def request(seen: LineDetail, values: Values) -> Message:
        return contract.UnassignRequest(
            line_id=seen.row.line_id,
            version=seen.row.version,
            owner_id=_number(values["owner_id"]),
            justification=str(values["justification"] or ""),
        )

    text = DialogText(
        word("{line} is somebody else's").replace("{line}", line.row.number),
        word("Unassign line"),
        word("Change nothing"),
        word("Unassigning..."),
        word("Orders on their way for the line go on; you are told if there are any."),
    )
    owner = Field(
        "owner_id",
        word("Who uses it"),
        FieldKind.FOUND,
        help=word("Type part of a name. Leave it empty where nobody knows."),
        choices=people,
    )
    return _form(line, "unassign", (contract.UNASSIGN, request), text, (owner, _why()), {})


def claim_form(line: LineDetail, people: Choices) -> RecordForm:
    """That a line which nobody has is one's own, or, for staff, whose it is."""

    def request(seen: LineDetail, values: Values) -> Message:
        return contract.ClaimRequest(
            line_id=seen.row.line_id,
            version=seen.row.version,
            employee_id=_number(values.get("employee_id")),
            alias=str(values["alias"] or ""),
            justification=str(values["justification"] or ""),
        )

    text = DialogText(
        word("Add {line} to somebody's lines").replace("{line}", line.row.number),
        word("Claim line"),
        word("Change nothing"),
        word("Claiming..."),
    )
    whose = Field(
        "employee_id",
        word("Whose it is"),
        FieldKind.FOUND,
        help=word("Type part of a name. Empty: your own."),
        choices=people,
    )
    fields = (whose, _alias(), _why()) if people else (_alias(), _why())
    return _form(line, "claim", (contract.CLAIM, request), text, fields, {"alias": line.row.alias})


def edit_form(line: LineDetail, choices: LineChoices) -> RecordForm:
    """All that back office can set of a line."""

    def request(seen: LineDetail, values: Values) -> Message:
        fields = LineFields.model_validate(
            {
                **{name: str(values[name] or "") for name in _PLAIN},
                **{name: values[name] for name in _DAYS},
                **{name: _number(values[name]) for name in _IDS},
                "status": values["status"],
            }
        )
        return contract.SaveLineRequest(
            line_id=seen.row.line_id,
            version=seen.row.version,
            account_id=seen.row.account_id,
            fields=fields,
            reason=str(values["reason"] or ""),
        )

    text = DialogText(
        word("Edit {line}").replace("{line}", line.row.number),
        word("Save line"),
        word("Change nothing"),
        word("Saving..."),
        word("This only sets what is known here; the carrier hears of orders alone."),
    )
    return _form(line, "edit", (contract.SAVE, request), text, _edit_fields(line, choices), line_values(line))


def line_values(line: LineDetail) -> dict[str, Value]:
    """What the fields hold for a line."""
    row = line.row
    return {
        "number": row.number,
        "alias": row.alias,
        "iccid": line.iccid,
        "vendor_id": str(row.vendor_id),
        "plan_id": str(row.plan_id),
        "employee_id": None if row.employee_id is None else str(row.employee_id),
        "status": row.status.value,
        "contract_start": line.contract_start,
        "contract_end": row.contract_end,
        "upgrade_eligible_on": row.upgrade_eligible_on,
    }


def _edit_fields(line: LineDetail, choices: LineChoices) -> tuple[Field, ...]:
    people = with_own(choices.people, line.row.employee_id, line.row.employee)
    statuses = tuple((one.value, line_chip(one).word) for one in LineStatus)
    scanned = word("Scan or type it.")
    return (
        Field("number", word("Number"), required=True, chars=20, most_chars=40),
        Field("iccid", word("SIM (ICCID)"), help=scanned, chars=24, most_chars=40, is_beside=True),
        Field("alias", word("Alias"), most_chars=200),
        Field("vendor_id", word("Vendor"), FieldKind.CHOICE, choices=choices.vendors, required=True),
        Field(
            "plan_id", word("Plan"), FieldKind.CHOICE, choices=choices.plans, required=True, is_beside=True
        ),
        Field("status", word("Status"), FieldKind.CHOICE, choices=statuses, required=True),
        Field("employee_id", word("Employee"), FieldKind.FOUND, choices=people, is_beside=True),
        Field("contract_start", word("Contract start"), FieldKind.DATE),
        Field("contract_end", word("Contract end"), FieldKind.DATE, is_beside=True),
        Field("upgrade_eligible_on", word("Upgrade from"), FieldKind.DATE, is_beside=True),
        Field("reason", word("Reason"), help=word("It stands in the history."), most_chars=200),
    )


def _form(
    line: LineDetail,
    name: str,
    command: tuple[object, Callable[[LineDetail, Values], Message]],
    text: DialogText,
    fields: tuple[Field, ...],
    initial: Values,
) -> RecordForm:
    op, request = command
    values_of = line_values if name == "edit" else _nothing_of
    spec: FormSpec[LineDetail] = FormSpec(
        f"wireless-line:{line.row.line_id}:{name}",
        op,  # type: ignore[arg-type]  # the operation of the request
        request,
        values_of=values_of,
        read=lambda gateway: gateway.call(contract.GET, contract.LineRef(line_id=line.row.line_id)),
    )
    find = people_finder(line.row.account_id)
    finders = {one.name: find for one in fields if one.kind is FieldKind.FOUND}
    return RecordForm(line, spec, text, fields, initial, finders)


def _nothing_of(_line: LineDetail) -> Values:
    return {}


def _alias() -> Field:
    return Field("alias", word("Alias"), help=word("What you call this line."), most_chars=200)


def _why() -> Field:
    return Field("justification", word("Business justification"), FieldKind.NOTE, required=True)


def _number(value: object) -> int | None:
    return int(value) if isinstance(value, str) and value else None
