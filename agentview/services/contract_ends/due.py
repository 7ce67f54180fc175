"""Finds contracts whose last day is over in their provider's zone, and that nothing holds up."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select
from sqlalchemy.orm import Session

from agentview.contract.contract_terms import EndMethod
from agentview.contract.migrations import MigrationStatus
from agentview.core.clock import local_day
from agentview.models.contract import Contract, ContractType
from agentview.models.customer import Account
from agentview.models.migration import Migration
from agentview.models.party import Provider
from agentview.models.subscription import PackageSubscription
from agentview.services.contracts.in_force import IN_FORCE

_SUBMITTED = (MigrationStatus.AWAITING_PROVISIONING.value, MigrationStatus.HALTED.value)
_OPEN = (MigrationStatus.INCOMPLETE.value, *_SUBMITTED)


class DueEnd(NamedTuple):
    """A contract whose end is to be carried out, with whose it is."""

    contract_id: int
    provider_id: int
    account_id: int


def next_end(session: Session, now: datetime, after_id: int) -> DueEnd | None:
    """Return the first due contract behind one, by their ids; None where there is none."""
    row = session.execute(due_ends(session, now).where(Contract.id > after_id)).first()
    return DueEnd(*row) if row is not None else None


def due_ends(session: Session, now: datetime) -> Select[int, int, int]:
    """Select what is due, oldest contract first."""
    zones = session.scalars(select(Provider.timezone).distinct()).all()
    return (
        select(Contract.id, Account.provider_id, Account.id)
        .join(ContractType, ContractType.id == Contract.contract_type_id)
        .join(PackageSubscription, PackageSubscription.id == Contract.package_subscription_id)
        .join(Account, Account.id == PackageSubscription.account_id)
        .join(Provider, Provider.id == Account.provider_id)
        .where(Contract.status.in_(IN_FORCE), _is_over(zones, now), ~_is_held_up())
        .order_by(Contract.id)
        .limit(1)
    )


def _is_over(zones: Sequence[str], now: datetime) -> ColumnElement[bool]:
    """The last day still binds: a contract is over on the day after it, where its provider is."""
    days = {zone: local_day(now, zone) for zone in zones}
    return and_(
        # Said once more for the index: no zone is further on than this.
        Contract.end_on < max(days.values(), default=now.date()),
        or_(
            false(),  # where there is no provider yet
            *(and_(Provider.timezone == zone, Contract.end_on < day) for zone, day in days.items()),
        ),
    )


def _is_held_up() -> ColumnElement[bool]:
    """A migration of the package comes first: nothing is ended under it.

    A submitted one has its own way with the contract, which ends with it. One that is still being prepared
    (a wizard that may be forgotten) holds up a cancellation alone: a contract that simply ends, or goes on,
    is what that wizard then shows. Once withdrawn, the end is carried out at the next look.
    """
    of_package = Migration.losing_ps_id == Contract.package_subscription_id
    return or_(
        exists().where(of_package, Migration.status.in_(_SUBMITTED)),
        and_(
            ContractType.end_method == EndMethod.CANCEL_SERVICE.value,
            exists().where(of_package, Migration.status.in_(_OPEN)),
        ),
    )
