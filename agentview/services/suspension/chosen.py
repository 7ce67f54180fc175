"""By which rules a dry run is made: those in force, or as if another set of the own provider were."""

from dataclasses import dataclass

from sqlalchemy import Integer, select

from agentview.core.errors import NotFound, Refusal
from agentview.models.party import Provider
from agentview.models.prepared import Preparable, parameter
from agentview.services.customer_scope import refuse_customers
from agentview.services.suspension.evaluation import Sought
from agentview.services.suspension.rule_sets import own_rule_set
from agentview.services.suspension.rules import RuleSet
from agentview.services.suspension.ruling import in_force, rule_set_of
from agentview.services.unit import Unit

_PROVIDER = Preparable(
    select(Provider.timezone, Provider.currency).where(Provider.id == parameter("provider_id", Integer()))
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rules of a dry run; None where none are in force."""

    rules: RuleSet | None
    zone: str
    currency: str

    @property
    def rule_set_id(self) -> int | None:
        """The number of the rule set."""
        return self.rules.rule_set_id if self.rules is not None else None

    @property
    def name(self) -> str:
        """What the rule set is called."""
        return self.rules.name if self.rules is not None else ""


def chosen(unit: Unit, rule_set_id: int | None) -> Chosen:
    """Return the rules to try. Raises NotFound for another's, Denied (`E-STAFF-ONLY`) for customers."""
    refuse_customers(unit)
    provider_id = unit.caller.provider_id
    own = _PROVIDER.rows(unit.session, {"provider_id": provider_id})
    if not own:
        raise NotFound(Refusal("E-NOT-FOUND", values={"provider_id": provider_id}))
    if rule_set_id is not None:
        rules: RuleSet | None = rule_set_of(own_rule_set(unit, rule_set_id))
    else:
        rules = in_force(unit.session, provider_id, unit.today)
    return Chosen(rules, *own[0])


def sought(unit: Unit, rules: RuleSet) -> Sought:
    """Return what the statement looks for."""
    return Sought(unit.caller.provider_id, rules, unit.today)
