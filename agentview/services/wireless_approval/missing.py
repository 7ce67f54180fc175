"""Orders of which nobody can decide a level: on the worklist of administrators (R-WL-20)."""

from sqlalchemy import and_

from agentview.contract.worklist import CaseType
from agentview.core.power import Role
from agentview.models.wireless_order import WirelessOrder
from agentview.models.work_item import WorkItem
from agentview.services.unit import Unit
from agentview.services.wireless_forms.matter import order_reference
from agentview.services.work_item import Case, end_cases, raise_case

LEVEL = "WIRELESS_ORDER"


def raise_missing(unit: Unit, order: WirelessOrder) -> None:
    """Put an order on the Admin worklist: its level has no approver, and no default one (R-WL-20)."""
    raise_case(
        unit,
        Case(
            type=CaseType.APPROVER_MISSING,
            provider_id=order.provider_id,
            department=Role.ADMIN,
            level=LEVEL,
            level_id=order.id,
            account_id=order.account_id,
            summary=f"{order_reference(order.id)}: nobody is there to approve level {order.level}",
            code="APPROVER_MISSING",
        ),
    )


def end_missing(unit: Unit, order: WirelessOrder) -> None:
    """Take an order off the worklist: its level has an approver, or it is over."""
    about = and_(
        WorkItem.provider_id == order.provider_id,
        WorkItem.level == LEVEL,
        WorkItem.level_id == order.id,
        WorkItem.type_code == CaseType.APPROVER_MISSING.value,
    )
    end_cases(unit, about)
