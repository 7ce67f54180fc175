"""The list of approvals in a hundred times as many wireless orders: the same person, the same page."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta

from agentview.contract.wireless_approvals import (
    FIND,
    VIEWS,
    ApprovalFilter,
    ApprovalView,
    FindRequest,
    ViewsRequest,
)
from agentview.gateway.embedded import Embedded
from agentview.models.database import Database, Stamp
from benchmarks.figures import Line, alternate, compared
from benchmarks.page import caller_at
from benchmarks.places import ENGINES, Places
from benchmarks.population import NOW, STAMPS, Row, populate, write_tables
from tests import build, wireless_world

MOST = 1.3
_APPROVER = "marlow_manager"
_WAITING, _DECIDED = 300, 2_000
"""So much waits for the person, and so much was decided by them, however many orders there are."""
_REQUESTER = 4

Call = Callable[[], object]


def approvals(places: Places, few: int, many: int, rounds: int) -> list[Line]:
    """Compare the list among `many` orders with the same list among `few`."""
    return [line for engine in ENGINES for line in _approvals(places, engine, few, many, rounds)]


def _approvals(places: Places, engine: str, few: int, many: int, rounds: int) -> Iterator[Line]:
    with _orders(places, engine, few) as small, _orders(places, engine, many) as large:
        calls = {
            **{f"{name} of {few:,}": call for name, call in _calls(small).items()},
            **{f"{name} of {many:,}": call for name, call in _calls(large).items()},
        }
        found = alternate(calls, rounds)
        for name in _calls(small):
            floor = found[f"{name} of {few:,}"]
            yield Line(f"{engine}: {name} of {few:,}", str(floor))
            yield compared(f"{engine}: {name} of {many:,}", found[f"{name} of {many:,}"], floor.median, MOST)


def _orders(places: Places, engine: str, orders: int) -> AbstractContextManager[Embedded]:
    def fill(url: str) -> None:
        populate(url, 1)
        database = Database(url)
        with database.write(Stamp("seed", NOW)) as session:
            wireless_world.seed_wireless(session)
        write_tables(
            database,
            (
                ("wireless_order", (_order(number) for number in range(1, orders + 1))),
                ("approval", (_part(number, orders) for number in range(1, orders + 1))),
            ),
        )

    return places.log(engine, f"approvals_{orders}", fill)


def _calls(embedded: Embedded) -> dict[str, Call]:
    caller = caller_at(embedded, _APPROVER)

    def page(view: ApprovalView) -> object:
        return embedded.dispatcher.run(caller, FIND, FindRequest(filter=ApprovalFilter(view=view)))

    return {
        "what waits": lambda: page(ApprovalView.WAITING),
        "what was decided": lambda: page(ApprovalView.DECIDED),
        "counts of the pills": lambda: embedded.dispatcher.run(caller, VIEWS, ViewsRequest()),
    }


def _order(number: int) -> Row:
    """Return an order of the company; every third one waits for its approval."""
    is_waiting = _is_waiting(number)
    return {
        "id": number,
        "provider_id": build.HARBOUR,
        "account_id": build.MARLOW,
        "type_code": "ACCESSORY",
        "status": "AWAITING_APPROVAL" if is_waiting else "COMPLETE",
        "requester_user_id": _REQUESTER,
        "beneficiary_id": wireless_world.WORKER,
        "currency": "AUD",
        "onetime_cost_cents": 5_900,
        "round_no": 1,
        "level": 1 if is_waiting else 0,
        "levels": 1,
        "submitted_at": NOW - timedelta(seconds=number),
        "waiting_since": NOW - timedelta(seconds=number) if is_waiting else None,
        "expires_at": NOW + timedelta(days=20) if is_waiting else None,
        **STAMPS,
    }


def _is_waiting(number: int) -> bool:
    return number % 3 == 0


def _part(number: int, orders: int) -> Row:
    """Return who is asked, or was: the person of the list as often in many orders as in few."""
    is_waiting = _is_waiting(number)
    share = 3 * _WAITING if is_waiting else 3 * _DECIDED // 2
    step = max(orders // share, 1)
    is_ours = number // 3 % step == 0 and number // 3 // step < share
    user = wireless_world.MANAGER_USER if is_ours else wireless_world.BOSS_USER
    return {
        "id": number,
        "order_id": number,
        "round_no": 1,
        "level": 1,
        "approver_user_id": user,
        "status": "PENDING" if is_waiting else "APPROVED",
        "opened_at": NOW - timedelta(seconds=number),
        "decided_at": None if is_waiting else NOW,
        "decided_by_user_id": None if is_waiting else user,
    }
