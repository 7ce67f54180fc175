"""Checks the pages of the wizard: every reason against each, at once."""

from datetime import date, timedelta

from agentview.contract.migration_form import MigrationPage
from agentview.contract.migration_quote import ChargeKind
from agentview.contract.migrations import Blocker, PageCheck
from agentview.contract.value import RefusalInfo
from agentview.core.errors import Refusal
from agentview.core.power import Power
from agentview.services.migrations.preflight import refusals_of
from agentview.services.migrations.sight import Sight
from agentview.services.provisioning.rules import first_period_refusals
from agentview.services.unit import Unit

_FEES = frozenset(ChargeKind) - {
    ChargeKind.PRORATA_CREDIT,
    ChargeKind.MIGRATION_DISCOUNT,
    ChargeKind.ACCESS_FEE,
}


def page_refusals(
    unit: Unit, page: MigrationPage, sight: Sight, blockers: tuple[Blocker, ...], *, is_listed: bool
) -> tuple[Refusal, ...]:
    """Return every reason against a page. `is_listed`: the chosen plan is in the list (R-MIG-11)."""
    match page:
        case MigrationPage.ELIGIBILITY:
            return refusals_of(blockers)
        case MigrationPage.PACKAGE:
            return _package(sight, is_listed=is_listed)
        case MigrationPage.SERVICES:
            return _services(sight)
        case MigrationPage.FEES:
            return _fees(unit, sight)
        case MigrationPage.DATES:
            return _dates(unit, sight)
    return ()


def page_checks(
    unit: Unit, sight: Sight, blockers: tuple[Blocker, ...], *, is_listed: bool
) -> tuple[PageCheck, ...]:
    """Return every page with what stands against it."""
    return tuple(
        PageCheck(
            page=page,
            refusals=tuple(
                RefusalInfo.of(one) for one in page_refusals(unit, page, sight, blockers, is_listed=is_listed)
            ),
        )
        for page in MigrationPage
    )


def _package(sight: Sight, *, is_listed: bool) -> tuple[Refusal, ...]:
    if sight.form.winning_plan_id is None:
        return (Refusal("E-NO-PLAN", "winning_plan_id", "R-MIG-11"),)
    return () if is_listed else (Refusal("E-PLAN-HIDDEN", "winning_plan_id", "R-MIG-11"),)


def _services(sight: Sight) -> tuple[Refusal, ...]:
    """Each service goes on or is dropped, and extras are given up knowingly (R-MIG-14, R-MIG-15)."""
    found = sight.moves.refusals if sight.moves is not None else ()
    if sight.extras and not sight.form.are_extras_given_up:
        values = {"extras": len(sight.extras)}
        found += (Refusal("E-EXTRAS", "are_extras_given_up", "R-MIG-15", {**values}),)
    return found


def _fees(unit: Unit, sight: Sight) -> tuple[Refusal, ...]:
    """What is charged is confirmed; only an early-upgrade fee is waived, for a reason (R-MIG-26, 28)."""
    form, lines = sight.form, sight.quote.lines if sight.quote is not None else ()
    found: list[Refusal] = []
    if any(line.is_charged and line.kind in _FEES for line in lines) and not form.is_fee_confirmed:
        found.append(Refusal("E-FEE-UNCONFIRMED", "is_fee_confirmed", "SM-2"))
    if not form.is_early_fee_waived:
        return tuple(found)
    if not any(line.kind is ChargeKind.EARLY_UPGRADE_FEE for line in lines):
        found.append(Refusal("E-WAIVE-NOTHING", "is_early_fee_waived", "R-MIG-26"))
    if not unit.caller.has(Power.WAIVE_EARLY_UPGRADE_FEE):
        power = {"power": Power.WAIVE_EARLY_UPGRADE_FEE.value}
        found.append(Refusal("E-POWER", "is_early_fee_waived", "R-MIG-28", {**power}))
    if not form.waive_reason:
        found.append(Refusal("E-WAIVE-REASON", "waive_reason", "R-MIG-28"))
    return tuple(found)


def earliest_day(unit: Unit, sight: Sight) -> date:
    """Return the first day that a migration can take effect: today, or the day after the package began."""
    start_on = sight.losing.package.start_on
    return unit.today if start_on is None else max(unit.today, start_on + timedelta(days=1))


def _dates(unit: Unit, sight: Sight) -> tuple[Refusal, ...]:
    """No day in the past (R-MIG-16), and a first period end only where the plan honours it (R-MIG-17)."""
    earliest = earliest_day(unit, sight)
    found: tuple[Refusal, ...] = ()
    if sight.effective_on < unit.today:
        found += (
            Refusal("E-EFFECTIVE-PAST", "effective_on", "R-MIG-16", {"earliest": earliest.isoformat()}),
        )
    elif sight.effective_on < earliest:
        found += (Refusal("E-DATE-ORDER", "effective_on", None, {"earliest": earliest.isoformat()}),)
    return found + first_period_refusals(
        sight.form.first_period_end_on,
        sight.effective_on,
        is_honoured=sight.fit is None or sight.fit.plan.honour_first_period_end_date,
        may_set=unit.caller.has(Power.SET_FIRST_PERIOD_END),
    )
