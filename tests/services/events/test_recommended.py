"""The recommended set is shown, and set up in one step (E34, E38)."""

import pytest

from agentview.contract import event_templates
from agentview.contract import events as contract
from agentview.contract.events import ActionType, EventType, MappingRow, RecommendedItem
from agentview.core.errors import Denied
from tests.fixtures.backend import Backend
from tests.services.events.event_world import ADMIN, CSA, DUE, OVERDUE, Events, action
from tests.services.suspension.ruling import stored

AUTO = (EventType.AUTO_SUSPEND, EventType.AUTO_UNSUSPEND)


@pytest.fixture
def events(backend: Backend) -> Events:
    """Return the people of the small operator, whose rules restrict after 10 days."""
    stored(backend, minimum_overdue_days=10)
    return Events(backend)


def mappings(events: Events) -> dict[tuple[EventType, int], MappingRow]:
    rows = events.working.call(ADMIN, contract.MAPPINGS).rows
    return {(row.event_type, row.threshold): row for row in rows if row.event_type in {DUE, OVERDUE, *AUTO}}


def shown(events: Events) -> tuple[RecommendedItem, ...]:
    return events.working.call(CSA, contract.RECOMMENDED).items


def test_e34_the_set_explains_warns_and_informs(events: Events) -> None:
    found = events.working.call(CSA, contract.RECOMMENDED)
    assert [(one.event_type, one.threshold, one.is_enabled) for one in found.items] == [
        (DUE, 3, True),
        (OVERDUE, 3, True),
        (OVERDUE, 7, True),
        (OVERDUE, 10, True),
        (OVERDUE, 14, True),
        (AUTO[0], 0, False),
        (AUTO[1], 0, False),
    ]
    assert (found.warns_on_day, found.has_sms, found.missing) == (10, False, ("pay_url", "care_line"))
    assert not any(one.is_there for one in found.items)
    assert found.items[3].description == "24-hour warning before restricting"
    events.set_delivery(pay_url="https://pay.example.com", care_line="1300 000 111", has_sms=True)
    again = events.working.call(CSA, contract.RECOMMENDED)
    assert (again.has_sms, again.missing) == (True, ())


def test_r_evt_01_one_step_sets_it_up_with_the_automation_off(events: Events) -> None:
    done = events.working.call(ADMIN, contract.APPLY_RECOMMENDED)
    assert (done.mappings, done.templates, done.kept) == (7, 14, 0)
    found = mappings(events)
    assert {key: row.is_enabled for key, row in found.items()} == {
        (DUE, 3): True,
        **{(OVERDUE, days): True for days in (3, 7, 10, 14)},
        **{(event, 0): False for event in AUTO},
    }
    for row in found.values():
        assert action(row, ActionType.MESSAGE).runs
        sms = action(row, ActionType.SMS)
        assert (sms.is_enabled, sms.is_template_active) == (False, True)
    assert all(one.is_there for one in shown(events))


def test_a_second_time_nothing_is_made_and_what_somebody_wrote_is_kept(events: Events) -> None:
    own = events.reminder(7)
    due = events.reminder(5, DUE)
    done = events.working.call(ADMIN, contract.APPLY_RECOMMENDED)
    assert (done.mappings, done.kept) == (5, 2)
    for key, before in (((OVERDUE, 7), own), ((DUE, 5), due)):
        kept = mappings(events)[key]
        assert [(one.is_enabled, one.template_id) for one in kept.actions] == [
            (one.is_enabled, one.template_id) for one in before.actions
        ]
    again = events.working.call(ADMIN, contract.APPLY_RECOMMENDED)
    assert (again.mappings, again.templates, again.kept) == (0, 0, 7)
    listed = events.working.call(ADMIN, event_templates.TEMPLATES)
    assert all(not one.commands[0].refusals for one in listed.rows)


def test_r_evt_05_sms_is_on_with_the_subscription(events: Events) -> None:
    events.set_delivery(has_sms=True)
    events.working.call(ADMIN, contract.APPLY_RECOMMENDED)
    assert all(action(row, ActionType.SMS).runs for row in mappings(events).values())


def test_only_who_may_sets_it_up(events: Events) -> None:
    assert isinstance(events.working.refused(CSA, contract.APPLY_RECOMMENDED), Denied)
    refused = events.working.refused(ADMIN, contract.APPLY_RECOMMENDED, profile_ids=[99])
    assert refused.code == "E-NOT-FOUND"
