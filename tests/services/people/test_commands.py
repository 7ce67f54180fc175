"""People are added, edited, given roles and powers, and let in no more (S-36, D-19, R-GEN-03)."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import select

from agentview.contract import people as contract
from agentview.contract import provisioning
from agentview.contract.op import Nothing, Op
from agentview.contract.session import CHANGE_PASSWORD, ME, ChangePasswordRequest
from agentview.core.errors import AgentViewError, Conflict, Denied, NotSignedIn, Rejected
from agentview.core.power import Power, Role
from agentview.models.database import Stamp
from agentview.models.party import AccessToken, Agent, User
from agentview.models.trail import AuditEntry, IdempotencyKey
from agentview.services.people import hold
from agentview.services.people.lifecycle import PersonFacts
from agentview.services.people.staff import set_password
from agentview.services.session.caller import NOBODY
from agentview.services.unit import Unit
from tests import build
from tests.fixtures.backend import Backend
from tests.services.people.administering import ADMIN, act, give, number_of, read, refused
from tests.services.provisioning.working import Working

SECRET = "violet tram 41"


def trail(backend: Backend, user_id: int) -> list[tuple[str, str | None, str | None, str | None, str | None]]:
    """Return what the trail says of a person, but for signing in."""
    with backend.database.read() as session:
        rows = session.scalars(
            select(AuditEntry)
            .where(AuditEntry.entity == "user", AuditEntry.entity_id == user_id)
            .order_by(AuditEntry.id)
        )
        return [
            (row.action, row.field, row.old_value, row.new_value, row.reason)
            for row in rows
            if row.action not in {"sign_in", "sign_out"}
        ]


def created(working: Working, username: object = "mia", **more: object) -> contract.PersonActed:
    request = {"username": username, "roles": ["CSA"], **more}
    return working.on(ADMIN).call(contract.CREATE, contract.CreateRequest.model_validate(request))


def test_a_person_is_added(working: Working) -> None:
    made = created(working, display_name="Mia Chén", email="mia@example.com", password=SECRET)
    shown = working.call(ADMIN, contract.PERSON, user_id=made.user_id)
    assert (shown.row.username, shown.row.display_name) == ("mia", "Mia Chén")
    assert (shown.email, shown.row.roles, shown.row.has_password) == ("mia@example.com", (Role.CSA,), True)
    assert (shown.row.must_change_password, shown.made_by) == (True, ADMIN)
    assert trail(working.backend, made.user_id) == [("create", None, None, "CSA", None)]


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({"username": "no blanks"}, {"E-USERNAME"}),
        ({"username": "alpine_csa"}, {"E-USER-EXISTS"}),
        ({"password": "short"}, {"E-PASSWORD"}),
        ({"email": "nowhere"}, {"E-PERSON-EMAIL"}),
        ({"roles": ["VIEWER"]}, {"E-ROLE-VIEWER"}),
        ({"account_no": "004-1001"}, {"E-ROLE-VIEWER"}),
        ({"roles": ["SYSTEM"]}, {"E-ROLE-SYSTEM"}),
        ({"roles": []}, {"E-ROLES-NONE"}),
        ({"roles": ["VIEWER"], "account_no": "009-2001"}, {"E-ACCOUNT"}),
        ({"agent_id": 99}, {"E-AGENT"}),
        ({"username": "", "password": "x", "email": "@"}, {"E-USERNAME", "E-PASSWORD", "E-PERSON-EMAIL"}),
    ],
)
def test_who_cannot_be_is_told_every_reason(
    working: Working, more: dict[str, object], codes: set[str]
) -> None:
    with pytest.raises(Rejected) as error:
        created(working, **{"username": "mia", **more})
    assert {refusal.code for refusal in error.value.refusals} == codes
    assert all(refusal.field for refusal in error.value.refusals)


def test_a_person_is_edited_field_by_field(working: Working) -> None:
    with working.backend.database.write(Stamp("test", build.START)) as session:
        session.add(Agent(id=7, provider_id=build.HARBOUR, name="Corner Shop", is_active=True))
    before = read(working, "harbour_csa")
    name: dict[str, Any] = {
        "display_name": "Ann",
        "email": "ann@example.com",
        "language": "de",
        "agent_id": 7,
    }
    acted = act(working, contract.EDIT, "harbour_csa", **name)
    after = read(working, "harbour_csa")
    assert acted.version == after.row.version > before.row.version
    assert (after.row.display_name, after.row.agent, after.language) == ("Ann", "Corner Shop", "de")
    assert [entry[:4] for entry in trail(working.backend, acted.user_id)] == [
        ("edit", "display_name", "Harbour Csa", "Ann"),
        ("edit", "email", None, "ann@example.com"),
        ("edit", "language", "en", "de"),
        ("edit", "agent_id", None, "7"),
    ]
    assert working.on("harbour_csa").call(ME, Nothing()).display_name == "Ann"


def test_r_prv_41_who_comes_second_is_told_who_came_first(working: Working) -> None:
    version = read(working, "harbour_csa").row.version
    act(working, contract.EDIT, "harbour_csa", display_name="Ann")
    late = working.refused(
        ADMIN, contract.EDIT, user_id=number_of("harbour_csa"), version=version, display_name="Bea"
    )
    assert isinstance(late, Conflict)
    assert (late.code, late.values["by"], late.values["version"]) == ("E-STALE", "Harbour Admin", version + 1)
    late_ones: tuple[tuple[Op[Any, contract.PersonActed], dict[str, object]], ...] = (
        (contract.SET_ROLES, {"roles": ["CSA"]}),
        (contract.SET_POWER, {"power": "NOTE", "effect": "DENY", "reason": "x"}),
        (contract.DISABLE, {"reason": "x"}),
        (contract.END_SESSIONS, {}),
        (contract.SET_PASSWORD, {"password": SECRET}),
    )
    for op, more in late_ones:
        values: dict[str, object] = {"user_id": number_of("harbour_csa"), "version": version, **more}
        stale = working.refused(ADMIN, op, **values)
        assert stale.code == "E-STALE", op.name


def test_a_change_of_roles_holds_from_the_next_call_on_and_ends_no_session(working: Working) -> None:
    csa = working.on("harbour_csa")
    task = working.new()
    act(working, contract.SET_ROLES, "harbour_csa", roles=["PROVISIONER", "BACKOFFICE"], reason="moved")
    me = csa.call(ME, Nothing())
    assert set(me.roles) == {Role.PROVISIONER, Role.BACKOFFICE}
    assert Power.WORK_QUEUE in me.powers
    denied = working.refused(
        "harbour_csa", provisioning.RESUBMIT, task_id=task.row.task_id, version=1, note="x"
    )
    assert isinstance(denied, Denied)
    assert trail(working.backend, number_of("harbour_csa")) == [
        ("set_roles", "roles", "CSA", "BACKOFFICE, PROVISIONER", "moved")
    ]


def test_a_viewer_is_limited_to_one_account_and_let_go_again(working: Working) -> None:
    for roles, account, code in ((["VIEWER"], "", "E-ROLE-VIEWER"), (["VIEWER"], "009-2001", "E-ACCOUNT")):
        error = refused(working, contract.SET_ROLES, "harbour_csa", roles=roles, account_no=account)
        assert error.code == code
    act(working, contract.SET_ROLES, "harbour_csa", roles=["VIEWER"], account_no="004-1003")
    assert read(working, "harbour_csa").row.account_no == "004-1003"
    act(working, contract.SET_ROLES, "harbour_csa", roles=["CSA"])
    assert read(working, "harbour_csa").row.account_no is None


def test_r_gen_03_a_power_is_granted_denied_and_left_to_the_roles_again(working: Working) -> None:
    csa = working.on("harbour_csa")
    assert refused(working, contract.SET_POWER, "harbour_csa", power="NOTE", effect="DENY").code == "E-REASON"
    act(working, contract.SET_POWER, "harbour_csa", power="TAKE_OVER", effect="GRANT", reason="stands in")
    assert Power.TAKE_OVER in csa.call(ME, Nothing()).powers
    act(working, contract.SET_POWER, "harbour_csa", power="NOTE", effect="DENY", reason="chatty")
    assert Power.NOTE not in csa.call(ME, Nothing()).powers
    act(working, contract.SET_POWER, "harbour_csa", power="NOTE", effect=None, reason="better now")
    assert Power.NOTE in csa.call(ME, Nothing()).powers
    assert trail(working.backend, number_of("harbour_csa")) == [
        ("set_power", "TAKE_OVER", None, "GRANT", "stands in"),
        ("set_power", "NOTE", None, "DENY", "chatty"),
        ("set_power", "NOTE", "DENY", None, "better now"),
    ]


def test_d_32_who_is_disabled_is_out_at_once_and_may_come_back(working: Working) -> None:
    csa = working.on("harbour_csa")
    assert refused(working, contract.DISABLE, "harbour_csa").code == "E-REASON"
    acted = act(working, contract.DISABLE, "harbour_csa", reason="left the company")
    assert acted.status is contract.PersonStatus.DISABLED
    with pytest.raises(NotSignedIn):
        csa.call(ME, Nothing())
    with pytest.raises(NotSignedIn):
        working.backend.gateway("harbour_csa")
    again = refused(working, contract.DISABLE, "harbour_csa", reason="x")
    assert again.code == "E-STATE"
    act(working, contract.ENABLE, "harbour_csa")
    assert working.backend.gateway("harbour_csa").call(ME, Nothing()).roles == (Role.CSA,)
    assert trail(working.backend, number_of("harbour_csa")) == [
        ("disable", None, "ACTIVE", "DISABLED", "left the company"),
        ("enable", None, "DISABLED", "ACTIVE", None),
    ]


def test_all_sessions_of_a_person_are_ended_and_those_of_others_go_on(http_backend: Backend) -> None:
    working = Working(http_backend)
    first, second = working.on("harbour_csa"), http_backend.gateway("harbour_csa")
    assert len(read(working, "harbour_csa").sessions) == 2
    act(working, contract.END_SESSIONS, "harbour_csa")
    for gateway in (first, second):
        with pytest.raises(NotSignedIn, match="E-SESSION-ENDED"):
            gateway.call(ME, Nothing())
    assert read(working, "harbour_csa").sessions == ()
    assert working.on("harbour_lead").call(ME, Nothing()).username == "harbour_lead"


def test_a_password_set_by_somebody_else_must_be_changed_first(backend: Backend) -> None:
    working = Working(backend)
    act(working, contract.SET_PASSWORD, "harbour_csa", password=SECRET)
    gateway = backend.unsigned()
    with pytest.raises(NotSignedIn):
        gateway.sign_in("harbour_csa", build.password_of("harbour_csa"))
    assert gateway.sign_in("harbour_csa", SECRET).must_change_password
    with pytest.raises(Denied, match="E-PASSWORD-DUE"):
        gateway.call(provisioning.QUEUE, provisioning.QueueRequest())
    for old, new, code in (
        ("wrong", "a sentence of one's own", "E-PASSWORD-OLD"),
        (SECRET, SECRET, "E-PASSWORD-SAME"),
        (SECRET, "short", "E-PASSWORD"),
    ):
        with pytest.raises(Rejected, match=code):
            gateway.call(CHANGE_PASSWORD, change(old, new))
    gateway.call(CHANGE_PASSWORD, change(SECRET, "a sentence of one's own"))
    assert gateway.call(provisioning.QUEUE, provisioning.QueueRequest()).rows == ()
    assert not read(working, "harbour_csa").row.must_change_password
    again = backend.unsigned().sign_in("harbour_csa", "a sentence of one's own")
    assert not again.must_change_password


def change(old: str, new: str) -> ChangePasswordRequest:
    return ChangePasswordRequest.model_validate({"old": old, "new": new})


def test_changing_the_password_ends_the_other_sessions(http_backend: Backend) -> None:
    here, there = (http_backend.gateway("harbour_csa") for _ in range(2))
    here.call(CHANGE_PASSWORD, change(build.password_of("harbour_csa"), SECRET))
    assert here.call(ME, Nothing()).username == "harbour_csa"
    with pytest.raises(NotSignedIn):
        there.call(ME, Nothing())


def test_guessing_the_old_password_is_slowed_down(backend: Backend) -> None:
    gateway = backend.unsigned()
    gateway.sign_in("harbour_csa", build.password_of("harbour_csa"))
    codes = []
    for _ in range(5):
        with pytest.raises(AgentViewError) as error:
            gateway.call(CHANGE_PASSWORD, change("wrong", SECRET))
        codes.append(error.value.code)
    assert codes == ["E-PASSWORD-OLD"] * 3 + ["E-THROTTLED"] * 2


def test_no_password_is_written_anywhere(working: Working) -> None:
    created(working, password=SECRET)
    act(working, contract.SET_PASSWORD, "harbour_csa", password=SECRET)
    with working.backend.database.read() as session:
        kept = [
            *session.scalars(select(IdempotencyKey.response)),
            *session.scalars(select(IdempotencyKey.request_hash)),
            *session.scalars(select(AuditEntry.new_value)),
            *session.scalars(select(User.password_hash)),
        ]
    assert not any(SECRET in value for value in kept if value)
    asked = contract.CreateRequest.model_validate({"username": "x", "roles": ["CSA"], "password": SECRET})
    assert SECRET not in asked.model_dump_json()
    assert SECRET in asked.wire_json()
    assert SECRET not in repr(asked)


@pytest.mark.parametrize(
    ("op", "more"),
    [
        (contract.SET_ROLES, {"roles": ["CSA"]}),
        (contract.SET_POWER, {"power": "READ_AUDIT", "effect": "GRANT", "reason": "x"}),
        (contract.DISABLE, {"reason": "x"}),
        (contract.SET_PASSWORD, {"password": SECRET}),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_d_19_nobody_changes_their_own_powers_or_access(
    working: Working, op: Op[Any, contract.PersonActed], more: dict[str, Any]
) -> None:
    error = refused(working, op, ADMIN, **more)
    assert isinstance(error, Denied)
    assert error.code == "E-ONESELF"
    assert act(working, contract.EDIT, ADMIN, display_name="Me").version == 2


def test_d_19_the_last_administrator_stays(local_backend: Backend) -> None:
    """At the computer itself nobody is oneself: what is left is that somebody must administer people."""
    last = number_of(ADMIN)
    requests: tuple[tuple[Op[Any, contract.PersonActed], contract.PersonAt], ...] = (
        (contract.DISABLE, contract.DisableRequest(user_id=last, version=1, reason="x")),
        (contract.SET_ROLES, contract.SetRolesRequest(user_id=last, version=1, roles=(Role.CSA,))),
        (
            contract.SET_POWER,
            contract.SetPowerRequest(
                user_id=last,
                version=1,
                power=Power.USER_ADMIN,
                effect=contract.Effect.DENY,
                reason="x",
            ),
        ),
    )
    keeper = replace(NOBODY, provider_id=build.HARBOUR, powers=frozenset({Power.USER_ADMIN}))
    for op, request in requests:
        with pytest.raises(Rejected, match="E-LAST-ADMIN"):
            local_backend.dispatcher.run(keeper, op, request)
    working = Working(local_backend)
    act(working, contract.SET_ROLES, "harbour_lead", roles=["SUPERVISOR", "ADMIN"])
    disabled = local_backend.dispatcher.run(keeper, *requests[0])
    assert disabled.status is contract.PersonStatus.DISABLED


def race(backend: Backend) -> list[str]:
    """Let two administrators disable each other at the same moment; return what became of both."""
    working = Working(backend)
    give(working, "harbour_lead", Power.USER_ADMIN)
    pairs = ((ADMIN, "harbour_lead"), ("harbour_lead", ADMIN))
    gateways = {by: working.on(by) for by, _ in pairs}
    versions = {of: read(working, of).row.version for _, of in pairs}
    start = Barrier(2)

    def disable(by: str, of: str) -> str:
        start.wait(20)
        request = contract.DisableRequest(user_id=number_of(of), version=versions[of], reason="x")
        try:
            return gateways[by].call(contract.DISABLE, request).status.value
        except AgentViewError as error:
            return error.code

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(lambda pair: disable(*pair), pairs))


def test_d_19_two_administrators_cannot_remove_each_other(backend: Backend) -> None:
    outcome = race(backend)
    assert outcome.count("DISABLED") == 1, outcome
    assert set(outcome) <= {"DISABLED", "E-LAST-ADMIN", "E-SESSION-ENDED", "E-STALE"}


def test_the_line_of_administrators_matters(
    postgres_backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: without the line, both are disabled, and nobody is left."""
    meet = Barrier(2)

    def pass_by(_unit: Unit, _provider_id: int) -> None:
        return None

    judge = hold.facts_of

    def judge_together(unit: Unit, user: User) -> PersonFacts:
        facts = judge(unit, user)
        if unit.session.info.get("stamp"):
            meet.wait(20)
        return facts

    monkeypatch.setattr(hold, "stand_in_line", pass_by)
    monkeypatch.setattr(hold, "facts_of", judge_together)
    assert race(postgres_backend) == ["DISABLED", "DISABLED"]


def test_what_is_done_at_the_computer_stands_in_the_provider_s_log(local_backend: Backend) -> None:
    with local_backend.database.write(Stamp("olga", build.START)) as session:
        set_password(Unit(session, NOBODY, build.START), "harbour_csa", SECRET)
    with local_backend.database.read() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "set_password")).one()
        assert (entry.provider_id, entry.user_id) == (build.HARBOUR, None)
        assert session.scalars(select(AccessToken)).all() == []
