"""Brings a service whose bar has drifted back: asks the network again what nobody is asking (D-26)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from agentview.contract.customers import RestrictionStatus
from agentview.contract.network import NetworkAction, NetworkStatus
from agentview.contract.restriction import RestrictionAction, RestrictionOutcome
from agentview.core import log
from agentview.core.reference import Prefix, reference
from agentview.models.customer import Account
from agentview.models.network import NetworkRequest
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.models.suspension import ServiceRestriction
from agentview.services.customer_scope import held_account
from agentview.services.network_request import Asked, write_request
from agentview.services.restriction.holding import want
from agentview.services.suspension_sweep.drift import NO_BAR, OF_BARS, UNDER_WAY
from agentview.services.unit import Unit

_PENDING = {
    RestrictionAction.RESTRICT: RestrictionStatus.RESTRICT_PENDING,
    RestrictionAction.RESTORE: RestrictionStatus.RESTORE_PENDING,
}


@dataclass(frozen=True, slots=True)
class Mended:
    """How many services had drifted, and of how many the network is asked now."""

    drifted: int = 0
    asked: int = 0


def mend_block(unit: Unit, service_ids: Sequence[int]) -> Mended:
    """Mend services, in the order of their accounts, as all who hold several of those do."""
    owners = unit.session.execute(
        select(PackageSubscription.account_id, ServiceSubscription.id)
        .join(PackageSubscription, PackageSubscription.id == ServiceSubscription.package_subscription_id)
        .where(ServiceSubscription.id.in_(service_ids))
    )
    found = 0
    asked = 0
    for account_id, service_id in sorted((row.account_id, row.id) for row in owners):
        held_account(unit, account_id)
        found += 1
        asked += mend(unit, service_id)
    return Mended(found, asked)


def mend(unit: Unit, service_id: int) -> bool:
    """Want the bar of the strongest hold, and ask the network where that is not confirmed; say whether.

    The account is held. What the network refused for good waits for the person who was told.
    """
    service = unit.session.get_one(ServiceSubscription, service_id, populate_existing=True)
    want(unit, service)
    unit.session.flush()
    if service.bar_wanted == service.bar_confirmed or _waits(unit, service):
        return False
    action = RestrictionAction.RESTORE if service.bar_wanted == NO_BAR else RestrictionAction.RESTRICT
    part = _last_part(unit, service, action)
    if part is None:
        log.warn("suspension.bar_without_case", record_id=service.id)
        return False
    _ask(unit, service, part)
    return True


def _waits(unit: Unit, service: ServiceSubscription) -> bool:
    waiting = (*UNDER_WAY, NetworkStatus.REFUSED.value)
    wanted = select(NetworkRequest.id).where(
        NetworkRequest.service_subscription_id == service.id,
        NetworkRequest.action.in_(OF_BARS),
        NetworkRequest.status.in_(waiting),
    )
    return unit.session.execute(wanted.limit(1)).first() is not None


def _last_part(
    unit: Unit, service: ServiceSubscription, action: RestrictionAction
) -> ServiceRestriction | None:
    return unit.session.scalars(
        select(ServiceRestriction)
        .where(
            ServiceRestriction.service_subscription_id == service.id,
            ServiceRestriction.action == action.value,
        )
        .order_by(ServiceRestriction.id.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    ).first()


def _ask(unit: Unit, service: ServiceSubscription, part: ServiceRestriction) -> None:
    """Ask under a reference of its own: the platform takes a known one for what it has answered already."""
    action = RestrictionAction(part.action)
    account = _account_of(unit, service)
    number = f"{reference(Prefix.RESTRICTION_CASE, part.case_id)}/{reference(Prefix.SERVICE, service.id)}"
    row = write_request(
        unit,
        Asked(
            reference=f"{number}/{_times_asked(unit, service) + 1}",
            provider_id=account.provider_id,
            account_id=account.id,
            service_id=service.id,
            action=NetworkAction(action.value),
            next_try_at=unit.now,
        ),
    )
    part.network_request_id, part.status = row.id, RestrictionOutcome.PENDING.value
    part.attempt_no, part.error_text, part.done_at = 0, None, None
    service.restriction_status = _PENDING[action].value
    unit.audit(
        "service",
        service.id,
        "mend_bar",
        old=service.bar_confirmed,
        new=service.bar_wanted,
        account_id=account.id,
    )
    unit.session.flush()


def _times_asked(unit: Unit, service: ServiceSubscription) -> int:
    counted = select(func.count(NetworkRequest.id)).where(
        NetworkRequest.service_subscription_id == service.id, NetworkRequest.action.in_(OF_BARS)
    )
    return unit.session.scalar(counted) or 0


def _account_of(unit: Unit, service: ServiceSubscription) -> Account:
    package = unit.session.get_one(PackageSubscription, service.package_subscription_id)
    return unit.session.get_one(Account, package.account_id)
