"""Where the rules want a notice, nobody is restricted before one was sent about what is owed (E.3)."""

from datetime import date, datetime

import pytest
from sqlalchemy import literal, select

from agentview.models.database import Stamp
from agentview.models.dialect import local_day
from agentview.models.events import Notification
from agentview.models.money import Invoice
from agentview.models.trail import EventInstance
from tests import build
from tests.fixtures.backend import Backend
from tests.services.suspension_sweep.sweeping import Sweeping
from tests.services.suspension_sweep.test_rounds import rules


def notify(sweeping: Sweeping, sent_at: str, status: str = "SENT", account: int = build.MARLOW) -> None:
    """Send a message about the invoice of an account, which was due on 1 November."""
    at = datetime.fromisoformat(sent_at)
    with sweeping.backend.database.write(Stamp("test", build.START)) as session:
        invoice = session.scalars(select(Invoice).where(Invoice.account_id == account)).one()
        event = EventInstance(
            event_type="INVOICE_DUE",
            account_id=account,
            occurred_at=at,
            payload={"invoice_id": str(invoice.id)},
            dedupe_key="x",
        )
        session.add(event)
        session.flush()
        session.add(
            Notification(
                provider_id=build.HARBOUR,
                account_id=account,
                event_instance_id=event.id,
                event_type="INVOICE_DUE",
                channel="EMAIL",
                to_address="x@example.test",
                body="x",
                status=status,
                queued_at=at,
                sent_at=at,
                dedupe_key="x",
            )
        )


def test_without_a_notice_nobody_is_flagged(sweeping: Sweeping) -> None:
    rules(sweeping, needs_notice=True)
    sweeping.round()
    assert sweeping.states() == {}


@pytest.mark.parametrize(
    ("sent_at", "status", "is_flagged"),
    [
        ("2026-10-31T12:59:59+00:00", "SENT", False),
        ("2026-10-31T13:00:00+00:00", "SENT", True),
        ("2026-10-31T13:00:00+00:00", "QUEUED", False),
        ("2026-10-31T13:00:00+00:00", "ERROR", False),
    ],
)
def test_a_notice_counts_from_the_first_minute_of_the_due_day_on_the_provider_s_wall(
    sweeping: Sweeping, sent_at: str, status: str, is_flagged: bool
) -> None:
    """It is due on 1 November, which begins in Sydney at 13:00 UTC of the day before."""
    rules(sweeping, needs_notice=True)
    notify(sweeping, sent_at, status)
    sweeping.round()
    assert sweeping.states() == ({build.MARLOW: ["RESTRICTING"]} if is_flagged else {})


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        ("2026-10-03T13:59:59+00:00", "Australia/Sydney", date(2026, 10, 3)),
        ("2026-10-03T14:00:00+00:00", "Australia/Sydney", date(2026, 10, 4)),
        ("2026-10-04T12:59:59+00:00", "Australia/Sydney", date(2026, 10, 4)),
        ("2026-10-04T13:00:00+00:00", "Australia/Sydney", date(2026, 10, 5)),
        ("2026-10-25T21:59:59+00:00", "Europe/Vienna", date(2026, 10, 25)),
        ("2026-03-29T22:00:00+00:00", "Europe/Vienna", date(2026, 3, 30)),
    ],
)
def test_both_databases_know_the_day_of_a_moment_over_the_changes_of_the_clock(
    local_backend: Backend, moment: str, zone: str, day: date
) -> None:
    at = datetime.fromisoformat(moment)
    with local_backend.database.write(Stamp("test", at)) as session:
        event = EventInstance(
            event_type="X", account_id=build.MARLOW, occurred_at=at, payload={}, dedupe_key="x"
        )
        session.add(event)
        session.flush()
        found = session.scalars(select(local_day(EventInstance.occurred_at, literal(zone)))).one()
    assert found == day
