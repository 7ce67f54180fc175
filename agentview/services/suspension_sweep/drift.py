"""Finds services whose bar is not the one that their holds want, or not the one that is confirmed (D-26)."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, exists, func, not_, or_, select
from sqlalchemy.orm import Session, aliased

from agentview.contract.network import NetworkAction, NetworkStatus
from agentview.contract.status import Bar
from agentview.contract.subscription import SubscriptionStatus
from agentview.models.customer import Account
from agentview.models.network import NetworkRequest
from agentview.models.subscription import PackageSubscription, ServiceHold, ServiceSubscription
from agentview.models.suspension import ServiceRestriction
from agentview.services.suspension_sweep.block import AT_ONCE

S = ServiceSubscription
NO_BAR = ""
OF_BARS = (NetworkAction.RESTRICT.value, NetworkAction.RESTORE.value)
UNDER_WAY = (NetworkStatus.PENDING.value, NetworkStatus.SENT.value)
_OVER = (SubscriptionStatus.CANCELLED.value, SubscriptionStatus.ABORTED.value)


def compared(session: Session, provider_id: int) -> int:
    """Count the services of a provider with a bar that is wanted or confirmed."""
    rows = _of_provider(select(func.count(S.id)), provider_id)
    return session.scalar(rows.where(or_(S.bar_wanted != NO_BAR, S.bar_confirmed != NO_BAR))) or 0


def drifting(session: Session, provider_id: int, after: int) -> Sequence[int]:
    """Return the next services behind `after` that drift and about which nobody asks the network."""
    wanted = _of_provider(select(S.id), provider_id).where(
        S.id > after,
        S.status.not_in(_OVER),
        or_(S.bar_wanted != S.bar_confirmed, _is_of_other_holds()),
        not_(is_asked(S.id.expression)),
    )
    return session.scalars(wanted.order_by(S.id).limit(AT_ONCE)).all()


def is_asked(service_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Say that the network is asked to bar or to free a service, or will be."""
    return exists().where(
        NetworkRequest.service_subscription_id == service_id,
        NetworkRequest.action.in_(OF_BARS),
        NetworkRequest.status.in_(UNDER_WAY),
    )


def _is_of_other_holds() -> ColumnElement[bool]:
    """What is wanted is not what the strongest active hold bars; of services that a case has had."""
    had_case = exists().where(ServiceRestriction.service_subscription_id == S.id)
    lacks = and_(S.bar_wanted == NO_BAR, _is_held(), had_case)
    is_left = and_(S.bar_wanted != NO_BAR, not_(_is_held()))
    is_weak = and_(S.bar_wanted == Bar.OUTGOING.value, _is_held(Bar.ALL))
    is_strong = and_(S.bar_wanted == Bar.ALL.value, not_(_is_held(Bar.ALL)))
    return or_(lacks, is_left, is_weak, is_strong)


def _is_held(bar: Bar | None = None) -> ColumnElement[bool]:
    hold = aliased(ServiceHold)
    active = and_(hold.service_subscription_id == S.id, hold.lifted_at.is_(None))
    return exists().where(active if bar is None else and_(active, hold.bar_code == bar.value))


def _of_provider(rows: Select[int], provider_id: int) -> Select[int]:
    return (
        rows.join(PackageSubscription, PackageSubscription.id == S.package_subscription_id)
        .join(Account, Account.id == PackageSubscription.account_id)
        .where(Account.provider_id == provider_id)
    )
