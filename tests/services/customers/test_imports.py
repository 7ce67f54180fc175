"""Imports: judged before, whole row by row, resumed, stopped, taken back; and the way out again."""

import csv
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from agentview.contract import customer_imports as contract
from agentview.contract import customers, search
from agentview.contract.customer_imports import LARGEST_BLOCK, ImportRow, ImportStatus, PutRows
from agentview.contract.op import Op
from agentview.contract.operations import OPERATIONS
from agentview.core.day import read_day
from agentview.core.errors import Conflict, Denied, NotFound, Refusal, Unknown
from agentview.core.power import Power
from agentview.files.customer_import import Plan, begin, rejects_of, take_back
from agentview.files.customer_rejects import write_customers, write_rejects
from agentview.models.customer import Account, Address, Contact
from agentview.models.trail import AuditEntry
from agentview.services import exporting
from tests.fixtures.backend import Backend
from tests.services.customers.having import seen
from tests.services.customers.importing import (
    DEFAULTS,
    HEADER,
    checked,
    many,
    planned,
    rejected,
    taken_in,
    written,
)
from tests.services.customers.importing import (
    customers as counted,
)
from tests.services.people.administering import give
from tests.services.provisioning.working import Working
from tests.world import assert_world

LEAD = "harbour_lead"
BAD = (
    "C-1,Jo Marlow,0491 570 156,jo@example.com,1 Quay Street,Sydney,AU",
    "C-2,,,,,,",
    "C-1,Twice,,,,,",
    "004-1001,Somebody else,,,,,",
    "004-1002,kelechi OKONKWO,,,,,",
    "C-3,No mail,,nonsense,,,",
    "C-4,No country,,,,,Australia",
    "C-5,No digits,none,,,,",
    "C-6,too,few",
    f"C-7,{'x' * 201},,,,,",
    ",,,,,,",
    ",Given a number,,,,,",
    "C-8,=cmd|'/c calc'!A1,+61 491 570 157 ext 3,,,,",
)
REFUSED = {
    3: ["E-NAME-OR-NUMBER"],
    4: ["E-ROW-TWICE"],
    5: ["E-ACCOUNT-TAKEN"],
    6: ["E-ROW-KNOWN"],
    7: ["E-EMAIL"],
    8: ["E-COUNTRY"],
    9: ["E-NO-DIGITS"],
    10: ["E-ROW-CELLS"],
    11: ["E-LONG"],
}


def test_a_dry_run_judges_each_row_and_writes_nothing(working: Working, tmp_path: Path) -> None:
    before = counted(working.backend)
    good, refused = checked(working.on(LEAD), written(tmp_path, *BAD))
    assert (good, refused) == (3, REFUSED)
    assert counted(working.backend) == before


def test_each_row_is_wholly_in_or_not_at_all(working: Working, tmp_path: Path) -> None:
    gateway = working.on(LEAD)
    before = counted(working.backend)
    state = taken_in(gateway, written(tmp_path, *BAD))
    assert state.status is ImportStatus.FINISHED
    assert (state.rows, state.done, state.made, state.known, state.rejected) == (13, 13, 3, 1, 8)
    assert rejected(gateway, state) == REFUSED
    assert counted(working.backend) == before + 3
    assert_world(working.backend.database)
    hits = working.call(LEAD, search.FIND, text="0491570156").hits
    found = seen(working, hits[0].record_id)
    assert (found.name, found.account_no) == ("Jo Marlow", "C-1")
    assert found.contacts[0].mobile is not None
    timeline = working.call(LEAD, customers.TIMELINE, account_id=found.account_id).entries
    assert [(entry.entity, entry.action) for entry in timeline] == [("account", "import")]
    formula = working.call(LEAD, search.FIND, text="C-8").hits[0]
    assert formula.title == "=cmd|'/c calc'!A1"


def test_rejects_stand_in_a_file_that_can_be_corrected_and_imported(working: Working, tmp_path: Path) -> None:
    gateway = working.on(LEAD)
    path, out = written(tmp_path, *BAD), tmp_path / "rejects.csv"
    with planned(path) as plan:
        state = taken_in(gateway, path)
        assert write_rejects(plan.file, rejects_of(gateway, state.import_id), out) == len(REFUSED)
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0])[:7] == HEADER.split(",")
    assert {int(row["row"]): row["Account no"] for row in rows}[5] == "004-1001"
    assert all("[E-" in row["reason"] for row in rows)
    corrected = out.read_text("utf-8-sig").replace("nonsense", "jo@example.net")
    again = tmp_path / "corrected.csv"
    again.write_text(corrected, encoding="utf-8")
    assert taken_in(gateway, again).made == 1


