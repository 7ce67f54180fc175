"""Carries a flagged case out: the rules are asked once more, then all services are barred (R-SUS-14, 15)."""

from agentview.contract.restriction import CaseState, Obstacle
from agentview.contract.status import HoldCause, HoldOrigin
from agentview.contract.subscription import SubscriptionStatus
from agentview.contract.suspension_cases import CaseCommand
from agentview.services.restriction.asking import bar
from agentview.services.restriction.holding import Ground
from agentview.services.restriction.records import Held, hold_case, services_of
from agentview.services.restriction.settling import settle
from agentview.services.restriction.telling import move
from agentview.services.suspension.facts import facts_of
from agentview.services.suspension.rules import RuleSet, obstacles
from agentview.services.unit import Unit


def start_restricting(unit: Unit, case_id: int, rules: RuleSet) -> CaseState:
    """Bar every active service of a flagged account, if the rules still say so; return the case's state.

    Something keeps the rules from it: the case is CLOSED and nothing is done (R-SUS-14). A case that is not
    FLAGGED any more stays as it is, so that it may be asked twice. Raises NotFound.
    """
    held = hold_case(unit, case_id)
    if held.state is not CaseState.FLAGGED:
        return held.state
    obstacle = _obstacle(unit, held, rules)
    if obstacle is not None:
        return drop(unit, held, obstacle.value)
    held.case.acting_at = unit.now
    move(unit, held, CaseCommand.START_RESTRICTING)
    ground = Ground(HoldCause.NON_PAYMENT, HoldOrigin.AUTO, rules.name)
    for service in services_of(unit, held.account):
        if service.status == SubscriptionStatus.ACTIVE.value:
            bar(unit, held, service, ground)
    return settle(unit, held)


def drop(unit: Unit, held: Held, code: str) -> CaseState:
    """Close a flagged case without any action; `code` says why (an `Obstacle` or `CloseCode`)."""
    held.case.closed_code = code
    move(unit, held, CaseCommand.DROP, code)
    unit.session.flush()
    return held.state


def _obstacle(unit: Unit, held: Held, rules: RuleSet) -> Obstacle | None:
    """Return what keeps the rules from the account now; that it has this case does not."""
    facts = facts_of(unit.session, [held.account.id], rules.rule_set_id)[held.account.id]
    standing = obstacles(rules, facts, unit.today)
    return next((one.obstacle for one in standing if one.obstacle is not Obstacle.OPEN_CASE), None)
