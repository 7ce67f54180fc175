"""Every type x each state x each role x each command: the allowed ones work, all others are refused (SM-6).

The commands that requesters give are carried out; all commands are judged. One database serves all cells.
"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from sqlalchemy import delete, update

from agentview.contract import wireless_orders as contract
from agentview.contract.op import Op
from agentview.contract.wireless import ApprovalStatus, OrderType, WirelessStatus
from agentview.contract.wireless_orders import WirelessCommand, WirelessOrder
from agentview.core.clock import ManualClock
from agentview.core.errors import AgentViewError
from agentview.core.power import ROLE_POWERS
from agentview.gateway.embedded import serve_from
from agentview.models.database import Database, Stamp
from agentview.models.wireless_approval import Approval
from agentview.models.wireless_order import WirelessOrder as Order
from agentview.services.wireless_forms.definitions import DEFINITIONS
from agentview.services.wireless_forms.lifecycle import LIFECYCLE, WirelessFacts
from tests import build, wireless_world
from tests.fixtures.backend import Backend
from tests.services.wireless_orders.cells import ROLES, TABLE, Who
from tests.services.wireless_orders.requesting import Requesting, requesting
from tests.services.wireless_orders.samples import SAMPLES

S, C = WirelessStatus, WirelessCommand
STAMP = Stamp("test", build.START)
OPS: dict[WirelessCommand, Op[Any, WirelessOrder]] = {
    C.EDIT: contract.EDIT,
    C.CONFIRM: contract.CONFIRM,
    C.SUBMIT: contract.SUBMIT,
    C.DISCARD: contract.DISCARD,
    C.CANCEL: contract.CANCEL,
    C.RESUBMIT: contract.RESUBMIT,
}
AT_LEVEL = {S.AWAITING_APPROVAL, S.INFO_REQUESTED}
DRAFTS = {C.EDIT, C.CONFIRM, C.SUBMIT, C.DISCARD}


@pytest.fixture(scope="module")
def crowd(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Requesting]:
    """Return the people of one database for all cells."""
    path = tmp_path_factory.mktemp("matrix") / "agentview.db"
    copyfile(sqlite_template, path)
    embedded = serve_from(Database(f"sqlite:///{path}"), ManualClock(build.START))
    with closing(embedded), closing(Backend("sqlite", embedded, ManualClock(build.START))) as backend:
        yield requesting(backend)


def put(crowd: Requesting, order_id: int, status: WirelessStatus) -> int:
    """Bring an order to a state, confirmed and with its approver's part; return its version."""
    is_draft = status is S.DRAFT
    with crowd.backend.database.write(STAMP) as session:
        version = session.execute(
            update(Order)
            .where(Order.id == order_id)
            .values(
                status=status.value,
                round_no=0 if is_draft else 1,
                level=1 if status in AT_LEVEL else 0,
                confirmed_at=build.START,
                submitted_at=None if is_draft else build.START,
                row_version=Order.row_version + 1,
            )
            .returning(Order.row_version)
        ).scalar_one()
        session.execute(delete(Approval).where(Approval.order_id == order_id))
        if not is_draft:
            session.add(
                Approval(
                    order_id=order_id,
                    round_no=1,
                    level=1,
                    approver_user_id=wireless_world.MANAGER_USER,
                    status=ApprovalStatus.PENDING.value,
                )
            )
    return version


def request_of(command: WirelessCommand, order_id: int, version: int, kind: OrderType) -> dict[str, object]:
    """Return what a command is asked with."""
    more: dict[WirelessCommand, dict[str, object]] = {
        C.EDIT: {"content": SAMPLES[kind].content},
        C.CANCEL: {"comment": "Not needed"},
        C.RESUBMIT: {"note": "Once more"},
    }
    return {"order_id": order_id, "version": version, **more.get(command, {})}


