"""Agents as an administrator sees them: whom their people see, and who may migrate what they sold."""

from datetime import date, timedelta

import pytest

from agentview.contract import agents as contract
from agentview.contract import migrations
from agentview.contract.agents import AgentDetail, Visibility
from agentview.models.trail import AuditEntry
from tests import build
from tests.fixtures.backend import Backend
from tests.fixtures.statements import statements
from tests.migration_world import TODAY, agent, attribute, home, seller
from tests.services.customers import having
from tests.services.holdings import hold
from tests.services.people.administering import number_of
from tests.services.provisioning.working import Working

ADMIN = "harbour_admin"


@pytest.fixture
def working(backend: Backend) -> Working:
    """Return people at work on SQLite, PostgreSQL, and over HTTP."""
    return Working(backend)


def read(working: Working, agent_id: int) -> AgentDetail:
    """Return an agent as an administrator reads it."""
    return working.call(ADMIN, contract.AGENT, agent_id=agent_id)


def given(working: Working, agent_id: int, user_id: int, **days: date | None) -> AgentDetail:
    """Let somebody act for an agent, from today on unless days are named."""
    asked = {"agent_id": agent_id, "user_id": user_id, "valid_from": TODAY, **days}
    working.call(ADMIN, contract.DELEGATE, **asked)
    return read(working, agent_id)


def refusal(
    working: Working, agent_id: int, user_id: int, **days: date | None
) -> list[tuple[str, str | None]]:
    """Return why somebody cannot act for an agent."""
    asked = {"agent_id": agent_id, "user_id": user_id, "valid_from": TODAY, **days}
    refused = working.refused(ADMIN, contract.DELEGATE, **asked)
    return [(one.code, one.field) for one in refused.refusals]


def blockers(working: Working, username: str, package_id: int) -> set[str]:
    """Return what stands against migrating a package."""
    flight = working.call(username, migrations.CHECK, package_id=package_id)
    return {one.refusal.code for one in flight.blockers}


def test_r_mig_38_the_visibility_is_set_and_written_down(working: Working) -> None:
    agent_id = agent(working.backend)
    before = read(working, agent_id).row
    assert before.visibility is Visibility.ALL
    asked = {"agent_id": agent_id, "version": before.version, "visibility": "OWN_ONLY"}
    working.call(ADMIN, contract.SET_VISIBILITY, **asked)
    after = read(working, agent_id)
    assert after.row.visibility is Visibility.OWN_ONLY
    assert after.changed_by == "Harbour Admin"
    assert working.refused(ADMIN, contract.SET_VISIBILITY, **asked).code == "E-STALE"
    with having.writing(working.backend) as session:
        [entry] = session.query(AuditEntry).filter_by(entity="agent").all()
        assert (entry.action, entry.old_value, entry.new_value) == ("set_visibility", "ALL", "OWN_ONLY")


def test_r_mig_38_people_of_an_agent_that_sees_its_own_only_find_no_other_package(working: Working) -> None:
    agent_id = agent(working.backend)
    seller(working.backend, "shop_csa", agent_id)
    package_id = hold(working.backend).package_id
    assert "E-NOT-FOUND" not in blockers(working, "shop_csa", package_id)
    version = read(working, agent_id).row.version
    asked = {"agent_id": agent_id, "version": version, "visibility": "OWN_ONLY"}
    working.call(ADMIN, contract.SET_VISIBILITY, **asked)
    assert working.refused("shop_csa", migrations.CHECK, package_id=package_id).code == "E-NOT-FOUND"


