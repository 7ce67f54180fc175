"""S-34: cases are taken, assigned, given back, settled; each refusal says why."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from agentview.contract import provisioning
from agentview.contract import worklist as contract
from agentview.contract.worklist import CaseActed, CaseStatus, CaseView
from agentview.core.errors import AgentViewError, Conflict, Denied, NotFound, Rejected
from agentview.models.database import Stamp
from agentview.models.party import User
from agentview.models.trail import AuditEntry
from tests import build
from tests.fixtures.backend import Backend
from tests.services.provisioning.working import Working, at
from tests.services.worklist.conftest import RaiseCase
from tests.world import assert_world


def _ref(case: CaseActed) -> dict[str, int]:
    return {"case_id": case.case_id}


def _at(case: CaseActed) -> dict[str, int]:
    return {"case_id": case.case_id, "version": case.version}


def _user(backend: Backend, username: str) -> int:
    with backend.database.read() as session:
        return session.scalars(select(User.id).where(User.username == username)).one()


def _detail(working: Working, case: CaseActed, user: str = "harbour_lead") -> contract.CaseDetail:
    return working.call(user, contract.CASE, **_ref(case))


def test_s_34_a_case_is_taken_begun_and_resolved(working: Working, raised: RaiseCase) -> None:
    case = raised(text="She is at work until five.")
    assert case.status is CaseStatus.OPEN
    taken = working.call("harbour_csa", contract.TAKE, **_ref(case))
    assert (taken.status, taken.assigned_to) == (CaseStatus.IN_PROGRESS, "Harbour Csa")
    done = working.call("harbour_csa", contract.RESOLVE, **_at(taken), text="Called her: paid twice.")
    assert done.status is CaseStatus.RESOLVED
    seen = _detail(working, case)
    assert (seen.resolution, seen.resolved_by) == ("Called her: paid twice.", "Harbour Csa")
    assert [note.text for note in seen.notes] == ["She is at work until five."]
    assert [entry.action for entry in seen.timeline] == ["resolve", "take", "raise"]
    assert_world(working.backend.database)


def test_s_34_who_comes_second_is_told_who_was_first(working: Working, raised: RaiseCase) -> None:
    case = raised()
    working.call("harbour_csa", contract.TAKE, **_ref(case))
    refused = working.refused("harbour_lead", contract.TAKE, **_ref(case))
    assert isinstance(refused, Conflict)
    assert (refused.code, refused.values["by"]) == ("E-CASE-TAKEN", "Harbour Csa")
    assert working.refused("harbour_csa", contract.TAKE, **_ref(case)).code == "E-CASE-YOURS"


def test_s_34_of_two_at_once_one_takes_it(working: Working, raised: RaiseCase) -> None:
    people = ("harbour_csa", "harbour_lead")
    for user in people:
        working.on(user)
    for _ in range(5):
        case = raised()

        def take(user: str, case: CaseActed = case) -> str:
            try:
                return str(working.call(user, contract.TAKE, **_ref(case)).assigned_to)
            except AgentViewError as error:
                return error.code

        with ThreadPoolExecutor(2) as pool:
            told = Counter(pool.map(take, people))
        assert told["E-CASE-TAKEN"] == 1
        [winner] = told.keys() - {"E-CASE-TAKEN"}
        assert _detail(working, case).row.assigned_to == winner
    assert_world(working.backend.database)


@pytest.mark.parametrize("user", ["harbour_prov", "harbour_auditor", "harbour_admin"])
def test_s_34_only_the_department_and_supervisors_act(working: Working, raised: RaiseCase, user: str) -> None:
    case = raised()
    for op, more in (
        (contract.TAKE, {}),
        (contract.RELEASE, {}),
        (contract.ADD_NOTE, {"text": "x"}),
        (contract.RESOLVE, {"version": case.version, "text": "x"}),
        (contract.CANCEL, {"version": case.version, "text": "x"}),
        (contract.ASSIGN, {"version": case.version, "user_id": 1}),
    ):
        refused = working.refused(user, op, **_ref(case), **more)
        assert isinstance(refused, Denied), op.name
        assert refused.code == "E-DEPARTMENT", op.name
    assert _detail(working, case, user).row.status is CaseStatus.OPEN, "others may read it"


def test_s_34_a_case_is_assigned_to_who_works_its_department(
    working: Working, raised: RaiseCase, backend: Backend
) -> None:
    case = raised()
    for username, code in (
        ("alpine_csa", "E-ASSIGNEE"),
        ("harbour_prov", "E-ASSIGNEE-DEPARTMENT"),
    ):
        refused = working.refused(
            "harbour_lead", contract.ASSIGN, **_at(case), user_id=_user(backend, username)
        )
        assert (type(refused), refused.code) == (Rejected, code)
    given = working.call("harbour_lead", contract.ASSIGN, **_at(case), user_id=_user(backend, "harbour_csa"))
    assert (given.status, given.assigned_to) == (CaseStatus.OPEN, "Harbour Csa")
    assert _detail(working, case).row.version == given.version
    begun = working.call("harbour_csa", contract.TAKE, **_ref(case))
    assert begun.status is CaseStatus.IN_PROGRESS


def test_s_34_nobody_who_left_is_assigned_a_case(
    working: Working, raised: RaiseCase, backend: Backend
) -> None:
    case = raised()
    user_id = _user(backend, "harbour_csa")
    working.on("harbour_lead")
    with backend.database.write(Stamp("test", backend.clock.now())) as session:
        session.execute(update(User).where(User.id == user_id).values(is_active=False))
    refused = working.refused("harbour_lead", contract.ASSIGN, **_at(case), user_id=user_id)
    assert refused.code == "E-ASSIGNEE"
    people = working.call("harbour_lead", contract.COLLEAGUES).people
    assert "Harbour Csa" not in {one.name for one in people}


def test_s_34_a_case_of_another_is_moved_by_a_supervisor_alone(
    working: Working, raised: RaiseCase, backend: Backend
) -> None:
    case = raised()
    mine = working.call("harbour_lead", contract.TAKE, **_ref(case))
    refused = working.refused(
        "harbour_csa", contract.ASSIGN, **_at(mine), user_id=_user(backend, "harbour_csa")
    )
    assert refused.code == "E-CASE-TAKEN"
    assert working.refused("harbour_csa", contract.RELEASE, **_ref(mine)).code == "E-CASE-TAKEN"
    other = raised()
    working.call("harbour_csa", contract.TAKE, **_ref(other))
    free = working.call("harbour_lead", contract.RELEASE, **_ref(other))
    assert (free.status, free.assigned_to) == (CaseStatus.OPEN, None)
    assert working.refused("harbour_lead", contract.RELEASE, **_ref(other)).code == "E-CASE-FREE"


def test_r_prv_41_a_case_that_was_changed_meanwhile_is_not_ended(working: Working, raised: RaiseCase) -> None:
    case = raised()
    working.call("harbour_lead", contract.ADD_NOTE, **_ref(case), text="Wait for the bank.")
    refused = working.refused("harbour_csa", contract.RESOLVE, **_at(case), text="Done")
    assert isinstance(refused, Conflict)
    assert (refused.code, refused.values["by"]) == ("E-STALE", "Harbour Lead")
    assert _detail(working, case).row.status is CaseStatus.OPEN


def test_s_34_an_end_needs_words_and_stays_an_end(working: Working, raised: RaiseCase) -> None:
    case = raised()
    assert working.refused("harbour_csa", contract.CANCEL, **_at(case)).code == "E-REASON"
    seen = _detail(working, case).row
    assert (seen.status, seen.version) == (CaseStatus.OPEN, case.version), "a refusal leaves no trace"
    over = working.call("harbour_csa", contract.CANCEL, **_at(case), text="Asked twice")
    assert over.status is CaseStatus.CANCELLED
    for op in (contract.TAKE, contract.RELEASE):
        assert working.refused("harbour_csa", op, **_ref(case)).code == "E-STATE"
    working.call("harbour_csa", contract.ADD_NOTE, **_ref(case), text="They called again.")
    assert [note.number for note in _detail(working, case).notes] == [1]


def test_s_34_a_case_of_a_halted_task_ends_with_the_task_alone(working: Working) -> None:
    task = working.new()
    working.halt(task)
    [row] = working.call("harbour_csa", contract.CASES).rows
    assert (row.type, row.code, row.department, row.level_id) == (
        contract.CaseType.HALTED_REQUEST,
        "ADDRESS_INVALID",
        "CSA",
        task.row.task_id,
    )
    refused = working.refused(
        "harbour_csa", contract.RESOLVE, case_id=row.case_id, version=row.version, text="Done"
    )
    assert (refused.code, refused.values["reference"]) == ("E-CASE-FOLLOWS-TASK", task.row.reference)
    working.call("harbour_csa", contract.TAKE, case_id=row.case_id)
    halted = working.read("harbour_csa", task)
    working.call("harbour_csa", provisioning.RESUBMIT, **at(halted), note="Corrected")
    seen = working.call("harbour_csa", contract.CASE, case_id=row.case_id)
    assert (seen.row.status, seen.follows) == (CaseStatus.RESOLVED, "TASK")
    assert working.call("harbour_csa", contract.CASES, filter={"view": CaseView.OPEN}).rows == ()
    assert_world(working.backend.database)


def test_s_34_a_note_at_the_moment_when_the_task_is_resubmitted_stops_neither(working: Working) -> None:
    task = working.new()
    for user in ("harbour_csa", "harbour_lead"):
        working.on(user)
    for number in range(6):
        working.halt(task)
        [row] = working.call("harbour_csa", contract.CASES).rows
        halted = at(working.read("harbour_csa", task))

        def note(case_id: int = row.case_id) -> str:
            for _ in range(3):
                working.call("harbour_lead", contract.ADD_NOTE, case_id=case_id, text="Called")
            return "noted"

        def resubmit(request: dict[str, int] = halted, number: int = number) -> str:
            note = f"Corrected {number}"
            return working.call("harbour_csa", provisioning.RESUBMIT, **request, note=note).status

        with ThreadPoolExecutor(2) as pool:
            done = [one.result() for one in (pool.submit(note), pool.submit(resubmit))]
        assert done == ["noted", "AWAITING_PROVISIONING"]
        assert len(working.call("harbour_csa", contract.CASE, case_id=row.case_id).notes) == 3
    assert_world(working.backend.database)


def test_s_34_commands_say_why_they_are_closed(working: Working, raised: RaiseCase) -> None:
    case = raised()
    open_ones = {state.command for state in _detail(working, case, "harbour_csa").commands if state.is_open}
    assert open_ones == {"take", "assign", "resolve", "cancel", "add_note"}
    closed = {
        state.command: state.refusals[0].code for state in _detail(working, case, "harbour_prov").commands
    }
    assert set(closed.values()) == {"E-DEPARTMENT"}


def test_s_34_a_case_is_raised_about_an_own_customer_with_words(working: Working, raised: RaiseCase) -> None:
    assert working.refused("harbour_csa", contract.RAISE, account_id=build.MARLOW, summary="").code == (
        "E-CASE-SUMMARY"
    )
    strange = working.refused("harbour_csa", contract.RAISE, account_id=build.ALPINE_LEE, summary="x")
    assert isinstance(strange, NotFound)
    viewer = working.refused("harbour_viewer", contract.RAISE, account_id=build.MARLOW, summary="x")
    assert isinstance(viewer, Denied)
    row = _detail(working, raised(department="PROVISIONER", code="BILL")).row
    assert (row.reference, row.department, row.code) == (f"WI-{row.case_id}", "PROVISIONER", "BILL")
    assert row.resolve_by == row.raised_at + timedelta(hours=48)


def test_s_34_many_cases_at_once_each_with_its_result(
    working: Working, raised: RaiseCase, backend: Backend
) -> None:
    first, second, third = raised(), raised(), raised()
    working.call("harbour_lead", contract.TAKE, **_ref(second))
    asked = [_at(case) for case in (third, second, first)]
    results = working.call("harbour_csa", contract.BULK, command="take", cases=asked).results
    assert [result.case_id for result in results] == [third.case_id, second.case_id, first.case_id]
    assert [result.refusals[0].code if result.refusals else "" for result in results] == [
        "",
        "E-CASE-TAKEN",
        "",
    ]
    assert results[1].reference == second.reference
    given = working.call(
        "harbour_lead",
        contract.BULK,
        command="assign",
        cases=[{"case_id": case.case_id, "version": case.version + 1} for case in (first, second)],
        user_id=_user(backend, "harbour_csa"),
    )
    assert [result.acted is not None for result in given.results] == [True, True]
    assert working.refused("harbour_lead", contract.BULK, command="assign", cases=asked).code == "E-ASSIGNEE"
    many = [{"case_id": number, "version": 1} for number in range(1, 52)]
    assert working.refused("harbour_csa", contract.BULK, command="take", cases=many).code == "E-BULK-LARGE"
    assert_world(working.backend.database)


def test_r_gen_01_every_act_is_written_down_for_the_customer(
    working: Working, raised: RaiseCase, backend: Backend
) -> None:
    case = raised()
    taken = working.call("harbour_csa", contract.TAKE, **_ref(case))
    working.call("harbour_csa", contract.ADD_NOTE, **_ref(case), text="n")
    working.call("harbour_csa", contract.RELEASE, **_ref(taken))
    with backend.database.read() as session:
        found = session.execute(
            select(AuditEntry.action, AuditEntry.account_id, AuditEntry.actor)
            .where(AuditEntry.entity == "work_item", AuditEntry.entity_id == case.case_id)
            .order_by(AuditEntry.id)
        ).all()
    assert [tuple(row) for row in found] == [
        (action, build.MARLOW, "Harbour Csa") for action in ("raise", "take", "note", "release")
    ]
