"""Account groups and their members, and exemptions with a last day (R-SUS-04, E.3)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from agentview.contract import suspension_exemptions, suspension_groups
from agentview.contract.restriction import Obstacle
from agentview.contract.suspension_candidates import WHY
from agentview.contract.suspension_exemptions import ExemptionRow
from agentview.models.trail import AuditEntry
from tests import build
from tests.fixtures.backend import Backend
from tests.services.holdings import hold
from tests.services.provisioning.working import Working
from tests.services.suspension.ruling import CONTROLLER, TODAY, owe, stored, with_controller


@pytest.fixture
def working(backend: Backend) -> Working:
    """Return the people of the small operator, with rules in force and a customer whom they restrict."""
    stored(backend)
    hold(backend)
    owe(backend, build.MARLOW)
    return with_controller(backend)


def standing(working: Working) -> list[Obstacle]:
    found = working.call(CONTROLLER, WHY, account_id=build.MARLOW)
    return [one.obstacle for one in found.checks if one.stands]


def written(working: Working, entity: str) -> list[tuple[str, str | None, int | None]]:
    with working.backend.database.read() as session:
        found = session.scalars(select(AuditEntry).where(AuditEntry.entity == entity).order_by(AuditEntry.id))
        return [(one.action, one.new_value, one.account_id) for one in found]


def exempt(working: Working, days: int, account: int = build.MARLOW) -> ExemptionRow:
    return working.call(
        CONTROLLER,
        suspension_exemptions.EXEMPT,
        account_id=account,
        until_on=TODAY + timedelta(days=days),
        reason="Hardship",
        owner="Harbour Lead",
    )


def test_accounts_are_put_into_a_group_and_taken_out(working: Working) -> None:
    made = working.call(CONTROLLER, suspension_groups.CREATE_GROUP, name="Staff")
    assert (made.is_distribution_list, made.accounts) == (True, 0)
    refused = working.refused(CONTROLLER, suspension_groups.CREATE_GROUP, name="Staff")
    assert refused.code == "E-GROUP-TAKEN"
    number = {"group_id": made.group_id}
    sizes = [
        working.call(CONTROLLER, suspension_groups.ADD_MEMBER, **number, account_id=account).accounts
        for account in (build.OKONKWO, build.MARLOW, build.MARLOW)
    ]
    assert sizes == [1, 2, 2]
    first = working.call(CONTROLLER, suspension_groups.GROUP_MEMBERS, **number, limit=1)
    second = working.call(CONTROLLER, suspension_groups.GROUP_MEMBERS, **number, limit=1, after=first.last)
    assert [one.account_id for one in first.rows + second.rows] == [build.OKONKWO, build.MARLOW]
    assert (first.total, second.last) == (2, None)
    gone = {**number, "account_id": build.MARLOW}
    assert working.call(CONTROLLER, suspension_groups.REMOVE_MEMBER, **gone).accounts == 1
    assert working.refused(CONTROLLER, suspension_groups.REMOVE_MEMBER, **gone).code == "E-NOT-FOUND"
    assert written(working, "account_group") == [
        ("create", "Staff", None),
        ("add_member", f"Staff: {build.ACCOUNT_NO[build.OKONKWO]}", build.OKONKWO),
        ("add_member", f"Staff: {build.ACCOUNT_NO[build.MARLOW]}", build.MARLOW),
        ("remove_member", f"Staff: {build.ACCOUNT_NO[build.MARLOW]}", build.MARLOW),
    ]


def test_r_gen_10_a_group_takes_no_account_of_another_provider(working: Working) -> None:
    made = working.call(CONTROLLER, suspension_groups.CREATE_GROUP, name="Staff", is_distribution_list=False)
    wanted = {"group_id": made.group_id, "account_id": build.ALPINE_LEE}
    assert working.refused(CONTROLLER, suspension_groups.ADD_MEMBER, **wanted).code == "E-NOT-FOUND"
    assert working.call(CONTROLLER, suspension_groups.GROUPS, filter={"text": "sta"}).total == 1
    assert working.call("alpine_csa", suspension_groups.GROUPS).rows == ()
    assert working.refused("harbour_viewer", suspension_groups.GROUPS).code == "E-STAFF-ONLY"


def test_an_exemption_holds_to_the_end_of_its_last_day_or_until_it_is_ended(working: Working) -> None:
    assert standing(working) == []
    given = exempt(working, 0)
    assert standing(working) == [Obstacle.EXEMPT]
    at = {"exemption_id": given.exemption_id, "version": given.version}
    ended = working.call(CONTROLLER, suspension_exemptions.END_EXEMPTION, **at, reason="Paid")
    assert (ended.is_running, ended.ended_by) == (False, "Harbour Back")
    assert standing(working) == []
    stale = working.refused(CONTROLLER, suspension_exemptions.END_EXEMPTION, **at, reason="x")
    assert stale.code == "E-STALE"
    again = {**at, "version": ended.version}
    over = working.refused(CONTROLLER, suspension_exemptions.END_EXEMPTION, **again, reason="x")
    assert over.code == "E-EXEMPTION-OVER"
    assert [one[0] for one in written(working, "suspension_exemption")] == ["exempt", "end_exemption"]


def test_an_exemption_of_a_day_that_has_passed_is_refused_and_an_expired_one_does_not_hold(
    working: Working,
) -> None:
    day = {"account_id": build.MARLOW, "reason": "x", "owner": "x"}
    refused = working.refused(
        CONTROLLER, suspension_exemptions.EXEMPT, **day, until_on=TODAY - timedelta(days=1)
    )
    assert refused.code == "E-EXEMPTION-PAST"
    exempt(working, 0)
    working.backend.clock.move(timedelta(days=1))
    working.sign_in_again()
    assert standing(working) == []
    over = working.call(CONTROLLER, suspension_exemptions.EXEMPTIONS, filter={"view": "OVER"})
    assert [one.is_running for one in over.rows] == [False]


def test_exemptions_that_expire_are_listed_by_their_last_day(working: Working) -> None:
    for days, account in ((15, build.MARLOW), (14, build.OKONKWO), (3, build.BRIGHT)):
        exempt(working, days, account)

    def listed(by: str = CONTROLLER, **request: object) -> list[int]:
        rows = working.call(by, suspension_exemptions.EXEMPTIONS, **request).rows
        return [row.account_id for row in rows]

    assert listed(filter={"view": "EXPIRING"}) == [build.BRIGHT, build.OKONKWO]
    assert listed() == [build.BRIGHT, build.OKONKWO, build.MARLOW]
    assert listed(is_descending=True) == [build.MARLOW, build.OKONKWO, build.BRIGHT]
    first = working.call(CONTROLLER, suspension_exemptions.EXEMPTIONS, limit=2)
    assert (listed(limit=2, after=first.last), first.total) == ([build.MARLOW], 3)
    assert listed(filter={"account_id": build.MARLOW}) == [build.MARLOW]
    assert listed("alpine_csa") == []
    assert working.refused("harbour_viewer", suspension_exemptions.EXEMPTIONS).code == "E-STAFF-ONLY"