def test_r_mig_09_a_delegation_lets_its_person_migrate_on_its_days_alone(working: Working) -> None:
    home(working.backend)
    sold_by, works_for = agent(working.backend), agent(working.backend, "Corner Shop")
    person = seller(working.backend, "shop_csa", works_for)
    package_id = hold(working.backend).package_id
    attribute(working.backend, sold_by, package_id=package_id)
    assert blockers(working, "shop_csa", package_id) == {"E-NOT-SALE-AGENT"}
    tomorrow = TODAY + timedelta(days=1)
    detail = given(working, sold_by, person, valid_from=tomorrow, valid_to=tomorrow)
    [one] = detail.delegations
    assert (one.person, one.works_for, one.is_valid) == ("Shop Csa", "Corner Shop", False)
    assert detail.row.delegations == 1
    assert blockers(working, "shop_csa", package_id) == {"E-NO-ACT-ON-BEHALF"}
    for days, expected in ((1, set()), (1, {"E-NO-ACT-ON-BEHALF"})):
        working.backend.clock.move(timedelta(days=days))
        working.sign_in_again()
        assert blockers(working, "shop_csa", package_id) == expected
    assert read(working, sold_by).row.delegations == 0


def test_r_mig_09_the_last_day_is_moved_and_a_day_before_the_first_removes_it(working: Working) -> None:
    sold_by = agent(working.backend)
    person = seller(working.backend, "shop_csa", agent(working.backend, "Corner Shop"))
    [one] = given(working, sold_by, person).delegations
    assert (one.valid_to, one.is_valid) == (None, True)
    at = {"delegation_id": one.delegation_id, "version": one.version}
    working.call(ADMIN, contract.END_DELEGATION, **at, valid_to=TODAY)
    [one] = read(working, sold_by).delegations
    assert (one.valid_to, one.is_valid) == (TODAY, True)
    assert working.refused(ADMIN, contract.END_DELEGATION, **at, valid_to=TODAY).code == "E-STALE"
    at["version"] = one.version
    working.call(ADMIN, contract.END_DELEGATION, **at, valid_to=TODAY - timedelta(days=1))
    assert read(working, sold_by).delegations == ()
    gone = working.refused(ADMIN, contract.END_DELEGATION, **at, valid_to=TODAY)
    assert gone.code == "E-NOT-FOUND"


def test_r_mig_09_what_would_come_to_nothing_is_refused_with_every_reason(working: Working) -> None:
    sold_by = agent(working.backend)
    own = seller(working.backend, "own_csa", sold_by)
    person = seller(working.backend, "shop_csa", agent(working.backend, "Corner Shop"))
    yesterday = TODAY - timedelta(days=1)
    for needless in (own, number_of("harbour_csa")):
        found = refusal(working, sold_by, needless, valid_to=yesterday)
        assert found == [("E-DELEGATION-NEEDLESS", "user_id"), ("E-DELEGATION-ORDER", "valid_to")]
    given(working, sold_by, person, valid_from=TODAY, valid_to=TODAY)
    later = {"valid_from": TODAY + timedelta(days=1)}
    assert refusal(working, sold_by, person) == [("E-DELEGATION-OVERLAPS", "valid_from")]
    assert len(given(working, sold_by, person, **later).delegations) == 2
    first = next(one for one in read(working, sold_by).delegations if one.valid_to == TODAY)
    at = {"delegation_id": first.delegation_id, "version": first.version, "valid_to": None}
    assert working.refused(ADMIN, contract.END_DELEGATION, **at).code == "E-DELEGATION-OVERLAPS"


def test_only_people_of_other_agents_are_offered(working: Working) -> None:
    sold_by = agent(working.backend)
    seller(working.backend, "own_csa", sold_by)
    seller(working.backend, "shop_csa", agent(working.backend, "Corner Shop"))
    seller(working.backend, "far_csa", agent(working.backend, "Far away", provider=build.ALPINE))
    detail = read(working, sold_by)
    assert [(one.person, one.works_for) for one in detail.delegates] == [("Shop Csa", "Corner Shop")]
    assert detail.row.people == 1


