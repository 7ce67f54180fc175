"""The restrictions of an account, newest first: from, to, why, and who (R-SUS-26)."""

from collections.abc import Sequence

from sqlalchemy import func, select

from agentview.contract.restriction import CaseOrigin, CaseState
from agentview.contract.suspension_cases import CasePeriod, CaseStatusChange
from agentview.core.reference import Prefix, reference
from agentview.models.customer import AccountStatusChange
from agentview.models.suspension import RestrictionCase, ServiceRestriction
from agentview.services.names import display_names
from agentview.services.unit import SYSTEM_NAME, Unit

_MOST = 200


def periods_of(unit: Unit, account_id: int) -> tuple[CasePeriod, ...]:
    """Return the cases of an account, newest first."""
    cases = unit.session.scalars(
        select(RestrictionCase)
        .where(RestrictionCase.account_id == account_id)
        .order_by(RestrictionCase.id.desc())
        .limit(_MOST)
    ).all()
    return periods(unit, cases)


def periods(unit: Unit, cases: Sequence[RestrictionCase]) -> tuple[CasePeriod, ...]:
    """Return cases as they are told."""
    names = display_names(unit, [one.created_by for one in cases])
    services = _services(unit, cases)
    return tuple(
        CasePeriod(
            case_id=one.id,
            reference=reference(Prefix.RESTRICTION_CASE, one.id),
            origin=CaseOrigin(one.origin),
            state=CaseState(one.state),
            reason=one.reason,
            restricted_by=_by(one, names),
            flagged_at=one.flagged_at,
            since=one.acting_at,
            until=one.restored_at,
            suspended_at=one.suspended_at,
            restore_origin=CaseOrigin(one.restore_origin) if one.restore_origin else None,
            restored_by=one.restored_by or "",
            restore_reason=one.restore_reason or "",
            closed_code=one.closed_code or "",
            resuspend_not_before=one.resuspend_not_before,
            services=services.get(one.id, 0),
        )
        for one in cases
    )


def _services(unit: Unit, cases: Sequence[RestrictionCase]) -> dict[int, int]:
    """Count the services of cases."""
    rows = unit.session.execute(
        select(
            ServiceRestriction.case_id, func.count(func.distinct(ServiceRestriction.service_subscription_id))
        )
        .where(ServiceRestriction.case_id.in_([one.id for one in cases]))
        .group_by(ServiceRestriction.case_id)
    )
    return {row[0]: row[1] for row in rows}


def status_changes(unit: Unit, account_id: int) -> tuple[CaseStatusChange, ...]:
    """Return how the status of an account changed, newest first (R-SUS-28)."""
    rows = unit.session.scalars(
        select(AccountStatusChange)
        .where(AccountStatusChange.account_id == account_id)
        .order_by(AccountStatusChange.id.desc())
        .limit(_MOST)
    )
    return tuple(
        CaseStatusChange(
            at=row.changed_at,
            old=row.from_status,
            new=row.to_status,
            reason=row.reason or "",
            by=row.changed_by,
        )
        for row in rows
    )


def _by(one: RestrictionCase, names: dict[str, str]) -> str:
    """Return who restricted: the program for the rules, a person by name."""
    if one.origin == CaseOrigin.AUTO.value:
        return SYSTEM_NAME
    return names.get(one.created_by, one.created_by)
