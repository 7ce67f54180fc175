"""All that a migration as it was typed comes to: its package, plan, moves, extras and quote."""

from dataclasses import dataclass
from datetime import date

from agentview.contract.migration_form import MigrationForm
from agentview.contract.migration_quote import Quote
from agentview.models.subscription import BoltOn
from agentview.services.migrations.losing import Losing, losing_of
from agentview.services.migrations.mapping import Moves, mapped
from agentview.services.migrations.parts import OfferedPart, extras_of, offered_parts
from agentview.services.migrations.pool_fit import PoolFit, pool_fit
from agentview.services.migrations.quoting import quote_of
from agentview.services.unit import Unit


@dataclass(frozen=True, slots=True)
class Sight:
    """What a form comes to. `fit`, `moves` and `quote` are None until a plan is chosen that shares a pool."""

    losing: Losing
    form: MigrationForm
    effective_on: date
    fit: PoolFit | None
    offered: tuple[OfferedPart, ...]
    moves: Moves | None
    extras: tuple[BoltOn, ...]
    quote: Quote | None


def look(unit: Unit, package_id: int, form: MigrationForm) -> Sight:
    """Read what a form comes to. Raises NotFound."""
    losing = losing_of(unit, package_id)
    day = form.effective_on or unit.today
    fit = None
    if form.winning_plan_id is not None:
        fit = pool_fit(unit, losing.plan, form.winning_plan_id, losing.contract)
    offered = offered_parts(unit, fit.plan.id) if fit is not None else ()
    return Sight(
        losing=losing,
        form=form,
        effective_on=day,
        fit=fit,
        offered=offered,
        moves=mapped(losing.parts, offered, form.mapping) if fit is not None else None,
        extras=extras_of(unit, losing.package.id),
        quote=quote_of(unit, losing.package, fit, losing.contract, form, day) if fit is not None else None,
    )
