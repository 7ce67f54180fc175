"""People at work on the queue, for the tests: they order, claim, halt and complete through their gateways."""

from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any, TypeVar

from agentview.contract import orders
from agentview.contract import provisioning as contract
from agentview.contract.op import Message, Op
from agentview.contract.provisioning import Acted, HaltCode, QueueFilter, QueueRow, Side, TaskDetail, View
from agentview.core.errors import AgentViewError
from agentview.gateway.port import Gateway
from agentview.models.provisioning import ProvisioningTask
from tests import build
from tests.fixtures.backend import Backend

Res = TypeVar("Res", bound=Message)
PHONE = "+61491570156"
_KEYS = count(1)


@dataclass
class Working:
    """Orders and works tasks as the people of the small operator."""

    backend: Backend

    def __post_init__(self) -> None:
        self._gateways: dict[str, Gateway] = {}

    def on(self, username: str) -> Gateway:
        """Return the signed-in gateway of a person, always the same."""
        if username not in self._gateways:
            self._gateways[username] = self.backend.gateway(username)
        return self._gateways[username]

    def sign_in_again(self) -> None:
        """Let everybody sign in anew: after a long time the sessions have ended."""
        self._gateways.clear()

    def call(self, username: str, op: Op[Any, Res], **request: object) -> Res:
        """Carry out an operation as a person."""
        return self.on(username).call(op, op.request.model_validate(request))

    def refused(self, username: str, op: Op[Any, Res], **request: object) -> AgentViewError:
        """Return the error that an operation is refused with; it must be refused."""
        try:
            answer = self.call(username, op, **request)
        except AgentViewError as error:
            return error
        raise AssertionError(f"{op.name} was not refused: {answer!r}")

    def place(self, username: str = "harbour_csa", **order: object) -> tuple[TaskDetail, ...]:
        """Place a TMF622 order and return its tasks, as the retailer's CSA sees them."""
        body = {"externalId": f"K{next(_KEYS)}", **order}
        placed = self.on(username).call(orders.PLACE, orders.ProductOrder.model_validate(body))
        return tuple(self.find(username, reference) for reference in placed.task_references)

    def new(
        self, plan: str = "MOB-40", account: int = build.MARLOW, phone: str = PHONE, user: str = "harbour_csa"
    ) -> TaskDetail:
        """Order a package and return its first task."""
        item = {
            "id": "1",
            "action": "add",
            "productOffering": {"id": plan},
            "product": {"productCharacteristic": [{"name": "phoneNumber", "value": phone}]},
        }
        return self.place(user, relatedParty=[customer(account)], productOrderItem=[item])[0]

    def active(self, phone: str = PHONE, start_on: date = date(2026, 9, 1)) -> TaskDetail:
        """Order a mobile package and activate it."""
        task = self.new(phone=phone)
        self.call("meridian_prov", contract.ACTIVATE, **at(task), service_start_on=start_on)
        return self.read("harbour_csa", task)

    def cancel(self, product: str, account: int = build.MARLOW) -> TaskDetail:
        """Order the end of a package (PS-) or a service (SS-)."""
        item = {"id": "1", "action": "delete", "product": {"id": product}}
        return self.place(relatedParty=[customer(account)], productOrderItem=[item])[0]

    def chown(self, package: str, new_owner: int = build.OKONKWO) -> TaskDetail:
        """Order that a package moves to another account."""
        item = {"id": "1", "action": "modify", "product": {"id": package}}
        parties = [customer(build.MARLOW), {"id": build.ACCOUNT_NO[new_owner], "role": "newOwner"}]
        return self.place(category="chown", relatedParty=parties, productOrderItem=[item])[0]

    def upgrade(self, package: str, plan: str = "MOB-80") -> TaskDetail:
        """Order that a package is replaced by a better plan."""
        item = {
            "id": "1",
            "action": "modify",
            "product": {"id": package},
            "productOffering": {"id": plan},
        }
        parties = [customer(build.MARLOW)]
        return self.place(category="upgrade", relatedParty=parties, productOrderItem=[item])[0]

    def find(self, username: str, reference: str) -> TaskDetail:
        """Return the task with a reference, wherever it stands."""
        for side in Side:
            for view in (View.OPEN, View.HALTED, View.DONE):
                wanted = QueueFilter(side=side, view=view, text=reference)
                for row in self.on(username).call(contract.QUEUE, contract.QueueRequest(filter=wanted)).rows:
                    if row.reference == reference:
                        return self.call(username, contract.TASK, task_id=row.task_id)
        raise AssertionError(f"{username} does not find {reference}")

    def read(self, username: str, task: TaskDetail | int) -> TaskDetail:
        """Return a task as it is now."""
        task_id = task if isinstance(task, int) else task.row.task_id
        return self.call(username, contract.TASK, task_id=task_id)

    def rows(self, username: str, **wanted: object) -> tuple[QueueRow, ...]:
        """Return the rows of a list."""
        request = contract.QueueRequest(filter=QueueFilter.model_validate(wanted))
        return self.on(username).call(contract.QUEUE, request).rows

    def halt(self, task: TaskDetail, username: str = "meridian_prov", text: str = "No such address") -> Acted:
        """Halt a task in the version that the person sees now."""
        seen = self.read(username, task)
        return self.call(
            username,
            contract.HALT,
            **at(seen),
            code=HaltCode.ADDRESS_INVALID,
            text=text,
            internal_note="psst",
        )


def customer(account: int) -> dict[str, str]:
    """Return the party of a TMF622 order that names its customer."""
    return {"id": build.ACCOUNT_NO[account], "role": "customer"}


def at(task: TaskDetail) -> dict[str, int]:
    """Return the task and the version that was seen."""
    return {"task_id": task.row.task_id, "version": task.row.version}


def package_of(backend: Backend, task: TaskDetail) -> str:
    """Return the PS- reference of the package that a task belongs to."""
    return f"PS-{_column(backend, task, 'package_subscription_id')}"


def service_of(backend: Backend, task: TaskDetail) -> str:
    """Return the SS- reference of the service that a task concerns."""
    return f"SS-{_column(backend, task, 'service_subscription_id')}"


def _column(backend: Backend, task: TaskDetail, name: str) -> int:
    with backend.database.read() as session:
        return int(getattr(session.get_one(ProvisioningTask, task.row.task_id), name))
