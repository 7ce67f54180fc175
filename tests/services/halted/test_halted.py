"""Halted requests on the retailer's side (S-08, R-PRV-18 to 23)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from agentview.contract import halted as contract
from agentview.contract import provisioning
from agentview.contract.halted import HaltedFilter, HaltedRow, HaltedSort
from agentview.contract.provisioning import HaltCode
from agentview.models.trail import AuditEntry
from tests import build
from tests.fixtures.backend import Backend
from tests.services.provisioning.working import Working, at


@pytest.fixture
def working(backend: Backend) -> Working:
    return Working(backend)


@pytest.fixture
def working_here(local_backend: Backend) -> Working:
    return Working(local_backend)


def rows(working: Working, who: str = "harbour_csa", **wanted: object) -> tuple[HaltedRow, ...]:
    return working.call(who, contract.REQUESTS, filter=wanted).rows


def test_r_prv_18_the_retailer_sees_what_stopped_why_and_who_said_so(working: Working) -> None:
    task = working.new()
    working.new(phone="+61491570157")
    assert rows(working) == ()
    working.halt(task)
    [row] = rows(working)
    assert (row.reference, row.customer, row.service, row.attempt_no) == (
        task.row.reference,
        "Marlow Dental Group",
        "MOB-40-SIM",
        1,
    )
    assert (row.halt_code, row.halt_text, row.halted_at, row.halted_by) == (
        HaltCode.ADDRESS_INVALID,
        "No such address",
        build.START,
        "Meridian Prov",
    )
    assert (row.order_id, row.account_id) == (1, build.MARLOW)
    assert working.call("harbour_csa", contract.SIZE).rows == 1


def test_r_prv_22_commands_are_those_of_the_retailer(working: Working) -> None:
    working.halt(working.new())

    def open_commands(who: str) -> set[str]:
        page = working.call(who, contract.REQUESTS)
        [row] = page.rows
        return {one.command for one in page.commands[row.commands] if one.is_open}

    assert {"amend", "resubmit"} <= open_commands("harbour_csa")
    assert "abort" not in open_commands("harbour_csa")
    assert "abort" in open_commands("harbour_lead")
    assert "resubmit" not in open_commands("harbour_prov")


def test_r_prv_19_and_23_what_is_resubmitted_leaves_the_list(working: Working) -> None:
    task = working.new()
    working.halt(task)
    halted = working.read("harbour_csa", task)
    fields = halted.fields.model_copy(update={"identifier": "+61491570158"})
    working.call("harbour_csa", provisioning.AMEND, **at(halted), fields=fields)
    [row] = rows(working)
    assert (row.identifier, row.version) == ("+61491570158", working.read("harbour_csa", task).row.version)
    working.call("harbour_csa", provisioning.RESUBMIT, task_id=row.task_id, version=row.version)
    assert rows(working) == ()


def test_d_31_the_wholesaler_and_other_retailers_see_none_of_it(working: Working) -> None:
    ours = working.new()
    other = working.new(account=build.BRIGHT, phone="+61491570157")
    working.halt(ours)
    working.halt(other)
    for who in ("meridian_prov", "meridian_lead", "alpine_csa"):
        assert rows(working, who) == (), who
    assert [row.task_id for row in rows(working, "harbour_viewer")] == [ours.row.task_id]


def test_the_filter_and_the_longest_halted_first(working_here: Working) -> None:
    working = working_here
    first = working.new("MOB-80", account=build.BRIGHT, phone="+61491570157")
    working.halt(first, text="The building has no number")
    working.backend.clock.move(timedelta(hours=1))
    second = working.new()
    working.halt(second)
    references = [first.row.reference, second.row.reference]
    assert [row.reference for row in rows(working)] == references
    for text in ("bright", "no number", "570157", first.row.reference):
        assert [row.reference for row in rows(working, text=text)] == references[:1], text
    assert rows(working, codes=["NO_CAPACITY"]) == ()
    assert len(rows(working, codes=["ADDRESS_INVALID", "OTHER"])) == 2


@pytest.mark.parametrize("sort", list(HaltedSort))
@pytest.mark.parametrize("is_descending", [False, True])
def test_pages_go_on_where_the_last_ended(
    working_here: Working, sort: HaltedSort, is_descending: bool
) -> None:
    working = working_here
    for number, account in enumerate((build.MARLOW, build.BRIGHT, build.OKONKWO)):
        working.halt(working.new(account=account, phone=f"+6149157015{number}"))
        working.backend.clock.move(timedelta(minutes=1))
    order = {"sort": sort, "is_descending": is_descending}
    everything = working.call("harbour_csa", contract.REQUESTS, **order).rows
    first = working.call("harbour_csa", contract.REQUESTS, **order, limit=2)
    rest = working.call("harbour_csa", contract.REQUESTS, **order, limit=2, after=first.last)
    assert first.rows + rest.rows == everything
    assert (
        working.call("harbour_csa", contract.REQUESTS, **order, limit=2, before=rest.first).rows == first.rows
    )


def test_a_cancellation_that_was_halted_is_listed_under_its_number(working_here: Working) -> None:
    working = working_here
    task = working.active()
    with working.backend.database.read() as session:
        audit = session.scalars(select(AuditEntry.entity_id).where(AuditEntry.entity == "package")).first()
    cancel = working.cancel(f"PS-{audit}")
    working.halt(cancel)
    [row] = rows(working)
    assert (row.reference[:3], row.order_id, row.transfer_type) == ("CR-", None, "CANCEL")
    assert row.customer == task.row.customer


def test_the_export_is_what_the_list_shows_and_audited(working: Working) -> None:
    working.halt(working.new())
    page = working.call("harbour_csa", contract.EXPORT, columns=["order", "reason"])
    assert (page.rows, page.total, page.last) == (rows(working), 1, None)
    with working.backend.database.read() as session:
        said = session.scalars(select(AuditEntry.new_value).where(AuditEntry.action == "export")).all()
    assert said == ["halted requests: 1 rows: order, reason"]


def test_odd_filters_find_nothing(working_here: Working) -> None:
    working = working_here
    working.halt(working.new())
    for text in ("%", "_x", "'", "x" * 200):
        assert working.call("harbour_csa", contract.REQUESTS, filter=HaltedFilter(text=text)).rows == ()
