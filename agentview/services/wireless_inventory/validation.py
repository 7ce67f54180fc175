"""Users say of lines whether they are theirs: confirm, unassign, claim (T7)."""

from agentview.contract.wireless import LineStatus
from agentview.contract.wireless_lines import (
    ClaimRequest,
    ConfirmRequest,
    LineActed,
    LineCommand,
    UnassignRequest,
    ValidateRequest,
)
from agentview.core.errors import Refusal, refuse_if_any, rejected
from agentview.models.wireless_company import Employee
from agentview.models.wireless_inventory import WirelessLine
from agentview.services.customer_scope import is_customer
from agentview.services.unit import Unit
from agentview.services.wireless_company.records import held, of_account
from agentview.services.wireless_company.trail import note, write
from agentview.services.wireless_inventory.holding import handed_over, move_device
from agentview.services.wireless_inventory.line_rules import LineFacts, demand, own_employees
from agentview.services.wireless_inventory.lines import detail
from agentview.services.wireless_inventory.pending import pending_warnings

C = LineCommand


def confirm(unit: Unit, request: ConfirmRequest) -> LineActed:
    """Write down that the line is used by whom it is assigned to, with why, and what that person calls it.

    Raises Rejected (`E-WLI-LINE-ENDED`, `E-WLI-LINE-FREE`, `E-WLI-NOT-YOURS`), Conflict, Denied, NotFound.
    """
    line, _own = _judged(unit, request, C.CONFIRM)
    _write(unit, line, C.CONFIRM, request, **_validated(unit), **_alias(request.alias))
    return LineActed(line=detail(unit, line.id))


def unassign(unit: Unit, request: UnassignRequest) -> LineActed:
    """Take the line from whom it is assigned to, or give it to whose it is, who has yet to confirm it.

    Orders on their way for it go on; each is named as a warning (R-WL-36). Raises as `confirm`, and
    Rejected (`E-WLI-SAME-HOLDER`, `E-WLI-PERSON-LEFT`).
    """
    line, _own = _judged(unit, request, C.UNASSIGN)
    owner = _person(unit, line, request.owner_id, "owner_id")
    if owner is not None and owner.id == line.employee_id:
        raise rejected("E-WLI-SAME-HOLDER", field="owner_id", person=owner.name)
    _write(unit, line, C.UNASSIGN, request, **handed_over(line, owner))
    move_device(unit, line, C.UNASSIGN.value, request.justification)
    return LineActed(line=detail(unit, line.id), warnings=pending_warnings(unit, line.id))


def claim(unit: Unit, request: ClaimRequest) -> LineActed:
    """Add a line that nobody has to somebody's lines: the caller's own, or of whom the staff names.

    Raises Rejected (`E-WLI-LINE-TAKEN`, `E-WLI-NO-EMPLOYEE`, `E-WLI-LINE-ENDED`, `E-WLI-PERSON-LEFT`).
    """
    line, own_id = _judged(unit, request, C.CLAIM)
    wanted = request.employee_id or own_id
    if is_customer(unit.caller) and wanted != own_id:
        raise rejected("E-WLI-NOT-YOURS", field="employee_id")
    person = _person(unit, line, wanted, "employee_id")
    if person is None:
        raise rejected("E-WLI-NO-EMPLOYEE", field="employee_id")
    values = {**handed_over(line, person), **_validated(unit), **_alias(request.alias)}
    _write(unit, line, C.CLAIM, request, **values)
    move_device(unit, line, C.CLAIM.value, request.justification)
    return LineActed(line=detail(unit, line.id), warnings=pending_warnings(unit, line.id))


def _judged(unit: Unit, request: ValidateRequest, command: LineCommand) -> tuple[WirelessLine, int | None]:
    line = held(unit, WirelessLine, request.line_id, request.version)
    own_id = own_employees(unit).get(line.account_id)
    demand(unit, command, LineFacts(LineStatus(line.status), line.employee_id, own_id))
    return line, own_id


def _person(unit: Unit, line: WirelessLine, key: int | None, field: str) -> Employee | None:
    person = of_account(unit, Employee, key, line.account_id, field)
    if person is not None and not person.is_active:
        refuse_if_any((Refusal("E-WLI-PERSON-LEFT", field),))
    return person


def _validated(unit: Unit) -> dict[str, object]:
    return {"validated_on": unit.today, "validated_by": unit.caller.display_name}


def _alias(alias: str | None) -> dict[str, object]:
    return {} if alias is None else {"alias": alias}


def _write(
    unit: Unit, line: WirelessLine, command: LineCommand, request: ValidateRequest, **values: object
) -> None:
    """Set the values and write down why, also where all of them were so before."""
    changed = write(unit, line, values, action=command.value, reason=request.justification)
    if not changed:
        note(unit, line, command.value, reason=request.justification)
