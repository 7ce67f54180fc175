"""Carries out the end of a contract in a process of its own, and stops just before it would be kept."""

import sys
from threading import Event

from agentview.core.clock import ManualClock
from agentview.gateway.embedded import serve_from
from agentview.models.database import Database
from agentview.services.contract_ends.due import next_end
from agentview.services.contract_ends.taking import take_end
from agentview.services.network.system import SYSTEM
from agentview.services.unit import Unit
from tests import build

IN_THE_MIDDLE = "IN THE MIDDLE"


def main() -> None:
    """Write all of it in a transaction, say so, and never commit."""
    embedded = serve_from(Database(sys.argv[1]), ManualClock(build.START))
    with embedded.database.read() as session:
        due = next_end(session, build.START, 0)
    if due is None:
        raise SystemExit("nothing is due")

    def work(unit: Unit) -> None:
        take_end(unit, due)
        unit.session.flush()
        sys.stdout.write(f"{IN_THE_MIDDLE}\n")
        sys.stdout.flush()
        Event().wait()

    embedded.dispatcher.act(SYSTEM, work)


if __name__ == "__main__":
    main()
