"""Invoice events: tells of invoices due and overdue, of payments and of payment plans (R-EVT-06 to 09)."""

from collections.abc import Callable
from datetime import timedelta

from agentview.contract.events import EventType
from agentview.gateway.embedded import Embedded
from agentview.jobs.job import Job, Run
from agentview.services.events.money_events import TYPES, has_money_events, tell_money
from agentview.services.events.reminders import has_reminders, remind
from agentview.services.unit import Unit
from agentview.services.work import JobSpec

SPEC = JobSpec("invoice_events", timedelta(minutes=15))

Block = Callable[[Unit, int], int | None]
"""Tells of the next records behind one, in one transaction; returns the last one, None at the end."""


def invoice_events() -> Job:
    """Return the job: each record is told of once, so a run that is broken off goes on where it was."""
    return Job(SPEC, handle, has_work)


def handle(run: Run) -> None:
    """Go through all that there is to tell of, in blocks of a transaction each."""
    blocks = 0
    for block in (remind, *map(_of_money, TYPES)):
        after_id: int | None = 0
        while after_id is not None:
            after_id = _next(run, block, after_id)
            blocks += 1
            run.progress(blocks)


def has_work(embedded: Embedded, provider_id: int) -> bool:
    """Say whether the provider has anything of this switched on."""
    with embedded.database.read() as session:
        return has_reminders(session, provider_id) or has_money_events(session, provider_id)


def _next(run: Run, block: Block, after_id: int) -> int | None:
    return run.act(lambda unit: block(unit, after_id))


def _of_money(event_type: EventType) -> Block:
    return lambda unit, after_id: tell_money(unit, event_type, after_id)
