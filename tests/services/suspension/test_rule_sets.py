"""Rule sets: proposed by one, enabled by another; what leaves them out (S-22, D-19, R-SUS-10, 11, 31)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from agentview.contract import suspension as contract
from agentview.core.power import Power
from agentview.models.trail import AuditEntry
from tests.fixtures.backend import Backend
from tests.services.people.administering import give
from tests.services.provisioning.working import Working
from tests.services.suspension.ruling import (
    ADMIN,
    CONTROLLER,
    TODAY,
    at,
    enabled,
    fields,
    group,
    propose,
    stored,
    with_controller,
)


@pytest.fixture
def working(backend: Backend) -> Working:
    return with_controller(backend)


def codes(error: object) -> list[str]:
    return [one.code for one in error.refusals]  # type: ignore[attr-defined]


def open_commands(found: contract.RuleSetDetail) -> set[str]:
    return {one.command for one in found.row.commands if one.is_open}


def actions(working: Working) -> list[str]:
    of_rules = AuditEntry.entity == "suspension_rule_set"
    with working.backend.database.read() as session:
        return list(session.scalars(select(AuditEntry.action).where(of_rules).order_by(AuditEntry.id)))


def test_d_19_what_one_person_proposes_another_one_enables(working: Working) -> None:
    made = propose(working)
    assert (made.row.status, made.row.is_in_force) == ("PROPOSED", False)
    assert made.row.fields.model_dump(mode="json", exclude_defaults=True) == {
        **fields(),
        "effective_from": TODAY.isoformat(),
    }
    assert working.refused(CONTROLLER, contract.ENABLE, **at(made)).code == "E-POWER"
    done = working.call(ADMIN, contract.ENABLE, **at(made))
    assert (done.row.status, done.row.is_in_force) == ("ENABLED", True)
    assert (done.row.proposed_by, done.row.enabled_by) == ("Harbour Back", "Harbour Admin")
    assert actions(working) == ["propose", "enable"]


def test_d_19_the_same_person_is_refused_even_with_both_powers(working: Working) -> None:
    give(working, ADMIN, Power.RULES_PROPOSE)
    own = propose(working, ADMIN)
    assert codes(working.refused(ADMIN, contract.ENABLE, **at(own))) == ["E-RULES-SAME-PERSON"]
    theirs = propose(working, effective_from=TODAY + timedelta(days=1))
    edited = working.call(
        ADMIN, contract.EDIT, **at(theirs), fields=fields(effective_from=TODAY + timedelta(days=2))
    )
    assert codes(working.refused(ADMIN, contract.ENABLE, **at(edited))) == ["E-RULES-SAME-PERSON"]
    assert "enable" not in open_commands(edited)


def test_r_sus_10_a_set_of_the_future_has_no_effect_before_its_day(working: Working) -> None:
    now = stored(working.backend)
    enabled(working, effective_from=TODAY + timedelta(days=1))

    def ruling() -> list[int]:
        rows = working.call(CONTROLLER, contract.RULE_SETS).rows
        return [row.rule_set_id for row in rows if row.is_in_force]

    assert ruling() == [now]
    working.backend.clock.move(timedelta(hours=15))
    working.sign_in_again()
    assert len(ruling()) == 1
    assert ruling() != [now]


def test_r_sus_11_one_day_has_one_set_that_rules(working: Working) -> None:
    first, second = propose(working), propose(working, name="Other")
    working.call(ADMIN, contract.ENABLE, **at(first))
    refused = working.refused(ADMIN, contract.ENABLE, **at(second))
    assert (refused.code, refused.values["name"]) == ("E-RULES-DAY", "Standard")


def test_s_22_only_what_is_proposed_for_a_later_day_is_edited(working: Working) -> None:
    today = propose(working)
    assert codes(working.refused(CONTROLLER, contract.EDIT, **at(today), fields=fields())) == [
        "E-RULES-BEGUN"
    ]
    tomorrow = TODAY + timedelta(days=1)
    later = propose(working, effective_from=tomorrow)
    edited = working.call(
        CONTROLLER, contract.EDIT, **at(later), fields=fields(effective_from=tomorrow, resuspend_days=3)
    )
    assert edited.row.fields.resuspend_days == 3
    stale = working.refused(CONTROLLER, contract.EDIT, **at(later), fields=fields(effective_from=tomorrow))
    assert stale.code == "E-STALE"
    done = working.call(ADMIN, contract.ENABLE, **at(edited))
    assert (
        working.refused(CONTROLLER, contract.EDIT, **at(done), fields=fields(effective_from=tomorrow)).code
        == "E-STATE"
    )
    assert actions(working) == ["propose", "propose", "edit", "enable"]


def test_rules_that_cannot_be_are_refused_with_every_reason(working: Working) -> None:
    refused = working.refused(
        CONTROLLER,
        contract.PROPOSE,
        fields=fields(
            restoration_threshold_cents=5_000,
            effective_from=TODAY - timedelta(days=1),
            windows=[{"weekday": 0, "from_minute": 1320, "to_minute": 120}],
        ),
    )
    assert codes(refused) == ["E-RULES-THRESHOLD", "E-RULES-WINDOW", "E-RULES-PAST"]
    assert codes(working.refused(CONTROLLER, contract.PROPOSE, fields=fields(windows=[]))) == [
        "E-RULES-NO-WINDOW"
    ]


def test_r_sus_10_a_proposal_whose_day_has_passed_is_not_enabled(working: Working) -> None:
    made = propose(working)
    working.backend.clock.move(timedelta(days=1))
    working.sign_in_again()
    assert codes(working.refused(ADMIN, contract.ENABLE, **at(made))) == ["E-RULES-PAST"]


def test_withdrawn_the_set_before_it_rules_again(working: Working) -> None:
    before = stored(working.backend)
    done = enabled(working)
    assert working.refused(CONTROLLER, contract.WITHDRAW, **at(done), reason="x").code == "E-POWER"
    gone = working.call(ADMIN, contract.WITHDRAW, **at(done), reason="Too strict")
    assert (gone.row.status, open_commands(gone)) == ("WITHDRAWN", set())
    rows = working.call(CONTROLLER, contract.RULE_SETS).rows
    assert [row.rule_set_id for row in rows if row.is_in_force] == [before]
    draft = propose(working, effective_from=TODAY + timedelta(days=4))
    assert working.refused("harbour_csa", contract.WITHDRAW, **at(draft), reason="x").code == "E-POWER"
    over = working.call(CONTROLLER, contract.WITHDRAW, **at(draft), reason="x")
    assert over.row.status == "WITHDRAWN"
    assert working.refused(CONTROLLER, contract.WITHDRAW, **at(over), reason="x").code == "E-STATE"


def test_r_sus_31_only_a_distribution_list_is_left_out_at_any_time(working: Working) -> None:
    done = enabled(working)
    staff = group(working.backend, "Staff", 1, 2)
    team = group(working.backend, "Team", is_list=False)
    wanted = {"rule_set_id": done.row.rule_set_id}
    refused = working.refused(CONTROLLER, contract.EXCLUDE_GROUP, **wanted, group_id=team)
    assert (refused.code, refused.values["group"]) == ("E-GROUP-NO-LIST", "Team")
    found = working.call(CONTROLLER, contract.EXCLUDE_GROUP, **wanted, group_id=staff, reason="Ours")
    assert [(one.group, one.accounts, one.reason) for one in found.groups] == [("Staff", 2, "Ours")]
    again = working.refused(CONTROLLER, contract.EXCLUDE_GROUP, **wanted, group_id=staff)
    assert again.code == "E-GROUP-EXCLUDED"
    copied = working.call(
        CONTROLLER, contract.COPY, **wanted, name="Next", effective_from=TODAY + timedelta(days=9)
    )
    assert (copied.row.status, copied.row.fields.name) == ("PROPOSED", "Next")
    assert copied.groups == found.groups
    assert working.call(CONTROLLER, contract.INCLUDE_GROUP, **wanted, group_id=staff).groups == ()
    assert working.refused(CONTROLLER, contract.INCLUDE_GROUP, **wanted, group_id=staff).code == "E-NOT-FOUND"
    assert actions(working) == ["propose", "enable", "exclude_group", "copy", "include_group"]


def test_rule_sets_are_listed_page_by_page_the_newest_first(working: Working) -> None:
    for days in (3, 1, 2):
        propose(working, name=f"In {days}", effective_from=TODAY + timedelta(days=days))
    first = working.call(CONTROLLER, contract.RULE_SETS, limit=2)
    second = working.call(CONTROLLER, contract.RULE_SETS, limit=2, after=first.last)
    names = [row.fields.name for row in first.rows + second.rows]
    assert (names, first.total, second.last) == (["In 3", "In 2", "In 1"], 3, None)
    upward = working.call(CONTROLLER, contract.RULE_SETS, is_descending=False)
    assert [row.fields.name for row in upward.rows] == names[::-1]
    assert working.call(CONTROLLER, contract.RULE_SETS, filter={"text": "in 2"}).total == 1
    assert working.call(CONTROLLER, contract.RULE_SETS, filter={"status": "ENABLED"}).total == 0
    assert working.call("alpine_csa", contract.RULE_SETS).total == 0
    assert working.refused("harbour_viewer", contract.RULE_SETS).code == "E-STAFF-ONLY"
