"""Asks the carrier's platform what orders want of it, with no transaction open while it answers."""

from collections.abc import Callable

from agentview.adaptors.provisioning_port import ProvisioningPlatform
from agentview.adaptors.provisioning_simulator import ProvisioningSimulator
from agentview.core import log
from agentview.core.settings import Settings
from agentview.gateway.embedded import Embedded
from agentview.jobs.worker import Worker
from agentview.services.network.errand import has_errand, take_errand
from agentview.services.network.outcome import record
from agentview.services.network.standstill import has_unsaid, tell_waiting
from agentview.services.network.system import SYSTEM


class NetworkJob:
    """Takes one request after the other to the platform.

    Taking it, asking, and writing down the answer are three steps. Who dies in between leaves a request that
    the next one asks about once the lease has run out; it is never sent blindly a second time.
    """

    def __init__(self, embedded: Embedded, platform: ProvisioningPlatform) -> None:
        """Work for the database of `embedded`."""
        self._embedded = embedded
        self._dispatcher = embedded.dispatcher
        self._platform = platform

    def step(self) -> bool:
        """Settle one request, or find out more about it; say whether there was one."""
        errand = self._dispatcher.act(SYSTEM, take_errand) if self._is_due() else None
        if errand is None:
            return False
        if errand.is_question:
            answer = self._platform.ask(errand.reference)
        else:
            answer = self._platform.request(errand.reference, errand.action, errand.facts)
        self._dispatcher.act(errand.caller, lambda unit: record(unit, errand, answer))
        return True

    def _is_due(self) -> bool:
        with self._embedded.database.read() as session:
            return has_errand(session, self._dispatcher.clock.now())


class StandstillJob:
    """Where no platform is set up: tells of each request that is due that it waits, and sends nothing."""

    def __init__(self, embedded: Embedded) -> None:
        """Work for the database of `embedded`."""
        self._embedded = embedded

    def step(self) -> bool:
        """Tell of one request; say whether there was one."""
        dispatcher = self._embedded.dispatcher
        with self._embedded.database.read() as session:
            is_due = has_unsaid(session, dispatcher.clock.now())
        return is_due and dispatcher.act(SYSTEM, tell_waiting)


def start_network(embedded: Embedded, platform: ProvisioningPlatform) -> Worker:
    """Start to take requests to the platform: at once for an order of this process, else in some seconds."""
    return _started(embedded, NetworkJob(embedded, platform).step)


def start_as_set(embedded: Embedded, settings: Settings) -> Worker:
    """Start with the platform that the settings name; where they name none, requests are seen to wait."""
    log.note("network.platform", code=settings.provisioning_platform)
    if settings.provisioning_platform == "none":
        return _started(embedded, StandstillJob(embedded).step)
    return start_network(embedded, ProvisioningSimulator())


def _started(embedded: Embedded, step: Callable[[], bool]) -> Worker:
    worker = Worker("network", step)
    embedded.dispatcher.on_commit(worker.wake)
    worker.start()
    return worker
