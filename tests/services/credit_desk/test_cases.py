"""The list of restriction cases: views, sorting, pages, what is told of a case (S-23)."""

from datetime import timedelta
from typing import Any

import pytest

from agentview.contract import credit_desk as contract
from agentview.contract.credit_desk import CaseRow, CaseSort, CaseView
from agentview.contract.op import Op
from agentview.models.database import Stamp
from agentview.models.subscription import ServiceHold
from agentview.models.suspension import ServiceRestriction
from tests import build
from tests.fixtures.statements import statements
from tests.services.crediting import Crediting, ago
from tests.services.holdings import hold
from tests.services.ledger.booking import LEAD
from tests.services.suspension.ruling import stored


def listed(crediting: Crediting, by: str = LEAD, **request: object) -> list[int]:
    return [row.case_id for row in crediting.call(by, contract.CASES, **request).rows]


def row_of(crediting: Crediting, case_id: int) -> CaseRow:
    rows = crediting.call(LEAD, contract.CASES, filter={"view": "ALL"}).rows
    return next(row for row in rows if row.case_id == case_id)


def asked(crediting: Crediting, case_id: int, service_id: int, action: str, status: str) -> None:
    """Write what the network was asked for past the services."""
    with crediting.backend.database.write(Stamp("test", build.START)) as session:
        session.add(
            ServiceRestriction(
                case_id=case_id,
                service_subscription_id=service_id,
                action=action,
                bar_code="BAR10",
                status=status,
                requested_at=build.START,
            )
        )


def held(crediting: Crediting, case_id: int, service_id: int, *, is_lifted: bool = False) -> None:
    """Write a hold of a case past the services."""
    with crediting.backend.database.write(Stamp("test", build.START)) as session:
        session.add(
            ServiceHold(
                service_subscription_id=service_id,
                cause="NON_PAYMENT",
                origin="AUTO",
                bar_code="BAR10",
                reason="x",
                placed_at=build.START,
                placed_by="AgentView",
                lifted_at=build.START if is_lifted else None,
                case_id=case_id,
            )
        )


def many(crediting: Crediting) -> dict[str, int]:
    """Write a case in each state; only one account may have one open."""
    return {
        "flagged": crediting.case(build.MARLOW),
        "restricted": crediting.case(build.OKONKWO, "RESTRICTED", restricted_at=ago(hours=3)),
        "restoring": crediting.case(build.BRIGHT, "RESTORING"),
        "lately": crediting.case(build.SUSPENDED, "RESTORED", restored_at=ago(days=30)),
        "long ago": crediting.case(build.SUSPENDED, "RESTORED", restored_at=ago(days=30, seconds=1)),
        "closed": crediting.case(build.MARLOW, "CLOSED", closed_code="PAID"),
    }


def test_s_23_each_view_shows_its_states(crediting: Crediting) -> None:
    made = many(crediting)
    wanted = {
        CaseView.OPEN: {"flagged", "restricted", "restoring"},
        CaseView.FLAGGED: {"flagged"},
        CaseView.RESTRICTED: {"restricted", "restoring"},
        CaseView.FAILED: set(),
        CaseView.RESTORED: {"lately"},
        CaseView.ALL: set(made),
    }
    counts = {one.view: one.rows for one in crediting.call(LEAD, contract.VIEWS).counts}
    for view, names in wanted.items():
        assert set(listed(crediting, filter={"view": view})) == {made[name] for name in names}, view
        assert counts[view] == len(names)
        assert crediting.call(LEAD, contract.SIZE, filter={"view": view}).rows == len(names)


@pytest.mark.parametrize(
    ("state", "action", "status", "is_failed"),
    [
        ("RESTRICTING", "RESTRICT", "FAILED", True),
        ("RESTRICTED", "RESTRICT", "FAILED", True),
        ("RESTRICTED", "RESTRICT", "DONE", False),
        ("RESTORING", "RESTRICT", "FAILED", False),
        ("RESTORING", "RESTORE", "FAILED", True),
        ("RESTORED", "RESTORE", "FAILED", False),
    ],
)
def test_s_23_a_refusal_counts_for_what_is_wanted_now(
    crediting: Crediting, state: str, action: str, status: str, *, is_failed: bool
) -> None:
    service = hold(crediting.backend).service_ids[0]
    number = crediting.case(state=state)
    asked(crediting, number, service, action, status)
    assert listed(crediting, filter={"view": "FAILED"}) == [number] * is_failed
    if state != "RESTORED":
        assert row_of(crediting, number).failed_services == is_failed


def test_s_23_a_row_says_what_is_owed_now_and_when_it_goes_on(crediting: Crediting) -> None:
    stored(crediting.backend)
    first, second, third = (hold(crediting.backend) for _ in range(3))
    crediting.invoice(6_000, days_overdue=20)
    crediting.invoice(500, days_overdue=-3)
    number = crediting.case()
    held(crediting, number, first.service_ids[0])
    held(crediting, number, second.service_ids[0])
    held(crediting, number, second.service_ids[0])
    held(crediting, number, third.service_ids[0], is_lifted=True)
    row = row_of(crediting, number)
    assert (row.reference, row.customer) == (f"SC-{number}", "Marlow Dental Group")
    assert (row.owing_cents, row.owing_cents_at_flag, row.overdue_days) == (6_500, 5_000, 20)
    assert (row.restricted_services, row.state, row.origin) == (2, "FLAGGED", "AUTO")
    assert row.since == row.flagged_at
    assert row.next_window is not None
    assert (row.account_status, row.currency, row.closed_code) == (1, "AUD", "")


