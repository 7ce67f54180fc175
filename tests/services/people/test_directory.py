"""Who is shown to whom, with which powers and why (S-36)."""

import re
from typing import Any

import pytest

from agentview.contract import people as contract
from agentview.contract.op import Message, Op
from agentview.contract.operations import OPERATIONS
from agentview.contract.people import DirectoryFilter, PersonRow, PersonSort
from agentview.core.errors import AgentViewError, Denied, NotFound
from agentview.core.power import ROLE_POWERS, Power, Role
from agentview.models.database import Stamp
from agentview.models.party import Agent
from tests import build
from tests.services.people.administering import ADMIN, act, give, number_of, read
from tests.services.provisioning.working import Working

FILLINGS: dict[str, object] = {
    "version": 1,
    "display_name": "X",
    "reason": "x",
    "roles": ["CSA"],
    "power": "NOTE",
    "effect": "DENY",
    "password": "correct horse battery",
}
ON_A_PERSON = [op for op in OPERATIONS if issubclass(op.request, contract.PersonRef)]
PEOPLE = [op for op in OPERATIONS if op.area == "people"]


def listed(working: Working, by: str = ADMIN, **wanted: object) -> tuple[PersonRow, ...]:
    """Return the people that a filter means."""
    return working.call(by, contract.DIRECTORY, filter=DirectoryFilter.model_validate(wanted)).rows


def names(rows: tuple[PersonRow, ...]) -> list[str]:
    return [row.username for row in rows]


def filled(op: Op[Any, Any], user_id: int) -> Message:
    values = {name: value for name, value in FILLINGS.items() if name in op.request.model_fields}
    request: Message = op.request.model_validate({"user_id": user_id, **values})
    return request


def test_s_36_the_directory_shows_the_own_people_with_roles_and_powers(working: Working) -> None:
    rows = listed(working)
    assert names(rows) == sorted(name for name in build.USERS if name.startswith("harbour"))
    for row in rows:
        assert set(row.roles) == {build.USERS[row.username][1]}
        assert set(row.powers) == ROLE_POWERS[build.USERS[row.username][1]]
    viewer = next(row for row in rows if row.roles == (Role.VIEWER,))
    assert viewer.account_no == build.ACCOUNT_NO[build.MARLOW]


def test_the_directory_is_filtered(working: Working) -> None:
    assert names(listed(working, role="CSA")) == ["harbour_csa"]
    assert names(listed(working, text="LEAD")) == ["harbour_lead"]
    assert names(listed(working, text="%")) == []
    act(working, contract.DISABLE, "harbour_prov", reason="left")
    assert names(listed(working, status="DISABLED")) == ["harbour_prov"]
    assert "harbour_prov" not in names(listed(working, status="ACTIVE"))


def test_r_gen_03_who_holds_a_power_is_found_with_grants_and_without_denials(working: Working) -> None:
    give(working, "harbour_csa", Power.BACKDATE)
    give(working, "harbour_lead", Power.BACKDATE, "DENY")
    assert names(listed(working, power="BACKDATE")) == ["harbour_csa"]
    assert names(listed(working, power="USER_ADMIN")) == ["harbour_admin"]


@pytest.mark.parametrize("sort", PersonSort)
@pytest.mark.parametrize("is_descending", [False, True])
def test_pages_follow_each_other(working: Working, sort: PersonSort, *, is_descending: bool) -> None:
    working.on("harbour_csa")
    order = {"sort": sort, "is_descending": is_descending}
    whole = working.call(ADMIN, contract.DIRECTORY, **order)
    seen: list[PersonRow] = []
    after = None
    while True:
        page = working.call(ADMIN, contract.DIRECTORY, **order, limit=2, after=after)
        seen += page.rows
        after = page.last
        if after is None:
            break
    people = sum(provider == build.HARBOUR for provider, _role in build.USERS.values())
    assert (tuple(seen), whole.total) == (whole.rows, people)
    crooked = working.refused(ADMIN, contract.DIRECTORY, **order, after="bm90aGluZw==")
    assert crooked.code == "E-CURSOR"


def test_a_person_is_shown_with_every_power_and_why(working: Working) -> None:
    act(working, contract.SET_POWER, "harbour_csa", power="BACKDATE", effect="GRANT", reason="on leave duty")
    act(working, contract.SET_POWER, "harbour_csa", power="NOTE", effect="DENY", reason="too chatty")
    shown = {state.power: state for state in read(working, "harbour_csa").powers}
    assert set(shown) == set(Power)
    granted, denied = shown[Power.BACKDATE], shown[Power.NOTE]
    assert (granted.is_held, granted.from_roles) == (True, ())
    assert granted.override is not None
    assert (granted.override.effect.value, granted.override.reason) == ("GRANT", "on leave duty")
    assert (granted.override.by, granted.override.at) == ("Harbour Admin", build.START)
    assert (denied.is_held, denied.from_roles) == (False, (Role.CSA,))
    assert shown[Power.CREATE_ORDER].from_roles == (Role.CSA,)
    assert not shown[Power.WORK_QUEUE].is_held


