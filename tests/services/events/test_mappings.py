"""Event mappings and their actions: listed, made, edited, switched, deleted (S-25, E40)."""

import pytest
from sqlalchemy import select

from agentview.contract import events as contract
from agentview.contract.events import ActionType, EventType, MappingRow, TemplateChannel
from agentview.core.errors import Conflict, Denied
from agentview.models.customer import AccountProfile
from agentview.models.database import Stamp
from agentview.models.events import EventAction, EventMapping
from agentview.models.trail import AuditEntry
from agentview.services.events.standing import map_automation
from agentview.services.events.switches import is_on, profiles_on
from tests import build
from tests.fixtures.backend import Backend
from tests.services.events.event_world import (
    ADMIN,
    CSA,
    DUE,
    OVERDUE,
    RESIDENTIAL,
    Events,
    action,
    at,
)

AUTO = (EventType.AUTO_SUSPEND, EventType.AUTO_UNSUSPEND)


@pytest.fixture
def events(backend: Backend) -> Events:
    """Return the people of the small operator."""
    return Events(backend)


def listed(events: Events, **request: object) -> tuple[MappingRow, ...]:
    return events.working.call(CSA, contract.MAPPINGS, **request).rows


def test_r_evt_01_the_automation_is_mapped_for_every_profile_and_off(events: Events) -> None:
    found = [row for row in listed(events) if row.event_type in AUTO]
    assert [(row.event_type, row.profile, row.is_enabled) for row in found] == [
        (AUTO[0], "Residential", False),
        (AUTO[1], "Residential", False),
    ]
    with events.backend.database.write(Stamp("test", build.START)) as session:
        session.add(AccountProfile(id=2, name="Business"))
        session.flush()
        map_automation(session, build.HARBOUR)
        map_automation(session, build.HARBOUR)
    found = [row for row in listed(events) if row.event_type in AUTO]
    assert len(found) == 4
    assert not any(row.is_enabled for row in found)


def test_r_evt_01_the_automation_cannot_be_deleted(events: Events) -> None:
    rows = events.working.call(ADMIN, contract.MAPPINGS).rows
    found = next(row for row in rows if row.event_type is AUTO[0])
    [delete] = [one for one in found.commands if one.command == "delete"]
    assert [one.code for one in delete.refusals] == ["E-MAPPING-FIXED"]
    refused = events.working.refused(ADMIN, contract.DELETE_MAPPING, **at(found))
    assert refused.code == "E-MAPPING-FIXED"


def test_r_evt_02_the_mapping_switches_the_automation_and_an_action_only_its_message(events: Events) -> None:
    found = next(row for row in listed(events) if row.event_type is AUTO[0])
    template = events.template(AUTO[0], body="%%totalOwing%%")
    found = events.act(events.switch(found, is_on=True), ActionType.MESSAGE, template)
    off = events.working.call(
        ADMIN, contract.SET_ACTION, **at(found), type=ActionType.MESSAGE, is_enabled=False
    )
    with events.backend.database.read() as session:
        assert is_on(session, build.HARBOUR, AUTO[0], RESIDENTIAL)
        assert profiles_on(session, build.ALPINE, AUTO[0]) == set()
        assert not is_on(session, build.HARBOUR, AUTO[1], RESIDENTIAL)
    [profile] = events.working.call(CSA, contract.PROFILES).rows
    assert (profile.is_auto_suspend, profile.is_auto_unsuspend) == (True, False)
    events.switch(off, is_on=False)
    with events.backend.database.read() as session:
        assert not is_on(session, build.HARBOUR, AUTO[0], RESIDENTIAL)


