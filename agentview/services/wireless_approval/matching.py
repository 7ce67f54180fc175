"""Finds the policy that decides about an order (R-WL-17)."""

from collections.abc import Sequence

from sqlalchemy import select

from agentview.contract.approval_policies import Conditions
from agentview.contract.wireless import DeviceType, ItemKind
from agentview.models.wireless_approval import ApprovalPolicy, ApprovalPolicyStep
from agentview.models.wireless_catalogue import WirelessModel, WirelessSetting
from agentview.services.unit import Unit
from agentview.services.wireless_approval.rules import Known, OrderFacts, deciding
from agentview.services.wireless_forms.matter import Matter
from agentview.services.wireless_forms.policy import is_upgrade_eligible


def facts_of(unit: Unit, found: Matter) -> OrderFacts:
    """Return what conditions look at; the devices are those ordered, else the one that it is about."""
    vendor = found.vendor or found.line_vendor
    on = found.line.upgrade_eligible_on if found.line is not None else None
    return OrderFacts(
        type=found.type,
        vendor_code=vendor.code if vendor is not None else "",
        device_types=_device_types(unit, found),
        is_upgrade_eligible=None if found.line is None else is_upgrade_eligible(on, unit.today),
        total_cents=found.order.onetime_cost_cents,
        is_policy_exception=found.order.is_policy_exception,
    )


def policy_of(unit: Unit, found: Matter) -> ApprovalPolicy | None:
    """Return the policy that decides about an order; None where it needs no approval (R-WL-17)."""
    if is_exempt(unit, found):
        return None
    policies = active_policies(unit, found.order.provider_id)
    key = deciding(map(known, policies), found.order.account_id, facts_of(unit, found))
    return next((one for one in policies if one.id == key), None)


def is_exempt(unit: Unit, found: Matter) -> bool:
    """Say whether orders of its type need nobody's approval (T17: a switch per action)."""
    switched = unit.session.scalars(
        select(WirelessSetting.unapproved_types).where(WirelessSetting.provider_id == found.order.provider_id)
    ).first()
    return found.type.value in (switched or ())


def active_policies(unit: Unit, provider_id: int) -> Sequence[ApprovalPolicy]:
    """Return the policies that are on, first asked first."""
    return unit.session.scalars(
        select(ApprovalPolicy)
        .where(ApprovalPolicy.provider_id == provider_id, ApprovalPolicy.is_active)
        .order_by(ApprovalPolicy.priority, ApprovalPolicy.id)
    ).all()


def known(row: ApprovalPolicy) -> Known:
    """Return a policy as it is matched."""
    return Known(row.id, row.account_id, row.priority, Conditions.model_validate(row.conditions))


def steps_of(unit: Unit, policy_id: int | None) -> Sequence[ApprovalPolicyStep]:
    """Return the levels of a policy, the first one first."""
    return unit.session.scalars(
        select(ApprovalPolicyStep)
        .where(ApprovalPolicyStep.policy_id == policy_id)
        .order_by(ApprovalPolicyStep.level)
    ).all()


def _device_types(unit: Unit, found: Matter) -> frozenset[DeviceType]:
    ordered = [item.product_id for item in found.items_of(ItemKind.DEVICE)]
    if ordered:
        models = select(WirelessModel.device_type).where(WirelessModel.product_id.in_(ordered))
        return frozenset(map(DeviceType, unit.session.scalars(models)))
    device = found.device or found.line_device
    return frozenset() if device is None else frozenset({DeviceType(device.device_type)})
