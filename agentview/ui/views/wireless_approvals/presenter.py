"""What an approver looks at before deciding, and what stands against deciding; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from agentview.contract import wireless_approvals as contract
from agentview.contract import wireless_orders as orders
from agentview.contract.value import CommandState, RefusalInfo
from agentview.contract.wireless import ApprovalStatus
from agentview.contract.wireless_approvals import Level, Part, Question, Standing
from agentview.contract.wireless_orders import History, HistoryEntry, OrderRef, WirelessCommand, WirelessOrder
from agentview.core.errors import Value
from agentview.gateway.port import Gateway

_PAST = 50
_DRAFTING = frozenset({WirelessCommand.START, WirelessCommand.EDIT, WirelessCommand.CONFIRM})
_SAY_WHY = "E-WL-SAY-WHY"
FIRST = {
    ApprovalStatus.APPROVED: "E-WL-APPROVED-FIRST",
    ApprovalStatus.REJECTED: "E-WL-REJECTED-FIRST",
}
"""What is told to whom somebody else's decision came first, by what that was (R-WL-19)."""


@dataclass(frozen=True)
class Shown:
    """A request with how its approval stands, and what was done to it."""

    order: WirelessOrder
    standing: Standing
    past: History

    @property
    def commands(self) -> tuple[CommandState, ...]:
        """What can be done to it: as an approver, and as whoever may cancel it."""
        return (*self.standing.commands, *self.order.commands)

    @property
    def question(self) -> Question | None:
        """What waits for an answer."""
        return next((one for one in reversed(self.standing.questions) if one.answered_at is None), None)

    @property
    def since_submitted(self) -> tuple[HistoryEntry, ...]:
        """What was done since approvers know of it; how the draft came about is not theirs to read."""
        return tuple(one for one in self.past.entries if one.action not in _DRAFTING)

    @property
    def own_part(self) -> Part | None:
        """The part in which the person decides now, the own one or a delegator's."""
        return next((part for part in self.parts() if part.can_decide), None)

    def level(self, number: int) -> Level | None:
        """A level of the present round."""
        levels = self.standing.rounds[0].levels if self.standing.rounds else ()
        return next((one for one in levels if one.level == number), None)

    def parts(self, number: int | None = None) -> tuple[Part, ...]:
        """The parts of a level of the present round; of the open one where none is named."""
        found = self.level(number or self.standing.level)
        return () if found is None else found.parts


def read_shown(gateway: Gateway, order_id: int) -> Shown:
    """Read all of it, on the runner."""
    wanted = OrderRef(order_id=order_id)
    return Shown(
        gateway.call(orders.GET, wanted),
        gateway.call(contract.GET, wanted),
        gateway.call(orders.HISTORY, orders.HistoryRequest(order_id=order_id, limit=_PAST)),
    )


def against(shown: Shown, command: WirelessCommand) -> tuple[RefusalInfo, ...] | None:
    """What stands against a command; None: it is not offered now. What is to be said is asked for later."""
    refusals = next((one.refusals for one in shown.commands if one.command == command), None)
    return None if refusals is None else tuple(one for one in refusals if one.code != _SAY_WHY)


def against_after(seen: Shown, command: WirelessCommand) -> Callable[[Shown], tuple[RefusalInfo, ...]]:
    """What stands against a command once somebody else changed the request: who was first, told plainly."""

    def judge(now: Shown) -> tuple[RefusalInfo, ...]:
        refusals = against(now, command)
        if refusals == ():
            return ()
        first = decided_first(seen, now)
        return (first,) if first is not None else (refusals or ())

    return judge


def decided_first(seen: Shown, now: Shown) -> RefusalInfo | None:
    """Who decided the level that was seen open, and how (R-WL-19); None where nobody did."""
    if seen.standing.round_no != now.standing.round_no:
        return None
    for part in now.parts(seen.standing.level):
        if part.status in FIRST and part.decided_by is not None:
            values: dict[str, Value] = {"who": part.decided_by.name, "level": seen.standing.level}
            return RefusalInfo(code=FIRST[part.status], values=values)
    return None
