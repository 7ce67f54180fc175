"""Makes rows, tasks, answers and desks for the tests of the provisioning area."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar, cast

from agentview.contract.desk import Preference, SavedViews
from agentview.contract.op import Message, Nothing, Op
from agentview.contract.provisioning import (
    Acted,
    AddressFields,
    Attempt,
    Choice,
    ContactInfo,
    Facets,
    HaltCode,
    HaltInfo,
    Milestone,
    QueuePage,
    QueueRequest,
    QueueRow,
    Side,
    Size,
    TaskCommand,
    TaskDetail,
    TaskFields,
    TaskStatus,
    TimelineEntry,
    TransferType,
    View,
    ViewCount,
    ViewCounts,
    Watchers,
)
from agentview.contract.session import Person
from agentview.contract.value import CommandState, RefusalInfo
from agentview.core.clock import ManualClock
from agentview.core.power import Role
from agentview.gateway.port import FeedNews
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.kit.runner import Runner
from agentview.ui.navigation import Desk
from agentview.ui.texts.errors import CodeTexts
from tests.ui.fake_desk import NOON, FakeShell, FakeToasts, desk, person

Req = TypeVar("Req", bound=Message)
Res = TypeVar("Res", bound=Message)
ME = 7
HOSTILE = "<img src='file:///x'><b>&amp;"
OPEN_KEY = "open"
CLAIMED_KEY = "claimed"
Answer = Callable[[Any], Message]


def row(task_id: int = 1, **more: object) -> QueueRow:
    """Return a row that waits, four hours after it was received, of eight allowed."""
    values: dict[str, object] = {
        "task_id": task_id,
        "version": 3,
        "reference": f"PO-{10_000 + task_id}/1",
        "transfer_type": TransferType.NEW,
        "is_port": False,
        "status": TaskStatus.AWAITING_PROVISIONING,
        "attempt_no": 1,
        "customer": f"Customer {task_id}",
        "account_no": f"004-{task_id:04d}",
        "package": "Mobile 40",
        "service_type": "Mobile",
        "identifier": "+61355500142",
        "requested_on": date(2026, 3, 9),
        "received_at": NOON - timedelta(hours=4),
        "due_at": NOON + timedelta(hours=4),
        "target_seconds": 8 * 3600,
        "paused_remaining_seconds": None,
        "claimed_by_id": None,
        "claimed_by": None,
        "claimed_at": None,
        "retailer": "Harbour Mobile",
        "watchers": (),
        "commands": OPEN_KEY,
    }
    return QueueRow.model_validate({**values, **more})


def mine(task_id: int = 1, **more: object) -> QueueRow:
    """Return a row that the person of the tests has claimed."""
    claim = {
        "status": TaskStatus.IN_PROGRESS,
        "claimed_by_id": ME,
        "claimed_by": "Priya Nair",
        "claimed_at": NOON,
    }
    return row(task_id, **{**claim, **more})


def theirs(task_id: int = 1, **more: object) -> QueueRow:
    """Return a row that a colleague has claimed."""
    claim = {
        "status": TaskStatus.IN_PROGRESS,
        "claimed_by_id": 9,
        "claimed_by": "Mei Chen",
        "claimed_at": NOON,
        "commands": CLAIMED_KEY,
    }
    return row(task_id, **{**claim, **more})


def commands(*closed: str, code: str = "E-CLAIMED") -> tuple[CommandState, ...]:
    """Return every command, open but for the closed ones."""
    refusal = RefusalInfo(code=code, values={"by": "Mei Chen", "since": NOON.isoformat()})
    return tuple(
        CommandState(command=command.value, refusals=(refusal,) if command.value in closed else ())
        for command in TaskCommand
    )


ALL_CLOSED = tuple(command.value for command in TaskCommand)


def detail(shown: QueueRow | None = None, **more: object) -> TaskDetail:
    """Return a task with everything open."""
    values: dict[str, object] = {
        "row": shown or row(),
        "side": Side.WORK,
        "order_reference": "PO-10001",
        "order_status": "ORDER_COMPLETED",
        "service_status": "PreActive",
        "package_status": "PreActive",
        "fields": fields(),
        "identifier_label": "Phone number",
        "can_set_first_period_end": False,
        "source_package": None,
        "source_customer": None,
        "closed_until": None,
        "contact": ContactInfo(name="Jo", phone="\u2022\u2022\u2022\u2022\u2022142", email=None),
        "price": None,
        "private_fields": ("CUSTOMER_EMAIL", "RETAIL_PRICE"),
        "milestones": (
            Milestone(name="ORDERED", state="done", at=NOON),
            Milestone(name="AWAITING", state="current", at=NOON),
            Milestone(name="IN_PROGRESS", state="future", at=None),
            Milestone(name="DONE_NEW", state="future", at=None),
        ),
        "commands": commands(),
        "halt": None,
        "attempts": (
            Attempt(number=1, opened_at=NOON, closed_at=None, outcome=None, halt_code=None, halt_text=None),
        ),
        "timeline": (TimelineEntry(id=5, at=NOON, by="Jo", action="create"),),
        "has_older_timeline": False,
        "lease_until": None,
        "as_of": NOON,
    }
    return TaskDetail.model_validate({**values, **more})


def fields(**more: object) -> TaskFields:
    """Return the editable fields."""
    values: dict[str, object] = {
        "identifier": "+61355500142",
        "address": AddressFields(line1="4 Quay Street", city="Sydney", country="AU"),
    }
    return TaskFields.model_validate({**values, **more})


def halted(task_id: int = 1, **more: object) -> TaskDetail:
    """Return a halted task as the retailer sees it."""
    shown = row(task_id, status=TaskStatus.PROVISIONING_HALTED, paused_remaining_seconds=3600)
    info = HaltInfo(code=HaltCode.ADDRESS_INVALID, text="No such street", at=NOON, by="Mei Chen", changes=())
    return detail(shown, **{"side": Side.REQUESTED, "halt": info, **more})


def acted(task_id: int = 1, version: int = 4, status: TaskStatus = TaskStatus.IN_PROGRESS) -> Acted:
    """Return the answer to a command."""
    return Acted(task_id=task_id, version=version, reference=f"PO-{10_000 + task_id}/1", status=status)


def page(*rows: QueueRow) -> QueuePage:
    """Return a page of these rows; its ends bear the tokens "<id" and "id>"."""
    return QueuePage(
        rows=rows,
        commands={OPEN_KEY: commands(), CLAIMED_KEY: commands(*ALL_CLOSED)},
        first=f"<{rows[0].task_id}" if rows else None,
        last=f"{rows[-1].task_id}>" if rows else None,
        as_of=NOON,
    )


class FakeGateway:
    """Answers by the operation's name and remembers every call with its key."""

    place = "Test"
    is_embedded = True

    def __init__(self, answers: Mapping[str, Answer] | None = None) -> None:
        """Answer with `answers` first, else with an empty queue."""
        self.answers: dict[str, Answer] = {**_plain_answers(), **(answers or {})}
        self.calls: list[tuple[str, Message, str | None]] = []

    def call(self, op: Op[Req, Res], request: Req, *, key: str | None = None) -> Res:
        self.calls.append((op.name, request, key))
        return cast("Res", self.answers[op.name](request))

    def sent(self, name: str) -> list[Any]:
        """Return the requests of an operation."""
        return [request for called, request, _key in self.calls if called == name]

    def keys(self, name: str) -> list[str | None]:
        """Return the keys under which an operation was called."""
        return [key for called, _request, key in self.calls if called == name]

    def people(self) -> tuple[Person, ...]:
        return ()

    def sign_in(self, username: str, password: str | None) -> Person:
        raise NotImplementedError(username, password)

    def sign_out(self) -> None:
        raise NotImplementedError

    def subscribe(self, listener: Callable[[FeedNews], None]) -> Any:  # noqa: ANN401 - not used here
        raise NotImplementedError(listener)

    def close(self) -> None:
        """Do nothing."""


