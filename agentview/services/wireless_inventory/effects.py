"""What a completed order changes of lines, devices and stipends (5.4): one row for each type."""

from collections.abc import Callable, Mapping

from sqlalchemy import select

from agentview.contract.hardware import SerialType
from agentview.contract.wireless import DeviceStatus, DeviceType, ItemKind, LineStatus, OrderType
from agentview.contract.wireless_forms import FieldId, SuspendReason
from agentview.core.errors import Refusal, refuse_if_any
from agentview.models.wireless_inventory import Stipend, WirelessDevice
from agentview.models.wireless_order import WirelessOrder
from agentview.services.unit import Unit
from agentview.services.wireless_forms.matter import Matter, any_matter
from agentview.services.wireless_forms.suspension import suspended_status
from agentview.services.wireless_inventory.identifiers import (
    number_refusals,
    read_number,
    read_serial,
    serial_refusals,
    sim_refusals,
)
from agentview.services.wireless_inventory.outcome import (
    Outcome,
    add_device,
    add_further_devices,
    add_line,
    change_features,
    end_features,
    end_line,
    put_on,
    take_off,
    terms,
)
from agentview.services.wireless_inventory.results import Piece, Results

_T = OrderType
_LOST = frozenset({SuspendReason.LOST, SuspendReason.STOLEN})


def complete(unit: Unit, order: WirelessOrder, results: Results) -> None:
    """Change what the order was about, in the transaction that completes it; the order itself is left.

    Each change stands in the trail of its line or device with the order's number. Raises Rejected for
    results that cannot be stored (`E-WLI-NUMBER`, `E-WLI-NUMBER-TAKEN`, `E-WLI-SERIAL`, `E-WLI-SERIAL-TAKEN`,
    `E-WLI-ICCID`).
    """
    matter = any_matter(unit, order.id)
    read = _read(unit, order, results)
    refuse_if_any(_refusals(unit, matter, read, results))
    EFFECTS[matter.type](Outcome(unit, matter, read))
    unit.session.flush()


def result_refusals(unit: Unit, order: WirelessOrder, results: Results) -> tuple[Refusal, ...]:
    """Return what stands against results, so that they can be refused when they are recorded (R-WL-35)."""
    return _refusals(unit, any_matter(unit, order.id), _read(unit, order, results), results)


def _read(unit: Unit, order: WirelessOrder, results: Results) -> Results:
    number = read_number(unit, order.provider_id, results.number) if results.number else None
    return Results(
        number=number or "",
        serial_type=results.serial_type or (SerialType.IMEI.value if results.serial_no else ""),
        serial_no=read_serial(results.serial_no),
        iccid=read_serial(results.iccid),
        more=tuple(Piece(one.serial_type, read_serial(one.serial_no)) for one in results.more),
    )


def _refusals(unit: Unit, matter: Matter, read: Results, typed: Results) -> tuple[Refusal, ...]:
    found = sim_refusals(read.iccid)
    if typed.number:
        own_id = matter.line.id if matter.line is not None else 0
        found += number_refusals(unit, matter.order.provider_id, read.number or None, own_id)
    first = (Piece(read.serial_type, read.serial_no),) if read.serial_no else ()
    for one in first + read.more:
        found += serial_refusals(unit, matter.order.provider_id, SerialType(one.serial_type), one.serial_no)
    return found


def _new_device_and_service(outcome: Outcome) -> None:
    """Add a line and its device (R-WL-29)."""
    add_device(outcome, add_line(outcome))


def _device_only(outcome: Outcome) -> None:
    """Add each device that was sent."""
    add_device(outcome, None)
    add_further_devices(outcome)


def _service_only(outcome: Outcome) -> None:
    add_line(outcome)


def _line_for_device(outcome: Outcome) -> None:
    """Add a line to a device that the company has: spare, or with somebody."""
    put_on(outcome, outcome.device, add_line(outcome))


