"""People who migrate many packages at once, for the tests."""

from collections.abc import Callable

from sqlalchemy import func, select

from agentview.contract.bulk_migration_runs import BulkState, LineResult
from agentview.contract.bulk_migrations import BulkLine
from agentview.core.reference import Prefix, reference
from agentview.files.migration_file import MigrationLines
from agentview.files.migration_run import begin, go_on, load, results_of
from agentview.gateway.port import Gateway
from agentview.models.migration import Migration
from tests.fixtures.backend import Backend
from tests.services.holdings import Held, hold


def held(backend: Backend, number: int) -> list[Held]:
    """Give a customer so many packages that can go to MOB-80."""
    return [hold(backend) for _ in range(number)]


def line(package: Held | str, plan: str = "MOB-80", **more: object) -> BulkLine:
    """Return a line."""
    name = package if isinstance(package, str) else reference(Prefix.PACKAGE, package.package_id)
    return BulkLine.model_validate({"package": name, "plan_code": plan, **more})


def found(*lines: BulkLine) -> MigrationLines:
    """Return lines as a file has them."""
    return MigrationLines("move.csv", lines)


def begun(gateway: Gateway, *lines: BulkLine, again: bool = False) -> BulkState:
    """Begin lines, the number typed, and bring them to the server."""
    state = begin(gateway, found(*lines), typed_number=len(lines), again=again)
    for step in load(gateway, lines, state):
        state = step
    return state


def done(gateway: Gateway, state: BulkState, stop: Callable[[], bool] = lambda: False) -> BulkState:
    """Carry out what is left."""
    for step in go_on(gateway, state, stop):
        state = step
    return state


def outcomes(gateway: Gateway, state: BulkState) -> list[tuple[str, list[str]]]:
    """Return what became of each line: outcome and codes."""
    return [(one.outcome.value, codes(one)) for one in results_of(gateway, state.bulk_id)]


def codes(result: LineResult) -> list[str]:
    """Return the codes of what stood against a line."""
    return [refusal.code for refusal in result.refusals]


def migrations(backend: Backend) -> int:
    """Count all migrations there are."""
    with backend.database.read() as session:
        return session.scalars(select(func.count()).select_from(Migration)).one()
