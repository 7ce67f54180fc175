"""A case as a row of its list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row

from agentview.contract.credit_desk import CaseRow
from agentview.contract.restriction import CaseOrigin, CaseState
from agentview.core.reference import Prefix, reference
from agentview.models.suspension import RestrictionCase
from agentview.services.credit_desk.queries import Debt


@dataclass(frozen=True, slots=True)
class Around:
    """What the rows of a page are told from: the same for all, and figures by account and by case."""

    currency: str
    today: date
    next_window: datetime | None
    debts: Mapping[int, Debt]
    held: Mapping[int, int]
    failed: Mapping[int, int]


def shown(row: Row[Any], around: Around) -> CaseRow:
    """Return a fetched row as it is listed."""
    found: RestrictionCase = row.RestrictionCase
    state, debt = CaseState(found.state), around.debts.get(found.account_id)
    days = (around.today - debt.oldest).days if debt is not None else 0
    return CaseRow(
        case_id=found.id,
        version=found.row_version,
        reference=reference(Prefix.RESTRICTION_CASE, found.id),
        account_id=found.account_id,
        account_no=row.account_no,
        customer=row.customer,
        account_status=row.account_status,
        state=state,
        origin=CaseOrigin(found.origin),
        since=since(found),
        flagged_at=found.flagged_at,
        owing_cents=debt.owing_cents if debt is not None else 0,
        owing_cents_at_flag=found.owing_cents_at_flag,
        currency=around.currency,
        overdue_days=days if days > 0 else None,
        restricted_services=around.held.get(found.id, 0),
        failed_services=around.failed.get(found.id, 0),
        next_window=around.next_window if state is CaseState.FLAGGED else None,
        resuspend_not_before=found.resuspend_not_before,
        closed_code=found.closed_code or "",
    )


def since(found: RestrictionCase) -> datetime:
    """Return when a case came into its state.

    Neither the beginning of restoring nor the closing has a moment of its own: it is the last change.
    """
    at = {
        CaseState.FLAGGED: found.flagged_at,
        CaseState.RESTRICTING: found.acting_at,
        CaseState.RESTRICTED: found.restricted_at,
        CaseState.RESTORED: found.restored_at,
    }.get(CaseState(found.state))
    return at or found.updated_at
