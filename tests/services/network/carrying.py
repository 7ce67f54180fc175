"""People and the program at work on services of automatic types: orders go to a simulated platform."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any, TypeVar

from sqlalchemy import select

from agentview.adaptors.provisioning_port import Action, Answer, Outcome, ServiceFacts
from agentview.adaptors.provisioning_simulator import ProvisioningSimulator
from agentview.contract import network as contract
from agentview.contract import orders
from agentview.contract.network import ErrorRow, NetworkStatus
from agentview.contract.op import Message, Op
from agentview.core.errors import AgentViewError
from agentview.gateway.port import Gateway
from agentview.jobs.network import NetworkJob
from agentview.models.network import NetworkRequest
from agentview.models.order import CancelRequest, Order
from agentview.models.subscription import ServiceSubscription
from tests import build
from tests.fixtures.backend import Backend
from tests.product_order import add, order

Res = TypeVar("Res", bound=Message)
_KEYS = count(1)
FINE, NO_BIRTH_DATE, NO_ACCOUNT, MISMATCH = "box-00", "box-13", "box-17", "box-31"
SILENT_FIRST, SILENT = "box-99", "box-66"


@dataclass
class Platform:
    """The simulated platform, with a list of what it was asked."""

    simulator: ProvisioningSimulator = field(default_factory=ProvisioningSimulator)
    asked: list[tuple[str, str]] = field(default_factory=list)

    def request(self, reference: str, action: Action, facts: ServiceFacts) -> Outcome:
        self.asked.append(("request", reference))
        return self.simulator.request(reference, action, facts)

    def ask(self, reference: str) -> Answer:
        self.asked.append(("ask", reference))
        return self.simulator.ask(reference)


class Carrying:
    """Orders mailboxes, lets the program ask the platform, and looks what came of it."""

    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self.platform = Platform()
        self.job = NetworkJob(backend.embedded, self.platform)
        self._gateways: dict[str, Gateway] = {}

    def on(self, username: str) -> Gateway:
        if username not in self._gateways:
            self._gateways[username] = self.backend.gateway(username)
        return self._gateways[username]

    def call(self, username: str, op: Op[Any, Res], **request: object) -> Res:
        return self.on(username).call(op, op.request.model_validate(request))

    def refused(self, username: str, op: Op[Any, Any], **request: object) -> AgentViewError:
        try:
            answer = self.call(username, op, **request)
        except AgentViewError as error:
            return error
        raise AssertionError(f"{op.name} was not refused: {answer!r}")

    def place(self, *items: dict[str, object], account: int = build.MARLOW, **more: object) -> orders.Placed:
        wanted = order(f"N{next(_KEYS)}", *items, account=account, **more)
        return self.on("harbour_csa").call(orders.PLACE, wanted)

    def box(self, mailbox: str = FINE, account: int = build.MARLOW) -> int:
        """Order a mailbox and return the id of its request."""
        self.place(add("BOX", number=mailbox), account=account)
        with self.backend.database.read() as session:
            newest = select(NetworkRequest.id).order_by(NetworkRequest.id.desc()).limit(1)
            return session.scalars(newest).one()

    def run(self) -> int:
        """Let the program work until nothing is due; return how many steps that took."""
        return sum(1 for _ in iter(self.job.step, False))

    def later(self, by: timedelta) -> int:
        """Let time pass, then let the program work."""
        self.backend.clock.move(by)
        return self.run()

    def failed(self, mailbox: str = NO_ACCOUNT, account: int = build.MARLOW) -> ErrorRow:
        """Order a mailbox that the platform refuses, and return its line."""
        request_id = self.box(mailbox, account)
        self.run()
        [row] = [row for row in self.errors() if row.request_id == request_id]
        return row

    def errors(self, username: str = "harbour_lead", **wanted: object) -> tuple[ErrorRow, ...]:
        return self.call(username, contract.ERRORS, **wanted).rows

    def standing(self, request_id: int) -> tuple[NetworkStatus, str, str]:
        """Return how the request, the service and the order or cancel request stand."""
        with self.backend.database.read() as session:
            row = session.get_one(NetworkRequest, request_id)
            service = session.get_one(ServiceSubscription, row.service_subscription_id)
            wish = (
                session.get_one(Order, row.order_id)
                if row.order_id
                else session.get_one(CancelRequest, row.cancel_request_id)
            )
            return NetworkStatus(row.status), service.status, wish.status


def at(row: ErrorRow) -> dict[str, int]:
    """Return the request and the version that was seen."""
    return {"request_id": row.request_id, "version": row.version}


def keys() -> Iterator[str]:
    """Yield keys that were never used."""
    for number in count(1):
        yield f"row-{next(_KEYS)}-{number}"
