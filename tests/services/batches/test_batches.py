"""The list of batches, their records and files, and what people do about failed ones (S-20)."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from agentview.contract import batches as contract
from agentview.contract.batches import BatchActed, BatchFilter, BatchRow
from agentview.contract.hardware import BatchKind, BatchStatus, RecordOutcome
from agentview.contract.op import Op
from agentview.core.errors import Conflict, Denied, NotFound, Rejected
from agentview.models.batch import Batch
from agentview.models.database import Stamp
from agentview.models.hardware_catalogue import Warehouse
from agentview.models.job_run import JobRun
from agentview.models.trail import AuditEntry
from agentview.models.work_item import WorkItem
from tests import build
from tests.build_hardware import CASE, PHONE, SYDNEY
from tests.fixtures.backend import Backend
from tests.services.provisioning.working import Working
from tests.services.warehouse_exchange.depot import Depot, dispatch_file, line, record

BACK = "harbour_back"


@pytest.fixture
def depot(backend: Backend, tmp_path: Path) -> Depot:
    """Return the warehouses of the small operator, on each backend."""
    with backend.database.write(Stamp("test", build.START)) as session:
        session.execute(update(Warehouse).values(exchange_url="file:///somewhere"))
    return Depot(backend, tmp_path / "exchange")


@pytest.fixture
def working(backend: Backend) -> Working:
    """Return the people of the small operator."""
    return Working(backend)


def sent(depot: Depot) -> tuple[int, list[int]]:
    """Send an order; return its id and those of its lines."""
    order = depot.order((PHONE, SYDNEY, 1), (CASE, SYDNEY, 1))
    depot.request()
    return order, [one.id for one in depot.lines(order)]


def answered(depot: Depot, name: str, *records: dict[str, object], **header: object) -> None:
    """Let the warehouse answer."""
    depot.at(SYDNEY).send(name, dispatch_file(name, records, **header))  # type: ignore[arg-type]
    depot.dispatch(SYDNEY)


def rows(working: Working, **wanted: object) -> list[BatchRow]:
    """List batches as the back office does."""
    return list(working.call(BACK, contract.LIST, filter=BatchFilter.model_validate(wanted)).rows)


def test_batches_are_listed_newest_first_and_page_by_page(depot: Depot, working: Working) -> None:
    """S-20."""
    for _ in range(5):
        sent(depot)
    ids = [row.batch_id for row in rows(working)]
    assert ids == sorted(ids, reverse=True)
    assert len(ids) == 5
    first = working.call(BACK, contract.LIST, limit=2)
    second = working.call(BACK, contract.LIST, limit=2, after=first.last)
    assert [row.batch_id for row in (*first.rows, *second.rows)] == ids[:4]
    back = working.call(BACK, contract.LIST, limit=2, before=second.first)
    assert back.rows == first.rows
    assert working.call(BACK, contract.SIZE).rows == 5


def test_batches_are_filtered_by_kind_state_partner_and_name(depot: Depot, working: Working) -> None:
    """S-20."""
    order, [phone, case] = sent(depot)
    answered(depot, "D1.json", record(order, line(phone, "A", unit=1), line(case, unit=1)))
    answered(depot, "BAD.json", version="0")
    dispatch, request = BatchKind.SALES_ORDER_DISPATCH, BatchKind.SALES_ORDER_REQUEST
    assert [row.kind for row in rows(working, kinds=[request])] == [request]
    assert [row.status for row in rows(working, statuses=[BatchStatus.FAILED])] == [BatchStatus.FAILED]
    assert [row.file_name for row in rows(working, text="bad")] == ["BAD.json"]
    assert len(rows(working, warehouse_ids=[SYDNEY])) == len(rows(working, text="sydney")) == 3
    assert rows(working, warehouse_ids=[SYDNEY + 1]) == []
    assert rows(working, enrolment_provider_ids=[1]) == []
    assert working.call(BACK, contract.SIZE, filter={"kinds": [dispatch]}).rows == 2


def test_a_batch_is_shown_with_its_counts(depot: Depot, working: Working) -> None:
    """S-20."""
    order, [phone, case] = sent(depot)
    answered(
        depot, "D1.json", record(order, line(phone, "A", unit=1), line(case, unit=1), line(case, unit=1))
    )
    [row] = rows(working, kinds=[BatchKind.SALES_ORDER_DISPATCH])
    found = working.call(BACK, contract.READ, batch_id=row.batch_id)
    assert found.row == row
    assert (row.partner, row.partner_name, row.error) == ("SYD", "Sydney", None)
    assert (row.records, row.ok, row.errors, row.duplicates) == (3, 2, 0, 1)
    assert (found.external_file_name, found.received_at, found.report) == ("D1.json", build.START, ())
    assert len(found.sha256) == 64


def test_records_are_paged_and_filtered(depot: Depot, working: Working) -> None:
    """S-20: with order, product and what became of each."""
    order, [phone, case] = sent(depot)
    told = [line(phone, unit=1, error=("OOS", "Out of stock")), line(case, unit=1), line(77_777, unit=1)]
    answered(depot, "D1.json", record(order, *told))
    [row] = rows(working, kinds=[BatchKind.SALES_ORDER_DISPATCH])
    page = working.call(BACK, contract.RECORDS, batch_id=row.batch_id, limit=2)
    first, second = page.rows
    assert (first.order, first.line_id, first.code, first.text) == (
        f"HO-{order}",
        phone,
        "OOS",
        "Out of stock",
    )
    assert (second.product, second.unit_no, second.outcome) == ("Leather case", 1, RecordOutcome.OK)
    [third] = working.call(BACK, contract.RECORDS, batch_id=row.batch_id, after=page.last).rows
    assert (third.order_id, third.code) == (None, "E-DISPATCH-LINE")
    wanted = {"batch_id": row.batch_id, "outcomes": ["ERROR"]}
    assert [one.seq for one in working.call(BACK, contract.RECORDS, **wanted).rows] == [1, 3]


def test_the_report_of_a_bad_file_names_place_and_code(depot: Depot, working: Working) -> None:
    """R-HW-17, S-20: and repeats nothing that stood in it."""
    answered(depot, "BAD.json", {"id": "HO-1", "lines": [{"lineId": "secret", "status": "OK"}]})
    [row] = rows(working)
    found = working.call(BACK, contract.READ, batch_id=row.batch_id)
    [problem] = found.report
    assert (problem.code, problem.field) == ("E-INTERFACE-TYPE", "lines[0].lineId")
    assert problem.values["record"] == 1
    assert row.error == "E-INTERFACE-TYPE"
    assert "secret" not in found.model_dump_json()


def test_the_file_is_read_as_text_and_each_reading_is_audited(
    depot: Depot, working: Working, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S-20: page by page, no character cut in two, no control characters."""
    monkeypatch.setattr("agentview.services.batches.files.TEXT_SIZE", 10)
    content = "ab€€€€\x00\x1bcd…".encode()
    depot.at(SYDNEY).send("BAD.json", content)
    depot.dispatch(SYDNEY)
    [row] = rows(working)
    pages = [working.call(BACK, contract.TEXT, batch_id=row.batch_id, number=at) for at in range(3)]
    assert [page.pages for page in pages] == [3, 3, 3]
    assert "".join(page.text for page in pages) == "ab€€€€\ufffd\ufffdcd…"
    told = [one for one in depot.rows(AuditEntry) if (one.entity, one.action) == ("batch", "reveal")]
    assert [one.new_value for one in told] == ["BAD.json: 0", "BAD.json: 1", "BAD.json: 2"]
    assert working.refused(BACK, contract.TEXT, batch_id=row.batch_id, number=3).code == "E-BATCH-NO-FILE"


