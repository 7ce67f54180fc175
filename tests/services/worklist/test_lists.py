"""S-34: the worklist by view, filter and order; what waits for whom; other providers see nothing of it."""

from datetime import timedelta
from typing import Any

import pytest

from agentview.contract import worklist as contract
from agentview.contract.op import Op
from agentview.contract.operations import OPERATIONS
from agentview.contract.worklist import CaseFilter, CaseRow, CaseView
from agentview.core.errors import AgentViewError, Denied, NotFound
from tests import build
from tests.fixtures.statements import statements
from tests.services.provisioning.working import Working
from tests.services.worklist.conftest import RaiseCase

ON_A_CASE = [op for op in OPERATIONS if issubclass(op.request, contract.CaseRef)]
"""Every operation that names a case: a new one is tested without a line here."""
FILLINGS: dict[str, object] = {"version": 1, "text": "x", "user_id": 1}
STRANGERS = ("alpine_csa", "alpine_lead", "meridian_lead", "harbour_viewer")


def _rows(working: Working, user: str = "harbour_csa", **wanted: object) -> tuple[CaseRow, ...]:
    request = contract.CasesRequest(filter=CaseFilter.model_validate(wanted))
    return working.on(user).call(contract.CASES, request).rows


@pytest.mark.parametrize("op", ON_A_CASE, ids=lambda op: op.name)
def test_r_gen_10_another_provider_s_case_is_not_there(
    working: Working, raised: RaiseCase, op: Op[Any, Any]
) -> None:
    case = raised()
    before = working.call("harbour_lead", contract.CASE, case_id=case.case_id)
    names = op.request.model_fields
    values = {name: value for name, value in FILLINGS.items() if name in names}
    for stranger in STRANGERS:
        refused = working.refused(stranger, op, case_id=case.case_id, **values)
        assert isinstance(refused, NotFound), stranger
    assert working.call("harbour_lead", contract.CASE, case_id=case.case_id) == before


@pytest.mark.parametrize("stranger", STRANGERS)
def test_r_gen_10_lists_and_counts_hold_own_cases_alone(
    working: Working, raised: RaiseCase, stranger: str
) -> None:
    case = raised()
    for view in CaseView:
        assert _rows(working, stranger, view=view) == ()
        assert working.call(stranger, contract.SIZE, filter={"view": view}).rows == 0
    counts = working.call(stranger, contract.COUNTS)
    assert (counts.people, counts.departments, counts.waiting) == ((), (), 0)
    assert "Harbour Csa" not in {one.name for one in working.call(stranger, contract.COLLEAGUES).people}
    bulk = working.call(
        stranger, contract.BULK, command="take", cases=[{"case_id": case.case_id, "version": 1}]
    )
    assert [(one.reference, one.refusals[0].code) for one in bulk.results] == [("", "E-NOT-FOUND")]
    assert working.call(stranger, contract.EXPORT).rows == ()


def test_s_34_views_show_what_they_say(working: Working, raised: RaiseCase) -> None:
    mine, free, other, done = raised(), raised(), raised(department="PROVISIONER"), raised()
    working.call("harbour_csa", contract.TAKE, case_id=mine.case_id)
    working.call(
        "harbour_csa", contract.CANCEL, case_id=done.case_id, version=done.version, text="Not needed"
    )
    shown = {view: [row.case_id for row in _rows(working, view=view)] for view in CaseView}
    assert shown == {
        CaseView.MINE: [mine.case_id],
        CaseView.UNASSIGNED: [free.case_id],
        CaseView.OVERDUE: [],
        CaseView.OPEN: [mine.case_id, free.case_id, other.case_id],
        CaseView.DONE: [done.case_id],
    }
    assert [row.case_id for row in _rows(working, "harbour_prov", view="UNASSIGNED")] == [other.case_id]
    lead = [row.case_id for row in _rows(working, "harbour_lead", view="UNASSIGNED")]
    assert lead == [free.case_id, other.case_id]
    counts = working.call("harbour_csa", contract.COUNTS)
    assert counts.waiting == 2
    assert counts.views == {view: len(rows) for view, rows in shown.items() if view is not CaseView.DONE}


