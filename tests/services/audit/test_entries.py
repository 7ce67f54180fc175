"""What the audit log shows to whom, and how it is filtered (S-35)."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from agentview.contract import audit as contract
from agentview.contract import provisioning
from agentview.contract.op import Op
from agentview.core.errors import Denied, Rejected
from agentview.core.power import Power
from agentview.models.database import Stamp
from agentview.models.party import UserPowerOverride
from agentview.models.trail import AuditEntry
from tests import build
from tests.migration_world import home
from tests.services.audit.log_reading import acts, lines, opened, page, wanted
from tests.services.holdings import hold
from tests.services.migrating import submitted
from tests.services.provisioning.working import Working, at


def test_s_35_an_entry_tells_time_who_what_from_to_and_why(working: Working) -> None:
    task = working.new()
    working.halt(task)
    found = lines(working, record=task.row.reference)
    halt = next(line for line in found if line.action == "halt")
    assert (halt.by, halt.entity, halt.reference) == ("Meridian Prov", "task", task.row.reference)
    assert (halt.old, halt.new) == ("IN_PROGRESS", "PROVISIONING_HALTED")
    assert (halt.account_no, halt.at) == (build.ACCOUNT_NO[build.MARLOW], build.START)
    assert halt.reason is not None
    assert "No such address" in halt.reason


def test_the_newest_stands_first(working: Working) -> None:
    task = working.new()
    working.backend.clock.move(timedelta(hours=1))
    working.call("harbour_csa", provisioning.ADD_NOTE, task_id=task.row.task_id, text="later")
    found = [line for line in lines(working) if line.entity != "user"]
    assert acts(tuple(found[:1])) == [("task", "note")]
    assert [(line.at, line.id) for line in found] == sorted(
        ((line.at, line.id) for line in found), reverse=True
    )


def test_each_filter_finds_its_entries_alone(working: Working) -> None:
    first = working.new()
    second = working.new(account=build.BRIGHT, phone="+61491570157")
    note = {"task_id": second.row.task_id, "text": "call Zoë_ back", "is_internal": False}
    working.call("harbour_lead", provisioning.ADD_NOTE, **note)
    csa = next(
        line.user_id for line in lines(working, record=first.row.reference) if line.by == "Harbour Csa"
    )
    assert {line.by for line in lines(working, user_id=csa)} == {"Harbour Csa"}
    assert {line.entity for line in lines(working, entity="order")} == {"order"}
    assert {line.action for line in lines(working, action="create")} == {"create"}
    assert {line.account_no for line in lines(working, customer="004-1003")} == {"004-1003"}
    assert acts(lines(working, text="CALL zoë_")) == [("task", "note")]
    assert lines(working, text="%") == ()
    both = lines(working, customer="004-1003", action="note")
    assert [line.reason for line in both] == ["call Zoë_ back"]
    one = lines(working, entity="task", entity_id=first.row.task_id)
    assert {line.reference for line in one} == {first.row.reference}


def test_a_reference_is_read_as_people_write_it(working: Working) -> None:
    task = working.new()
    order = task.row.reference.split("/")[0]
    kinds = {line.entity for line in lines(working, record=order.lower())}
    assert kinds == {"order", "task"}
    assert {line.entity for line in lines(working, record=f" {task.row.reference} ")} == {"task"}
    package = next(line for line in lines(working, entity="package"))
    assert package.reference.startswith("PS-")
    assert {line.reference for line in lines(working, record=package.reference)} == {package.reference}
    service = next(line for line in lines(working, entity="service"))
    assert {line.reference for line in lines(working, record=service.reference)} == {service.reference}
    assert lines(working, record="WI-99") == ()


@pytest.mark.parametrize(
    ("wanted", "code", "field"),
    [
        ({"record": "Marlow"}, "E-AUDIT-RECORD", "record"),
        ({"record": "PO-99999999999999999"}, "E-AUDIT-RECORD", "record"),
        ({"customer": "009-2001"}, "E-AUDIT-CUSTOMER", "customer"),
        ({"customer": "nobody"}, "E-AUDIT-CUSTOMER", "customer"),
        (
            {"since": build.START.isoformat(), "until": build.START.isoformat()},
            "E-AUDIT-SPAN",
            "until",
        ),
        ({"from_on": "2026-11-02", "to_on": "2026-11-01"}, "E-AUDIT-SPAN", "to_on"),
    ],
)
def test_a_filter_that_means_nothing_is_refused(
    working: Working, wanted: dict[str, object], code: str, field: str
) -> None:
    refused = working.refused("harbour_auditor", contract.OPEN, filter=wanted)
    assert isinstance(refused, Rejected)
    assert (refused.code, refused.refusals[0].field) == (code, field)


def test_a_time_span_goes_from_its_begin_to_before_its_end(working: Working) -> None:
    task = working.new()
    for hour in range(3):
        working.backend.clock.move(timedelta(hours=1))
        working.call("harbour_csa", provisioning.ADD_NOTE, task_id=task.row.task_id, text=f"note {hour}")
    since, until = build.START + timedelta(hours=1), build.START + timedelta(hours=3)
    notes = [line.reason for line in lines(working, entity="task", since=since, until=until)]
    assert notes == ["note 1", "note 0"]
    day = build.START.date()
    assert lines(working, entity="task", from_on=day, to_on=day)
    assert lines(working, to_on=day - timedelta(days=1)) == ()
    assert lines(working, from_on=day + timedelta(days=1)) == ()


def test_r_gen_10_the_log_shows_the_own_provider_s_people_and_what_others_did_to_own_records(
    working: Working,
) -> None:
    task = working.new()
    working.halt(task)
    theirs = working.new("ALP-40", build.ALPINE_LEE, "+436641234567", "alpine_csa")
    everything = lines(working)
    assert {line.by for line in everything} <= {"Harbour Csa", "Harbour Auditor"}
    on_task = lines(working, record=task.row.reference)
    assert {"Harbour Csa", "Meridian Prov"} <= {line.by for line in on_task}
    assert "psst" not in {line.reason for line in on_task}, "the other provider's internal note"
    assert {line.by for line in lines(working, customer="004-1001")} >= {"Meridian Prov"}
    assert lines(working, record=theirs.row.reference) == ()
    assert lines(working, entity="task", entity_id=theirs.row.task_id) == ()
    alpine = next(iter(build.USERS)).replace("harbour_csa", "alpine_csa")
    their_id = list(build.USERS).index(alpine) + 1
    assert lines(working, user_id=their_id) == ()


def test_only_who_may_read_the_log_reads_it(working: Working) -> None:
    reading = opened(working)
    for username, (_, role) in build.USERS.items():
        if role.value == "AUDITOR":
            continue
        asked = {"reading_id": reading.reading_id}
        requests: tuple[tuple[Op[Any, Any], dict[str, int]], ...] = (
            (contract.OPEN, {}),
            (contract.ENTRIES, asked),
            (contract.FACETS, {}),
            (contract.EXPORT, {}),
        )
        for op, request in requests:
            refused = working.refused(username, op, **request)
            assert isinstance(refused, Denied), (username, op.name)
            assert refused.values == {"power": Power.READ_AUDIT.value}


def test_somebody_limited_to_an_account_sees_what_happened_to_it_alone(working: Working) -> None:
    own = working.new()
    other = working.new(account=build.BRIGHT, phone="+61491570157")
    viewer = list(build.USERS).index("harbour_viewer") + 1
    with working.backend.database.write(Stamp("test", build.START)) as session:
        session.add(UserPowerOverride(user_id=viewer, power=Power.READ_AUDIT.value, effect="GRANT"))
    seen = lines(working, "harbour_viewer")
    assert {line.account_no for line in seen} == {build.ACCOUNT_NO[build.MARLOW]}
    assert own.row.reference in {line.reference for line in seen}
    assert lines(working, "harbour_viewer", record=other.row.reference) == ()
    refused = working.refused("harbour_viewer", contract.OPEN, filter={"customer": "004-1003"})
    assert refused.code == "E-AUDIT-CUSTOMER"
    facets = working.call("harbour_viewer", contract.FACETS)
    assert [person.name for person in facets.people] == ["Harbour Viewer"]


def test_pages_follow_each_other_without_gap_or_repeat(working: Working) -> None:
    task = working.new()
    for number in range(7):
        working.call("harbour_csa", provisioning.ADD_NOTE, task_id=task.row.task_id, text=f"note {number}")
    asked = wanted(entity="task")
    reading = opened(working, asked)
    whole = page(working, reading, asked).rows
    seen: list[contract.AuditEntryLine] = []
    after = None
    for _ in range(len(whole) + 1):
        part = page(working, reading, asked, after=after, limit=3)
        seen += part.rows
        after = part.last
        if after is None:
            break
    assert tuple(seen) == whole
    assert reading.matches == len(whole)
    assert reading.is_whole
    crooked = working.refused(
        "harbour_auditor",
        contract.ENTRIES,
        reading_id=reading.reading_id,
        filter={"entity": "task"},
        after="x",
    )
    assert crooked.code == "E-CURSOR"


def test_what_was_masked_when_it_was_written_stays_masked(working: Working) -> None:
    with working.backend.database.write(Stamp("test", build.START)) as session:
        values = {"at": build.START, "actor": "X", "provider_id": build.HARBOUR, "entity": "contact"}
        more = {"entity_id": 1, "action": "edit", "field": "phone", "account_id": build.MARLOW}
        masked = {"old_value": "•••••001", "new_value": "•••••002", "is_internal": False}
        session.execute(insert(AuditEntry).values(**values, **more, **masked))
    (line,) = lines(working, entity="contact")
    assert (line.field, line.old, line.new) == ("phone", "•••••001", "•••••002")
    assert line.reference == "1"


def test_filters_offer_the_own_people_the_kinds_of_record_and_actions(working: Working) -> None:
    working.call("meridian_prov", provisioning.CLAIM, task_id=working.new().row.task_id)
    facets = working.call("harbour_auditor", contract.FACETS)
    assert {person.name.split()[0] for person in facets.people} == {"Harbour"}
    assert {"order", "package", "service", "task"} <= set(facets.entities)
    assert list(facets.entities) == sorted(set(facets.entities))
    assert "submit" in facets.actions
    assert "claim" not in facets.actions, "an act of the wholesaler's people"
    assert at(working.new(phone="+61491570158"))


def test_d_23_the_order_of_a_migration_is_an_mg_and_found_as_one_alone(working: Working) -> None:
    home(working.backend)
    made = submitted(working, hold(working.backend).package_id)
    placed = working.new().order_reference
    found = lines(working, record=made.reference)
    assert {line.entity for line in found} == {"order", "migration", "task"}
    assert {line.reference.partition("/")[0] for line in found} == {made.reference}
    other = f"PO-{made.order_id}", placed.replace("PO-", "MG-")
    assert [lines(working, record=one) for one in other] == [(), ()]
    assert {line.reference for line in lines(working, record=placed) if line.entity == "order"} == {placed}
