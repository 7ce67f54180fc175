"""Cases of the ombudsman: while one is open nobody is restricted (R-SUS-08, R-SUS-20)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from agentview.contract import complaints as contract
from agentview.contract.complaints import ComplaintRow
from agentview.contract.restriction import Obstacle
from agentview.contract.suspension_candidates import WHY
from agentview.models.job_run import JobRun
from agentview.models.trail import AuditEntry
from tests import build
from tests.fixtures.backend import Backend
from tests.services.crediting import Crediting
from tests.services.holdings import hold
from tests.services.provisioning.working import Working
from tests.services.suspension.ruling import CONTROLLER, TODAY, owe, stored, with_controller

DAY = timedelta(days=1)


@pytest.fixture
def working(backend: Backend) -> Working:
    """Return the people of the small operator, with rules in force and a customer whom they restrict."""
    stored(backend)
    hold(backend)
    owe(backend, build.MARLOW)
    return with_controller(backend)


def opened(
    working: Working, reference: str = "TIO-1", days: int = 0, account: int = build.MARLOW
) -> ComplaintRow:
    return working.call(
        CONTROLLER,
        contract.OPEN_COMPLAINT,
        account_id=account,
        reference=reference,
        opened_on=TODAY - days * DAY,
    )


def at(found: ComplaintRow, days: int = 0) -> dict[str, object]:
    return {
        "complaint_id": found.complaint_id,
        "version": found.version,
        "closed_on": TODAY - days * DAY,
        "reason": "Settled",
    }


def standing(working: Working) -> list[Obstacle]:
    found = working.call(CONTROLLER, WHY, account_id=build.MARLOW)
    return [one.obstacle for one in found.checks if one.stands]


def test_r_sus_08_an_open_case_keeps_the_rules_out_until_it_is_closed(working: Working) -> None:
    assert standing(working) == []
    made = opened(working)
    assert (made.closed_on, made.noted_by) == (None, "Harbour Back")
    second = opened(working, "TIO-2")
    assert standing(working) == [Obstacle.COMPLAINT]
    done = working.call(CONTROLLER, contract.CLOSE_COMPLAINT, **at(made))
    assert done.closed_on == TODAY
    assert standing(working) == [Obstacle.COMPLAINT]
    working.call(CONTROLLER, contract.CLOSE_COMPLAINT, **at(second))
    assert standing(working) == []
    assert working.refused(CONTROLLER, contract.CLOSE_COMPLAINT, **at(made)).code == "E-STALE"
    assert working.refused(CONTROLLER, contract.CLOSE_COMPLAINT, **at(done)).code == "E-COMPLAINT-CLOSED"


@pytest.mark.parametrize("has_case", [True, False])
def test_r_sus_20_each_change_is_written_down_and_has_the_rules_look_again(
    working: Working, *, has_case: bool
) -> None:
    """Without a case only its end: the account may be picked now."""
    if has_case:
        Crediting(working.backend).case()
    working.call(CONTROLLER, contract.CLOSE_COMPLAINT, **at(opened(working)))
    with working.backend.database.read() as session:
        entries = session.scalars(select(AuditEntry).where(AuditEntry.entity == "complaint")).all()
        assert [(one.action, one.new_value, one.account_id) for one in entries] == [
            ("open", "TIO-1", build.MARLOW),
            ("close", "TIO-1", build.MARLOW),
        ]
        runs = session.scalars(select(JobRun).where(JobRun.job == "suspension_account")).all()
        assert [run.payload for run in runs] == [{"account_id": build.MARLOW}] * (2 if has_case else 1)
        assert len({run.run_key for run in runs}) == len(runs)


def test_a_case_is_noted_once_and_on_a_day_that_has_come(working: Working) -> None:
    made = opened(working, days=1)
    asked = {"account_id": build.MARLOW, "reference": "TIO-1"}
    known = working.refused(CONTROLLER, contract.OPEN_COMPLAINT, **asked, opened_on=TODAY)
    assert known.code == "E-COMPLAINT-KNOWN"
    later = {**asked, "reference": "TIO-2", "opened_on": TODAY + DAY}
    assert working.refused(CONTROLLER, contract.OPEN_COMPLAINT, **later).code == "E-COMPLAINT-DAY"
    for days in (2, -1):
        assert (
            working.refused(CONTROLLER, contract.CLOSE_COMPLAINT, **at(made, days)).code == "E-COMPLAINT-DAY"
        )
    assert working.call(CONTROLLER, contract.CLOSE_COMPLAINT, **at(made, 1)).closed_on == TODAY - DAY


def test_cases_are_listed_newest_first_and_another_s_are_not_there(working: Working) -> None:
    made = [
        opened(working, f"TIO-{account}", days, account)
        for account, days in ((build.MARLOW, 2), (build.OKONKWO, 0), (build.BRIGHT, 1))
    ]
    working.call(CONTROLLER, contract.CLOSE_COMPLAINT, **at(made[0]))

    def listed(by: str = CONTROLLER, **wanted: object) -> list[int]:
        rows = working.call(by, contract.COMPLAINTS, filter=wanted).rows
        return [row.account_id for row in rows]

    assert listed() == [build.OKONKWO, build.BRIGHT]
    assert listed(view="CLOSED") == [build.MARLOW]
    assert listed(view="ALL") == [build.OKONKWO, build.BRIGHT, build.MARLOW]
    assert listed(view="ALL", account_id=build.BRIGHT) == [build.BRIGHT]
    first = working.call(CONTROLLER, contract.COMPLAINTS, limit=1)
    second = working.call(CONTROLLER, contract.COMPLAINTS, limit=1, after=first.last)
    assert [row.account_id for row in second.rows] == [build.BRIGHT]
    assert (first.total, second.last) == (2, None)
    assert listed("alpine_lead", view="ALL") == []
    assert working.refused("alpine_lead", contract.CLOSE_COMPLAINT, **at(made[1])).code == "E-NOT-FOUND"
    assert working.refused("harbour_viewer", contract.COMPLAINTS).code == "E-STAFF-ONLY"
