"""One round of taking in the files of partners, each file as a whole."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TypeAlias

from agentview.contract.hardware import RecordOutcome
from agentview.jobs.faults import Faults
from agentview.jobs.job import Run
from agentview.services.inbound_batch import InboundKind, Partner, go_on, open_batches, take_ready
from agentview.services.partner_folder import Inbox

Inboxes: TypeAlias = Callable[[str], AbstractContextManager[Inbox]]
"""Opens the inbox at an exchange address. Raises Unavailable, Rejected for an address that is none."""


@dataclass(frozen=True, slots=True)
class Source:
    """A partner that puts files for us, where, and what takes the file of a batch to its end.

    `settle` returns what became of it; None where it is not ours to read yet, or is settled already.
    """

    exchange_url: str
    partner: Partner
    settle: Callable[[int, Inbox], RecordOutcome | None]


class InboundRound:
    """One round for one provider; a partner that cannot be reached keeps no other one waiting."""

    def __init__(self, run: Run, kind: InboundKind, inboxes: Inboxes) -> None:
        """Prepare."""
        self._run, self._kind, self._inboxes = run, kind, inboxes
        self._faults = Faults(kind.name)
        self._done = self._failed = 0

    def carry_out(self, sources: Sequence[Source]) -> None:
        """Take everything in. Raises the first Unavailable at the end."""
        for source in sources:
            with self._faults.kept(source.partner.id), self._inboxes(source.exchange_url) as inbox:
                self._serve(source, inbox)
        self._tell()
        self._faults.raise_unreached()

    def _serve(self, source: Source, inbox: Inbox) -> None:
        """Go on with what was begun, then take each file that lies ready: one after the other."""
        go_on(self._run, self._kind, source.partner, inbox)
        self._settle_open(source, inbox)
        for _ in take_ready(self._run, self._kind, source.partner, inbox):
            self._settle_open(source, inbox)

    def _settle_open(self, source: Source, inbox: Inbox) -> None:
        with self._run.embedded.database.read() as session:
            begun = open_batches(session, self._kind, source.partner.name)
        for batch_id in begun:
            outcome = source.settle(batch_id, inbox)
            if outcome is not None:
                self._done += 1
                self._failed += outcome is RecordOutcome.ERROR
                self._tell()

    def _tell(self) -> None:
        self._run.progress(self._done, failed=self._failed + len(self._faults))
