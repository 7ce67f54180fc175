"""The figures of the day: what is owed by age, what was restricted, what is next (S-23)."""

from datetime import UTC, datetime, timedelta

import pytest

from agentview.contract import credit_desk as contract
from agentview.contract.credit_desk import AgeBucket, Dashboard
from agentview.contract.suspension_candidates import FORECAST
from agentview.models.database import Stamp
from agentview.models.events import Notification
from agentview.services.promises.settling import settle_due
from tests import build
from tests.fixtures.statements import statements
from tests.services.crediting import NEXT, Crediting, ago
from tests.services.holdings import hold
from tests.services.ledger.booking import LEAD, TODAY
from tests.services.suspension.ruling import stored


def seen(crediting: Crediting, by: str = LEAD) -> Dashboard:
    return crediting.call(by, contract.DASHBOARD)


def ages(crediting: Crediting) -> dict[str, tuple[int, int]]:
    return {one.bucket.value: (one.accounts, one.cents) for one in seen(crediting).owing if one.cents}


def message(crediting: Crediting, status: str, queued_at: datetime) -> None:
    """Write a message past the services."""
    with crediting.backend.database.write(Stamp("test", build.START)) as session:
        session.add(
            Notification(
                provider_id=build.HARBOUR,
                account_id=build.MARLOW,
                event_type="AUTO_SUSPEND",
                channel="EMAIL",
                to_address="x",
                body="x",
                status=status,
                queued_at=queued_at,
                dedupe_key=f"{status} {queued_at}",
            )
        )


@pytest.mark.parametrize(
    ("days", "bucket"),
    [
        (-1, "NOT_DUE"),
        (0, "NOT_DUE"),
        (1, "TO_14"),
        (14, "TO_14"),
        (15, "TO_30"),
        (30, "TO_30"),
        (31, "TO_60"),
        (60, "TO_60"),
        (61, "TO_90"),
        (90, "TO_90"),
        (91, "OVER_90"),
    ],
)
def test_s_23_what_is_owed_stands_under_its_age(crediting: Crediting, days: int, bucket: str) -> None:
    crediting.invoice(5_000, days_overdue=days)
    assert ages(crediting) == {bucket: (1, 5_000)}


def test_s_23_an_account_counts_once_in_each_age_and_once_in_all(crediting: Crediting) -> None:
    for days, account in ((20, build.MARLOW), (21, build.MARLOW), (95, build.MARLOW), (20, build.BRIGHT)):
        crediting.invoice(1_000, days_overdue=days, account=account)
    crediting.pay(400, account=build.BRIGHT)
    assert ages(crediting) == {"TO_30": (2, 2_600), "OVER_90": (1, 1_000)}
    found = seen(crediting)
    assert (found.accounts_owing, found.currency) == (2, "AUD")
    assert [one.bucket for one in found.owing] == list(AgeBucket)
    other = seen(crediting, "alpine_lead")
    assert (other.accounts_owing, sum(one.cents for one in other.owing)) == (0, 0)


def test_s_23_cases_are_counted_by_the_day_on_the_wall(crediting: Crediting) -> None:
    midnight = datetime(2026, 11, 15, 13, 0, tzinfo=UTC)
    """Sydney is eleven hours ahead in November: here the day of the tests begins."""
    crediting.case(
        build.MARLOW, "RESTORED", restricted_at=midnight - timedelta(seconds=1), restored_at=midnight
    )
    crediting.case(build.OKONKWO, "RESTRICTED", restricted_at=midnight)
    crediting.case(build.BRIGHT, "RESTORED", restricted_at=ago(days=31), restored_at=ago(days=31))
    days = seen(crediting).days
    assert (len(days), days[0].on, days[-1].on) == (30, TODAY - timedelta(days=29), TODAY)
    told = {one.on: (one.restricted, one.restored) for one in days if one.restricted or one.restored}
    assert told == {TODAY - NEXT: (1, 0), TODAY: (1, 1)}


def test_s_23_open_cases_stand_under_their_state(crediting: Crediting) -> None:
    crediting.case(build.MARLOW)
    crediting.case(build.OKONKWO, "RESTORING")
    crediting.case(build.BRIGHT, "CLOSED")
    found = seen(crediting)
    assert [(one.state.value, one.cases) for one in found.open_cases] == [
        ("FLAGGED", 1),
        ("RESTRICTING", 0),
        ("RESTRICTED", 0),
        ("RESTORING", 1),
    ]
    assert found.failed_cases == 0


def test_s_23_what_the_next_sweep_will_do_is_the_dry_run_s_word(crediting: Crediting) -> None:
    stored(crediting.backend)
    hold(crediting.backend)
    crediting.invoice()
    found = seen(crediting).forecast
    assert (found, found.eligible, found.would) == (crediting.call(LEAD, FORECAST), 1, 0)
    assert found.is_broken, "one of three accounts is more than the breaker allows"


def test_s_23_promises_of_today_and_those_broken_lately(crediting: Crediting) -> None:
    for account, days in ((build.MARLOW, 0), (build.OKONKWO, 0), (build.BRIGHT, 1)):
        crediting.invoice(account=account)
        crediting.promise(1_000 + days, days=days, account=account)
    found = seen(crediting)
    assert (found.promises_today, found.promises_today_cents, found.promises_broken) == (2, 2_000, 0)
    crediting.later(NEXT)
    crediting.settle(settle_due)
    found = seen(crediting)
    assert (found.promises_today, found.promises_today_cents, found.promises_broken) == (1, 1_001, 2)
    crediting.later(timedelta(days=7))
    assert seen(crediting).promises_broken == 0


def test_s_23_messages_of_today_that_did_not_go_out(crediting: Crediting) -> None:
    midnight = datetime(2026, 11, 15, 13, 0, tzinfo=UTC)
    for status, at in (
        ("NOT_SENT", midnight),
        ("NOT_SENT", ago(hours=1)),
        ("NOT_SENT", midnight - timedelta(seconds=1)),
        ("ERROR", ago(hours=1)),
        ("SENT", ago(hours=1)),
        ("QUEUED", ago(hours=1)),
    ):
        message(crediting, status, at)
    found = seen(crediting)
    assert (found.notices_not_sent, found.notices_failed) == (2, 1)
    assert seen(crediting, "alpine_lead").notices_not_sent == 0


def test_the_figures_take_as_many_statements_for_one_account_as_for_many(crediting: Crediting) -> None:
    stored(crediting.backend)
    crediting.on(LEAD)
    counted = []
    for account in (build.MARLOW, build.OKONKWO, build.BRIGHT):
        crediting.invoice(account=account)
        crediting.promise(account=account)
        crediting.case(account, restricted_at=ago(hours=1))
        with statements(crediting.backend.database) as noted:
            seen(crediting)
        counted.append(len(noted))
    assert counted == counted[:1] * 3


def test_a_customer_reads_no_figures(crediting: Crediting) -> None:
    assert crediting.refused("harbour_viewer", contract.DASHBOARD).code == "E-STAFF-ONLY"
