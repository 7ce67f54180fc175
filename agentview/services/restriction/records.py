"""A restriction case with its account and services, held until the end of the transaction.

The account is held first, always: whatever is done to the bars of one account happens one after the other,
whether people, rules or answers of the network do it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from agentview.contract.restriction import CaseOrigin, CaseState, RestrictionAction, RestrictionOutcome
from agentview.core.reference import Prefix, reference
from agentview.models.customer import Account
from agentview.models.subscription import PackageSubscription, ServiceHold, ServiceSubscription
from agentview.models.suspension import RestrictionCase, ServiceRestriction
from agentview.services.customer_scope import held_account, not_there
from agentview.services.restriction.lifecycle import OPEN
from agentview.services.unit import Unit

UNSETTLED = (RestrictionOutcome.PENDING.value, RestrictionOutcome.FAILED.value)


@dataclass(frozen=True, slots=True)
class Held:
    """A case and its account, both held."""

    case: RestrictionCase
    account: Account

    @property
    def state(self) -> CaseState:
        """How far the case is."""
        return CaseState(self.case.state)

    @property
    def origin(self) -> CaseOrigin:
        """Who restricted."""
        return CaseOrigin(self.case.origin)

    @property
    def reference(self) -> str:
        """What people call the case."""
        return reference(Prefix.RESTRICTION_CASE, self.case.id)


def hold_case(unit: Unit, case_id: int) -> Held:
    """Return a case to change. Raises NotFound, also for one of another provider."""
    account_id = unit.session.scalar(select(RestrictionCase.account_id).where(RestrictionCase.id == case_id))
    if account_id is None:
        raise not_there("case_id", case_id)
    return held_again(unit, held_account(unit, account_id), case_id)


def held_for(unit: Unit, account_id: int) -> Account:
    """Hold an account, whoever acts: what a service of it does is not always its provider's to do."""
    wanted = select(Account).where(Account.id == account_id).with_for_update(key_share=True)
    return unit.session.scalars(wanted.execution_options(populate_existing=True)).one()


def held_again(unit: Unit, account: Account, case_id: int) -> Held:
    """Return a case of an account that is held already, as it is now."""
    unit.session.flush()
    return Held(unit.session.get_one(RestrictionCase, case_id, populate_existing=True), account)


def open_case(unit: Unit, account: Account) -> Held | None:
    """Return the case of an account that runs; None where there is none. The account is held already."""
    unit.session.flush()
    found = unit.session.scalars(
        select(RestrictionCase)
        .where(
            RestrictionCase.account_id == account.id,
            RestrictionCase.state.in_([state.value for state in OPEN]),
        )
        .execution_options(populate_existing=True)
    ).first()
    return Held(found, account) if found is not None else None


def services_of(unit: Unit, account: Account) -> Sequence[ServiceSubscription]:
    """Return all services of an account as they are now."""
    unit.session.flush()
    return unit.session.scalars(
        select(ServiceSubscription)
        .join(PackageSubscription, PackageSubscription.id == ServiceSubscription.package_subscription_id)
        .where(PackageSubscription.account_id == account.id)
        .order_by(ServiceSubscription.id)
        .execution_options(populate_existing=True)
    ).all()


def active_holds(unit: Unit, service_id: int) -> Sequence[ServiceHold]:
    """Return what holds a service now, whatever the cause."""
    unit.session.flush()
    return unit.session.scalars(
        select(ServiceHold)
        .where(ServiceHold.service_subscription_id == service_id, ServiceHold.lifted_at.is_(None))
        .order_by(ServiceHold.id)
    ).all()


def holds_of_case(unit: Unit, case_id: int) -> Sequence[ServiceHold]:
    """Return the holds that a case has placed and that are not lifted."""
    unit.session.flush()
    return unit.session.scalars(
        select(ServiceHold)
        .where(ServiceHold.case_id == case_id, ServiceHold.lifted_at.is_(None))
        .order_by(ServiceHold.service_subscription_id, ServiceHold.id)
    ).all()


def parts_of(unit: Unit, case_id: int, action: RestrictionAction) -> dict[int, ServiceRestriction]:
    """Return what the network was asked for in a case, by service."""
    unit.session.flush()
    rows = unit.session.scalars(
        select(ServiceRestriction)
        .where(ServiceRestriction.case_id == case_id, ServiceRestriction.action == action.value)
        .order_by(ServiceRestriction.service_subscription_id)
    )
    return {row.service_subscription_id: row for row in rows}
