"""Reading the audit log is written down; no filter reads the whole log for one page (D-19)."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, select, text

from agentview.contract import audit as contract
from agentview.contract import provisioning
from agentview.contract.audit import AuditFilter
from agentview.core.errors import Denied
from agentview.core.power import Power
from agentview.models.database import Stamp
from agentview.models.party import UserPowerOverride
from agentview.models.trail import AuditEntry
from agentview.services import exporting
from agentview.services.audit import listing, look, wanted
from agentview.services.audit.place import LogPlace
from agentview.services.session.caller import caller_named
from tests import build
from tests.fixtures.backend import Backend
from tests.fixtures.statements import statements
from tests.services.audit.log_reading import opened, page
from tests.services.audit.log_reading import wanted as asks
from tests.services.provisioning.working import Working


def readings(backend: Backend) -> list[tuple[str, str | None]]:
    """Return what was written down of readings."""
    with backend.database.read() as session:
        rows = session.execute(
            select(AuditEntry.action, AuditEntry.new_value)
            .where(AuditEntry.entity == "audit")
            .order_by(AuditEntry.id)
        )
        return [(row.action, row.new_value) for row in rows]


def test_d_19_a_reading_is_written_down_once_with_its_filter(working: Working) -> None:
    asked = asks(record="PO-1", text="Marlow is angry", action="halt")
    reading = opened(working, asked)
    assert readings(working.backend) == [("read", "record PO-1, action halt, text 15 characters")]
    for _ in range(3):
        page(working, reading, asked)
    assert len(readings(working.backend)) == 1
    everything = opened(working)
    assert readings(working.backend)[-1] == ("read", "everything")
    own = [line for line in page(working, everything).rows if line.entity == "audit"]
    assert [(line.by, line.field) for line in own] == [("Harbour Auditor", None)] * 2


def test_what_was_typed_as_a_kind_is_not_written_down(working: Working) -> None:
    opened(working, asks(entity="Marlow Dental", action="Kelechi!"))
    assert readings(working.backend) == [("read", "entity other, action other")]


def test_d_19_nobody_reads_what_was_not_written_down(working: Working) -> None:
    reading = opened(working, asks(entity="task"))
    foreign: list[dict[str, object]] = [
        {"reading_id": reading.reading_id},
        {"reading_id": reading.reading_id, "filter": {"entity": "order"}},
        {"reading_id": 1, "filter": {"entity": "task"}},
        {"reading_id": 2**40, "filter": {"entity": "task"}},
    ]
    for request in foreign:
        refused = working.refused("harbour_auditor", contract.ENTRIES, **request)
        assert isinstance(refused, Denied), request
        assert refused.code == "E-AUDIT-READING"
    working.backend.clock.move(timedelta(hours=12))
    working.sign_in_again()
    late = working.refused(
        "harbour_auditor",
        contract.ENTRIES,
        reading_id=reading.reading_id,
        filter=AuditFilter(entity="task"),
    )
    assert late.code == "E-AUDIT-READING"


def test_d_19_the_reading_of_another_auditor_opens_nothing(working: Working) -> None:
    reading = opened(working)
    lead = list(build.USERS).index("harbour_lead") + 1
    with working.backend.database.write(Stamp("test", build.START)) as session:
        session.add(UserPowerOverride(user_id=lead, power=Power.READ_AUDIT.value, effect="GRANT"))
    refused = working.refused("harbour_lead", contract.ENTRIES, reading_id=reading.reading_id)
    assert refused.code == "E-AUDIT-READING"


def test_an_export_is_audited_at_its_start_and_goes_on_with_its_own_place(
    working: Working, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "EXPORT_PAGE", 4)
    task = working.new()
    for number in range(6):
        working.call("harbour_csa", provisioning.ADD_NOTE, task_id=task.row.task_id, text=f"note {number}")
    asked: dict[str, object] = {"filter": {"entity": "task"}, "columns": ["at", "by"]}
    first = working.call("harbour_auditor", contract.EXPORT, **asked)
    assert (len(first.rows), first.total, first.zone) == (4, 7, "Australia/Sydney")
    second = working.call("harbour_auditor", contract.EXPORT, **asked, after=first.last)
    assert [line.action for line in second.rows] == ["note", "note", "create"]
    assert readings(working.backend) == [("export", "entity task: 7 rows: at, by")]
    other = working.refused("harbour_auditor", contract.EXPORT, after=first.last)
    assert other.code == "E-AUDIT-READING"
    forged = page(working, opened(working), limit=1).last
    assert working.refused("harbour_auditor", contract.EXPORT, after=forged).code == "E-AUDIT-READING"


def test_d_19_more_than_a_thousand_rows_take_a_power(
    working: Working, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "EXPORT_FREE", 3)
    working.new()
    refused = working.refused("harbour_auditor", contract.EXPORT)
    assert isinstance(refused, Denied)
    assert (refused.code, refused.values["limit"]) == ("E-EXPORT-LARGE", 3)
    assert readings(working.backend) == []
    auditor = list(build.USERS).index("harbour_auditor") + 1
    with working.backend.database.write(Stamp("test", build.START)) as session:
        session.add(UserPowerOverride(user_id=auditor, power=Power.EXPORT_LARGE.value, effect="GRANT"))
    assert working.call("harbour_auditor", contract.EXPORT).total > 3
    monkeypatch.setattr(listing, "EXPORT_LOOKED_AT", 2)
    assert working.refused("harbour_auditor", contract.EXPORT).code == "E-AUDIT-BROAD"


@pytest.fixture
def short_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a page look at a few entries only."""
    monkeypatch.setattr(look, "STEPS", (2, 3, 4))


