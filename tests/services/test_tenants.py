"""Whose records an operation reaches: tried with every operation there is that names a record (R-GEN-10)."""

from typing import Any

import pytest

from agentview.contract import (
    customer_imports,
    customers,
    order_entry,
    order_search,
    search,
    status,
    worklist,
)
from agentview.contract.op import Message, Op
from agentview.contract.operations import OPERATIONS
from agentview.contract.search import HitKind, Hits
from agentview.core.errors import AgentViewError, Denied, NotFound
from tests import build
from tests.fixtures.backend import Backend
from tests.services.belongings import (
    ROWS,
    Belongings,
    belongings,
    give_every_power,
    names_a_record,
)
from tests.services.every_row import everything
from tests.services.provisioning.working import Working

NAMING = tuple(op for op in OPERATIONS if names_a_record(op))
PERSONAL = frozenset({"audit.entries", "desk.delete_view", "attachments.put_part", "attachments.finish"})
"""What even a colleague does not reach: the own reading, view, and file in the making."""


def is_list(op: Op[Any, Any]) -> bool:
    """Say whether an operation reads with no more than its defaults, or exports."""
    needs = [name for name, field in op.request.model_fields.items() if field.is_required()]
    return (not op.command or op.name.endswith("export")) and not set(needs) - {"text"}


@pytest.fixture
def working(backend: Backend) -> Working:
    """Return the people of the small operator on each backend."""
    return Working(backend)


def answer_of(working: Working, username: str, op: Op[Any, Any], request: Message) -> object:
    """Return what somebody gets, or the error."""
    try:
        return working.on(username).call(op, request)
    except AgentViewError as error:
        return error


def is_as_if_not_there(op: Op[Any, Any], answer: Any) -> bool:  # noqa: ANN401 - of any operation
    """Say whether an answer tells nothing but that the record is not there, or not for the caller."""
    if op.name in ROWS:
        [row] = answer.results if not isinstance(answer, AgentViewError) else [None]
        if row is None:
            return isinstance(answer, NotFound | Denied)
        return (
            row.acted is None and row.reference == "" and row.refusals[0].code in {"E-NOT-FOUND", "E-POWER"}
        )
    if op.name == "order_entry.drafts":
        return isinstance(answer, Denied) or answer.drafts == ()
    return isinstance(answer, NotFound | Denied)


def reached(working: Working, username: str, own: Belongings, skipped: frozenset[str]) -> list[str]:
    """Try every operation as somebody who holds every power; return what went further than it may."""
    give_every_power(working.backend, username)
    working.on(username)
    before = everything(working.backend)
    wrong = []
    for op in NAMING:
        if op.name in skipped:
            continue
        answer = answer_of(working, username, op, own.request(op))
        if not is_as_if_not_there(op, answer):
            wrong.append(f"{op.name}: {answer!r:.200}")
        after = everything(working.backend)
        if after != before:
            wrong.append(f"{op.name}: changed {[name for name in after if after[name] != before[name]]}")
            before = after
    return wrong


OF_THE_QUEUE = frozenset(op.name for op in NAMING if op.area == "provisioning")
"""The wholesaler works the tasks of its retailers (R-PRV-03): `provisioning/test_scope.py`."""


@pytest.mark.parametrize(
    ("stranger", "skipped"), [("alpine_lead", frozenset()), ("meridian_lead", OF_THE_QUEUE)]
)
def test_r_gen_10_no_power_reaches_another_provider_s_records(
    working: Working, stranger: str, skipped: frozenset[str]
) -> None:
    own = belongings(working.backend)
    assert reached(working, stranger, own, skipped) == []


def test_r_gen_10_no_power_reaches_from_the_own_account_to_another(working: Working) -> None:
    own = belongings(working.backend, build.BRIGHT)
    assert reached(working, "harbour_viewer", own, frozenset()) == []


LISTS = tuple(
    op
    for op in OPERATIONS
    if not op.is_public and not names_a_record(op) and is_list(op) and op.area != "session"
)


def asked_of(op: Op[Any, Any], name: str) -> dict[str, object]:
    """Return what a list is asked for: those that show nothing unasked are asked for a customer."""
    if op.name == "search.find":
        return {"text": name}
    return {"filter": {"customer": name}} if op.name == "order_search.find" else {}


