"""The queue as lists: order, views, pages, counts, filters, exports, bulk commands."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agentview.contract import provisioning as contract
from agentview.contract.provisioning import QueueFilter, QueueRequest, QueueRow, Sort, TaskStatus, View
from agentview.core.errors import AgentViewError, Denied
from agentview.models.database import Stamp
from agentview.models.provisioning import ProvisioningTask
from tests import build
from tests.services.provisioning.working import Working, at


@pytest.fixture
def seven(working: Working) -> list[int]:
    """Return seven tasks, received an hour apart; the last ones are due first by their requested date."""
    tasks = []
    for number in range(7):
        account = (build.MARLOW, build.OKONKWO, build.BRIGHT)[number % 3]
        tasks.append(working.new(account=account, phone=f"+6149157{number:04d}").row.task_id)
        working.backend.clock.move(timedelta(minutes=30))
    return tasks


def pages(working: Working, sort: Sort, *, is_descending: bool, limit: int = 3) -> list[list[int]]:
    """Walk through the list by its tokens, forward."""
    found: list[list[int]] = []
    after: str | None = None
    while True:
        request = QueueRequest(sort=sort, is_descending=is_descending, after=after, limit=limit)
        page = working.on("meridian_prov").call(contract.QUEUE, request)
        if not page.rows:
            return found
        found.append([row.task_id for row in page.rows])
        after = page.last


SORTED_BY: dict[Sort, Callable[[QueueRow], Any]] = {
    Sort.TARGET: lambda row: row.due_at,
    Sort.REQUESTED: lambda row: row.requested_on,
    Sort.REFERENCE: lambda row: row.task_id,
    Sort.CUSTOMER: lambda row: row.customer.casefold(),
}


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("is_descending", [False, True])
def test_pages_by_token_give_every_row_once_in_order(
    working: Working, seven: list[int], sort: Sort, *, is_descending: bool
) -> None:
    walked = [task_id for page in pages(working, sort, is_descending=is_descending) for task_id in page]
    whole = working.on("meridian_prov").call(
        contract.QUEUE, QueueRequest(sort=sort, is_descending=is_descending, limit=200)
    )
    assert walked == [row.task_id for row in whole.rows]
    assert sorted(walked) == seven
    keys = [SORTED_BY[sort](row) for row in whole.rows]
    assert keys == sorted(keys, reverse=is_descending)


def test_a_page_before_a_row_is_the_one_that_came_before(working: Working, seven: list[int]) -> None:
    first, second = pages(working, Sort.TARGET, is_descending=False)[:2]
    request = QueueRequest(limit=3, offset=3)
    middle = working.on("meridian_prov").call(contract.QUEUE, request)
    assert [row.task_id for row in middle.rows] == second
    back = working.on("meridian_prov").call(contract.QUEUE, QueueRequest(limit=3, before=middle.first))
    assert [row.task_id for row in back.rows] == first
    assert set(first) | set(second) <= set(seven)


def test_d_20_the_default_order_is_what_is_due_first(working: Working, seven: list[int]) -> None:
    assert [row.task_id for row in working.rows("meridian_prov")] == seven


def test_views_and_their_counts(working: Working, seven: list[int]) -> None:
    working.call("meridian_prov", contract.CLAIM, task_id=seven[0])
    working.call("meridian_prov2", contract.CLAIM, task_id=seven[1])
    working.halt(working.read("meridian_prov", seven[2]))
    working.call("meridian_lead", contract.ABORT, **at(working.read("meridian_lead", seven[3])), reason="x")
    expected = {View.MINE: 1, View.UNCLAIMED: 3, View.HALTED: 1, View.OPEN: 5, View.DONE: 1}
    counts = {one.view: one.rows for one in working.call("meridian_prov", contract.VIEWS).counts}
    for view, count in expected.items():
        assert counts[view] == count == len(working.rows("meridian_prov", view=view))
        size = working.call("meridian_prov", contract.SIZE, filter=QueueFilter(view=view))
        assert size.rows == count


def test_breaching_today_ends_with_the_day_of_the_reader(working: Working) -> None:
    # It is 20:00 in Sydney; the target of a new mobile is four hours: due at midnight, which is tomorrow.
    due_tomorrow = working.new()
    assert working.rows("meridian_prov", view=View.BREACHING) == ()
    working.backend.clock.move(timedelta(minutes=-1))
    due_today = working.new(phone="+61491570157")
    found = [row.task_id for row in working.rows("meridian_prov", view=View.BREACHING)]
    assert found == [due_today.row.task_id]
    assert due_today.row.due_at < due_tomorrow.row.due_at


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({"text": "marlow"}, 3),
        ({"text": "MARLÓW"}, 3),
        ({"text": "570003"}, 1),
        ({"text": "004-1002"}, 2),
        ({"text": "nobody"}, 0),
        ({"text": "%"}, 0),
        ({"text": "_"}, 0),
        ({"transfer_types": ["NEW"]}, 7),
        ({"transfer_types": ["CANCEL"]}, 0),
        ({"service_type_ids": [build.MOBILE]}, 7),
        ({"service_type_ids": [build.SIP]}, 0),
        ({"retailer_ids": [build.HARBOUR]}, 7),
        ({"retailer_ids": [build.ALPINE]}, 0),
        ({"account_id": build.BRIGHT}, 2),
        ({"requested_from": date(2026, 11, 17)}, 0),
        ({"requested_to": date(2026, 11, 15)}, 0),
        ({"statuses": ["AWAITING_PROVISIONING"]}, 7),
        ({"statuses": ["IN_PROGRESS", "PROVISIONING_HALTED"]}, 0),
    ],
)
def test_filters(working: Working, seven: list[int], wanted: dict[str, object], count: int) -> None:
    assert len(working.rows("meridian_prov", **wanted)) == count <= len(seven)


def test_a_status_filter_reaches_across_the_lists(working: Working, seven: list[int]) -> None:
    working.halt(working.read("meridian_prov", seven[2]))
    statuses = ["PROVISIONING_HALTED", "AWAITING_PROVISIONING"]
    assert len(working.rows("meridian_prov", statuses=statuses)) == 7


SQL = ["'; drop table provisioning_task; --", '" or 1=1 --', "1) union select", "\\", "%' or '1'='1"]


@pytest.mark.parametrize("text", SQL)
def test_sql_in_a_filter_is_text(working: Working, seven: list[int], text: str) -> None:
    assert working.rows("meridian_prov", text=text) == ()
    assert len(working.rows("meridian_prov")) == len(seven)


@pytest.mark.parametrize(
    "token", ["x", "e30=", "WzFd", "WyJhIiwiYiIsImMiXQ==", "🙂", "W251bGwsbnVsbCxudWxsXQ=="]
)
def test_a_token_that_is_none_is_refused(working: Working, token: str) -> None:
    refused = working.refused("meridian_prov", contract.QUEUE, after=token)
    assert refused.code == "E-CURSOR"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8", min_codepoint=33, exclude_categories=["Z", "C"]), min_size=1))
def test_any_text_as_a_token_is_answered_or_refused(working: Working, token: str) -> None:
    try:
        working.on("meridian_prov").call(contract.QUEUE, QueueRequest(after=token))
    except AgentViewError as error:
        assert error.code == "E-CURSOR"  # noqa: PT017 - most texts are refused


def test_facets_name_what_occurs(working: Working, seven: list[int]) -> None:
    facets = working.call("meridian_prov", contract.FACETS)
    assert [one.name for one in facets.service_types] == ["Mobile"]
    assert [one.name for one in facets.retailers] == ["Harbour Mobile"]
    assert seven


def test_an_export_gives_every_row_and_is_audited(working: Working, seven: list[int]) -> None:
    page = working.call("meridian_prov", contract.EXPORT, columns=["Order", "Customer"])
    assert [row.task_id for row in page.rows] == seven
    assert (page.total, page.last, page.zone) == (7, None, "Australia/Sydney")


def many(working: Working, count: int) -> None:
    """Multiply one task by plain rows: an export and a bulk command count them."""
    task = working.new()
    with working.backend.database.write(Stamp("test", build.START)) as session:
        row = session.get_one(ProvisioningTask, task.row.task_id)
        columns = {c.key: getattr(row, c.key) for c in ProvisioningTask.__table__.columns if c.key != "id"}
        for number in range(count - 1):
            # Finished ones: one service has one open task at the most.
            columns |= {"reference": f"PO-9{number:05d}/1", "bucket": "DONE", "status": "COMPLETED"}
            session.add(ProvisioningTask(**columns))


def test_d_19_more_than_a_thousand_rows_need_export_large(working: Working) -> None:
    many(working, 1_002)
    wanted = QueueFilter(view=View.DONE)
    refused = working.refused("meridian_prov", contract.EXPORT, filter=wanted)
    assert isinstance(refused, Denied)
    assert (refused.code, refused.values["rows"]) == ("E-EXPORT-LARGE", 1_001)
    page = working.call("meridian_lead", contract.EXPORT, filter=wanted)
    seen = [row.task_id for row in page.rows]
    while page.last is not None:
        page = working.call("meridian_lead", contract.EXPORT, filter=wanted, after=page.last)
        seen += [row.task_id for row in page.rows]
    assert len(seen) == len(set(seen)) == 1_001
    counts = {one.view: one.rows for one in working.call("meridian_prov", contract.VIEWS).counts}
    assert counts[View.DONE] == 1_000, "counts of pills stop at their cap"


def test_a_bulk_command_answers_for_each_row(working: Working, seven: list[int]) -> None:
    working.call("meridian_prov2", contract.CLAIM, task_id=seven[1])
    tasks = [{"task_id": task_id, "version": 1} for task_id in (*seven[:3], 999_999)]
    results = working.call("meridian_prov", contract.BULK, command="claim", tasks=tasks).results
    assert [one.acted is not None for one in results] == [True, False, True, False]
    assert [one.refusals[0].code for one in results if one.refusals] == ["E-CLAIMED", "E-NOT-FOUND"]
    assert [one.reference != "" for one in results] == [True, True, True, False]
    assert len(working.rows("meridian_prov", view=View.MINE)) == 2


def test_a_bulk_halt_refuses_stale_rows_and_halts_the_others(working: Working, seven: list[int]) -> None:
    working.call("meridian_prov", contract.CLAIM, task_id=seven[0])
    tasks = [{"task_id": task_id, "version": 1} for task_id in seven[:3]]
    answer = working.call(
        "meridian_prov", contract.BULK, command="halt", tasks=tasks, halt_code="NO_CAPACITY", text="Full"
    )
    assert [one.refusals[0].code if one.refusals else None for one in answer.results] == [
        "E-STALE",
        None,
        None,
    ]
    assert working.read("meridian_prov", seven[0]).row.status is TaskStatus.IN_PROGRESS
    assert len(working.rows("meridian_prov", view=View.HALTED)) == 2


def test_d_19_bulk_powers(working: Working, seven: list[int]) -> None:
    few = [{"task_id": task_id, "version": 1} for task_id in seven[:1]]
    refused = working.refused("meridian_prov", contract.BULK, command="abort", tasks=few, text="x")
    assert refused.code == "E-POWER"
    lots = [{"task_id": number, "version": 1} for number in range(1, 52)]
    refused = working.refused("meridian_prov", contract.BULK, command="claim", tasks=lots)
    assert (refused.code, refused.values["limit"]) == ("E-BULK-LARGE", 50)
    assert len(working.call("meridian_lead", contract.BULK, command="claim", tasks=lots).results) == 51
