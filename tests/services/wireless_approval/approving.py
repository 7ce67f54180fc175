"""People of a company who approve what others request, for the tests."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from typing import TypeVar

from sqlalchemy import select

from agentview.contract import approval_delegations as delegations
from agentview.contract import approval_policies as policies
from agentview.contract import wireless_approvals as contract
from agentview.contract.approval_policies import Policy
from agentview.contract.wireless import ApprovalStatus, ApproverKind, OrderType
from agentview.contract.wireless_approvals import ApprovalRow, Standing
from agentview.contract.wireless_orders import WirelessOrder
from agentview.models.events import Notification
from agentview.models.party import Provider
from agentview.models.work_item import WorkItem
from agentview.services.network.system import system_of
from agentview.services.unit import Unit
from agentview.services.wireless_approval.expiring import expire_due
from tests import build
from tests import wireless_world as world
from tests.services.wireless_orders.requesting import ADMIN, Requesting

DEPUTY = "marlow_deputy"
LEAD = "harbour_lead"
LEAD_USER, WORKER_USER = 3, 4
"""A supervisor of the operator, who approves too, and Wendy Worker."""
PREDEFINED = ApproverKind.PREDEFINED
DAY = timedelta(days=1)
T = TypeVar("T")
_PRIORITIES = count(1)


def step(
    kind: ApproverKind = PREDEFINED, *approvers: int, default: int | None = None, cc: tuple[str, ...] = ()
) -> dict[str, object]:
    """Return a level of a policy."""
    return {"kind": kind, "approver_ids": approvers, "default_approver_id": default, "cc": cc}


class Approving(Requesting):
    """Requests and approves as people of the company, and as administrators of the operator."""

    def policy(self, *steps: dict[str, object], **fields: object) -> Policy:
        """Save a policy and switch it on."""
        said = {"name": "Marlow", "priority": next(_PRIORITIES), "steps": steps, **fields}
        made = self.call(ADMIN, policies.SAVE, fields=said)
        return self.call(ADMIN, policies.ENABLE, policy_id=made.policy_id, version=made.version)

    def waiting(self, *steps: dict[str, object], **fields: object) -> Standing:
        """Return how an order stands that was submitted under a policy with these levels."""
        self.policy(*steps, **fields)
        return self.stand(self.submitted(OrderType.ACCESSORY))

    def stand(self, order: WirelessOrder | Standing, by: str = ADMIN) -> Standing:
        """Return how the approval of an order stands now."""
        return self.call(by, contract.GET, order_id=order.order_id)

    def approve(self, order: Standing, by: str, comment: str = "") -> Standing:
        """Approve in the version that was seen."""
        return self.call(by, contract.APPROVE, **seen(order), comment=comment)

    def reject(self, order: Standing, by: str, reason: str = "Too dear") -> Standing:
        """Reject in the version that was seen."""
        return self.call(by, contract.REJECT, **seen(order), reason=reason)

    def ask(self, order: Standing, by: str, question: str = "What for?") -> Standing:
        """Ask the requester."""
        return self.call(by, contract.ASK, **seen(order), question=question)

    def answer(self, order: Standing, by: str = "harbour_viewer", answer: str = "For work") -> Standing:
        """Answer as the requester."""
        return self.call(by, contract.ANSWER, **seen(order), answer=answer)

    def delegate(self, by: str, taker: int, days: tuple[int, int] = (0, 0), **more: object) -> int:
        """Let somebody decide for another from one day to another, counted from the tests' day."""
        first, last = (world.TODAY + DAY * one for one in days)
        made = self.call(by, delegations.DELEGATE, taker_id=taker, from_date=first, to_date=last, **more)
        return made.delegation_id

    def later(self, by: timedelta) -> None:
        """Let time pass; everybody signs in anew."""
        self.backend.clock.move(by)
        self.sign_in_again()

    def expire(self) -> int:
        """Let expire what is late, as the job does."""
        return self.as_system(expire_due)

    def as_system(self, work: Callable[[Unit], T]) -> T:
        """Do something as the program, for the operator."""
        with self.backend.database.read() as session:
            caller = system_of(session.get_one(Provider, build.HARBOUR))
        return self.backend.dispatcher.act(caller, work)

    def rows(self, by: str, **request: object) -> tuple[ApprovalRow, ...]:  # type: ignore[override]
        """Return the rows of somebody's list of approvals."""
        return self.call(by, contract.FIND, **request).rows

    def letters(self) -> list[Notification]:
        """Return all messages, oldest first."""
        with self.backend.database.read() as session:
            return list(session.scalars(select(Notification).order_by(Notification.id)))

    def cases(self) -> list[WorkItem]:
        """Return all cases of the worklist about a missing approver."""
        with self.backend.database.read() as session:
            return list(session.scalars(select(WorkItem).where(WorkItem.type_code == "APRM")))


def seen(order: Standing | WirelessOrder) -> dict[str, int]:
    """Return the order and the version that was seen."""
    return {"order_id": order.order_id, "version": order.version}


def asked(order: Standing, level: int | None = None) -> list[tuple[int, ApprovalStatus]]:
    """Return who has which part in a level of the present round; the open one where none is named."""
    wanted = level or order.level
    return [
        (part.approver.user_id, part.status)
        for one in order.rounds[0].levels
        if one.level == wanted
        for part in one.parts
    ]


def open_commands(order: Standing) -> set[str]:
    """Return the commands to which nothing stands."""
    return {one.command for one in order.commands if one.is_open}


def away(today: date = world.TODAY) -> dict[str, date]:
    """Return the days of somebody who is away today alone."""
    return {"absent_from": today, "absent_to": today}
