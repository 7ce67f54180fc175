"""Carries out the ends of contracts, day after day, where their days are over (R-CON-03)."""

from datetime import UTC, datetime, timedelta

from agentview.core import log
from agentview.core.errors import Conflict, Denied, NotFound, Rejected
from agentview.gateway.embedded import Embedded
from agentview.jobs.worker import Worker
from agentview.services.contract_ends.due import next_end
from agentview.services.contract_ends.taking import take_end
from agentview.services.network.system import SYSTEM

ROUND_EVERY = timedelta(hours=1)
"""How often it looks: a day ends at another hour for each provider, and what was refused may be possible."""

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class ContractEndsJob:
    """Goes through the contracts that are over, one transaction each, once a round.

    Who dies in between leaves a contract that is either done or not begun. One that fails is left behind
    until the next round: it stops neither the others (R-GEN-06) nor is it tried again and again.
    """

    def __init__(self, embedded: Embedded) -> None:
        """Work for the database of `embedded`."""
        self._embedded = embedded
        self._after_id = 0
        self._next_round_at = _LONG_AGO

    def step(self) -> bool:
        """Carry one end out, or find that it is refused; say whether the round goes on."""
        dispatcher = self._embedded.dispatcher
        now = dispatcher.clock.now()
        if now < self._next_round_at:
            return False
        with self._embedded.database.read() as session:
            due = next_end(session, now, self._after_id)
        if due is None:
            self._after_id, self._next_round_at = 0, now + ROUND_EVERY
            return False
        self._after_id = due.contract_id
        try:
            dispatcher.act(SYSTEM, lambda unit: take_end(unit, due))
        except (Rejected, Conflict, Denied, NotFound) as error:
            log.warn("contract_end.refused", code=error.code, record_id=due.contract_id)
        return True


def start_contract_ends(embedded: Embedded) -> Worker:
    """Start to carry ends out: what has become due while nothing ran at once."""
    worker = Worker("contract-ends", ContractEndsJob(embedded).step)
    worker.start()
    return worker
