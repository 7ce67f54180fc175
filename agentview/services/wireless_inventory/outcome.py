"""What effects of orders do to lines and devices: the single steps, each written into the trail."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from agentview.contract.wireless import DeviceStatus, DeviceType, ItemAction, ItemKind, LineStatus
from agentview.contract.wireless_forms import FieldId
from agentview.models.hardware_catalogue import Product
from agentview.models.wireless_catalogue import WirelessModel, WirelessPlan
from agentview.models.wireless_inventory import LineFeature, WirelessDevice, WirelessLine
from agentview.services.contracts.rules import months_later
from agentview.services.unit import Unit
from agentview.services.wireless_company.trail import note, write
from agentview.services.wireless_forms.matter import Matter
from agentview.services.wireless_inventory.results import Piece, Results

_UNKNOWN_MODEL = "?"
"""The model of a device of which only the serial number was told; back office completes it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A completed order with what it brought, on the day on which it was completed."""

    unit: Unit
    matter: Matter
    results: Results

    @property
    def today(self) -> date:
        """The day of completion."""
        return self.unit.today

    @property
    def action(self) -> str:
        """What the trail calls the change: what the order does."""
        return self.matter.type.value.lower()

    @property
    def holder_id(self) -> int | None:
        """Whom the order is for."""
        return self.matter.order.beneficiary_id

    @property
    def line(self) -> WirelessLine:
        """The line that the order is about."""
        found = self.matter.line
        if found is None:
            raise LookupError(self.matter.reference)
        return found

    @property
    def device(self) -> WirelessDevice:
        """The device that the order is about."""
        found = self.matter.device
        if found is None:
            raise LookupError(self.matter.reference)
        return found

    def day(self, field_id: FieldId) -> date | None:
        """A day that was typed."""
        text = self.matter.text(field_id)
        return date.fromisoformat(text) if text else None

    def set_line(self, line: WirelessLine, **values: object) -> None:
        """Change a line."""
        write(self.unit, line, values, action=self.action, reason=self.matter.reference)

    def set_device(self, device: WirelessDevice, **values: object) -> None:
        """Change a device; it remembers the order."""
        last = {"last_change_order_id": self.matter.order.id}
        device.last_change_order_id = last["last_change_order_id"]
        write(self.unit, device, values, action=self.action, reason=self.matter.reference)

    def plan(self) -> WirelessPlan | None:
        """The plan that was ordered."""
        chosen = [item.plan_id for item in self.matter.items_of(ItemKind.PLAN)]
        return self.unit.session.get(WirelessPlan, chosen[0]) if chosen and chosen[0] is not None else None


def terms(outcome: Outcome, plan: WirelessPlan) -> dict[str, object]:
    """Return what a plan binds a line to from today on; at its end an upgrade is due."""
    end = months_later(outcome.today, plan.contract_months) if plan.contract_months else None
    return {
        "plan_id": plan.id,
        "contract_start": outcome.today,
        "contract_end": end,
        "upgrade_eligible_on": end,
    }


def add_line(outcome: Outcome) -> WirelessLine:
    """Add the line that the carrier gave, for whom the order is for, with plan and features (R-WL-29)."""
    order, plan = outcome.matter.order, outcome.plan()
    if order.vendor_id is None or plan is None:
        raise LookupError(outcome.matter.reference)
    line = WirelessLine(provider_id=order.provider_id, account_id=order.account_id)
    values = {
        "number": outcome.results.number,
        "vendor_id": order.vendor_id,
        "status": (LineStatus.ACTIVE if outcome.holder_id else LineStatus.UNASSIGNED).value,
        "employee_id": outcome.holder_id,
        "iccid": outcome.results.iccid,
        **terms(outcome, plan),
    }
    outcome.set_line(line, **values)
    change_features(outcome, line)
    return line


def add_device(outcome: Outcome, line: WirelessLine | None) -> WirelessDevice | None:
    """Add the device that was sent, on a line or with whom the order is for; without either it is spare.

    A device of which nobody recorded the serial number is not known: None.
    """
    results = outcome.results
    if not results.serial_no:
        return None
    return _add_piece(outcome, Piece(results.serial_type, results.serial_no), line)


def add_further_devices(outcome: Outcome) -> None:
    """Add the devices beside the first one, where several were ordered: each is one of its own."""
    for piece in outcome.results.more:
        _add_piece(outcome, piece, None)


def _add_piece(outcome: Outcome, piece: Piece, line: WirelessLine | None) -> WirelessDevice:
    order = outcome.matter.order
    product, device_type = ordered_model(outcome)
    device = WirelessDevice(provider_id=order.provider_id, account_id=order.account_id)
    holder = line.employee_id if line is not None else outcome.holder_id
    is_used = line is not None or holder is not None
    outcome.set_device(
        device,
        serial_type=piece.serial_type,
        serial_no=piece.serial_no,
        product_id=product.id if product is not None else None,
        make_model=product.name if product is not None else _UNKNOWN_MODEL,
        device_type=device_type.value,
        status=(DeviceStatus.ACTIVE if is_used else DeviceStatus.IN_STOCK).value,
        line_id=line.id if line is not None else None,
        employee_id=holder,
        owned_since=outcome.today,
    )
    return device


def ordered_model(outcome: Outcome) -> tuple[Product | None, DeviceType]:
    """Return the product that was ordered as a device, and what kind of device it is."""
    chosen = [item.product_id for item in outcome.matter.items_of(ItemKind.DEVICE)]
    if not chosen or chosen[0] is None:
        return None, DeviceType.SMARTPHONE
    model = outcome.unit.session.get(WirelessModel, chosen[0])
    kind = DeviceType(model.device_type) if model is not None else DeviceType.SMARTPHONE
    return outcome.unit.session.get(Product, chosen[0]), kind


def take_off(outcome: Outcome, status: DeviceStatus) -> WirelessDevice | None:
    """Take the device that is on the order's line off it; it stands as said and nobody has it (R-WL-29)."""
    old = outcome.matter.line_device
    if old is not None:
        outcome.set_device(old, status=status.value, line_id=None, employee_id=None)
    return old


