"""The job of vendors' orders as the workers of the fault tests carry it out, and with a guard taken out."""

from dataclasses import replace
from pathlib import Path

from agentview.jobs import vendor_orders as vendors
from agentview.jobs.job import Job
from agentview.services.unit import Unit
from agentview.services.wireless_fulfilment.errand import Errand, take_block

SOURCE = "tests.faults.vendor_jobs:jobs_in"
BLINDLY = "tests.faults.vendor_jobs:sent_blindly"
POINTS = ("vendor_orders.after_take", "vendor_orders.after_call", "vendor_orders.after_record")


def jobs_in(folder: Path) -> tuple[Job, ...]:
    """Return the job for a worker."""
    return (vendors.vendor_orders(folder / "keys", folder / "simulated"),)


def sent_blindly(folder: Path) -> tuple[Job, ...]:
    """Return the job without its guard against repeats: it sends without asking first."""

    def take(unit: Unit) -> tuple[Errand, ...]:
        return tuple(replace(one, is_question=False) for one in take_block(unit))

    vendors.take_block = take  # type: ignore[attr-defined] # a guard is taken out
    return jobs_in(folder)