@pytest.mark.usefixtures("short_steps")
def test_a_rare_entry_is_found_by_going_on(working: Working) -> None:
    task = working.new()
    working.call("harbour_csa", provisioning.ADD_NOTE, task_id=task.row.task_id, text="needle")
    for number in range(30):
        working.call("harbour_csa", provisioning.ADD_NOTE, task_id=task.row.task_id, text=f"hay {number}")
    asked = asks(text="needle")
    reading = opened(working, asked)
    found: list[contract.AuditEntryLine] = []
    after, pages = None, 0
    while True:
        part = page(working, reading, asked, after=after)
        found += part.rows
        after, pages = part.last, pages + 1
        if after is None:
            break
        assert part.looked_back_to is not None
    assert [line.reason for line in found] == ["needle"]
    assert pages > 3, "a page looks at nine entries"


def filters(backend: Backend) -> dict[str, AuditFilter]:
    """Return a filter of each kind."""
    return {
        "provider": AuditFilter(text="needle"),
        "kind": AuditFilter(entity="task", action="note"),
        "span": AuditFilter(since=build.START, until=backend.clock.now() + timedelta(days=1)),
        "user": AuditFilter(user_id=1, text="needle"),
        "account": AuditFilter(customer=build.ACCOUNT_NO[build.MARLOW], text="needle"),
        "record": AuditFilter(record="PO-1"),
        "one": AuditFilter(entity="task", entity_id=1),
    }


def test_a_page_takes_a_fixed_number_of_statements_however_long_the_log_is(local_backend: Backend) -> None:
    working = Working(local_backend)
    reading = {name: opened(working, asked) for name, asked in filters(local_backend).items()}
    few = {name: _statements(working, reading[name], asked) for name, asked in filters(local_backend).items()}
    _lengthen(local_backend, 30_000)
    for name, asked in filters(local_backend).items():
        many = _statements(working, reading[name], asked)
        assert many <= few[name] + 2 * len(look.STEPS), name


def _statements(working: Working, reading: contract.Reading, asked: AuditFilter) -> int:
    with statements(working.backend.database) as sent:
        page(working, reading, asked)
    return len(sent)


def _lengthen(backend: Backend, number: int) -> None:
    rows = [
        {
            "at": build.START - timedelta(seconds=count),
            "actor": "Harbour Csa",
            "user_id": 1,
            "provider_id": build.HARBOUR,
            "entity": "task",
            "entity_id": 100 + count,
            "account_id": build.MARLOW if count % 100 == 0 else build.BRIGHT,
            "action": "edit",
            "is_internal": False,
        }
        for count in range(number)
    ]
    with backend.database.write(Stamp("test", build.START)) as session:
        session.execute(insert(AuditEntry), rows)
    with backend.database.write(Stamp("test", build.START)) as session:
        session.execute(text("ANALYZE"))


def test_every_step_begins_in_an_index(local_backend: Backend) -> None:
    _lengthen(local_backend, 30_000)
    kind = local_backend.database.engine.dialect
    explain = "EXPLAIN QUERY PLAN " if local_backend.database.is_embedded else "EXPLAIN "
    with local_backend.database.read() as session:
        caller = caller_named(session, "harbour_auditor")
        assert caller is not None
        for name, asked in filters(local_backend).items():
            sought = wanted.wanted_by(session, caller, asked)
            place = LogPlace(build.START, 2**20)
            window = look._window(sought, place, look.STEPS[-1])
            sql = str(window.compile(dialect=kind, compile_kwargs={"literal_binds": True}))
            plan = "\n".join(str(row) for row in session.connection().exec_driver_sql(explain + sql))
            assert "ix_audit_entry" in plan, (name, plan)
            assert "Seq Scan" not in plan, (name, plan)
            assert "SCAN audit_entry" not in plan.replace("SCAN audit_entry USING", ""), (name, plan)