def test_s_23_only_a_flagged_case_has_a_next_step_and_one_without_debt_no_days(crediting: Crediting) -> None:
    stored(crediting.backend)
    number = crediting.case(state="RESTRICTED", restricted_at=ago(hours=2), acting_at=ago(hours=3))
    row = row_of(crediting, number)
    assert (row.next_window, row.owing_cents, row.overdue_days) == (None, 0, None)
    assert row.since == ago(hours=2)


def test_s_23_the_list_is_sorted_and_paged_both_ways(crediting: Crediting) -> None:
    owed = ((build.MARLOW, 300, 5), (build.OKONKWO, 200, 40), (build.BRIGHT, 400, 20))
    numbers = {}
    for account, cents, days in owed:
        crediting.invoice(cents, days_overdue=days, account=account)
        numbers[account] = crediting.case(account)
    numbers[build.SUSPENDED] = crediting.case(build.SUSPENDED)
    wanted = {
        CaseSort.NUMBER: (build.MARLOW, build.OKONKWO, build.BRIGHT, build.SUSPENDED),
        CaseSort.OWING: (build.SUSPENDED, build.OKONKWO, build.MARLOW, build.BRIGHT),
        CaseSort.AGE: (build.OKONKWO, build.BRIGHT, build.MARLOW, build.SUSPENDED),
    }
    for sort, accounts in wanted.items():
        upward = [numbers[account] for account in accounts]
        for is_descending in (False, True):
            order = upward[::-1] if is_descending else upward
            asked_for: dict[str, Any] = {"sort": sort, "is_descending": is_descending}
            assert listed(crediting, **asked_for) == order
            first = crediting.call(LEAD, contract.CASES, **asked_for, limit=2)
            assert listed(crediting, **asked_for, after=first.last) == order[2:]
            second = crediting.call(LEAD, contract.CASES, **asked_for, limit=2, after=first.last)
            assert listed(crediting, **asked_for, before=second.first) == order[:2]
            assert listed(crediting, **asked_for, offset=1, limit=1) == order[1:2]
    by_name = [row.customer for row in crediting.call(LEAD, contract.CASES, sort="CUSTOMER").rows]
    assert by_name == sorted(by_name, reverse=True)


def test_s_23_a_case_is_found_by_its_number_its_account_and_words_of_the_name(crediting: Crediting) -> None:
    made = many(crediting)

    def found(text: str, **more: object) -> set[int]:
        return set(listed(crediting, filter={"view": "ALL", "text": text, **more}))

    assert found(f"sc-{made['restricted']}") == {made["restricted"]}
    assert found(build.ACCOUNT_NO[build.MARLOW]) == {made["flagged"], made["closed"]}
    assert found("dental mar") == {made["flagged"], made["closed"]}
    assert found("nobody") == found("PO-1") == found("99") == set()
    assert found("", account_id=build.BRIGHT) == {made["restoring"]}
    assert found("", origin="MANUAL") == set()


def test_the_statements_are_as_many_for_one_case_as_for_many(crediting: Crediting) -> None:
    stored(crediting.backend)
    many(crediting)
    crediting.on(LEAD)
    counted = []
    for limit in (1, 6):
        with statements(crediting.backend.database) as noted:
            listed(crediting, filter={"view": "ALL"}, limit=limit)
        counted.append(len(noted))
    assert counted[0] == counted[1]


def test_d_19_an_export_tells_all_rows_and_is_written_down(crediting: Crediting) -> None:
    many(crediting)
    page = crediting.call(LEAD, contract.EXPORT, columns=("case",), is_descending=False)
    assert [row.case_id for row in page.rows] == listed(crediting, is_descending=False)
    assert (page.total, page.last) == (3, None)
    assert crediting.written("export") == [("export", "restriction cases: 3 rows: case")]


def test_r_gen_10_another_s_cases_are_not_listed(crediting: Crediting) -> None:
    many(crediting)
    assert listed(crediting, "alpine_lead", filter={"view": "ALL"}) == []
    assert crediting.call("alpine_lead", contract.SIZE, filter={"view": "ALL"}).rows == 0
    assert {one.rows for one in crediting.call("alpine_lead", contract.VIEWS).counts} == {0}
    ops: tuple[Op[Any, Any], ...] = (contract.CASES, contract.SIZE, contract.VIEWS, contract.EXPORT)
    for op in ops:
        assert crediting.refused("harbour_viewer", op).code == "E-STAFF-ONLY"


def test_a_case_is_restored_lately_to_the_second(crediting: Crediting) -> None:
    number = crediting.case(state="RESTORED", restored_at=ago(days=30))
    assert listed(crediting, filter={"view": "RESTORED"}) == [number]
    crediting.later(timedelta(seconds=1))
    assert listed(crediting, filter={"view": "RESTORED"}) == []
