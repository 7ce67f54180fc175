"""One round of the sweep: any number of times, late, or twice at once; all is derived anew (SM-5)."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Protocol

from sqlalchemy.orm import Session

from agentview.core.caller import Caller
from agentview.core.fault_point import fault_point
from agentview.models.database import Database
from agentview.services.acting import Acting
from agentview.services.suspension_sweep import cases
from agentview.services.suspension_sweep.block import AT_ONCE, Block
from agentview.services.suspension_sweep.breaker import tell_breaker
from agentview.services.suspension_sweep.cases import Found
from agentview.services.suspension_sweep.flagging import flag_block
from agentview.services.suspension_sweep.lifting import due_holds, lift_block
from agentview.services.suspension_sweep.picture import take_picture
from agentview.services.suspension_sweep.planning import Plan, plan
from agentview.services.suspension_sweep.settling import settle_block
from agentview.services.suspension_sweep.standing import Standing, standing


class Sweeping(Acting, Protocol):
    """Who carries a round out, for one provider."""

    @property
    def caller(self) -> Caller:
        """The program, acting for the provider."""
        ...

    @property
    def now(self) -> datetime:
        """The present moment."""
        ...


Find = Callable[[Session, Standing, int], Found]


def sweep(work: Sweeping, database: Database) -> Iterator[Block]:
    """Do all that there is to do for a provider; yields after each block.

    Who is to be restored comes first, at any hour. Whoever dies in between leaves accounts that are done or
    not begun; the next round finds the others.
    """
    for block in _settled(work, database, cases.to_restore):
        fault_point("suspension_sweep.after_restore")
        yield block
    for block in _lifted(work, database):
        fault_point("suspension_sweep.after_lift")
        yield block
    for block in _settled(work, database, cases.to_drop):
        fault_point("suspension_sweep.after_drop")
        yield block
    work.act(take_picture)
    fault_point("suspension_sweep.after_picture")
    found = _plan(work, database)
    work.act(partial(tell_breaker, found=found))
    fault_point("suspension_sweep.after_plan")
    if not found.is_stopped:
        yield from _begun(work, database, found)


def _begun(work: Sweeping, database: Database, found: Plan) -> Iterator[Block]:
    """Flag at any hour, and restrict who is flagged where the rules may act now (R-SUS-13)."""
    for block in _flagged(work, found):
        fault_point("suspension_sweep.after_flag")
        yield block
    for block in _settled(work, database, cases.to_restrict, may_restrict=True):
        fault_point("suspension_sweep.after_restrict")
        yield block


def _plan(work: Sweeping, database: Database) -> Plan:
    with database.read() as session:
        return plan(session, standing(session, work.caller.provider_id, work.now))


def _settled(
    work: Sweeping, database: Database, find: Find, *, may_restrict: bool = False
) -> Iterator[Block]:
    after: int | None = 0
    while after is not None:
        with database.read() as session:
            found = find(session, standing(session, work.caller.provider_id, work.now), after)
        for start in range(0, len(found.accounts), AT_ONCE):
            some = found.accounts[start : start + AT_ONCE]
            yield work.act(partial(settle_block, accounts=some, may_restrict=may_restrict))
        after = found.last


def _lifted(work: Sweeping, database: Database) -> Iterator[Block]:
    after: int | None = 0
    while after is not None:
        with database.read() as session:
            now = standing(session, work.caller.provider_id, work.now)
            found = due_holds(session, now, after)
        if found:
            yield work.act(partial(lift_block, hold_ids=found))
        after = found[-1] if len(found) == AT_ONCE else None


def _flagged(work: Sweeping, found: Plan) -> Iterator[Block]:
    rule_set_id, after = found.rule_set_id, 0
    while rule_set_id is not None:
        flag = partial(flag_block, rule_set_id=rule_set_id, most=found.may.most, after=after)
        block = work.act(flag)
        if block.done:
            yield block
        if block.last is None:
            return
        after = block.last
