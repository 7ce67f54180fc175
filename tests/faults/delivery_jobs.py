"""The job of delivery as the workers of the fault tests carry it out, and with its guards taken out."""

import os
from itertools import count
from pathlib import Path

from sqlalchemy.orm import Session

from agentview.adaptors.delivery_port import Accepted
from agentview.core.fault_point import fault_point
from agentview.jobs import notification_delivery as delivery
from agentview.jobs.job import Job
from agentview.services.notifications import letter
from agentview.services.notifications.letter import Letter
from agentview.services.notifications.outcome import record

SOURCE = "tests.faults.delivery_jobs:jobs_in"
NEW_IDS = "tests.faults.delivery_jobs:with_new_ids"
TOO_EARLY = "tests.faults.delivery_jobs:recorded_too_early"
POINTS = (
    "notification_delivery.after_take",
    "notification_delivery.after_send",
    "notification_delivery.after_record",
)


def jobs_in(folder: Path) -> tuple[Job, ...]:
    """Return the job for a worker."""
    return (delivery.notification_delivery(folder / "keys", folder / "simulated", _wanted),)


def with_new_ids(folder: Path) -> tuple[Job, ...]:
    """Return the job without its guard against repeats: each try has an id of its own."""
    numbers = count()
    letter.wire_id = lambda dedupe_key: f"try-{os.getpid()}-{next(numbers)}-{len(dedupe_key)}"
    return jobs_in(folder)


def recorded_too_early(folder: Path) -> tuple[Job, ...]:
    """Return the job without its guard against losses: a message counts as sent before it is."""

    def send(self: delivery.DeliveryRound, found: Letter) -> None:
        self._run.act(lambda unit: record(unit, found, Accepted("surely")))
        fault_point("notification_delivery.after_send")
        self._post.send(found)

    delivery.DeliveryRound._send = send  # type: ignore[method-assign] # a guard is taken out
    return jobs_in(folder)


def _wanted(_session: Session, _notification_id: int) -> bool:
    return True