def test_r_gen_10_another_provider_s_agents_are_not_there(working: Working) -> None:
    theirs = agent(working.backend, "Far away", provider=build.ALPINE)
    own = agent(working.backend)
    stranger = seller(working.backend, "far_csa", theirs)
    listed = working.call(ADMIN, contract.AGENTS)
    assert "Far away" not in str(listed)
    assert working.refused(ADMIN, contract.AGENT, agent_id=theirs).code == "E-NOT-FOUND"
    visibility = {"agent_id": theirs, "version": 1, "visibility": "ALL"}
    assert working.refused(ADMIN, contract.SET_VISIBILITY, **visibility).code == "E-NOT-FOUND"
    for agent_id, user_id in ((theirs, number_of("harbour_csa")), (own, number_of("alpine_csa"))):
        asked = {"agent_id": agent_id, "user_id": user_id, "valid_from": TODAY}
        assert working.refused(ADMIN, contract.DELEGATE, **asked).code == "E-NOT-FOUND"
    assert stranger


def test_the_list_is_found_by_name_and_read_in_pages(working: Working) -> None:
    for name in ("Corner Shop", "Alley Phones", "Quay_side"):
        agent(working.backend, name)
    asked = {"filter": {"text": "o"}, "limit": 1}
    first = working.call(ADMIN, contract.AGENTS, **asked)
    rest = working.call(ADMIN, contract.AGENTS, **asked, after=first.last)
    assert [row.name for row in (*first.rows, *rest.rows)] == ["Alley Phones", "Corner Shop"]
    assert (first.total, rest.last) == (2, None)
    found = working.call(ADMIN, contract.AGENTS, filter={"text": "_"}).rows
    assert [row.name for row in found] == ["Quay_side"]


def test_it_takes_as_many_queries_for_50_agents_as_for_one(local_backend: Backend) -> None:
    working, counts = Working(local_backend), []
    for number in (1, 49):
        for at in range(number):
            agent(local_backend, f"Agent {number} {at}")
        gateway = working.on(ADMIN)
        with statements(local_backend.database) as ran:
            gateway.call(contract.AGENTS, contract.AgentsRequest())
        counts.append(len(ran))
    assert counts[0] == counts[1]


def create(working: Working, name: str, visibility: str = "ALL") -> int:
    """Add an agent; return its id."""
    return working.call(ADMIN, contract.CREATE, name=name, visibility=visibility).agent_id


def test_an_agent_is_added_renamed_and_sells_no_more(working: Working) -> None:
    agent_id = create(working, "Corner Shop", "OWN_ONLY")
    row = read(working, agent_id).row
    assert (row.name, row.is_active, row.visibility) == ("Corner Shop", True, Visibility.OWN_ONLY)
    at = {"agent_id": agent_id, "version": row.version}
    working.call(ADMIN, contract.EDIT, **at, name="High Street", is_active=False)
    row = read(working, agent_id).row
    assert (row.name, row.is_active) == ("High Street", False)
    assert working.refused(ADMIN, contract.EDIT, **at, name="Late", is_active=True).code == "E-STALE"
    with having.writing(working.backend) as session:
        entries = (
            session.query(AuditEntry).filter_by(entity="agent", entity_id=agent_id).order_by(AuditEntry.id)
        )
        assert [(one.action, one.field, one.old_value, one.new_value) for one in entries] == [
            ("create", None, None, "Corner Shop: OWN_ONLY"),
            ("edit", "name", "Corner Shop", "High Street"),
            ("edit", "is_active", "True", "False"),
        ]


def test_two_agents_have_two_names(working: Working) -> None:
    first, second = create(working, "Corner Shop"), create(working, "High Street")
    row = read(working, second).row
    at = {"agent_id": second, "version": row.version, "is_active": True}
    for name, code in (("corner shop", "E-AGENT-EXISTS"), ("", "E-AGENT-NAME"), (" ", "E-AGENT-NAME")):
        assert working.refused(ADMIN, contract.CREATE, name=name).code == code
        assert working.refused(ADMIN, contract.EDIT, **at, name=name).code == code
    working.call(ADMIN, contract.EDIT, **at, name="HIGH STREET")
    assert (read(working, first).row.name, read(working, second).row.name) == ("Corner Shop", "HIGH STREET")