def test_it_goes_on_after_the_last_whole_block_and_takes_no_row_twice(
    working: Working, tmp_path: Path
) -> None:
    gateway = working.on(LEAD)
    path = written(tmp_path, *many(1_250))
    before = counted(working.backend)
    asked = count()
    stopped = taken_in(gateway, path, lambda: next(asked) == 1)
    assert (stopped.done, stopped.made) == (LARGEST_BLOCK, LARGEST_BLOCK)
    assert stopped.status is ImportStatus.RUNNING
    assert counted(working.backend) == before + LARGEST_BLOCK
    state = taken_in(gateway, path)
    assert (state.import_id, state.made, state.rejected) == (stopped.import_id, 1_250, 0)
    assert counted(working.backend) == before + 1_250
    with pytest.raises(Conflict) as done:
        taken_in(gateway, path)
    assert done.value.code == "E-IMPORT-DONE"
    meant = taken_in(gateway, path, again=True)
    assert (meant.made, meant.known) == (0, 1_250)


def test_half_a_file_goes_on_only_under_the_same_columns(working: Working, tmp_path: Path) -> None:
    gateway = working.on(LEAD)
    path = written(tmp_path, *many(3))
    taken_in(gateway, path, lambda: True)
    with planned(path) as plan:
        fewer = {column: field for column, field in plan.columns.items() if column != "City"}
        other_plan = Plan(plan.file, plan.found, fewer, DEFAULTS)
        with pytest.raises(Conflict) as other:
            begin(gateway, other_plan)
    assert other.value.code == "E-IMPORT-COLUMNS"


def test_a_block_twice_changes_nothing_and_a_gap_is_refused(working: Working, tmp_path: Path) -> None:
    gateway = working.on(LEAD)
    path = written(tmp_path, *many(4))
    with planned(path) as plan:
        state = begin(gateway, plan)
    rows = tuple(ImportRow.model_validate({"values": {"name": f"Person {at}"}}) for at in range(2))
    put = PutRows(import_id=state.import_id, done=0, rows=rows)
    once, twice = gateway.call(contract.PUT, put), gateway.call(contract.PUT, put)
    assert once == twice
    for place in (1, 3):
        gap = PutRows(import_id=state.import_id, done=place, rows=rows)
        with pytest.raises(Conflict) as refused:
            gateway.call(contract.PUT, gap)
        assert (refused.value.code, refused.value.values["done"]) == ("E-IMPORT-PLACE", 2)
    assert working.refused(LEAD, contract.FINISH, import_id=state.import_id).code == "E-IMPORT-OPEN"


