"""Who has a line, and the device in it: both go together."""

from sqlalchemy import select

from agentview.contract.wireless import LineStatus
from agentview.models.wireless_company import Employee
from agentview.models.wireless_inventory import WirelessDevice, WirelessLine
from agentview.services.unit import Unit
from agentview.services.wireless_company.trail import write


def handed_over(line: WirelessLine, person: Employee | None) -> dict[str, object]:
    """Return what a line becomes when somebody else has it, or nobody: it is yet to be confirmed."""
    status = LineStatus(line.status)
    if person is None and status is LineStatus.ACTIVE:
        status = LineStatus.UNASSIGNED
    elif person is not None and status is LineStatus.UNASSIGNED:
        status = LineStatus.ACTIVE
    return {
        "employee_id": person.id if person is not None else None,
        "status": status.value,
        "validated_on": None,
        "validated_by": "",
    }


def move_device(unit: Unit, line: WirelessLine, action: str, reason: str) -> None:
    """Let the device that is in use on a line be with whom the line is with."""
    device = unit.session.scalars(select(WirelessDevice).where(WirelessDevice.line_id == line.id)).first()
    if device is not None:
        write(unit, device, {"employee_id": line.employee_id}, action=action, reason=reason)
