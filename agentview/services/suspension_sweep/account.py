"""One account, looked at anew: whatever changed, what its open case needs is done at once (R-SUS-14, 20)."""

from agentview.contract.restriction import CaseOrigin
from agentview.models.customer import Account
from agentview.services.customer_scope import held_account
from agentview.services.restriction.records import Held, open_case
from agentview.services.restriction.restoring import start_restoring
from agentview.services.restriction.restricting import drop, start_restricting
from agentview.services.suspension.facts import facts_of
from agentview.services.suspension.rules import obstacles
from agentview.services.suspension_sweep.rules import Deed, Wish, wish
from agentview.services.suspension_sweep.standing import Standing, rules_of, standing
from agentview.services.unit import Unit

SWEEP = "suspension_sweep"
"""The job that does all that there is to do."""


def settle(unit: Unit, now: Standing, account_id: int, *, may_restrict: bool) -> Deed | None:
    """Do what the open case of an account needs, judged by what is owed now; return what was done.

    `now` was read in this transaction. The account is held first, so that what another transaction books is
    seen, or waits. To restrict, it must be the time for it, and `may_restrict`: the breaker does not hold.
    Twice does nothing twice.
    """
    account = held_account(unit, account_id)
    held = open_case(unit, account)
    if held is None or held.origin is not CaseOrigin.AUTO:
        return None
    found = _wish(unit, now, held)
    if found is None or not _is_on(now, account, found, may_restrict=may_restrict):
        return None
    _do(unit, now, held, found)
    return found.deed


def look_again(unit: Unit, account_id: int) -> Deed | None:
    """Settle an account at once, at any hour; whom the rules pick now is left to a round (R-SUS-20, 25).

    It takes the whole of a round to know what the ramp and the breaker let through.
    """
    now = standing(unit.session, unit.caller.provider_id, unit.now)
    done = settle(unit, now, account_id, may_restrict=False)
    if done is None and is_picked(unit, now, account_id):
        unit.enqueue(SWEEP)
    return done


def is_picked(unit: Unit, now: Standing, account_id: int) -> bool:
    """Say whether the rules would flag an account now, by the automation of its profile (R-SUS-25)."""
    account = held_account(unit, account_id)
    if now.rules is None or account.profile_id not in now.suspends:
        return False
    facts = facts_of(unit.session, [account.id], now.rules.rule_set_id)[account.id]
    return not obstacles(now.rules, facts, now.today)


def _wish(unit: Unit, now: Standing, held: Held) -> Wish | None:
    own = rules_of(unit.session, held.case.rule_set_id)
    if own is None:
        return None
    by = now.rules or own
    facts = facts_of(unit.session, [held.account.id], by.rule_set_id)[held.account.id]
    return wish(held.state, now.rules, facts, now.today, own)


def _is_on(now: Standing, account: Account, found: Wish, *, may_restrict: bool) -> bool:
    match found.deed:
        case Deed.DROP:
            return True
        case Deed.RESTORE:
            return account.profile_id in now.restores
        case Deed.RESTRICT:
            return may_restrict and now.is_open and account.profile_id in now.suspends


def _do(unit: Unit, now: Standing, held: Held, found: Wish) -> None:
    if found.deed is Deed.RESTRICT and now.rules is not None:
        start_restricting(unit, held.case.id, now.rules)
    elif found.because is not None and found.deed is Deed.RESTORE:
        start_restoring(unit, held.case.id, found.because)
    elif found.because is not None:
        drop(unit, held, found.because.value)