def test_a_lost_answer_is_asked_for_again_and_nothing_comes_in_twice(
    working: Working, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gateway = working.on(LEAD)
    before = counted(working.backend)
    call = gateway.call
    lost = count()

    def lossy(op: Op[Any, Any], request: Any, **more: Any) -> Any:  # noqa: ANN401 - any operation
        answer = call(op, request, **more)
        if op is contract.PUT and next(lost) == 0:
            raise Unknown(Refusal("E-UNKNOWN"))
        return answer

    monkeypatch.setattr(gateway, "call", lossy)
    assert taken_in(gateway, written(tmp_path, *many(700))).made == 700
    assert counted(working.backend) == before + 700


def test_taking_back_removes_what_nobody_touched_and_keeps_the_trail(
    working: Working, tmp_path: Path
) -> None:
    gateway = working.on(LEAD)
    before = counted(working.backend)
    state = taken_in(gateway, written(tmp_path, *many(1_100)))
    ids = [working.call(LEAD, search.FIND, text=f"C-{at:05d}").hits[0].record_id for at in (3, 4)]
    working.call(LEAD, customers.ADD_NOTE, account_id=ids[0], text="Rang at noon")
    contact = seen(working, ids[1]).contacts[0]
    at = {"contact_id": contact.contact_id, "version": contact.version}
    working.call(LEAD, customers.EDIT_CONTACT, **at, fields={"name": "New name"})
    steps = list(take_back(gateway, state.import_id))
    assert sum(step.removed for step in steps) == 1_098
    assert (steps[-1].left, steps[-1].kept) == (0, 2)
    assert counted(working.backend) == before + 2
    assert working.call(LEAD, search.FIND, text="C-00005").hits == ()
    assert working.call(LEAD, contract.STATUS, import_id=state.import_id).status is ImportStatus.TAKEN_BACK
    assert working.refused(LEAD, contract.TAKE_BACK, import_id=state.import_id).code == "E-IMPORT-OVER"
    with working.backend.database.read() as session:
        trail = session.scalars(select(func.count()).where(AuditEntry.action == "import")).one()
        strays = [
            session.scalars(
                select(func.count()).select_from(table).where(table.account_id.not_in(select(Account.id)))
            ).one()
            for table in (Contact, Address)
        ]
    assert (trail, strays) == (1_100, [0, 0])
    assert_world(working.backend.database)


def test_customers_go_out_and_come_in_again_as_they_were(working: Working, tmp_path: Path) -> None:
    gateway = working.on(LEAD)
    path = tmp_path / "export.csv"
    assert list(write_customers(gateway, path, in_full=True))[-1] == counted(working.backend)
    state = taken_in(gateway, path)
    assert (state.made, state.known) == (0, counted(working.backend))
    masked = tmp_path / "masked.csv"
    list(write_customers(gateway, masked, in_full=False))
    assert "@example.com" not in masked.read_text("utf-8-sig")
    denied = working.refused("harbour_admin", contract.EXPORT, in_full=True)
    assert isinstance(denied, Denied)


ON_AN_IMPORT = [op for op in OPERATIONS if "import_id" in op.request.model_fields]


@pytest.mark.parametrize("op", ON_AN_IMPORT, ids=lambda op: op.name)
def test_r_gen_10_another_provider_s_import_is_not_there(
    working: Working, tmp_path: Path, op: Op[Any, Any]
) -> None:
    state = taken_in(working.on(LEAD), written(tmp_path, *many(3)), lambda: True)
    more = {"done": 0, "rows": [{"values": {"name": "x"}}]} if op is contract.PUT else {}
    refused = working.refused("alpine_lead", op, import_id=state.import_id, **more)
    assert isinstance(refused, NotFound)
    assert isinstance(working.refused("harbour_csa", op, import_id=state.import_id, **more), Denied)
    assert working.call("alpine_lead", contract.IMPORTS).imports == ()
    listed = working.call(LEAD, contract.IMPORTS).imports
    assert [one.import_id for one in listed] == [state.import_id]


def test_the_same_file_of_two_providers_is_two_imports(working: Working, tmp_path: Path) -> None:
    path = written(tmp_path, *many(3))
    first, second = taken_in(working.on(LEAD), path), taken_in(working.on("alpine_lead"), path)
    assert (first.made, second.made) == (3, 3)
    assert first.import_id != second.import_id


def test_the_largest_block_stays_below_the_limit_of_a_request(http_backend: Backend, tmp_path: Path) -> None:
    gateway = http_backend.gateway(LEAD)
    long = ",".join(("x" * 190 + " \U0001f469", "0491 570 156", "a@example.com", "y" * 190, "z" * 190))
    state = taken_in(gateway, written(tmp_path, *(f"C-{at},{long},AU" for at in range(1_200))))
    assert state.made == 1_200


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2001-12-31", "2001-12-31"),
        ("31.12.2001", "2001-12-31"),
        ("1/2/2001", "2001-02-01"),
        ("2001-12-31T00:00:00", "2001-12-31"),
        ("31.2.2001", None),
        ("12/31/2001", None),
        ("yesterday", None),
    ],
)
def test_days_are_read_day_first_or_not_at_all(text: str, day: str | None) -> None:
    read = read_day(text)
    assert (read.isoformat() if read else None) == day


def test_d_19_all_customers_at_once_take_the_power_of_large_exports(
    backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    working = Working(backend)
    monkeypatch.setattr(exporting, "EXPORT_FREE", 2)
    assert working.call(LEAD, contract.EXPORT, limit=1).rows
    give(working, LEAD, Power.EXPORT_LARGE, "DENY")
    assert working.refused(LEAD, contract.EXPORT, limit=1).code == "E-EXPORT-LARGE"
