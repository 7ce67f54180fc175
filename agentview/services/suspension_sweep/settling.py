"""Settles accounts block by block: what one of them is refused keeps no other one waiting (R-GEN-06)."""

from collections.abc import Sequence

from agentview.core import log
from agentview.core.errors import Conflict, Denied, NotFound, Rejected
from agentview.services.suspension_sweep.account import settle
from agentview.services.suspension_sweep.block import Block
from agentview.services.unit import Unit


def settle_block(unit: Unit, accounts: Sequence[int], *, may_restrict: bool) -> Block:
    """Settle accounts in the order of their ids, each in a savepoint of its own."""
    done = failed = 0
    for account_id in accounts:
        try:
            with unit.session.begin_nested():
                done += settle(unit, account_id, may_restrict=may_restrict) is not None
        except (Conflict, Denied, NotFound, Rejected) as error:
            log.warn("suspension.refused", code=error.code, record_id=account_id)
            failed += 1
    return Block(done, failed, accounts[-1] if accounts else None)
