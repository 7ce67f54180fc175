"""Has deliveries checked for fraud before anything of their orders is sent (R-HW-08 to R-HW-11)."""

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from agentview.adaptors.fraud_port import Delivery, Failed, FraudReason, Passed, Verdict
from agentview.contract.feed import Topic
from agentview.contract.hardware import FraudSource, FraudStatus, HardwareCommand, HardwareStatus
from agentview.contract.worklist import CaseType
from agentview.core.reference import Prefix, reference
from agentview.models.customer import Address
from agentview.models.hardware import HardwareOrder
from agentview.models.hardware_catalogue import HardwareSetting
from agentview.models.party import Provider
from agentview.services.hardware_cases import end_order_cases, raise_fraud_case
from agentview.services.unit import Unit

H = HardwareOrder
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Doubt:
    """A delivery to be checked, as it stood in this version of its order."""

    order_id: int
    version: int
    delivery: Delivery


def doubts(session: Session, provider_id: int, after_id: int = 0) -> tuple[Doubt, ...]:
    """Return the next deliveries of a provider that wait for their fraud check, behind the order named."""
    found = session.execute(
        select(H, Address, Provider.region)
        .join(Provider, Provider.id == H.provider_id)
        .join(Address, Address.id == H.delivery_address_id)
        .where(
            H.provider_id == provider_id,
            H.status == HardwareStatus.AWAITING_GENERATION.value,
            H.fraud_status == FraudStatus.PENDING.value,
            H.id > after_id,
        )
        .order_by(H.id)
        .limit(_AT_ONCE)
    )
    return tuple(_doubt(order, address, region) for order, address, region in found)


def source_of(session: Session, provider_id: int) -> FraudSource:
    """Return who checks the deliveries of a provider."""
    wanted = select(HardwareSetting.fraud_source).where(HardwareSetting.provider_id == provider_id)
    return FraudSource(session.scalars(wanted).first() or FraudSource.RULES.value)


def _doubt(order: HardwareOrder, address: Address, region: str) -> Doubt:
    delivery = Delivery(
        reference=reference(Prefix.HARDWARE_ORDER, order.id),
        home_country=region,
        name=order.delivery_name,
        line1=address.line1,
        line2=address.line2,
        city=address.city,
        region=address.region,
        postcode=address.postcode,
        country=address.country,
        phone=order.delivery_phone,
        email=order.delivery_email,
    )
    return Doubt(order.id, order.row_version, delivery)


def record_verdict(unit: Unit, doubt: Doubt, verdict: Verdict) -> bool:
    """Write down what the check found; say whether it still counted.

    It counts once, and for the delivery that was checked: one that was changed meanwhile is checked anew.
    Without an answer nothing changes, and the delivery is asked about again (R-HW-09).
    """
    reasons: tuple[FraudReason, ...] = ()
    match verdict:
        case Passed():
            command, result = HardwareCommand.FRAUD_CLEARED, FraudStatus.PASSED
        case Failed(reasons=found):
            command, result, reasons = HardwareCommand.FRAUD_HELD, FraudStatus.FAILED, found
        case _:
            return False
    changed = (
        update(H)
        .where(
            H.id == doubt.order_id,
            H.row_version == doubt.version,
            H.status == HardwareStatus.AWAITING_GENERATION.value,
            H.fraud_status == FraudStatus.PENDING.value,
        )
        .values(
            fraud_status=result.value,
            fraud_reasons=[reason.value for reason in reasons],
            fraud_checked_at=unit.now,
            row_version=H.row_version + 1,
            updated_at=unit.now,
            updated_by=unit.caller.username,
        )
        .returning(H.provider_id, H.account_id)
    )
    row = unit.session.execute(changed, execution_options={"synchronize_session": False}).first()
    if row is None:
        return False
    unit.audit(
        "hardware_order",
        doubt.order_id,
        command.value,
        field="fraud_status",
        old=FraudStatus.PENDING.value,
        new=result.value,
        reason=" ".join(reason.value for reason in reasons) or None,
        account_id=row.account_id,
    )
    unit.changed(Topic.HARDWARE_ORDER, doubt.order_id, command.value, (row.provider_id, None))
    if result is FraudStatus.FAILED:
        raise_fraud_case(unit, row.provider_id, doubt.order_id, row.account_id)
    else:
        end_order_cases(unit, CaseType.FRAUD_FAILED, [doubt.order_id])
    return True
