"""What can be done to each package of a customer and each of its services, by the tables that rule it."""

from collections.abc import Mapping

from agentview.contract.customers import PackageRow, ServiceRow
from agentview.contract.subscription import SubscriptionStatus
from agentview.contract.value import CommandState
from agentview.core.lifecycle import Command, Facts, Lifecycle
from agentview.core.power import Power
from agentview.models.customer import Account
from agentview.services.contract_lifecycle import OFFERED, ContractFacts, judge
from agentview.services.customers.binding import UNBOUND, Binding, bindings_of
from agentview.services.customers.commands import service_commands
from agentview.services.orders.hindrances import UnderWay, under_way_of
from agentview.services.subscription_lifecycle import PACKAGE, SERVICE, PackageFacts, ServiceFacts
from agentview.services.unit import Unit


def with_package_commands(
    unit: Unit, account: Account, rows: tuple[PackageRow, ...]
) -> tuple[PackageRow, ...]:
    """Fill in what can be done to each package and each of its services, in a fixed number of queries."""
    found = under_way_of(unit, account.id)
    bindings = bindings_of(unit, account.id)
    return tuple(_bound(unit, _package(unit, account, row, found), bindings) for row in rows)


def _bound(unit: Unit, row: PackageRow, bindings: Mapping[int, Binding]) -> PackageRow:
    """Say how a package is bound, and what can be done to that."""
    found = bindings.get(row.package_id, UNBOUND)
    facts = ContractFacts(
        product=row.reference,
        package_status=row.status,
        until=found.end_on.isoformat() if found.end_on is not None else None,
        has_discount=found.has_discount,
        migration=found.migration or None,
    )
    verdicts = [judge(facts, found.status, one, unit.caller.powers) for one in OFFERED]
    own = tuple(CommandState.of(one.command.value, one.refusals) for one in verdicts)
    return row.model_copy(
        update={
            "contract": found.name,
            "contract_end_on": found.end_on,
            "migration": found.migration,
            "commands": row.commands + own,
        }
    )


def _package(unit: Unit, account: Account, row: PackageRow, found: UnderWay) -> PackageRow:
    facts = _package_facts(account, row, found)
    return row.model_copy(
        update={
            "commands": _states(PACKAGE, row.status, facts, unit.caller.powers),
            "services": tuple(_service(unit, account, one, row, found) for one in row.services),
        }
    )


def _package_facts(account: Account, row: PackageRow, found: UnderWay) -> PackageFacts:
    return PackageFacts(
        product=row.reference,
        account_status=account.status,
        is_followed=bool(row.followed_by),
        busy=found.by_package.get(row.package_id),
        replaced_by=found.successors.get(row.package_id),
    )


def _service(
    unit: Unit, account: Account, row: ServiceRow, package: PackageRow, found: UnderWay
) -> ServiceRow:
    facts = ServiceFacts(
        product=row.reference,
        package_status=package.status,
        package=_package_facts(account, package, found),
        is_mandatory=row.is_mandatory,
        busy=found.by_service.get(row.service_id),
    )
    own = service_commands(row, account.status, unit.caller)
    cancel = _states(SERVICE, row.status, facts, unit.caller.powers)
    return row.model_copy(update={"commands": own + cancel})


def _states(
    lifecycle: Lifecycle[SubscriptionStatus, Command, Facts],
    status: SubscriptionStatus,
    facts: Facts,
    powers: frozenset[Power],
) -> tuple[CommandState, ...]:
    verdicts = lifecycle.judge_all(status, facts, powers)
    return tuple(CommandState.of(verdict.command.value, verdict.refusals) for verdict in verdicts)