def expected(command: WirelessCommand, status: WirelessStatus, who: Who) -> str:
    """Return the code that a command is refused with; "" where it works."""
    row = TABLE[command]
    if command in DRAFTS and who not in row.powerful:
        return "E-POWER"
    if not is_seen(status, who):
        return "E-NOT-FOUND"
    return judged(command, status, who)


def is_seen(status: WirelessStatus, who: Who) -> bool:
    """Say whether somebody may know of the order."""
    if who is Who.REQUESTER:
        return True
    return status is not S.DRAFT and who in {Who.APPROVER, Who.FULFILLER, Who.LEAD, Who.ADMIN}


def judged(command: WirelessCommand, status: WirelessStatus, who: Who) -> str:
    """Return the first code that the lifecycle refuses a command with; "" where it is open."""
    row = TABLE[command]
    if status not in row.states:
        return "E-STATE"
    if who not in row.powerful:
        return "E-POWER"
    return "" if who in row.may else row.code


def tried(command: WirelessCommand, place: int) -> list[Who]:
    """Return who tries a command: all who may, and of the others another one in each state and type."""
    others = [who for who in Who if who not in TABLE[command].may]
    return [*sorted(TABLE[command].may), others[place % len(others)]]


def outcome(crowd: Requesting, who: Who, command: WirelessCommand, request: dict[str, object]) -> str:
    """Return the code that a command is refused with; "" where it works."""
    try:
        crowd.call(who.value, OPS[command], **request)
    except AgentViewError as error:
        return error.code
    return ""


@pytest.mark.parametrize("kind", OrderType)
def test_what_requesters_do_works_or_is_refused(crowd: Requesting, kind: OrderType) -> None:
    """R-WL-16, R-WL-25, R-WL-27: in each state; who may not takes turns, for judging is tried with all."""
    order_id = crowd.drafted(kind).order_id
    wrong = []
    for place, status in enumerate(S, start=list(OrderType).index(kind)):
        version = put(crowd, order_id, status)
        for command in OPS:
            for who in tried(command, place):
                wanted = expected(command, status, who)
                found = outcome(crowd, who, command, request_of(command, order_id, version, kind))
                if not found:
                    version = put(crowd, order_id, status)
                if found != wanted:
                    wrong.append((status, who, command, found, wanted))
    put(crowd, order_id, S.CANCELLED)
    assert not wrong


@pytest.mark.parametrize("kind", OrderType)
def test_every_command_is_judged_as_sm6_says(kind: OrderType) -> None:
    """SM-6, R-WL-09: also the commands of approvers, of fulfilment and of the program."""
    wrong = []
    needs_vendor = DEFINITIONS[kind].needs_vendor
    for who in Who:
        facts = WirelessFacts(
            is_requester=who is Who.REQUESTER, is_approver=who is Who.APPROVER, needs_vendor=needs_vendor
        )
        for status in S:
            for verdict in LIFECYCLE.judge_all(status, facts, ROLE_POWERS[ROLES[who]]):
                if verdict.command in TABLE:
                    wanted = judged(verdict.command, status, who)
                    found = verdict.refusals[0].code if verdict.refusals else ""
                    if found != wanted:
                        wrong.append((status, who, verdict.command, found, wanted))
    assert not wrong


@pytest.mark.parametrize("kind", OrderType)
@pytest.mark.parametrize("status", S)
def test_what_needs_no_vendor_completes_itself(kind: OrderType, status: WirelessStatus) -> None:
    """R-WL-09."""
    needs_vendor = DEFINITIONS[kind].needs_vendor
    facts = WirelessFacts(needs_vendor=needs_vendor)
    for command, is_right in ((C.SEND, needs_vendor), (C.COMPLETE_ITSELF, not needs_vendor)):
        verdict = LIFECYCLE.judge(status, command, facts, frozenset())
        assert verdict.is_open is (status is S.APPROVED and is_right)


def test_the_table_names_every_command() -> None:
    commands = {row.command for row in LIFECYCLE.rows}
    assert commands == set(C)
    assert set(TABLE) | {C.START, C.SEND, C.COMPLETE_ITSELF} == commands