@pytest.mark.parametrize(
    ("stranger", "account", "skipped"),
    [
        ("alpine_lead", build.MARLOW, ""),
        ("meridian_lead", build.MARLOW, "provisioning"),
        ("harbour_viewer", build.BRIGHT, ""),
    ],
)
def test_r_gen_10_no_list_tells_of_another_s_records(
    working: Working, stranger: str, account: int, skipped: str
) -> None:
    belongings(working.backend, account)
    name = customer_name(working, account)
    give_every_power(working.backend, stranger)
    told = []
    for op in LISTS:
        if op.area == skipped:
            continue
        more = asked_of(op, name)
        answer = answer_of(working, stranger, op, op.request.model_validate(more))
        if stranger == "meridian_lead" and isinstance(answer, Hits):
            # Tasks of the own queue name the customer (R-PRV-03).
            answer = [hit for hit in answer.hits if hit.kind is not HitKind.TASK]
        told += [f"{op.name}: {word}" for word in (name, "psst") if word in str(answer)]
    assert told == []


def test_the_lists_tell_of_the_records_to_whom_they_belong(local_backend: Backend) -> None:
    """Show that the test above would notice."""
    working = Working(local_backend)
    belongings(local_backend)
    give_every_power(local_backend, "harbour_lead")
    name = customer_name(working, build.MARLOW)
    telling = set()
    for op in LISTS:
        more = asked_of(op, name)
        answer = str(answer_of(working, "harbour_lead", op, op.request.model_validate(more)))
        telling |= {op.area} if name in answer or "psst" in answer else set()
    wanted = {"customers", "worklist", "order_search", "network", "search", "customer_imports", "audit"}
    assert wanted - telling == set()


def customer_name(working: Working, account: int) -> str:
    """Return what a customer is called."""
    return working.call("harbour_csa", customers.CUSTOMER, account_id=account).name


def test_the_requests_are_good_for_whom_the_records_belong_to(local_backend: Backend) -> None:
    """Show that nothing but the scope refuses above: the owner's colleague finds every record."""
    working = Working(local_backend)
    own = belongings(local_backend)
    give_every_power(local_backend, "harbour_lead")
    missing = []
    # What deletes a record comes last: the others are to find it.
    for op in sorted(NAMING, key=lambda op: ".delete" in op.name):
        answer = answer_of(working, "harbour_lead", op, own.request(op))
        if isinstance(answer, NotFound | Denied) and op.name not in PERSONAL:
            missing.append(f"{op.name}: {answer.refusals}")
    assert missing == []


def test_d_19_a_customer_takes_in_no_file_whatever_was_granted(working: Working) -> None:
    give_every_power(working.backend, "harbour_viewer")
    asked: dict[str, object] = {"defaults": {"profile_id": 1}, "rows": [{}]}
    attempts: tuple[tuple[Op[Any, Any], dict[str, object]], ...] = (
        (customer_imports.CHECK, asked),
        (customer_imports.IMPORTS, {}),
        (customer_imports.EXPORT, {}),
        (
            customer_imports.BEGIN,
            {"file_name": "x", "sha256": "0" * 64, "rows": 1, "columns": {}, "defaults": {"profile_id": 1}},
        ),
    )
    for op, request in attempts:
        assert working.refused("harbour_viewer", op, **request).code == "E-STAFF-ONLY"


def test_d_19_a_customer_is_not_told_of_an_order_that_the_staff_has_not_submitted(working: Working) -> None:
    draft = working.call("harbour_csa", order_entry.START, account_id=build.MARLOW)
    own = working.call("harbour_viewer", order_entry.START)
    attempts: tuple[tuple[Op[Any, Any], dict[str, object], set[str]], ...] = (
        (order_search.FIND, {"filter": {"account_id": build.MARLOW}}, {own.reference}),
        (customers.ORDERS, {"account_id": build.MARLOW}, {own.reference}),
        (search.FIND, {"text": draft.reference}, set()),
        (status.SERVICES, {"account_id": build.MARLOW}, {own.reference}),
    )
    for op, request, is_told in attempts:
        answer = str(working.call("harbour_viewer", op, **request))
        told = {one for one in (draft.reference, own.reference) if f"{one}'" in answer}
        assert told <= is_told, op.name


def test_s_34_a_customer_finds_no_case_of_the_staff(working: Working) -> None:
    case = working.call("harbour_csa", worklist.RAISE, account_id=build.MARLOW, summary="Untrustworthy")
    assert working.call("harbour_csa", search.FIND, text=case.reference).hits
    for text in (case.reference, "Untrustworthy"):
        assert working.call("harbour_viewer", search.FIND, text=text).hits == ()
