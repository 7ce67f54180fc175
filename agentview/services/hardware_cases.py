"""Cases of the worklist about hardware orders and batches."""

from collections.abc import Iterable, Sequence

from sqlalchemy import and_, select

from agentview.contract.worklist import CaseType
from agentview.core.power import Role
from agentview.core.reference import Prefix, reference
from agentview.models.work_item import WorkItem
from agentview.services.unit import Unit
from agentview.services.work_item import UNDER_WAY, Case, end_cases, raise_case, raise_cases

ORDER_LEVEL = "HARDWARE_ORDER"
BATCH_LEVEL = "BATCH"
_FRAUD, _DISPATCH = "Fraud check failed", "Dispatch failed"
_AT_ONCE = 2_000


def _summary(order_id: int, what: str) -> str:
    return f"{reference(Prefix.HARDWARE_ORDER, order_id)}: {what}"


def raise_fraud_case(unit: Unit, provider_id: int, order_id: int, account_id: int) -> None:
    """Ask a supervisor to look at a delivery that did not pass (R-HW-09)."""
    raise_case(
        unit,
        Case(
            CaseType.FRAUD_FAILED,
            provider_id,
            Role.SUPERVISOR,
            ORDER_LEVEL,
            order_id,
            account_id,
            _summary(order_id, _FRAUD),
        ),
    )


def raise_dispatch_cases(unit: Unit, provider_id: int, orders: Iterable[tuple[int, int, str]]) -> None:
    """Raise a case for each order (id, account, code of the error) that has none under way (R-HW-21)."""
    wanted = list(orders)
    known = _under_way(unit, CaseType.DISPATCH_ERROR, [order for order, _, _ in wanted])
    cases = [
        Case(
            CaseType.DISPATCH_ERROR,
            provider_id,
            Role.BACKOFFICE,
            ORDER_LEVEL,
            order_id,
            account_id,
            _summary(order_id, _DISPATCH),
            code,
        )
        for order_id, account_id, code in wanted
        if order_id not in known
    ]
    raise_cases(unit, cases)


def end_order_cases(unit: Unit, kind: CaseType, order_ids: Sequence[int]) -> None:
    """Resolve the cases of a type about orders that need nothing more."""
    for start in range(0, len(order_ids), _AT_ONCE):
        some = order_ids[start : start + _AT_ONCE]
        if _under_way(unit, kind, some):
            about = and_(WorkItem.level_id.in_(some), WorkItem.level == ORDER_LEVEL)
            end_cases(unit, and_(about, WorkItem.type_code == kind.value))


def raise_batch_case(unit: Unit, provider_id: int, batch_id: int, code: str, summary: str) -> None:
    """Ask back office to look at a file that was refused, or at records of it that were."""
    raise_case(
        unit,
        Case(
            CaseType.BATCH_FAILED,
            provider_id,
            Role.BACKOFFICE,
            BATCH_LEVEL,
            batch_id,
            None,
            summary,
            code,
        ),
    )


def end_batch_cases(unit: Unit, batch_id: int) -> None:
    """Resolve the cases about a batch."""
    end_cases(
        unit,
        and_(
            WorkItem.level == BATCH_LEVEL,
            WorkItem.level_id == batch_id,
            WorkItem.type_code == CaseType.BATCH_FAILED.value,
        ),
    )


def _under_way(unit: Unit, kind: CaseType, order_ids: Sequence[int]) -> frozenset[int]:
    found = select(WorkItem.level_id).where(
        WorkItem.level == ORDER_LEVEL,
        WorkItem.level_id.in_(order_ids),
        WorkItem.type_code == kind.value,
        WorkItem.status.in_(UNDER_WAY),
    )
    return frozenset(key for key in unit.session.scalars(found) if key is not None)