def _warranty(outcome: Outcome) -> None:
    """Put the same model in the place of the old device, which goes back; the warranty is not prolonged."""
    old = outcome.device
    values = {
        name: getattr(old, name)
        for name in (
            "product_id",
            "make_model",
            "device_type",
            "line_id",
            "employee_id",
            "owned_since",
            "warranty_months",
        )
    }
    is_used = old.line_id is not None or old.employee_id is not None
    outcome.set_device(old, status=DeviceStatus.PENDING_RETURN.value, line_id=None, employee_id=None)
    outcome.set_device(
        WirelessDevice(provider_id=old.provider_id, account_id=old.account_id),
        serial_type=outcome.results.serial_type,
        serial_no=outcome.results.serial_no,
        status=(DeviceStatus.ACTIVE if is_used else DeviceStatus.IN_STOCK).value,
        **values,
    )


def _nothing(_outcome: Outcome) -> None:
    """Accessories are no assets."""


def _port(outcome: Outcome) -> None:
    """Move the line to its new carrier; what the old one gave ends, and a new device replaces the old."""
    line, order, plan = outcome.line, outcome.matter.order, outcome.plan()
    end_features(outcome, line, None)
    values: dict[str, object] = {"vendor_id": order.vendor_id, "iccid": outcome.results.iccid}
    if outcome.results.number:
        values["number"] = outcome.results.number
    if plan is not None:
        values |= terms(outcome, plan)
    outcome.set_line(line, **values)
    if outcome.matter.items_of(ItemKind.DEVICE) and outcome.results.serial_no:
        take_off(outcome, DeviceStatus.IN_STOCK)
        add_device(outcome, line)


def _transfer_in(outcome: Outcome) -> None:
    """Add the person's number; the device, if one was named, is yet to be confirmed by back office."""
    line = add_line(outcome)
    serial = read_serial(outcome.matter.text(FieldId.SERIAL_NO))
    kind = SerialType(outcome.matter.text(FieldId.SERIAL_TYPE) or SerialType.UNKNOWN.value)
    if not serial or serial_refusals(outcome.unit, line.provider_id, kind, serial):
        return
    outcome.set_device(
        WirelessDevice(provider_id=line.provider_id, account_id=line.account_id),
        serial_type=kind.value,
        serial_no=serial,
        make_model=kind.value,
        device_type=DeviceType.SMARTPHONE.value,
        status=DeviceStatus.UNCONFIRMED_PENDING.value,
        line_id=line.id,
        employee_id=line.employee_id,
        owned_since=outcome.today,
    )


def _transfer_out(outcome: Outcome) -> None:
    """The line is the person's own from now on: it ends for the company, and nobody here has it."""
    end_line(outcome, outcome.line, None)


def _stipend_enrol(outcome: Outcome) -> None:
    """Begin a stipend; one that runs ends on the same day."""
    _end_stipends(outcome)
    [item] = outcome.matter.items_of(ItemKind.PLAN)
    outcome.unit.session.add(
        Stipend(
            provider_id=outcome.matter.order.provider_id,
            employee_id=_holder(outcome),
            plan_id=item.plan_id,
            monthly_amount_cents=item.price_monthly_cents,
            enrolled_on=outcome.day(FieldId.EFFECTIVE_DATE) or outcome.today,
        )
    )
    _tell_stipend(outcome, None, item.name)


def _stipend_remove(outcome: Outcome) -> None:
    _end_stipends(outcome)


def _activate(outcome: Outcome) -> None:
    """Activate a spare device with a new line for somebody."""
    put_on(outcome, outcome.device, add_line(outcome))


def _features(outcome: Outcome) -> None:
    change_features(outcome, outcome.line)


def _plan(outcome: Outcome) -> None:
    plan = outcome.plan()
    if plan is not None:
        outcome.set_line(outcome.line, **terms(outcome, plan))


def _number(outcome: Outcome) -> None:
    outcome.set_line(outcome.line, number=outcome.results.number)


def _swap(outcome: Outcome) -> None:
    """Put the line on a spare device; the old one goes where the requester said, else into stock."""
    take_off(outcome, _old_status(outcome))
    put_on(outcome, outcome.device, outcome.line)
    _sim(outcome)


def _sim(outcome: Outcome) -> None:
    if outcome.results.iccid:
        outcome.set_line(outcome.line, iccid=outcome.results.iccid)


def _replace(outcome: Outcome) -> None:
    """Swap the device on the line; the old one gets the status that was chosen for it (R-WL-29)."""
    line, plan = outcome.line, outcome.plan()
    take_off(outcome, _old_status(outcome))
    add_device(outcome, line)
    _sim(outcome)
    if plan is not None:
        outcome.set_line(line, **terms(outcome, plan))