def test_the_file_is_downloaded_byte_by_byte(
    depot: Depot, working: Working, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S-20: exactly what was sent."""
    monkeypatch.setattr("agentview.services.batches.files.PART_SIZE", 100)
    sent(depot)
    [(_, content)] = depot.at(SYDNEY).take()
    [row] = rows(working)
    got, number, is_last = b"", 0, False
    while not is_last:
        part = working.call(BACK, contract.DOWNLOAD, batch_id=row.batch_id, number=number)
        got, number, is_last = got + part.content, number + 1, part.is_last
    assert got == content
    assert working.call(BACK, contract.READ, batch_id=row.batch_id).size == len(content)
    told = [one for one in depot.rows(AuditEntry) if (one.entity, one.action) == ("batch", "download")]
    assert len(told) == number


def test_who_runs_no_jobs_sees_no_batch(depot: Depot, working: Working) -> None:
    """D-19: RUN_JOBS, held by supervisor and back office."""
    sent(depot)
    ops: tuple[Op[Any, Any], ...] = (contract.READ, contract.RECORDS, contract.TEXT, contract.DOWNLOAD)
    assert isinstance(working.refused("harbour_csa", contract.LIST), Denied)
    for op in ops:
        assert isinstance(working.refused("harbour_csa", op, batch_id=1), Denied)
    assert working.call("harbour_lead", contract.LIST).rows


def test_another_provider_finds_no_batch(depot: Depot, working: Working) -> None:
    """R-GEN-10."""
    sent(depot)
    [row] = rows(working)
    assert working.call("alpine_lead", contract.LIST).rows == ()
    assert isinstance(working.refused("alpine_lead", contract.READ, batch_id=row.batch_id), NotFound)
    assert isinstance(working.refused("alpine_lead", contract.TEXT, batch_id=row.batch_id), NotFound)


def refused_file(depot: Depot, working: Working) -> tuple[int, BatchRow]:
    """Let a good file come in while the warehouse has another code; return its order and its batch."""
    order, [phone, case] = sent(depot)
    told = record(order, line(phone, "A", unit=1), line(case, unit=1))
    answered(depot, "D1.json", told, wareHouse={"id": "SYDNEY"})
    [row] = rows(working, statuses=[BatchStatus.FAILED])
    assert row.error == "E-BATCH-WAREHOUSE"
    return order, row


def test_a_failed_file_is_taken_from_its_start(depot: Depot, working: Working) -> None:
    """S-20: as it was kept, once what was wrong is mended; its case ends."""
    order, row = refused_file(depot, working)
    with depot.backend.database.write(Stamp("test", build.START)) as session:
        session.execute(update(Warehouse).where(Warehouse.id == SYDNEY).values(code="SYDNEY"))
    acted = working.call(BACK, contract.REPROCESS, batch_id=row.batch_id, version=row.version)
    assert acted.status is BatchStatus.RECEIVED
    assert [run.job for run in depot.rows(JobRun)] == ["sales_order_dispatch"]
    depot.dispatch(SYDNEY)
    assert depot.orders()[order] == "COMPLETE"
    [after] = [one for one in rows(working) if one.batch_id == row.batch_id]
    assert (after.status, after.ok) == (BatchStatus.PROCESSED, 2)
    assert [item.status for item in depot.rows(WorkItem)] == ["RESOLVED"]


def test_a_failed_file_that_is_still_wrong_fails_again(depot: Depot, working: Working) -> None:
    """S-20."""
    _, row = refused_file(depot, working)
    working.call(BACK, contract.REPROCESS, batch_id=row.batch_id, version=row.version)
    depot.dispatch(SYDNEY)
    [after] = rows(working, statuses=[BatchStatus.FAILED])
    assert (after.batch_id, after.error) == (row.batch_id, row.error)
    assert sorted(item.status for item in depot.rows(WorkItem)) == ["OPEN", "RESOLVED"]


def test_a_failed_file_is_ignored_with_a_reason(depot: Depot, working: Working) -> None:
    """S-20."""
    _, row = refused_file(depot, working)
    wanted = {"batch_id": row.batch_id, "version": row.version}
    assert isinstance(working.refused(BACK, contract.REPROCESS, **wanted | {"version": 99}), Conflict)
    acted: BatchActed = working.call(BACK, contract.IGNORE, **wanted, reason="Sent by mistake")
    assert acted.status is BatchStatus.IGNORED
    found = working.call(BACK, contract.READ, batch_id=row.batch_id)
    assert found.ignore_reason == "Sent by mistake"
    assert [item.status for item in depot.rows(WorkItem)] == ["RESOLVED"]
    [told] = [one for one in depot.rows(AuditEntry) if one.action == "ignore"]
    assert (told.reason, told.old_value, told.new_value) == ("Sent by mistake", "FAILED", "IGNORED")
    assert working.refused(BACK, contract.REPROCESS, **wanted | {"version": acted.version}).code == "E-STATE"


def test_what_was_sent_is_never_sent_again(depot: Depot, working: Working) -> None:
    """R-HW-26: not by reprocessing, in whatever state the row stands."""
    sent(depot)
    [row] = rows(working)
    wanted = {"batch_id": row.batch_id, "version": row.version}
    found = working.call(BACK, contract.READ, batch_id=row.batch_id)
    assert [one.command for one in found.commands if one.is_open] == []
    error = working.refused(BACK, contract.REPROCESS, **wanted)
    assert isinstance(error, Rejected)
    assert error.code == "E-STATE"


def test_a_file_that_went_out_is_not_reprocessed_even_where_it_failed(depot: Depot, working: Working) -> None:
    """R-HW-26: the table has no such way; the guard is the second wall."""
    sent(depot)
    with depot.backend.database.write(Stamp("test", build.START)) as session:
        session.execute(update(Batch).values(status="FAILED"))
    [row] = rows(working)
    error = working.refused(BACK, contract.REPROCESS, batch_id=row.batch_id, version=row.version)
    assert error.code == "E-BATCH-OUTBOUND"
