"""Takes segments of wireless orders to vendors and warehouses, and asks what became of them."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from agentview.adaptors.vendor_port import NotKnown, Outcome, Unknown, Vendor
from agentview.adaptors.vendor_sources import vendor_at
from agentview.core.errors import AgentViewError
from agentview.core.fault_point import fault_point
from agentview.core.power import Power
from agentview.gateway.embedded import Embedded
from agentview.jobs.job import Job, Run
from agentview.services.hardware_followers import VENDOR_ORDERS
from agentview.services.wireless_fulfilment.errand import Errand, has_errand, take_block
from agentview.services.wireless_fulfilment.outcome import record
from agentview.services.wireless_fulfilment.vendor_order import vendor_order
from agentview.services.wireless_fulfilment.warehouse import follow
from agentview.services.work import JobSpec

SPEC = JobSpec(VENDOR_ORDERS, every=timedelta(minutes=1))


def vendor_orders(keys: Path, simulated: Path) -> Job:
    """Return the job, with the folders of keys and of what simulated partners have."""

    def handle(run: Run) -> None:
        vendors = Vendors(keys, simulated)
        try:
            VendorRound(run, vendors).carry_out()
        finally:
            vendors.close()

    return Job(SPEC, handle, has_work)


def has_work(embedded: Embedded, provider_id: int) -> bool:
    """Say whether a segment of a provider is due."""
    with embedded.database.read() as session:
        return has_errand(session, provider_id, embedded.dispatcher.clock.now())


class Vendors:
    """The vendors of a provider, each opened when it is needed first."""

    def __init__(self, keys: Path, simulated: Path) -> None:
        """Prepare; nothing is opened yet."""
        self._keys, self._simulated = keys, simulated
        self._open: dict[str, Vendor] = {}

    def at(self, url: str) -> Vendor:
        """Return the vendor at an address."""
        if url not in self._open:
            self._open[url] = vendor_at(url, self._keys, self._simulated)
        return self._open[url]

    def close(self) -> None:
        """Let all connections go."""
        for vendor in self._open.values():
            vendor.close()


class VendorRound:
    """One round for one provider: all that is due, longest waiting first.

    Taking a segment, calling its vendor, and writing down the answer are three steps. Who dies in between
    leaves a lease; once it has run out the vendor is asked, and sent the order only if it does not know it.
    """

    def __init__(self, run: Run, vendors: Vendors) -> None:
        """Prepare."""
        self._run, self._vendors = run, vendors

    def carry_out(self) -> None:
        """Send or ask about all that is due."""
        done = 0
        while block := self._run.act(take_block):
            fault_point("vendor_orders.after_take")
            for errand in block:
                self._carry(errand)
                done += 1
            self._run.progress(done)

    def _carry(self, errand: Errand) -> None:
        if errand.is_warehouse:
            run = self._run
            powers = frozenset({Power.CREATE_HARDWARE_ORDER})
            run.dispatcher.act(replace(run.caller, powers=powers), partial(follow, errand=errand))
        else:
            outcome = self._call(errand)
            fault_point("vendor_orders.after_call")
            self._run.act(partial(record, errand=errand, outcome=outcome))
        fault_point("vendor_orders.after_record")

    def _call(self, errand: Errand) -> Outcome:
        """Ask about what may have been sent before; send what the vendor does not know."""
        try:
            url, order = self._run.act(partial(vendor_order, segment_id=errand.segment_id))
        except AgentViewError as error:
            return Unknown(", ".join(one.code for one in error.refusals))
        vendor = self._vendors.at(url)
        if errand.is_question:
            answer = vendor.ask(order.reference)
            if not isinstance(answer, NotKnown):
                return answer
        return vendor.place(order)