def _restore(outcome: Outcome) -> None:
    """Let the line work again; a device that was lost with it is found."""
    line, device = outcome.line, outcome.matter.line_device
    status = LineStatus.ACTIVE if line.employee_id is not None else LineStatus.UNASSIGNED
    outcome.set_line(line, status=status.value, suspended_on=None, disconnected_on=None)
    if device is not None and device.status == DeviceStatus.LOST_OR_STOLEN.value:
        outcome.set_device(device, status=DeviceStatus.ACTIVE.value)


def _assign(outcome: Outcome) -> None:
    """Give the line with its device to somebody, who has not confirmed it yet."""
    line, device = outcome.line, outcome.matter.line_device
    values: dict[str, object] = {"employee_id": _holder(outcome), "validated_on": None, "validated_by": ""}
    if line.status == LineStatus.UNASSIGNED.value:
        values["status"] = LineStatus.ACTIVE.value
    outcome.set_line(line, **values)
    if device is not None:
        outcome.set_device(device, employee_id=_holder(outcome))


def _suspend(outcome: Outcome) -> None:
    """Suspend the line without or with billing, by the reason (R-WL-05); a lost device is lost."""
    reason = SuspendReason(outcome.matter.text(FieldId.REASON))
    outcome.set_line(outcome.line, status=suspended_status(reason).value, suspended_on=outcome.today)
    if reason in _LOST and outcome.matter.line_device is not None:
        outcome.set_device(outcome.matter.line_device, status=DeviceStatus.LOST_OR_STOLEN.value)


def _disconnect(outcome: Outcome) -> None:
    """End the line; who had it is remembered, for it can be restored for a while (R-WL-04)."""
    end_line(outcome, outcome.line, outcome.line.employee_id)


def _old_status(outcome: Outcome) -> DeviceStatus:
    return DeviceStatus(outcome.matter.text(FieldId.OLD_DEVICE) or DeviceStatus.IN_STOCK.value)


def _holder(outcome: Outcome) -> int:
    if outcome.holder_id is None:
        raise LookupError(outcome.matter.reference)
    return outcome.holder_id


def _end_stipends(outcome: Outcome) -> None:
    wanted = select(Stipend).where(Stipend.employee_id == _holder(outcome), Stipend.removed_on.is_(None))
    for row in outcome.unit.session.scalars(wanted):
        row.removed_on = outcome.day(FieldId.EFFECTIVE_DATE) or outcome.today
        _tell_stipend(outcome, str(row.monthly_amount_cents), None)
    outcome.unit.session.flush()


def _tell_stipend(outcome: Outcome, old: str | None, new: str | None) -> None:
    outcome.unit.audit(
        "employee",
        _holder(outcome),
        outcome.action,
        field="stipend",
        old=old,
        new=new,
        reason=outcome.matter.reference,
        account_id=outcome.matter.order.account_id,
    )


EFFECTS: Mapping[OrderType, Callable[[Outcome], None]] = {
    _T.NEW_DEVICE_SERVICE: _new_device_and_service,
    _T.DEVICE_ONLY: _device_only,
    _T.SERVICE_SIM_ONLY: _service_only,
    _T.ADD_LINE_EXISTING_DEVICE: _line_for_device,
    _T.WARRANTY_REPLACEMENT: _warranty,
    _T.ACCESSORY: _nothing,
    _T.PORT_CARRIER: _port,
    _T.TRANSFER_IN: _transfer_in,
    _T.TRANSFER_OUT: _transfer_out,
    _T.STIPEND_ENROL: _stipend_enrol,
    _T.ACTIVATE_IN_STOCK: _activate,
    _T.FEATURES: _features,
    _T.CHANGE_PLAN: _plan,
    _T.CHANGE_NUMBER: _number,
    _T.SWAP_DEVICE: _swap,
    _T.NEW_SIM: _sim,
    _T.UPGRADE_REPLACE: _replace,
    _T.RESTORE: _restore,
    _T.ASSIGN: _assign,
    _T.SUSPEND: _suspend,
    _T.DISCONNECT: _disconnect,
    _T.STIPEND_REMOVE: _stipend_remove,
}
"""What each type changes; a type that is in no row does not exist."""
