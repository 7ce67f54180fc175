"""Judges the lines of a bulk migration by what the wizard judges by; nothing is written."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from agentview.contract.bulk_migrations import BulkLine, CheckLines, LineFit, LinesChecked, LineVerdict
from agentview.contract.migration_form import MigrationForm, MigrationPage
from agentview.contract.value import RefusalInfo
from agentview.core.errors import NotFound, Refusal
from agentview.core.power import Power
from agentview.core.reference import Prefix, parse_reference, reference
from agentview.models.catalogue import PackagePlan
from agentview.services.customer_scope import refuse_customers
from agentview.services.migrations.candidates import listed
from agentview.services.migrations.pages import page_refusals
from agentview.services.migrations.preflight import preflight
from agentview.services.migrations.sight import Sight, look
from agentview.services.unit import Unit


@dataclass(frozen=True, slots=True)
class Verdict:
    """A line as it was judged: what it comes to, and every reason against it."""

    sight: Sight | None
    refusals: tuple[Refusal, ...]


def check(unit: Unit, request: CheckLines) -> LinesChecked:
    """Return for each line what it comes to, or every reason against it."""
    refuse_customers(unit)
    plans = plans_of(unit, {line.plan_code for line in request.lines})
    seen: set[int] = set()
    verdicts = []
    for line in request.lines:
        package_id = package_of(line)
        is_twice = package_id is not None and package_id in seen
        seen |= {package_id} if package_id is not None else set()
        verdict = judged(unit, line, plans, is_twice=is_twice)
        verdicts.append(_said(_fit(verdict.sight) if verdict.sight is not None else None, verdict.refusals))
    return LinesChecked(verdicts=tuple(verdicts))


def package_of(line: BulkLine) -> int | None:
    """Return the number of the package that a line names; None where it names none."""
    found = parse_reference(line.package)
    if found is None or found[0] is not Prefix.PACKAGE or found[2] is not None:
        return None
    return found[1]


def form_of(line: BulkLine, plan_id: int) -> MigrationForm:
    """Return a line as the wizard would have saved it: extras are given up and fees confirmed (E16)."""
    return MigrationForm(
        winning_plan_id=plan_id,
        are_extras_given_up=True,
        is_fee_confirmed=True,
        effective_on=line.effective_on,
        note=line.note,
    )


def plans_of(unit: Unit, codes: Iterable[str]) -> dict[str, int]:
    """Return the plans of the provider by code."""
    rows = unit.session.execute(
        select(PackagePlan.code, PackagePlan.id).where(
            PackagePlan.provider_id == unit.caller.provider_id, PackagePlan.code.in_(list(codes))
        )
    )
    return {row.code: row.id for row in rows}


def judged(unit: Unit, line: BulkLine, plans: dict[str, int], *, is_twice: bool = False) -> Verdict:
    """Judge a line by all that the wizard judges by. `is_twice`: an earlier one has the same package."""
    refusals = [one.refusal() for one in line.refusals]
    package_id, plan_id = package_of(line), plans.get(line.plan_code)
    if package_id is None:
        refusals.append(Refusal("E-BULK-PACKAGE", "package", values={"package": line.package}))
    if plan_id is None:
        refusals.append(Refusal("E-BULK-PLAN", "plan_code", values={"code": line.plan_code}))
    if is_twice:
        refusals.append(Refusal("E-BULK-TWICE", "package", "R-MIG-35", {"package": line.package}))
    if package_id is None or plan_id is None:
        return Verdict(None, tuple(refusals))
    try:
        sight = look(unit, package_id, form_of(line, plan_id))
    except NotFound as error:
        return Verdict(None, (*refusals, *error.refusals))
    against = (*refusals, *_migration_refusals(unit, sight), *_force_refusals(unit, line, sight))
    return Verdict(sight, against)


def _said(fit: LineFit | None, refusals: Iterable[Refusal]) -> LineVerdict:
    return LineVerdict(fit=fit, refusals=tuple(RefusalInfo.of(one) for one in refusals))


def _migration_refusals(unit: Unit, sight: Sight) -> Iterable[Refusal]:
    """Give what stands against any page of the wizard (R-MIG-01 to R-MIG-17)."""
    plans = listed(unit, sight.losing, sight.form.winning_plan_id)
    blockers = preflight(unit, sight.losing, plans.total).blockers
    for page in MigrationPage:
        yield from page_refusals(unit, page, sight, blockers, is_listed=plans.is_chosen)


def _force_refusals(unit: Unit, line: BulkLine, sight: Sight) -> Iterable[Refusal]:
    """Completing at once takes the power, and services that a person provisions (R-MIG-19, D-07)."""
    if not line.force_complete:
        return
    power = Power.FORCE_COMPLETE
    if not unit.caller.has(power):
        yield Refusal("E-POWER", "force_complete", "D-07", {"power": power.value})
    kept = sight.moves.kept if sight.moves is not None else ()
    for name in dict.fromkeys(move.part.type.name for move in kept if move.part.is_automatic):
        yield Refusal("E-FORCE-AUTOMATIC", "force_complete", "R-MIG-19", {"service_type": name})


def _fit(sight: Sight) -> LineFit | None:
    if sight.fit is None or sight.quote is None or sight.moves is None:
        return None
    losing, charged = sight.losing, [line.amount_cents for line in sight.quote.lines if line.is_charged]
    return LineFit(
        package_id=losing.package.id,
        reference=reference(Prefix.PACKAGE, losing.package.id),
        account_id=losing.account.id,
        customer=losing.account.name,
        losing_plan=losing.plan.external_name,
        winning_plan=sight.fit.plan.external_name,
        effective_on=sight.effective_on,
        direction=sight.quote.direction,
        charged_cents=sum(amount for amount in charged if amount > 0),
        credited_cents=-sum(amount for amount in charged if amount < 0),
        currency=sight.quote.currency,
        dropped=tuple(move.part.plan.external_name for move in sight.moves.dropped),
        extras=len(sight.extras),
    )