def test_the_list_is_sorted_filtered_paged_counted_and_exported(events: Events) -> None:
    for threshold in (7, 3):
        events.mapping(OVERDUE, threshold, is_on=False, description=f"After {threshold}")
    request: dict[str, object] = {"filter": {"event_type": OVERDUE}, "sort": "THRESHOLD"}
    assert [row.threshold for row in listed(events, **request)] == [3, 7]
    assert [row.threshold for row in listed(events, **request, is_descending=True)] == [7, 3]
    first = events.working.call(CSA, contract.MAPPINGS, **request, limit=1)
    second = events.working.call(CSA, contract.MAPPINGS, **request, limit=1, after=first.last)
    back = events.working.call(CSA, contract.MAPPINGS, **request, limit=1, before=second.first)
    assert [page.rows[0].threshold for page in (first, second, back)] == [3, 7, 3]
    for text, expected in (("after 7", 1), ("Invoice over", 2), ("resid", 7), ("nothing", 0)):
        assert events.working.call(CSA, contract.MAPPINGS_SIZE, filter={"text": text}).rows == expected
    assert events.working.call(CSA, contract.MAPPINGS_SIZE, filter={"is_enabled": False}).rows == 4
    exported = events.working.call(CSA, contract.EXPORT, columns=["Mapping ID"])
    assert (exported.total, len(exported.rows), exported.last) == (7, 7, None)
    for sort in contract.MappingSort:
        rows = listed(events, sort=sort)
        pages: list[MappingRow] = []
        after = None
        while len(pages) < len(rows):
            page = events.working.call(CSA, contract.MAPPINGS, sort=sort, limit=2, after=after)
            pages, after = [*pages, *page.rows], page.last
        assert tuple(pages) == rows


def test_a_row_shows_all_actions_with_their_templates(events: Events) -> None:
    row = events.act(events.mapping(), ActionType.MESSAGE, events.template())
    events.template(name="Second", is_active=False)
    [shown] = listed(events, filter={"event_type": OVERDUE})
    assert [one.type for one in shown.actions] == list(ActionType)
    mail = action(shown, ActionType.MESSAGE)
    assert (mail.template, mail.is_enabled, mail.is_template_active, mail.templates) == (
        "First",
        True,
        True,
        2,
    )
    assert mail.runs
    assert shown.templates == 2
    assert not action(shown, ActionType.SMS).is_offered
    assert row.version == shown.version


def test_r_evt_07_a_profile_has_one_invoice_due(events: Events) -> None:
    events.mapping(DUE, 3)
    refused = events.working.refused(
        ADMIN,
        contract.CREATE_MAPPING,
        event_type=DUE,
        profile_id=RESIDENTIAL,
        fields={"threshold": 5},
    )
    assert refused.code == "E-MAPPING-ONE"


@pytest.mark.parametrize(
    ("event_type", "fields", "code"),
    [
        (OVERDUE, {"threshold": 3}, "E-MAPPING-TAKEN"),
        (OVERDUE, {"lead_limit_days": 3}, "E-MAPPING-NO-LEAD"),
        (EventType.ACCOUNT_STATUS_CHANGE, {"threshold": 3}, "E-MAPPING-NO-THRESHOLD"),
        (EventType.AUTO_SUSPEND, {}, "E-MAPPING-TAKEN"),
    ],
)
def test_what_cannot_be_mapped_is_refused(
    events: Events, event_type: EventType, fields: dict[str, int], code: str
) -> None:
    events.mapping(OVERDUE, 3)
    wanted = {"event_type": event_type, "profile_id": RESIDENTIAL, "fields": fields}
    assert events.working.refused(ADMIN, contract.CREATE_MAPPING, **wanted).code == code


def test_a_mapping_is_edited_and_deleted_with_its_actions(events: Events) -> None:
    row = events.act(events.mapping(OVERDUE, 3), ActionType.MESSAGE, events.template())
    edited = events.working.call(
        ADMIN,
        contract.EDIT_MAPPING,
        **at(row),
        fields={"threshold": 4, "description": "Fourth day", "has_extended_logging": True},
    )
    assert (edited.threshold, edited.description, edited.has_extended_logging) == (4, "Fourth day", True)
    stale = events.working.refused(ADMIN, contract.EDIT_MAPPING, **at(row), fields={})
    assert isinstance(stale, Conflict)
    assert events.working.refused(ADMIN, contract.DELETE_MAPPING, **at(edited)).code == "E-STATE"
    off = events.switch(edited, is_on=False)
    events.working.call(ADMIN, contract.DELETE_MAPPING, **at(off))
    assert events.working.refused(CSA, contract.MAPPING, mapping_id=row.mapping_id).code == "E-NOT-FOUND"
    with events.backend.database.read() as session:
        assert session.scalars(select(EventAction)).all() == []
        written = session.scalars(
            select(AuditEntry.action).where(AuditEntry.entity == "event_mapping").order_by(AuditEntry.id)
        ).all()
    assert written == ["create", "enable", "set_action", "edit", "edit", "edit", "disable", "delete"]


