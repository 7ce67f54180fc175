"""Companies: units, employees, and who the caller is (T17)."""

import pytest
from sqlalchemy import select

from agentview.contract import wireless_company as contract
from agentview.contract.op import Nothing
from agentview.models.trail import IdempotencyKey
from tests import build
from tests import wireless_world as world
from tests.fixtures.backend import Backend
from tests.services.provisioning.working import Working

BACK, USER = "harbour_back", "harbour_viewer"


@pytest.fixture
def working(backend: Backend) -> Working:
    world.furnish(backend)
    return Working(backend)


@pytest.fixture
def local(local_backend: Backend) -> Working:
    world.furnish(local_backend)
    return Working(local_backend)


def person(working: Working, key: int) -> contract.Employee:
    return working.call(BACK, contract.EMPLOYEE, employee_id=key)


def asked(working: Working, key: int, **changed: object) -> dict[str, object]:
    now = person(working, key)
    fields = {**now.fields.model_dump(), **changed}
    return {"account_id": build.MARLOW, "employee_id": key, "version": now.version, "fields": fields}


def unit_asked(working: Working, key: int, **changed: object) -> dict[str, object]:
    rows = working.call(BACK, contract.UNITS, account_id=build.MARLOW).rows
    [now] = [one for one in rows if one.org_unit_id == key]
    fields = {**now.fields.model_dump(), **changed}
    return {"account_id": build.MARLOW, "org_unit_id": key, "version": now.version, "fields": fields}


def test_companies_are_those_with_employees(working: Working) -> None:
    rows = working.call(BACK, contract.COMPANIES).rows
    assert [(one.account_id, one.employee_count) for one in rows] == [(build.BRIGHT, 1), (build.MARLOW, 5)]
    assert [one.account_id for one in working.call(BACK, contract.COMPANIES, text="Marlow").rows] == [
        build.MARLOW
    ]
    assert [one.account_id for one in working.call(BACK, contract.COMPANIES, text="004-1003").rows] == [
        build.BRIGHT
    ]
    assert [one.account_id for one in working.call(USER, contract.COMPANIES).rows] == [build.MARLOW]


def test_the_caller_is_the_employee_who_signs_in_so(working: Working) -> None:
    mine = working.on(USER).call(contract.OWN, Nothing()).employee
    assert mine is not None
    assert (mine.employee_id, mine.effective_cost_centre, mine.can_edit) == (world.WORKER, "CC-200", False)
    assert working.on(BACK).call(contract.OWN, Nothing()).employee is None


def test_employees_are_listed_by_name_with_what_they_hold(working: Working) -> None:
    page = working.call(USER, contract.EMPLOYEES, account_id=build.MARLOW)
    assert [one.name for one in page.rows] == ["Bea Boss", "Carl Colleague", "Mo Manager", "Wendy Worker"]
    wendy = page.rows[-1]
    assert (wendy.manager, wendy.org_unit, wendy.line_count, wendy.device_count) == (
        "Mo Manager",
        "Clinic",
        3,
        3,
    )
    assert (wendy.is_own, page.can_edit, page.last) == (True, False, None)
    assert page.rows[1].cost_centre == "CC-999"


def test_employees_are_found_and_paged(local: Working) -> None:
    def names(**wanted: object) -> list[str]:
        page = local.call(BACK, contract.EMPLOYEES, account_id=build.MARLOW, **wanted)
        return [one.name for one in page.rows]

    assert names(text="wendy") == ["Wendy Worker"]
    assert names(text="M-002") == ["Mo Manager"]
    assert names(org_unit_id=world.LAB) == ["Carl Colleague"]
    assert len(names(with_inactive=True)) == 5
    first = local.call(BACK, contract.EMPLOYEES, account_id=build.MARLOW, limit=3)
    assert names(after=first.last) == ["Wendy Worker"]
    assert names(is_descending=True)[0] == "Wendy Worker"


def test_an_employee_is_changed_and_the_trail_has_it_by_name(working: Working) -> None:
    saved = working.call(
        BACK,
        contract.SAVE_EMPLOYEE,
        **asked(working, world.COLLEAGUE, manager_id=world.BOSS, cost_centre=""),
    )
    assert (saved.manager, saved.effective_cost_centre) == ("Bea Boss", "CC-300")
    assert [one.monthly_cents for one in saved.stipends] == [3000]
    entries = working.call(BACK, contract.EMPLOYEE_HISTORY, employee_id=world.COLLEAGUE).entries
    assert {(one.field, one.old, one.new) for one in entries} == {
        ("manager_id", "Mo Manager", "Bea Boss"),
        ("cost_centre", "CC-999", None),
    }


def test_an_employee_is_added(working: Working) -> None:
    fields = {"employee_no": "M-009", "name": "Nora New", "user_id": world.DEPUTY_USER}
    saved = working.call(BACK, contract.SAVE_EMPLOYEE, account_id=build.MARLOW, fields=fields)
    assert (saved.username, saved.customer) == ("marlow_deputy", "Marlow Dental Group")


