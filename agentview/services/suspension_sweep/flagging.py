"""Flags whom the rules pick, at any hour, in the order of accounts, as far as the ramp lets (SM-5, D-26)."""

from sqlalchemy import select

from agentview.models.suspension import SuspensionRuleSet
from agentview.services.restriction.flagging import flag
from agentview.services.suspension.evaluation import candidates
from agentview.services.suspension.rules import RuleSet
from agentview.services.suspension.runs import run_today
from agentview.services.suspension_sweep.block import AT_ONCE, Block
from agentview.services.suspension_sweep.standing import Standing, standing
from agentview.services.unit import Unit


def flag_block(unit: Unit, rule_set_id: int, most: int, after: int) -> Block:
    """Flag the next accounts behind `after`, so that the rules have flagged at most `most` today.

    The rule set is held: of two rounds at once the second sees what the first has flagged.
    """
    now = held_standing(unit)
    if now.rules is None or now.rules.rule_set_id != rule_set_id:
        return Block()
    room = min(most - run_today(unit.session, rule_set_id, now.now, now.zone).acted, AT_ONCE)
    if room <= 0:
        return Block()
    ids = _next(unit, now, now.rules, after, room)
    done = flag(unit, now.rules, ids)
    return Block(done, last=ids[-1] if len(ids) == room else None)


def held_standing(unit: Unit) -> Standing:
    """Return what holds, with the rule set in force held until the end of the transaction."""
    now = standing(unit.session, unit.caller.provider_id, unit.now)
    if now.rules is None:
        return now
    held = select(SuspensionRuleSet.id).where(SuspensionRuleSet.id == now.rules.rule_set_id)
    unit.session.execute(held.with_for_update())
    return standing(unit.session, unit.caller.provider_id, unit.now)


def _next(unit: Unit, now: Standing, rules: RuleSet, after: int, number: int) -> list[int]:
    rows = candidates(now.sought(rules, after)).subquery()
    wanted = select(rows.c.account_id).order_by(rows.c.account_id).limit(number)
    return list(unit.session.scalars(wanted))