def test_s_34_what_is_overdue_is_counted_by_person_and_department(
    working: Working, raised: RaiseCase
) -> None:
    late = raised()
    working.call("harbour_csa", contract.TAKE, case_id=late.case_id)
    working.backend.clock.move(timedelta(hours=48))
    working.sign_in_again()
    assert not _rows(working)[0].is_overdue, "the moment itself is not late"
    working.backend.clock.move(timedelta(seconds=1))
    raised()
    raised(department="PROVISIONER")
    assert [row.case_id for row in _rows(working, view="OVERDUE")] == [late.case_id]
    assert [row.is_overdue for row in _rows(working, is_overdue=True)] == [True]
    counts = working.call("harbour_lead", contract.COUNTS)
    assert [(load.key, load.open, load.overdue) for load in counts.departments] == [
        ("CSA", 2, 1),
        ("PROVISIONER", 1, 0),
    ]
    assert {(load.name, load.open, load.overdue) for load in counts.people} == {
        ("", 2, 0),
        ("Harbour Csa", 1, 1),
    }


def test_s_34_filters_narrow(working: Working, raised: RaiseCase) -> None:
    bill = raised(summary="Bill is 100% wrong")
    call = raised(account_id=build.OKONKWO, department="PROVISIONER")
    taken = working.call("harbour_csa", contract.TAKE, case_id=bill.case_id)
    [me] = [
        one for one in working.call("harbour_csa", contract.COLLEAGUES).people if one.name == "Harbour Csa"
    ]
    task = working.new()
    working.halt(task)
    for wanted, expected in (
        ({"text": "100%"}, [bill.case_id]),
        ({"text": f"wi-{call.case_id}"}, [call.case_id]),
        ({"text": "OKONKWO"}, [call.case_id]),
        ({"text": build.ACCOUNT_NO[build.OKONKWO]}, [call.case_id]),
        ({"text": "nothing like it"}, []),
        ({"departments": ["PROVISIONER"]}, [call.case_id]),
        ({"assignee_ids": [me.user_id]}, [taken.case_id]),
        ({"account_id": build.OKONKWO}, [call.case_id]),
        ({"types": ["QURY"]}, [bill.case_id, call.case_id]),
    ):
        assert [row.case_id for row in _rows(working, **wanted)] == expected, wanted
        size = working.call("harbour_csa", contract.SIZE, filter=wanted).rows
        assert size == len(expected), wanted


@pytest.mark.parametrize("sort", list(contract.CaseSort))
@pytest.mark.parametrize("is_descending", [False, True])
def test_s_34_pages_follow_each_other_in_every_order(
    working: Working, raised: RaiseCase, sort: contract.CaseSort, is_descending: bool
) -> None:
    for number in range(7):
        raised(account_id=build.OKONKWO if number % 2 else build.MARLOW)
        working.backend.clock.move(timedelta(minutes=number % 3))
    request = {"sort": sort, "is_descending": is_descending}
    whole = working.call("harbour_csa", contract.CASES, **request).rows
    assert len(whole) == 7
    first = working.call("harbour_csa", contract.CASES, **request, limit=3)
    second = working.call("harbour_csa", contract.CASES, **request, limit=3, after=first.last)
    last = working.call("harbour_csa", contract.CASES, **request, limit=3, after=second.last)
    assert (*first.rows, *second.rows, *last.rows) == whole
    back = working.call("harbour_csa", contract.CASES, **request, limit=3, before=last.first)
    assert back.rows == second.rows
    by_count = working.call("harbour_csa", contract.CASES, **request, limit=3, offset=3)
    assert by_count.rows == second.rows
    refused = working.refused("harbour_csa", contract.CASES, **request, after="nonsense")
    assert refused.code == "E-CURSOR"


def test_s_34_the_export_is_audited_and_large_ones_need_a_power(
    working: Working, raised: RaiseCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    raised()
    page = working.call("harbour_csa", contract.EXPORT, columns=["reference"])
    assert (page.total, page.last, len(page.rows)) == (1, None, 1)
    monkeypatch.setattr("agentview.services.exporting.EXPORT_FREE", 0)
    refused: AgentViewError = working.refused("harbour_csa", contract.EXPORT)
    assert isinstance(refused, Denied)
    assert refused.code == "E-EXPORT-LARGE"
    assert working.call("harbour_lead", contract.EXPORT).total == 1


def test_a_page_takes_as_many_statements_for_many_cases_as_for_one(
    working: Working, raised: RaiseCase
) -> None:
    def asked() -> int:
        with statements(working.backend.database) as sent:
            _rows(working)
        return len(sent)

    raised()
    _rows(working)
    few = asked()
    for _ in range(10):
        raised()
    assert asked() == few > 0
