"""Takes a request to a simulated platform in a process of its own, and never writes down the answer."""

import sys
from pathlib import Path
from threading import Event

from agentview.adaptors.provisioning_port import Action, Answer, Outcome, ServiceFacts
from agentview.adaptors.provisioning_simulator import ProvisioningSimulator
from agentview.core.clock import SystemClock
from agentview.gateway.embedded import serve_from
from agentview.jobs.network import NetworkJob
from agentview.models.database import Database

CARRIED_OUT = "CARRIED OUT"


class HeldPlatform:
    """Carries out what it is asked for, says so, and never comes back."""

    def __init__(self, simulator: ProvisioningSimulator) -> None:
        self._simulator = simulator

    def request(self, reference: str, action: Action, facts: ServiceFacts) -> Outcome:
        self._simulator.request(reference, action, facts)
        sys.stdout.write(f"{CARRIED_OUT}\n")
        sys.stdout.flush()
        Event().wait()
        raise AssertionError("waiting ended")

    def ask(self, reference: str) -> Answer:
        return self._simulator.ask(reference)


def main() -> None:
    """Take the next request to the platform whose memory is the file named second."""
    database_url, memory = sys.argv[1:]
    embedded = serve_from(Database(database_url), SystemClock())
    NetworkJob(embedded, HeldPlatform(ProvisioningSimulator(Path(memory)))).step()


if __name__ == "__main__":
    main()