def test_an_edit_keeps_the_threshold_of_another_mapping_free(events: Events) -> None:
    events.mapping(OVERDUE, 3)
    other = events.mapping(OVERDUE, 7)
    refused = events.working.refused(ADMIN, contract.EDIT_MAPPING, **at(other), fields={"threshold": 3})
    assert refused.code == "E-MAPPING-TAKEN"
    same = events.working.call(
        ADMIN, contract.EDIT_MAPPING, **at(other), fields={"threshold": 7, "description": "Same"}
    )
    assert same.threshold == 7


@pytest.mark.parametrize(
    ("kind", "more", "code"),
    [
        (ActionType.MESSAGE, {"template_id": None}, "E-ACTION-TEMPLATE"),
        (ActionType.LOG, {"channel": TemplateChannel.TEXT}, "E-ACTION-TAG"),
        (ActionType.NOTIFICATION, {"channel": TemplateChannel.TEXT, "log_tag": "X"}, "E-ACTION-NO-TAG"),
        (ActionType.ON_SCREEN, {}, "E-ACTION-OTHER"),
        (ActionType.MESSAGE, {"event_type": DUE}, "E-ACTION-OTHER"),
        (ActionType.MESSAGE, {"is_active": False}, "E-ACTION-DRAFT"),
        (ActionType.SMS, {"channel": TemplateChannel.SMS}, "E-ACTION-NO-SMS"),
    ],
)
def test_r_evt_04_what_could_not_run_is_not_switched_on(
    events: Events, kind: ActionType, more: dict[str, object], code: str
) -> None:
    """Neither without an active template of its event and channel, nor SMS without it (R-EVT-05)."""
    row = events.mapping()
    template = events.template(
        event_type=more.get("event_type", OVERDUE),  # type: ignore[arg-type]  # as parametrised
        channel=more.get("channel", TemplateChannel.EMAIL),  # type: ignore[arg-type]
        is_active=bool(more.get("is_active", True)),
    )
    key = None if "template_id" in more else template.row.template_id
    wanted = {"type": kind, "is_enabled": True, "template_id": key, "log_tag": more.get("log_tag", "")}
    assert events.working.refused(ADMIN, contract.SET_ACTION, **at(row), **wanted).code == code


def test_r_evt_05_sms_is_offered_and_switched_on_with_the_subscription(events: Events) -> None:
    events.set_delivery(has_sms=True)
    row = events.act(events.mapping(), ActionType.SMS, events.template(channel=TemplateChannel.SMS))
    assert action(row, ActionType.SMS).runs


def test_two_who_set_actions_at_once_see_each_other(events: Events) -> None:
    row = events.mapping()
    events.act(row, ActionType.MESSAGE, events.template())
    wanted = {"type": ActionType.SMS, "is_enabled": False}
    assert events.working.refused(ADMIN, contract.SET_ACTION, **at(row), **wanted).code == "E-STALE"


def test_only_who_may_changes_events_and_everybody_reads_their_own(events: Events) -> None:
    row = events.mapping()
    refused = events.working.refused(CSA, contract.SET_MAPPING, **at(row), is_enabled=False)
    assert isinstance(refused, Denied)
    seen = events.working.call(CSA, contract.MAPPING, mapping_id=row.mapping_id)
    assert [one.command for one in seen.commands if one.is_open] == []
    other = events.working.refused("alpine_csa", contract.MAPPING, mapping_id=row.mapping_id)
    assert other.code == "E-NOT-FOUND"
    viewer = events.working.refused("harbour_viewer", contract.MAPPINGS)
    assert viewer.code == "E-STAFF-ONLY"
    with events.backend.database.read() as session:
        assert session.get_one(EventMapping, row.mapping_id).enabled_at == build.START