def test_the_same_key_shows_the_employee_again_and_keeps_no_mail_address(working: Working) -> None:
    fields = {"employee_no": "M-010", "name": "Nell Newer", "email": "nell.newer@example.com"}
    wish = contract.SaveEmployeeRequest.model_validate({"account_id": build.MARLOW, "fields": fields})
    saved = working.on(BACK).call(contract.SAVE_EMPLOYEE, wish, key="k")
    assert saved.fields.email == "nell.newer@example.com"
    assert working.on(BACK).call(contract.SAVE_EMPLOYEE, wish, key="k") == saved
    with working.backend.database.read() as session:
        kept = session.scalars(select(IdempotencyKey.response)).all()
    assert not [answer for answer in kept if "nell.newer" in (answer or "")]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"employee_no": "M-001"}, "E-WLI-EMPLOYEE-TAKEN"),
        ({"user_id": world.BOSS_USER}, "E-WLI-EMPLOYEE-TAKEN"),
        ({"user_id": 8}, "E-WLI-NOT-OF-COMPANY"),
        ({"org_unit_id": world.BRIGHT_UNIT}, "E-NOT-FOUND"),
        ({"manager_id": world.BRIGHT_EMPLOYEE}, "E-NOT-FOUND"),
        ({"manager_id": world.WORKER}, "E-WLI-MANAGER-CIRCLE"),
        ({"manager_id": world.MANAGER}, "E-WLI-MANAGER-CIRCLE"),
        ({"absent_from": "2026-12-02", "absent_to": "2026-12-01"}, "E-WLI-ABSENT-DAYS"),
    ],
)
def test_what_cannot_be_of_an_employee_is_refused(
    local: Working, changed: dict[str, object], code: str
) -> None:
    before = person(local, world.MANAGER)
    refused = local.refused(BACK, contract.SAVE_EMPLOYEE, **asked(local, world.MANAGER, **changed))
    assert (refused.code, refused.refusals[0].field) == (code, list(changed)[-1])
    assert person(local, world.MANAGER) == before


def test_units_are_listed_with_manager_and_size(working: Working) -> None:
    rows = working.call(USER, contract.UNITS, account_id=build.MARLOW).rows
    assert [(one.fields.code, one.parent, one.manager, one.employee_count) for one in rows] == [
        ("CLINIC", "Head office", "Marlow Manager", 2),
        ("HEAD", "", "Marlow Boss", 1),
        ("LAB", "Head office", "", 1),
    ]


def test_a_unit_is_added_and_changed(working: Working) -> None:
    fields = {"code": "NORTH", "name": "North", "parent_id": world.HEAD, "cost_centre": "CC-7"}
    rows = working.call(BACK, contract.SAVE_UNIT, account_id=build.MARLOW, fields=fields).rows
    assert "NORTH" in {one.fields.code for one in rows}
    changed = working.call(BACK, contract.SAVE_UNIT, **unit_asked(working, world.LAB, name="Lab two"))
    assert "Lab two" in {one.fields.name for one in changed.rows}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"code": "LAB"}, "E-CODE-TAKEN"),
        ({"parent_id": world.CLINIC}, "E-WLI-UNIT-CIRCLE"),
        ({"parent_id": world.HEAD}, "E-WLI-UNIT-CIRCLE"),
        ({"parent_id": world.BRIGHT_UNIT}, "E-NOT-FOUND"),
        ({"manager_user_id": 8}, "E-WLI-NOT-OF-COMPANY"),
    ],
)
def test_what_cannot_be_of_a_unit_is_refused(local: Working, changed: dict[str, object], code: str) -> None:
    refused = local.refused(BACK, contract.SAVE_UNIT, **unit_asked(local, world.HEAD, **changed))
    assert refused.code == code


def test_d_19_users_change_nobody_and_see_their_company_alone(working: Working) -> None:
    changed = asked(working, world.WORKER, cost_centre="CC-1")
    for username in (USER, "harbour_csa"):
        assert working.refused(username, contract.SAVE_EMPLOYEE, **changed).code == "E-POWER"
    assert working.refused(USER, contract.UNITS, account_id=build.BRIGHT).code == "E-NOT-FOUND"
    assert working.refused(USER, contract.EMPLOYEE, employee_id=world.BRIGHT_EMPLOYEE).code == "E-NOT-FOUND"


def test_r_prv_41_of_two_with_one_version_the_second_is_told(working: Working) -> None:
    changed = asked(working, world.WORKER, cost_centre="CC-1")
    working.call(BACK, contract.SAVE_EMPLOYEE, **changed)
    assert working.refused("harbour_lead", contract.SAVE_EMPLOYEE, **changed).code == "E-STALE"
