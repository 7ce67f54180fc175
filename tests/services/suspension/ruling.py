"""People who make rules, and customers who owe, for the tests of suspension."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from agentview.contract import suspension as contract
from agentview.contract.suspension import RuleSetDetail
from agentview.core.power import Role
from agentview.models.database import Stamp
from agentview.models.money import Invoice
from agentview.models.party import User, UserRole
from agentview.models.suspension import AccountGroup, AccountGroupMember, SuspensionRuleSet
from tests import build
from tests.fixtures.backend import Backend
from tests.services.provisioning.working import Working

CONTROLLER, ADMIN = "harbour_back", "harbour_admin"
"""The first is made a credit controller here."""
TODAY = date(2026, 11, 16)
WINDOWS = [{"weekday": day, "from_minute": 540, "to_minute": 1020} for day in range(5)]


def with_controller(backend: Backend) -> Working:
    """Return the people of the small operator, one of them a credit controller."""
    with backend.database.write(Stamp("test", build.START)) as session:
        person = session.scalars(select(User).where(User.username == CONTROLLER)).one()
        session.add(UserRole(user_id=person.id, role=Role.CREDIT_CONTROLLER.value))
    return Working(backend)


def fields(**more: object) -> dict[str, Any]:
    """Return what a rule set says: 50.00 for more than 14 days, restored at 10.00."""
    return {
        "name": "Standard",
        "effective_from": TODAY,
        "minimum_overdue_cents": 5_000,
        "minimum_overdue_days": 14,
        "restoration_threshold_cents": 1_000,
        "resuspend_days": 7,
        "windows": WINDOWS,
        **more,
    }


def propose(working: Working, by: str = CONTROLLER, **more: object) -> RuleSetDetail:
    """Propose a rule set."""
    return working.call(by, contract.PROPOSE, fields=fields(**more))


def at(found: RuleSetDetail) -> dict[str, Any]:
    """Name a rule set in the version that was seen."""
    return {"rule_set_id": found.row.rule_set_id, "version": found.row.version}


def enabled(working: Working, **more: Any) -> RuleSetDetail:  # noqa: ANN401 - any field of a set
    """Propose a rule set and have somebody else enable it."""
    return working.call(ADMIN, contract.ENABLE, **at(propose(working, **more)))


def stored(backend: Backend, **more: object) -> int:
    """Write an enabled rule set of long ago past the services."""
    with backend.database.write(Stamp("test", build.START)) as session:
        row = SuspensionRuleSet(
            provider_id=build.HARBOUR,
            name="Long ago",
            effective_from=TODAY - timedelta(days=300),
            minimum_overdue_cents=5_000,
            minimum_overdue_days=14,
            restoration_threshold_cents=1_000,
            resuspend_days=7,
            action_windows=[{"weekday": 0, "from": "09:00", "to": "17:00"}],
            status="ENABLED",
        )
        for name, value in more.items():
            setattr(row, name, value)
        session.add(row)
        session.flush()
        return row.id


def owe(backend: Backend, account: int, cents: int = 5_000, days: int = 15, disputed: int = 0) -> None:
    """Let an account owe an invoice for so many days."""
    due_on = TODAY - timedelta(days=days)
    with backend.database.write(Stamp("test", build.START)) as session:
        session.add(
            Invoice(
                account_id=account,
                invoice_no=f"INV-{cents}-{days}",
                issued_on=due_on,
                due_on=due_on,
                currency="AUD",
                total_inc_cents=cents,
                amount_due_inc_cents=cents,
                disputed_cents=disputed,
                status="ISSUED",
            )
        )


def group(backend: Backend, name: str, *accounts: int, is_list: bool = True) -> int:
    """Make a group of accounts."""
    with backend.database.write(Stamp("test", build.START)) as session:
        made = AccountGroup(provider_id=build.HARBOUR, name=name, is_distribution_list=is_list)
        session.add(made)
        session.flush()
        for account in accounts:
            session.add(AccountGroupMember(account_group_id=made.id, account_id=account))
        return made.id
