"""Invoices due and overdue are told of once at each threshold, and never when paid (R-EVT-06 to 09)."""

from datetime import timedelta
from functools import partial

import pytest

from agentview.contract import events as contract
from agentview.services.events import reminders
from agentview.services.events.reminders import has_reminders, remind
from tests import build
from tests.fixtures.backend import Backend
from tests.services.events.event_world import ADMIN, DUE, OVERDUE, TODAY, Events, at


@pytest.fixture
def events(local_backend: Backend) -> Events:
    """Return the people of the small operator, whose reminders are on since long."""
    return Events(local_backend)


def go_through(events: Events, provider_id: int = build.HARBOUR) -> int:
    """Remind until nothing is left; return how many blocks it took."""
    after_id: int | None = 0
    blocks = 0
    while after_id is not None:
        after_id = events.as_system(partial(remind, after_id=after_id), provider_id)
        blocks += 1
    return blocks


def days_later(events: Events, days: int) -> None:
    events.backend.clock.move(timedelta(days=days))
    events.working.sign_in_again()


def ladder(events: Events, *thresholds: int) -> None:
    for threshold in thresholds:
        row = events.mapping(OVERDUE, threshold)
        template = events.template(name=str(threshold), body=f"{threshold}: %%daysOverdue%%")
        events.act(row, contract.ActionType.MESSAGE, template)


def bodies(events: Events) -> list[str]:
    return [row.body for row in events.messages()]


def test_r_evt_06_overdue_fires_at_three_seven_and_fourteen_days_once_each(events: Events) -> None:
    ladder(events, 3, 7, 14)
    events.owe(0)
    for _ in range(20):
        go_through(events)
        go_through(events)
        days_later(events, 1)
    assert bodies(events) == ["3: 3", "7: 7", "14: 14"]


def test_r_evt_06_each_invoice_is_told_of_by_itself(events: Events) -> None:
    ladder(events, 3)
    events.owe(3, 100)
    events.owe(3, 200)
    events.owe(3, 300, account=build.OKONKWO)
    events.owe(2, 400)
    assert go_through(events) == 2
    assert len(bodies(events)) == 3


def test_r_evt_07_due_fires_so_many_days_before_and_only_if_something_is_owed(events: Events) -> None:
    events.reminder(3, DUE)
    events.owe(-4)
    events.owe(-3, 100, disputed=100)
    events.pay(events.owe(-3, 200))
    go_through(events)
    assert events.messages() == []
    events.owe(-3, 300)
    go_through(events)
    go_through(events)
    [message] = events.messages()
    assert message.body.startswith("Pay AUD 3.00 by 2026-11-19")


def test_r_evt_07_without_a_period_due_fires_on_the_day(events: Events) -> None:
    events.reminder(0, DUE)
    events.owe(-1)
    go_through(events)
    assert events.messages() == []
    days_later(events, 1)
    go_through(events)
    assert len(events.messages()) == 1


def test_r_evt_08_a_paid_invoice_is_not_told_of(events: Events) -> None:
    ladder(events, 3, 7)
    invoice = events.owe(2)
    go_through(events)
    days_later(events, 1)
    go_through(events)
    events.pay(invoice)
    days_later(events, 10)
    go_through(events)
    assert bodies(events) == ["3: 3"]


def test_after_an_outage_the_newest_is_told_of_alone(events: Events) -> None:
    """D-26: seven days on which nothing ran; nobody gets three reminders at once."""
    ladder(events, 3, 5, 7)
    events.owe(2)
    days_later(events, 7)
    go_through(events)
    go_through(events)
    assert bodies(events) == ["7: 9"]
    days_later(events, 3)
    go_through(events)
    assert len(events.fired()) == 1


def test_a_mapping_tells_of_nothing_that_was_before_it_was_switched_on(events: Events) -> None:
    events.owe(3, 100)
    events.owe(4, 200)
    ladder(events, 3)
    go_through(events)
    assert len(bodies(events)) == 1


def test_what_is_off_is_not_told_of_and_not_made_up_for(events: Events) -> None:
    row = events.reminder(3)
    events.owe(2)
    off = events.switch(row, is_on=False)
    days_later(events, 2)
    go_through(events)
    events.switch(off, is_on=True)
    go_through(events)
    assert events.fired() == []


def test_invoice_due_leaves_out_what_was_issued_late(events: Events) -> None:
    """E43: not for invoices issued later than ten days before they are due."""
    events.reminder(3, DUE, lead_limit_days=10)
    events.owe(-3, 100, issued_before=9)
    go_through(events)
    assert events.messages() == []
    events.owe(-3, 200, issued_before=10)
    go_through(events)
    assert len(events.messages()) == 1


def test_the_day_is_that_of_the_provider(events: Events) -> None:
    """It is the 17th in Sydney from 13:00 UTC of the 16th on."""
    ladder(events, 3)
    events.owe(2)
    events.backend.clock.move(timedelta(hours=3, minutes=59))
    go_through(events)
    assert bodies(events) == []
    events.backend.clock.move(timedelta(minutes=1))
    go_through(events)
    assert bodies(events) == ["3: 3"]


def test_many_invoices_are_told_of_block_by_block(events: Events, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminders, "BLOCK", 2)
    ladder(events, 3, 4)
    for cents in range(1, 6):
        events.owe(3, cents)
    assert go_through(events) == 4
    assert len(bodies(events)) == 5
    assert go_through(events) == 1, "what was told of is not looked at again"


def test_a_provider_is_told_of_its_own_invoices_alone(events: Events) -> None:
    ladder(events, 3)
    events.owe(3, account=build.ALPINE_LEE)
    go_through(events)
    assert go_through(events, build.ALPINE) == 1
    assert events.fired() == []
    with events.backend.database.read() as session:
        assert has_reminders(session, build.HARBOUR)
        assert not has_reminders(session, build.ALPINE)


def test_an_edited_threshold_does_not_remind_again(events: Events) -> None:
    row = events.reminder(3)
    events.owe(3)
    go_through(events)
    events.working.call(ADMIN, contract.EDIT_MAPPING, **at(row), fields={"threshold": 5})
    days_later(events, 2)
    go_through(events)
    assert len(events.messages()) == 1
    assert events.backend.clock.now().date() - timedelta(days=2) == TODAY
