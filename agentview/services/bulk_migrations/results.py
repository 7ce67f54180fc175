"""What became of the lines of bulk migrations, and which runs there were."""

from sqlalchemy import Row, select

from agentview.contract.bulk_migration_runs import (
    BulkRef,
    BulkState,
    LineOutcome,
    LineResult,
    Results,
    ResultsRequest,
    Runs,
    RunsRequest,
)
from agentview.contract.value import RefusalInfo
from agentview.core.reference import Prefix, reference
from agentview.models.customer import Account
from agentview.models.migration import BulkMigration, BulkMigrationLine, Migration
from agentview.models.party import Provider
from agentview.services.bulk_migrations.scope import own_runs, run_of, state_of
from agentview.services.unit import Unit

L = BulkMigrationLine


def status(unit: Unit, request: BulkRef) -> BulkState:
    """Return how far a run is."""
    return state_of(unit, run_of(unit, request.bulk_id))


def runs(unit: Unit, request: RunsRequest) -> Runs:
    """Return the runs of the provider, newest first."""
    wanted = own_runs(unit)
    if request.before_id is not None:
        wanted = wanted.where(BulkMigration.id < request.before_id)
    found = unit.session.scalars(wanted.order_by(BulkMigration.id.desc()).limit(request.limit + 1)).all()
    return Runs(
        runs=tuple(state_of(unit, row) for row in found[: request.limit]),
        has_older=len(found) > request.limit,
    )


def results(unit: Unit, request: ResultsRequest) -> Results:
    """Return the lines of a run in their order, each with what became of it."""
    row = run_of(unit, request.bulk_id)
    currency = unit.session.get_one(Provider, row.provider_id).currency
    wanted = (
        select(L, Account.name, Migration.fee_quoted_cents)
        .outerjoin(Migration, Migration.order_id == L.order_id)
        .outerjoin(Account, Account.id == Migration.account_id)
        .where(L.bulk_id == row.id, L.number > request.after_number)
        .order_by(L.number)
        .limit(request.limit + 1)
    )
    if request.outcome is not None:
        wanted = wanted.where(L.outcome == request.outcome.value)
    found = unit.session.execute(wanted).all()
    return Results(
        lines=tuple(_result(one, currency) for one in found[: request.limit]),
        has_more=len(found) > request.limit,
    )


def _result(found: Row[BulkMigrationLine, str, int | None], currency: str) -> LineResult:
    line, customer, quoted = found
    return LineResult(
        number=line.number,
        row=line.row,
        package=line.package,
        plan_code=line.plan_code,
        effective_on=line.effective_on,
        force_complete=line.force_complete,
        outcome=LineOutcome(line.outcome),
        order_id=line.order_id,
        reference=reference(Prefix.MIGRATION, line.order_id) if line.order_id is not None else "",
        customer=customer or "",
        quoted_cents=quoted,
        currency=currency,
        refusals=tuple(RefusalInfo.model_validate(one) for one in line.refusals),
    )
