"""The jobs of hardware as the workers of the fault tests carry them out, over folders of the test."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from agentview.adaptors.exchange.exchange import STOCK
from agentview.adaptors.fraud_sources import checker_of
from agentview.core.clock import SystemClock
from agentview.files.payload import PayloadFolder
from agentview.jobs.device_enrolment_request import device_enrolment_request
from agentview.jobs.device_enrolment_response import device_enrolment_response
from agentview.jobs.job import Job
from agentview.jobs.partner_folders import PartnerFolders
from agentview.jobs.sales_order_dispatch import sales_order_dispatch
from agentview.jobs.sales_order_request import sales_order_request
from agentview.jobs.stock_file import stock_file
from agentview.services.sales_order_dispatch import applying
from agentview.services.work import JobSpec

SOURCE = "tests.faults.exchange_jobs:jobs_in"
REQUEST, DISPATCH = "sales_order_request", "sales_order_dispatch"
STOCK_FILE = "stock_file"
ENROL, ANSWER = "device_enrolment_request", "device_enrolment_response"
AT_ONCE = "_at_once"
"""What the name of a job ends in that is no round: many runs of it go on at one time."""


def jobs_in(folder: Path) -> tuple[Job, ...]:
    """Return the jobs for a worker: a dispatch file of three records has two blocks there."""
    applying.BLOCK = 2
    return jobs(folder)


def jobs(folder: Path) -> tuple[Job, ...]:
    """Return the jobs, without a schedule; each as a round, and once more without its lane."""
    folders = PartnerFolders(folder / "keys", SystemClock(), timedelta(0))
    stock_folders = PartnerFolders(folder / "keys", SystemClock(), timedelta(0), lane=STOCK)
    payloads = PayloadFolder(folder / "payloads")
    rounds = (
        sales_order_request(folders, payloads, checker_of),
        sales_order_dispatch(folders, payloads),
        device_enrolment_request(folders, payloads),
        device_enrolment_response(folders, payloads),
        stock_file(stock_folders, payloads),
    )
    return (
        *(replace(job, spec=JobSpec(job.spec.name)) for job in rounds),
        *(replace(job, spec=JobSpec(job.spec.name + AT_ONCE, is_round=False)) for job in rounds),
    )
