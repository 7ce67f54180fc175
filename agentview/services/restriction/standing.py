"""Suspends an account when all of it is barred, and gives its status back (R-SUS-16, 21, 27, 28)."""

from agentview.contract.account import AccountStatus
from agentview.models.customer import Account, AccountStatusChange
from agentview.services.restriction.records import Held, holds_of_case, services_of
from agentview.services.restriction.rules import Standing, becomes_suspended, status_reason
from agentview.services.restriction.telling import tell_status
from agentview.services.unit import Unit


def suspend_if_due(unit: Unit, held: Held) -> None:
    """Suspend the account once every service of it is barred (R-SUS-16, 17)."""
    if not becomes_suspended(held.account.status, _standings(unit, held)):
        return
    held.case.suspended_at = unit.now
    held.case.account_status_before = held.account.status
    cause = next((hold.cause for hold in holds_of_case(unit, held.case.id)), "")
    change_status(unit, held.account, AccountStatus.SUSPENDED, status_reason(cause))


def give_back(unit: Unit, held: Held) -> None:
    """Bring an account that the case suspended back to the status before (R-SUS-21).

    Whoever else changed its status meanwhile, as a parent does (4), is not overruled (R-SUS-27).
    """
    before = held.case.account_status_before
    if before is not None and held.account.status == AccountStatus.SUSPENDED:
        change_status(unit, held.account, AccountStatus(before), None)


def hand_over(unit: Unit, held: Held, successor: Held) -> None:
    """Leave an account Suspended for the case that goes on while all of it is barred; else give it back."""
    before = held.case.account_status_before
    if before is None:
        return
    if becomes_suspended(before, _standings(unit, held)) and held.account.status == AccountStatus.SUSPENDED:
        successor.case.suspended_at, successor.case.account_status_before = unit.now, before
    else:
        give_back(unit, held)


def change_status(unit: Unit, account: Account, status: AccountStatus, reason: str | None) -> None:
    """Change the status of an account that is held; the event is fired each time (R-SUS-28)."""
    change = AccountStatusChange(
        account_id=account.id,
        from_status=account.status,
        to_status=status.value,
        reason=reason,
        changed_at=unit.now,
        changed_by=unit.caller.display_name,
    )
    unit.session.add(change)
    unit.audit(
        "account",
        account.id,
        "status",
        old=str(account.status),
        new=str(status.value),
        reason=reason,
        account_id=account.id,
    )
    account.status, account.status_reason = status.value, reason
    unit.session.flush()
    tell_status(unit, account, change)


def _standings(unit: Unit, held: Held) -> list[Standing]:
    return [Standing(one.status, one.restriction_status) for one in services_of(unit, held.account)]
