"""Finds among the open cases of the rules those about which something is to be done; changes nothing."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from agentview.contract.restriction import CaseOrigin, CaseState
from agentview.models.customer import Account
from agentview.models.suspension import RestrictionCase
from agentview.services.suspension.facts import facts_of
from agentview.services.suspension_sweep.block import LOOKED_AT
from agentview.services.suspension_sweep.rules import UNDER_BARS, Deed, wish
from agentview.services.suspension_sweep.standing import Standing, rules_of


@dataclass(frozen=True, slots=True)
class Found:
    """The accounts about which something is to be done; where the next look goes on, None at the end."""

    accounts: tuple[int, ...] = ()
    last: int | None = None


def to_restore(session: Session, now: Standing, after: int) -> Found:
    """Find restricted accounts that are to be restored, of profiles with Auto UnSuspend on (R-SUS-18)."""
    return _found(session, now, _wanted(session, now, after, UNDER_BARS, now.restores), Deed.RESTORE)


def to_drop(session: Session, now: Standing, after: int) -> Found:
    """Find flagged accounts whose condition is gone (SM-5): whether the automation is on or off."""
    cases = _wanted(session, now, after, {CaseState.FLAGGED}, None)
    return _found(session, now, cases, Deed.DROP)


def to_restrict(session: Session, now: Standing, after: int) -> Found:
    """Find flagged accounts that may be restricted now: in a window, Auto Suspend on (R-SUS-13)."""
    if not now.is_open:
        return Found()
    cases = _wanted(session, now, after, {CaseState.FLAGGED}, now.suspends)
    return _found(session, now, cases, Deed.RESTRICT)


def _wanted(
    session: Session,
    now: Standing,
    after: int,
    states: Collection[CaseState],
    profiles: Collection[int] | None,
) -> list[Row[Any]]:
    wanted = (
        select(RestrictionCase.account_id, RestrictionCase.state, RestrictionCase.rule_set_id)
        .join(Account, Account.id == RestrictionCase.account_id)
        .where(
            RestrictionCase.provider_id == now.provider_id,
            RestrictionCase.state.in_(sorted(state.value for state in states)),
            RestrictionCase.origin == CaseOrigin.AUTO.value,
            RestrictionCase.account_id > after,
        )
        .order_by(RestrictionCase.account_id)
        .limit(LOOKED_AT)
    )
    if profiles is not None:
        wanted = wanted.where(Account.profile_id.in_(sorted(profiles)))
    return list(session.execute(wanted))


def _found(session: Session, now: Standing, cases: Sequence[Row[Any]], deed: Deed) -> Found:
    accounts = tuple(sorted(_of_deed(session, now, cases, deed)))
    return Found(accounts, cases[-1].account_id if len(cases) == LOOKED_AT else None)


def _of_deed(session: Session, now: Standing, cases: Sequence[Row[Any]], deed: Deed) -> Iterator[int]:
    """Yield the accounts of a deed; cases of one rule set are looked at together."""
    by_rules = sorted(cases, key=lambda case: case.rule_set_id or 0)
    for rule_set_id, some in groupby(by_rules, key=lambda case: case.rule_set_id):
        own = rules_of(session, rule_set_id)
        if own is None:
            continue
        states = {case.account_id: CaseState(case.state) for case in some}
        by = now.rules or own
        for account_id, facts in facts_of(session, states.keys(), by.rule_set_id).items():
            found = wish(states[account_id], now.rules, facts, now.today, own)
            if found is not None and found.deed is deed:
                yield account_id
