"""Whose wireless orders, lines, devices and people somebody sees (R-GEN-10, R-WL-33)."""

from sqlalchemy import ColumnElement, and_, or_, select

from agentview.contract.wireless import ApprovalStatus, DelegationScope
from agentview.core.caller import Caller
from agentview.core.power import Power
from agentview.models.wireless_approval import Approval, ApprovalDelegation
from agentview.models.wireless_company import Employee, OrgUnit
from agentview.models.wireless_inventory import WirelessDevice, WirelessLine
from agentview.models.wireless_order import WirelessOrder
from agentview.services.unit import Unit

W = WirelessOrder
_SEES_ALL = frozenset({Power.ALL_WIRELESS, Power.FULFIL})


def of_company(
    caller: Caller, table: type[WirelessOrder | WirelessLine | WirelessDevice | Employee | OrgUnit]
) -> ColumnElement[bool]:
    """Records of the own provider's companies; a company's login sees those of the own company alone."""
    own: ColumnElement[bool] = table.provider_id == caller.provider_id
    return own if caller.account_id is None else and_(own, table.account_id == caller.account_id)


def own_orders(caller: Caller) -> ColumnElement[bool]:
    """Orders that the caller requested, or that are for the caller."""
    myself = select(Employee.id).where(Employee.user_id == caller.user_id)
    mine = or_(W.requester_user_id == caller.user_id, W.beneficiary_id.in_(myself))
    return and_(of_company(caller, W), mine)


def visible_orders(unit: Unit) -> ColumnElement[bool]:
    """Orders that the caller may read: own ones, those to decide or decided; all with ALL_WIRELESS.

    Who fulfils orders reads them all. A draft is its requester's alone.
    """
    caller = unit.caller
    if caller.powers & _SEES_ALL:
        drafts = or_(W.submitted_at.is_not(None), W.requester_user_id == caller.user_id)
        return and_(of_company(caller, W), drafts)
    delegators = select(ApprovalDelegation.from_user_id).where(
        ApprovalDelegation.to_user_id == caller.user_id,
        ApprovalDelegation.is_active,
        ApprovalDelegation.from_date <= unit.today,
        ApprovalDelegation.to_date >= unit.today,
        or_(
            ApprovalDelegation.scope == DelegationScope.ALL.value,
            ApprovalDelegation.policy_id == W.policy_id,
        ),
    )
    decided = select(Approval.order_id).where(
        Approval.order_id == W.id,
        Approval.status != ApprovalStatus.NOT_READY.value,
        or_(
            Approval.approver_user_id == caller.user_id,
            Approval.decided_by_user_id == caller.user_id,
            Approval.approver_user_id.in_(delegators),
        ),
    )
    return and_(of_company(caller, W), or_(own_orders(caller), decided.exists()))