def queue_of(*rows: QueueRow) -> dict[str, Answer]:
    """Return the answers of a queue that holds these rows, in this order."""

    def queue(request: QueueRequest) -> QueuePage:
        start = request.offset
        if request.after is not None:
            start += next(at for at, shown in enumerate(rows) if request.after == f"{shown.task_id}>") + 1
        return page(*rows[start : start + request.limit])

    counts = tuple(ViewCount(view=view, rows=len(rows)) for view in View)
    known = {shown.task_id: shown for shown in rows}
    return {
        "provisioning.queue": queue,
        "provisioning.size": lambda _request: Size(rows=len(rows)),
        "provisioning.views": lambda _request: ViewCounts(counts=counts, cap=1000),
        "provisioning.task": lambda request: _detail_of(known[request.task_id]),
    }


def _detail_of(shown: QueueRow) -> TaskDetail:
    closed = ALL_CLOSED if shown.commands == CLAIMED_KEY else ()
    return detail(shown, commands=commands(*closed))


def _plain_answers() -> dict[str, Answer]:
    facets = Facets(
        service_types=(Choice(id=1, name="Mobile"),), retailers=(Choice(id=2, name="Harbour Mobile"),)
    )
    return {
        **queue_of(),
        "provisioning.facets": lambda _request: facets,
        "provisioning.presence": lambda _request: Watchers(watchers=()),
        "desk.preference": lambda request: Preference(name=request.name),
        "desk.save_preference": lambda _request: Nothing(),
        "desk.saved_views": lambda _request: SavedViews(views=()),
        "provisioning.claim": lambda request: acted(request.task_id),
        "provisioning.release": lambda request: acted(
            request.task_id, status=TaskStatus.AWAITING_PROVISIONING
        ),
        "provisioning.renew": lambda request: acted(request.task_id),
    }


def desk_for(
    gateway: FakeGateway, folder: Path, *roles: Role, runner: Runner | None = None
) -> tuple[Desk, HeldRunner]:
    """Return a desk for a person with these roles (a provisioner where none is named), and its runner."""
    held = HeldRunner()
    who = person(*roles, user_id=ME)
    clock = ManualClock(NOON)
    return desk(gateway, runner or held, CodeTexts(clock), folder, who), held


def toasts_of(on: Desk) -> FakeToasts:
    """Return the toasts of a desk."""
    return cast("FakeToasts", on.toasts)


def shell_of(on: Desk) -> FakeShell:
    """Return the shell of a desk."""
    return cast("FakeShell", on.shell)


def clock_of(on: Desk) -> ManualClock:
    """Return the clock of a desk."""
    return cast("ManualClock", on.clock)


def numbered() -> Callable[[], str]:
    """Return a maker of keys: key-1, key-2 and so on."""
    made: list[str] = []

    def make() -> str:
        made.append(f"key-{len(made) + 1}")
        return made[-1]

    return make


def utc(hour: int, minute: int = 0) -> datetime:
    """Return a moment of the day of the tests."""
    return datetime(2026, 3, 10, hour, minute, tzinfo=UTC)