def put_on(outcome: Outcome, device: WirelessDevice, line: WirelessLine) -> None:
    """Put a device of the company on a line, with whom the line is with; it is out of stock then."""
    outcome.set_device(
        device,
        status=DeviceStatus.ACTIVE.value,
        line_id=line.id,
        employee_id=line.employee_id,
        checked_out_to=None,
        checked_out_at=None,
    )


def end_line(outcome: Outcome, line: WirelessLine, holder_id: int | None) -> None:
    """End a line today: its features end, and its device is free for another line."""
    end_features(outcome, line, None)
    outcome.set_line(
        line,
        status=LineStatus.INACTIVE.value,
        disconnected_on=outcome.today,
        suspended_on=None,
        employee_id=holder_id,
    )
    if outcome.matter.line_device is not None:
        outcome.set_device(outcome.matter.line_device, line_id=None)


def change_features(outcome: Outcome, line: WirelessLine) -> None:
    """Add and end features as ordered; for a journey from its first day to its last."""
    start = outcome.day(FieldId.TRAVEL_FROM) or outcome.today
    for item in outcome.matter.items_of(ItemKind.FEATURE):
        if item.feature_id is None:
            continue
        if item.action == ItemAction.REMOVE.value:
            end_features(outcome, line, item.feature_id)
            continue
        end = outcome.day(FieldId.TRAVEL_TO)
        outcome.unit.session.add(
            LineFeature(line_id=line.id, feature_id=item.feature_id, start_on=start, end_on=end)
        )
        told_feature(outcome, line, None, item.name)


def end_features(outcome: Outcome, line: WirelessLine, feature_id: int | None) -> None:
    """End one feature of a line, or with None all of them: today is its last day."""
    wanted = select(LineFeature).where(
        LineFeature.line_id == line.id,
        LineFeature.end_on.is_(None) | (LineFeature.end_on > outcome.today),
    )
    if feature_id is not None:
        wanted = wanted.where(LineFeature.feature_id == feature_id)
    names = {item.feature_id: item.name for item in outcome.matter.items}
    for row in outcome.unit.session.scalars(wanted):
        row.end_on = outcome.today
        told_feature(outcome, line, names.get(row.feature_id, str(row.feature_id)), None)


def told_feature(outcome: Outcome, line: WirelessLine, old: str | None, new: str | None) -> None:
    """Write down a feature that came or went."""
    note(
        outcome.unit, line, outcome.action, field="feature", old=old, new=new, reason=outcome.matter.reference
    )
