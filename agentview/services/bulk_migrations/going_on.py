"""Carries out the next lines of a bulk migration, each in a savepoint of its own."""

from collections.abc import Sequence

from sqlalchemy import select

from agentview.contract.bulk_migration_runs import BulkState, BulkStatus, LineOutcome, NextLines
from agentview.contract.bulk_migrations import BulkLine
from agentview.contract.value import RefusalInfo
from agentview.core.errors import AgentViewError, rejected
from agentview.models.customer import Account
from agentview.models.migration import BulkMigration, BulkMigrationLine
from agentview.models.subscription import PackageSubscription
from agentview.services.bulk_migrations.checking import judged, package_of, plans_of
from agentview.services.bulk_migrations.scope import demand_run, run_of, state_of, tell
from agentview.services.customer_scope import visible
from agentview.services.migrations.drafts import begin
from agentview.services.migrations.forcing import complete_now
from agentview.services.migrations.matter import matter_of
from agentview.services.migrations.submitting import submit_matter
from agentview.services.provisioning.facts import refusal_error
from agentview.services.unit import Unit


def go_on(unit: Unit, request: NextLines) -> BulkState:
    """Carry out the next lines; a refused one leaves the others as they are.

    The run is held meanwhile and all is written at once: of two at once the second finds what is left, and
    what was interrupted was not begun. Raises Rejected (`E-BULK-LOADING`, `E-BULK-OVER`), Denied, NotFound.
    """
    row = run_of(unit, request.bulk_id, is_held=True)
    demand_run(unit, row)
    if row.status == BulkStatus.FINISHED:
        return state_of(unit, row)
    if row.status != BulkStatus.RUNNING:
        raise rejected("E-BULK-LOADING" if row.status == BulkStatus.LOADING else "E-BULK-OVER")
    lines = unit.session.scalars(
        select(BulkMigrationLine)
        .where(BulkMigrationLine.bulk_id == row.id, BulkMigrationLine.number > row.done_lines)
        .order_by(BulkMigrationLine.number)
        .limit(request.limit)
    ).all()
    read = [_read(line) for line in lines]
    _hold_accounts(unit, read)
    plans = plans_of(unit, {line.plan_code for line in read})
    for kept, line in zip(lines, read, strict=True):
        _one(unit, row, kept, line, plans)
    row.done_lines += len(lines)
    if row.done_lines == row.total_lines:
        row.status = BulkStatus.FINISHED.value
        row.finished_at = unit.now
        unit.audit("bulk_migration", row.id, "finish", new=f"{row.made_count} of {row.total_lines}")
    tell(unit, row, "next")
    return state_of(unit, row)


def _read(kept: BulkMigrationLine) -> BulkLine:
    return BulkLine(
        package=kept.package,
        plan_code=kept.plan_code,
        effective_on=kept.effective_on,
        force_complete=kept.force_complete,
        note=kept.note,
        row=kept.row,
        refusals=tuple(RefusalInfo.model_validate(one) for one in kept.refusals),
    )


def _hold_accounts(unit: Unit, lines: Sequence[BulkLine]) -> None:
    """Hold the customers in the order of their ids: two runs never wait for each other in a circle."""
    packages = [number for line in lines if (number := package_of(line)) is not None]
    owners = select(PackageSubscription.account_id).where(PackageSubscription.id.in_(packages))
    unit.session.execute(
        select(Account.id)
        .where(Account.id.in_(owners), visible(unit.caller))
        .order_by(Account.id)
        .with_for_update(key_share=True)
    ).all()


def _one(
    unit: Unit, row: BulkMigration, kept: BulkMigrationLine, line: BulkLine, plans: dict[str, int]
) -> None:
    number = kept.number
    try:
        with unit.session.begin_nested():
            kept.order_id = _migrated(unit, row, line, plans)
            kept.outcome = LineOutcome.MADE.value
        row.made_count += 1
    except AgentViewError as error:
        again = unit.session.get_one(BulkMigrationLine, (row.id, number))
        again.outcome = LineOutcome.REFUSED.value
        again.refusals = [RefusalInfo.of(one).model_dump(mode="json") for one in error.refusals]
        row.refused_count += 1


def _migrated(unit: Unit, row: BulkMigration, line: BulkLine, plans: dict[str, int]) -> int:
    """Begin, submit and, where it is wanted, complete one migration; return its order (R-MIG-18, R-MIG-20).

    Raises the errors of the wizard, with every reason.
    """
    verdict = judged(unit, line, plans)
    if verdict.refusals:
        raise refusal_error(verdict.refusals)
    sight = verdict.sight
    if sight is None or sight.quote is None:  # excluded by the refusals
        raise LookupError(line.package)
    order = begin(unit, sight.losing, sight.form, bulk_id=row.id)
    submit_matter(unit, matter_of(unit, order.id), sight, sight.quote)
    if line.force_complete:
        complete_now(unit, matter_of(unit, order.id))
    return order.id