def test_d_19_commands_on_oneself_say_why_they_are_off(working: Working) -> None:
    own = {state.command: state for state in read(working, ADMIN).commands}
    assert own["edit"].is_open
    for command in ("set_roles", "set_power", "disable", "set_password"):
        assert "E-ONESELF" in {refusal.code for refusal in own[command].refusals}
    other = {state.command: state.is_open for state in read(working, "harbour_csa").commands}
    assert other == {
        "edit": True,
        "set_roles": True,
        "set_power": True,
        "set_password": True,
        "end_sessions": True,
        "disable": True,
        "enable": False,
    }


def test_what_somebody_holds_is_told_before_they_are_disabled(working: Working) -> None:
    item = {"id": "1", "action": "add", "productOffering": {"id": "TALK"}}
    party = {"id": build.ACCOUNT_NO[build.MARLOW], "role": "customer"}
    task = working.place(relatedParty=[party], productOrderItem=[item])[0]
    assert read(working, "harbour_prov").claimed_tasks == 0
    claim = next(op for op in OPERATIONS if op.name == "provisioning.claim")
    working.call("harbour_prov", claim, task_id=task.row.task_id)
    assert read(working, "harbour_prov").claimed_tasks == 1


def test_a_preview_tells_what_somebody_could_do_and_why_not(working: Working) -> None:
    seen = working.call(ADMIN, contract.PREVIEW, user_id=number_of("harbour_csa"))
    assert set(seen.person.powers) == ROLE_POWERS[Role.CSA]
    closed = {one.name: one for one in seen.commands}
    assert closed["orders.place"].refusals == ()
    assert [one.code for one in closed["provisioning.claim"].refusals] == ["E-POWER"]
    assert {one.name for one in seen.commands} == {op.name for op in OPERATIONS if not op.is_public}
    for one in seen.commands:
        is_open = one.power is None or one.power in seen.person.powers
        assert is_open is not bool(one.refusals), one.name
    act(working, contract.DISABLE, "harbour_csa", reason="left")
    out = working.call(ADMIN, contract.PREVIEW, user_id=number_of("harbour_csa"))
    assert all(one.refusals for one in out.commands)


@pytest.mark.parametrize("op", ON_A_PERSON, ids=lambda op: op.name)
def test_r_gen_10_another_provider_s_people_are_not_there(working: Working, op: Op[Any, Any]) -> None:
    give(working, "alpine_lead", Power.USER_ADMIN)
    before = read(working, "harbour_csa")
    for user_id in (number_of("harbour_csa"), 999_999):
        with pytest.raises(AgentViewError) as error:
            working.on("alpine_lead").call(op, filled(op, user_id))
        assert isinstance(error.value, NotFound), error.value
        assert "Harbour" not in str(error.value.refusals)
    assert read(working, "harbour_csa") == before


def test_d_31_lists_show_the_own_people_alone(working: Working) -> None:
    give(working, "alpine_lead", Power.USER_ADMIN)
    assert {name.split("_")[0] for name in names(listed(working, "alpine_lead"))} == {"alpine"}
    with working.backend.database.write(Stamp("test", build.START)) as session:
        for provider in (build.HARBOUR, build.ALPINE):
            session.add(Agent(provider_id=provider, name=f"Agent of {provider}", is_active=True))
    facets = working.call("alpine_lead", contract.FACETS)
    assert [agent.name for agent in facets.agents] == [f"Agent of {build.ALPINE}"]
    assert Role.SYSTEM not in facets.roles


@pytest.mark.parametrize("op", PEOPLE, ids=lambda op: op.name)
def test_r_gen_02_nobody_without_the_power_administers_people(working: Working, op: Op[Any, Any]) -> None:
    request = filled(op, number_of("harbour_csa")) if op in ON_A_PERSON else None
    if request is None:
        values = {name: value for name, value in FILLINGS.items() if name in op.request.model_fields}
        more = {"username": "somebody"} if op is contract.CREATE else {}
        request = op.request.model_validate({**values, **more} if op is contract.CREATE else {})
    for username, (_, role) in build.USERS.items():
        if role is Role.ADMIN:
            continue
        with pytest.raises(Denied) as error:
            working.on(username).call(op, request)
        assert error.value.values == {"power": Power.USER_ADMIN.value}, username


def test_somebody_limited_to_an_account_administers_nobody(working: Working) -> None:
    give(working, "harbour_viewer", Power.USER_ADMIN)
    assert listed(working, "harbour_viewer") == ()
    gone = working.refused("harbour_viewer", contract.PERSON, user_id=number_of("harbour_csa"))
    assert isinstance(gone, NotFound)


def test_r_gen_10_a_customer_s_login_is_told_no_agent(working: Working) -> None:
    """An agent is the business of its provider, and not of a customer, whatever was granted."""
    give(working, "harbour_viewer", Power.USER_ADMIN)
    assert working.refused("harbour_viewer", contract.FACETS).code == "E-STAFF-ONLY"


def test_no_answer_holds_a_secret() -> None:
    for op in PEOPLE:
        assert not any(re.fullmatch(r".*(hash|secret|token)", name) for name in op.response.model_fields)
        assert "password" not in op.response.model_fields
