"""Every reason why a package cannot be migrated, each with its ways out (R-MIG-01 to R-MIG-09)."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Integer, select

from agentview.contract.account import AccountStatus
from agentview.contract.migrations import Blocker, MigrationStatus, Remedy, RemedyLink
from agentview.contract.orders import OrderType
from agentview.contract.subscription import SubscriptionStatus
from agentview.contract.value import RefusalInfo
from agentview.core.caller import Caller
from agentview.core.errors import Refusal, Value
from agentview.core.power import Power
from agentview.core.reference import Prefix, reference
from agentview.models.migration import Migration
from agentview.models.network import NetworkRequest
from agentview.models.order import Order
from agentview.models.party import Agent
from agentview.models.prepared import Preparable, parameter
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import ServiceSubscription
from agentview.services.migrations.agents import agent_refusals
from agentview.services.migrations.losing import Losing
from agentview.services.migrations.matter import migration_reference
from agentview.services.migrations.parts import LosingPart
from agentview.services.network.lifecycle import BARS, UNSETTLED
from agentview.services.orders.open_work import is_under_way
from agentview.services.unit import Unit

STRICT = "STRICT"
_OPEN_TASK = ("OPEN", "HALTED")
_OPEN_MIGRATION = ("INCOMPLETE", "AWAITING_PROVISIONING", "HALTED")
_RIVALS = {
    OrderType.CHOWN: ("E-IN-CHOWN", "R-MIG-05"),
    OrderType.UPGRADE: ("E-IN-UPGRADE", "R-MIG-06"),
}


def blockers_of(
    unit: Unit,
    losing: Losing,
    *,
    has_plans: bool,
    rival_order_id: int | None = None,
    is_overridden: bool = False,
) -> tuple[Blocker, ...]:
    """Return all blockers at once. `rival_order_id` is another open migration of the package.

    `has_plans`: some plan could be chosen. `is_overridden`: a supervisor has said why another agent's sale is
    moved.
    """
    return (
        *_contract(losing, has_plans=has_plans),
        *_package(losing),
        *_services(unit, losing.parts),
        *_other_migration(losing, rival_order_id),
        *_rivals(unit, losing),
        *_automatic(unit, losing.parts),
        *(() if is_overridden else _agent(unit, losing)),
        *_account(losing),
    )


def _blocker(code: str, rule: str | None, values: dict[str, Value], *links: RemedyLink) -> Blocker:
    return Blocker(refusal=RefusalInfo.of(Refusal(code, None, rule, values)), links=links)


def _product(losing: Losing) -> str:
    return reference(Prefix.PACKAGE, losing.package.id)


def _contract(losing: Losing, *, has_plans: bool) -> tuple[Blocker, ...]:
    """Under contract, and no plan inside the pool; with STRICT any contract blocks (R-MIG-01, D-03)."""
    if losing.contract is None:
        return ()
    if has_plans and losing.provider.contract_blocks_migration != STRICT:
        return ()
    values: dict[str, Value] = {"product": _product(losing), "until": losing.contract.end_on.isoformat()}
    link = RemedyLink(remedy=Remedy.BREAK_OUT, record_id=losing.package.id, title=_product(losing))
    return (_blocker("E-UNDER-CONTRACT", "R-MIG-01", values, link),)


def _package(losing: Losing) -> tuple[Blocker, ...]:
    """Only an active package that nothing follows (R-MIG-02)."""
    package, found = losing.package, []
    if package.status != SubscriptionStatus.ACTIVE.value:
        values: dict[str, Value] = {"product": _product(losing), "status": package.status}
        found.append(_blocker("E-PKG-NOT-ACTIVE", "R-MIG-02", values))
    if package.followed_by_id is not None:
        found.append(_blocker("E-FOLLOWED", "R-PRV-33", {"product": _product(losing)}))
    return tuple(found)


def _services(unit: Unit, parts: Sequence[LosingPart]) -> tuple[Blocker, ...]:
    """Every service below is active; what is pre-active is aborted first (R-MIG-03)."""
    others = [part for part in parts if part.service.status != SubscriptionStatus.ACTIVE.value]
    if parts and not others:
        return ()
    unborn = [part for part in others if part.service.status == SubscriptionStatus.PRE_ACTIVE.value]
    tasks = _tasks(unit, [part.service.id for part in unborn]) if unborn else {}
    links = tuple(_service_link(part, tasks) for part in others)
    values: dict[str, Value] = {
        "services": ", ".join(reference(Prefix.SERVICE, part.service.id) for part in others),
        "pre_active": len(unborn),
    }
    code = "E-SERVICES-NOT-ACTIVE" if not unborn else "E-SERVICES-PRE-ACTIVE"
    return (_blocker(code, "R-MIG-03", values, *links),)


def _tasks(unit: Unit, service_ids: list[int]) -> dict[int, tuple[int, str]]:
    rows = unit.session.execute(
        select(ProvisioningTask.service_subscription_id, ProvisioningTask.id, ProvisioningTask.reference)
        .where(
            ProvisioningTask.service_subscription_id.in_(service_ids), ProvisioningTask.bucket.in_(_OPEN_TASK)
        )
        .order_by(ProvisioningTask.id)
    )
    return {service_id: (task_id, name) for service_id, task_id, name in rows}


def _service_link(part: LosingPart, tasks: dict[int, tuple[int, str]]) -> RemedyLink:
    task = tasks.get(part.service.id)
    if task is not None:
        return RemedyLink(remedy=Remedy.ABORT_ORDER, record_id=task[0], title=task[1])
    title = f"{reference(Prefix.SERVICE, part.service.id)} {part.plan.external_name}"
    return RemedyLink(remedy=Remedy.OPEN_SERVICE, record_id=part.service.id, title=title)


def _other_migration(losing: Losing, order_id: int | None) -> tuple[Blocker, ...]:
    """Another open migration has the same losing package (R-MIG-04)."""
    if order_id is None:
        return ()
    title = migration_reference(order_id)
    link = RemedyLink(remedy=Remedy.OPEN_MIGRATION, record_id=order_id, title=title)
    values: dict[str, Value] = {"product": _product(losing), "reference": title}
    return (_blocker("E-IN-MIGRATION", "R-MIG-04", values, link),)


class OpenMigration(NamedTuple):
    """The open migration that leaves a package."""

    order_id: int
    status: str
    initiated_by: int

    def may_be_opened(self, caller: Caller) -> bool:
        """Say whether a person may open it: what is not submitted its initiator and a supervisor (SM-2)."""
        is_own = self.initiated_by == caller.user_id or caller.has(Power.TAKE_OVER)
        return is_own or self.status != MigrationStatus.INCOMPLETE.value


_MIGRATION = Preparable(
    select(Migration.order_id, Migration.status, Migration.initiated_by).where(
        Migration.losing_ps_id == parameter("package_id", Integer()), Migration.status.in_(_OPEN_MIGRATION)
    )
)


def open_migration(unit: Unit, package_id: int) -> OpenMigration | None:
    """Return the open migration that leaves a package."""
    rows = _MIGRATION.rows(unit.session, {"package_id": package_id})
    return OpenMigration(*rows[0]) if rows else None


def _rivals(unit: Unit, losing: Losing) -> tuple[Blocker, ...]:
    """An open change of ownership or upgrade refers to the package (R-MIG-05, R-MIG-06)."""
    rows = unit.session.execute(
        select(Order.id, Order.order_type)
        .where(
            Order.source_package_id == losing.package.id,
            Order.order_type.in_([kind.value for kind in _RIVALS]),
            is_under_way(),
        )
        .order_by(Order.id)
    )
    return tuple(_rival(losing, row.id, OrderType(row.order_type)) for row in rows)


def _rival(losing: Losing, order_id: int, kind: OrderType) -> Blocker:
    title = reference(Prefix.ORDER, order_id)
    code, rule = _RIVALS[kind]
    link = RemedyLink(remedy=Remedy.OPEN_ORDER, record_id=order_id, title=title)
    return _blocker(code, rule, {"product": _product(losing), "reference": title}, link)


def _automatic(unit: Unit, parts: Sequence[LosingPart]) -> tuple[Blocker, ...]:
    """A service of an automatic type waits for the platform; a person's work does not block (R-MIG-07)."""
    ids = [part.service.id for part in parts if part.is_automatic]
    if not ids:
        return ()
    rows = unit.session.execute(
        select(NetworkRequest.id, NetworkRequest.reference, ServiceSubscription.id.label("service_id"))
        .join(ServiceSubscription, ServiceSubscription.id == NetworkRequest.service_subscription_id)
        .where(
            NetworkRequest.service_subscription_id.in_(ids),
            NetworkRequest.status.in_(UNSETTLED),
            NetworkRequest.action.not_in(BARS),
        )
        .order_by(NetworkRequest.id)
    )
    return tuple(
        _blocker(
            "E-AWAITING-AUTO-PROVISIONING",
            "R-MIG-07",
            {"service": reference(Prefix.SERVICE, row.service_id), "reference": row.reference},
            RemedyLink(remedy=Remedy.OPEN_NETWORK_REQUEST, record_id=row.id, title=row.reference),
        )
        for row in rows
    )


def _agent(unit: Unit, losing: Losing) -> tuple[Blocker, ...]:
    """The sale is another agent's (R-MIG-08, R-MIG-09)."""
    refusals = agent_refusals(unit, losing.seller, losing.package)
    if not refusals:
        return ()
    agent = unit.session.get_one(Agent, losing.package.agent_id)
    links = [RemedyLink(remedy=Remedy.ASK_AGENT, record_id=agent.id, title=agent.name)]
    if unit.caller.has(Power.FORCE_COMPLETE):
        links.append(RemedyLink(remedy=Remedy.OVERRIDE, record_id=losing.package.id, title=agent.name))
    return tuple(Blocker(refusal=RefusalInfo.of(one), links=tuple(links)) for one in refusals)


def _account(losing: Losing) -> tuple[Blocker, ...]:
    """Only an active account orders anything (SM-0)."""
    if losing.account.status == AccountStatus.ACTIVE:
        return ()
    return (_blocker("E-ACCOUNT-STATUS", "SM-0", {"status": losing.account.status}),)
