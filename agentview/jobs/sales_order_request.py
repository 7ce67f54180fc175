"""Sales Order Request: has deliveries checked, and sends what was generated to its warehouses (M1, M2)."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from datetime import timedelta
from typing import TypeAlias

from agentview.adaptors.fraud_port import FraudChecker
from agentview.adaptors.warehouse.formats import format_named
from agentview.contract.hardware import FraudSource
from agentview.files.payload import PayloadFolder
from agentview.gateway.embedded import Embedded
from agentview.jobs.job import Job, Run
from agentview.services.hardware_orders.waking import SALES_ORDER_REQUEST
from agentview.services.partner_folder import Outbox
from agentview.services.sales_order_request import claiming
from agentview.services.sales_order_request.fraud import source_of
from agentview.services.sales_order_request.round import Means, run
from agentview.services.work import JobSpec

SPEC = JobSpec(SALES_ORDER_REQUEST, timedelta(minutes=1))

Outboxes: TypeAlias = Callable[[str], AbstractContextManager[Outbox]]
"""Opens the outbox at an exchange address. Raises Unavailable, Rejected for an address that is none."""


def sales_order_request(
    outboxes: Outboxes, payloads: PayloadFolder, checker_of: Callable[[FraudSource], FraudChecker]
) -> Job:
    """Return the job: a round goes on with what was begun, and sends what waits."""

    def handle(work: Run) -> None:
        database, provider_id = work.embedded.database, work.caller.provider_id
        with database.read() as session:
            checker = checker_of(source_of(session, provider_id))
        with ExitStack() as opened:
            means = Means(
                checker,
                format_named,
                lambda found: opened.enter_context(outboxes(found.exchange_url)),
                payloads,
            )
            for sent in run(work, database, provider_id, means):
                work.progress(sent.done, sent.total or None, sent.failed)

    return Job(SPEC, handle, has_work)


def has_work(embedded: Embedded, provider_id: int) -> bool:
    """Say whether a round would find something to do."""
    with embedded.database.read() as session:
        return claiming.has_work(session, provider_id)
