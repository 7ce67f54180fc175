"""Lifts holds whose last day has passed, whoever placed them (D-26)."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.contract.feed import Topic
from agentview.models.customer import Account
from agentview.models.subscription import PackageSubscription, ServiceHold, ServiceSubscription
from agentview.services.customer_scope import held_account
from agentview.services.restriction.asking import unbar
from agentview.services.restriction.holding import lift
from agentview.services.restriction.records import held_again
from agentview.services.restriction.settling import settle
from agentview.services.suspension_sweep.bars import mend
from agentview.services.suspension_sweep.block import AT_ONCE, Block
from agentview.services.suspension_sweep.rules import UNDER_BARS
from agentview.services.suspension_sweep.standing import Standing
from agentview.services.unit import Unit


def due_holds(session: Session, now: Standing, after: int) -> tuple[int, ...]:
    """Return holds of a provider behind `after` that are to be lifted: their last day was before today."""
    wanted = (
        select(ServiceHold.id)
        .join(ServiceSubscription, ServiceSubscription.id == ServiceHold.service_subscription_id)
        .join(PackageSubscription, PackageSubscription.id == ServiceSubscription.package_subscription_id)
        .join(Account, Account.id == PackageSubscription.account_id)
        .where(
            Account.provider_id == now.provider_id,
            ServiceHold.lifted_at.is_(None),
            ServiceHold.until_on < now.today,
            ServiceHold.id > after,
        )
        .order_by(ServiceHold.id)
        .limit(AT_ONCE)
    )
    return tuple(session.scalars(wanted))


def lift_block(unit: Unit, hold_ids: Sequence[int]) -> Block:
    """Lift holds; one that somebody lifted meanwhile is left as it is."""
    owners = unit.session.execute(
        select(ServiceHold.id, PackageSubscription.account_id)
        .join(ServiceSubscription, ServiceSubscription.id == ServiceHold.service_subscription_id)
        .join(PackageSubscription, PackageSubscription.id == ServiceSubscription.package_subscription_id)
        .where(ServiceHold.id.in_(hold_ids))
    )
    # In the order of accounts, as all who hold several of them do.
    ordered = sorted((row.account_id, row.id) for row in owners)
    done = sum(_lift(unit, hold_id, account_id) for account_id, hold_id in ordered)
    return Block(done, last=hold_ids[-1] if hold_ids else None)


def _lift(unit: Unit, hold_id: int, account_id: int) -> bool:
    account = held_account(unit, account_id)
    hold = unit.session.get_one(ServiceHold, hold_id, populate_existing=True)
    if hold.lifted_at is not None:
        return False
    service = unit.session.get_one(ServiceSubscription, hold.service_subscription_id, populate_existing=True)
    held = held_again(unit, account, hold.case_id) if hold.case_id is not None else None
    if held is not None and held.state in UNDER_BARS:
        unbar(unit, held, service, [hold])
        settle(unit, held)
    else:
        lift(unit, service, [hold], account.id)
        mend(unit, service.id)
    unit.changed(Topic.ACCOUNT, account.id, "lift_hold", (account.provider_id, None))
    return True
