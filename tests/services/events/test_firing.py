"""What happens when an event fires: once, and only what is on and has a template (R-EVT-03, 04, 12, 16)."""

import pytest
from sqlalchemy import select

from agentview.contract import event_templates
from agentview.contract import events as contract
from agentview.contract.events import ActionType, EventType, TemplateChannel
from agentview.models.customer import Account, AccountProfile, CustomerNote
from agentview.models.database import Stamp
from agentview.models.trail import AuditEntry, ChangeRow, EventInstance
from agentview.models.work_item import WorkItem
from agentview.services.events.firing import Occurrence, fire, skip
from agentview.services.events.still_wanted import still_wanted
from tests import build
from tests.fixtures.backend import Backend
from tests.services.events.event_world import ADMIN, CSA, OVERDUE, SAID, Events, action, at, at_template
from tests.services.holdings import hold

SUSPEND = EventType.AUTO_SUSPEND
TEXT = TemplateChannel.TEXT


@pytest.fixture
def events(backend: Backend) -> Events:
    """Return the people of the small operator, with delivery set up."""
    found = Events(backend)
    found.set_delivery(pay_url="https://pay.example.com", care_line="1300 000 111")
    return found


def suspend_on(events: Events) -> contract.MappingRow:
    rows = events.working.call(ADMIN, contract.MAPPINGS, filter={"event_type": SUSPEND}).rows
    return events.switch(rows[0], is_on=True)


def test_r_evt_03_each_affected_service_has_a_message_of_its_own(events: Events) -> None:
    held = hold(events.backend, "DUO")
    events.owe(15, 12_000)
    body = "%%serviceId%%: %%currency%% %%totalOwing%% since %%oldestDueDate%%, %%payUrl%%"
    events.act(suspend_on(events), ActionType.MESSAGE, events.template(SUSPEND, body=body))
    for service_id in (*held.service_ids, *held.service_ids):
        events.fire(SUSPEND, f"77:{service_id}", service_id=service_id)
    assert events.fired() == [(SUSPEND.value, key) for key in held.service_ids]
    assert [row.body for row in events.messages()] == [
        f"SS-{key}: AUD 120.00 since 2026-11-01, https://pay.example.com" for key in held.service_ids
    ]
    assert [row.service_subscription_id for row in events.messages()] == list(held.service_ids)
    assert len(held.service_ids) == 3


def test_r_evt_16_the_same_event_fires_once(events: Events) -> None:
    events.act(events.mapping(), ActionType.MESSAGE, events.template())
    invoice = events.owe(3)
    for once in ("1:1", "1:1", "1:2"):
        events.fire(OVERDUE, once, invoice_id=invoice)
    assert len(events.fired()) == 2
    assert len(events.messages()) == 2


def test_r_evt_04_nothing_runs_unless_it_is_on_with_an_active_template(events: Events) -> None:
    template = events.template()
    row = events.act(events.mapping(), ActionType.MESSAGE, template)
    invoice = events.owe(3)

    def count(once: str) -> int:
        events.fire(OVERDUE, once, invoice_id=invoice)
        return len(events.messages())

    assert count("on") == 1
    draft = events.working.call(ADMIN, event_templates.WITHDRAW, **at_template(template))
    assert count("with a draft") == 1
    events.working.call(ADMIN, event_templates.ACTIVATE, **at_template(draft))
    assert count("active again") == 2
    key = {"type": ActionType.MESSAGE, "template_id": template.row.template_id}
    row = events.working.call(ADMIN, contract.SET_ACTION, **at(row), **key, is_enabled=False)
    assert count("with the action off") == 2
    row = events.act(row, ActionType.MESSAGE, template)
    assert count("with the action on") == 3
    events.switch(row, is_on=False)
    assert count("with the mapping off") == 3
    assert len(events.fired()) == 5


def test_r_evt_04_only_accounts_of_the_profile_are_told(events: Events) -> None:
    events.act(events.mapping(), ActionType.MESSAGE, events.template())
    with events.backend.database.write(Stamp("test", build.START)) as session:
        session.add(AccountProfile(id=2, name="Business"))
        session.flush()
        session.get_one(Account, build.MARLOW).profile_id = 2
    events.fire(OVERDUE, invoice_id=events.owe(3))
    assert events.fired() == []


def test_r_evt_02_without_its_message_the_event_itself_still_fires(events: Events) -> None:
    held = hold(events.backend)
    suspend_on(events)
    events.fire(SUSPEND, "77:1", service_id=held.service_ids[0])
    assert events.fired() == [(SUSPEND.value, held.service_ids[0])]
    assert events.messages() == []


def test_r_evt_05_without_the_subscription_no_sms_is_sent(events: Events) -> None:
    events.set_delivery(has_sms=True)
    row = events.act(events.mapping(), ActionType.SMS, events.template(channel=TemplateChannel.SMS))
    events.set_delivery(has_sms=False)
    seen = events.working.call(CSA, contract.MAPPING, mapping_id=row.mapping_id)
    assert not action(seen, ActionType.SMS).runs
    events.fire(OVERDUE, invoice_id=events.owe(3))
    assert {row.status for row in events.messages()} <= {"NOT_SENT"}


def test_r_evt_12_extended_logging_writes_a_note_at_each_firing(events: Events) -> None:
    row = events.mapping(has_extended_logging=True)
    for once in ("1", "2", "2"):
        events.fire(OVERDUE, once)
    events.working.call(ADMIN, contract.EDIT_MAPPING, **at(row), fields={"has_extended_logging": False})
    events.fire(OVERDUE, "3")
    with events.backend.database.read() as session:
        notes = session.scalars(select(CustomerNote)).all()
    assert [(one.account_id, one.text, one.is_shared, one.is_system) for one in notes] == [
        (build.MARLOW, "Event: Invoice Overdue", False, True)
    ] * 2


def test_an_event_writes_an_entry_a_page_a_banner_and_a_case(events: Events) -> None:
    template = events.template(channel=TEXT, body="Owes %%totalOwing%%")
    row = events.mapping()
    for kind, more in (
        (ActionType.LOG, {"log_tag": "CREDIT"}),
        (ActionType.ON_SCREEN, {}),
        (ActionType.NOTIFICATION, {}),
        (ActionType.WORKFLOW, {}),
    ):
        row = events.act(row, kind, template, **more)
    events.owe(3, 1_000)
    events.fire(OVERDUE)
    number = build.ACCOUNT_NO[build.MARLOW]
    with events.backend.database.read() as session:
        [entry] = session.scalars(select(AuditEntry).where(AuditEntry.action == "log")).all()
        [case] = session.scalars(select(WorkItem)).all()
        [notice] = session.scalars(select(ChangeRow).where(ChangeRow.verb == "notice")).all()
    assert (entry.field, entry.reason, entry.account_id, entry.is_internal) == (
        "CREDIT",
        "Owes 10.00",
        build.MARLOW,
        True,
    )
    assert (case.type_code, case.summary, case.department) == (
        "EVNT",
        f"About {number}",
        "CREDIT_CONTROLLER",
    )
    assert (notice.text, notice.provider_id, notice.to_user_id) == (f"About {number}", build.HARBOUR, None)
    [page] = events.working.call(CSA, contract.PAGES, account_id=build.MARLOW).rows
    assert (page.title, page.text, page.event_type) == (f"About {number}", "Owes 10.00", OVERDUE)
    other = events.working.refused("alpine_csa", contract.PAGES, account_id=build.MARLOW)
    assert other.code == "E-NOT-FOUND"


def test_pages_are_listed_the_newest_first(events: Events) -> None:
    events.act(events.mapping(), ActionType.ON_SCREEN, events.template(channel=TEXT, body="%%invoiceId%%"))
    for days in (3, 4, 5):
        events.fire(OVERDUE, str(days), invoice_id=events.owe(days))
    events.fire(SUSPEND, "none")
    first = events.working.call(CSA, contract.PAGES, account_id=build.MARLOW, limit=2)
    rest = events.working.call(CSA, contract.PAGES, account_id=build.MARLOW, limit=2, after=first.last)
    assert [row.text for row in (*first.rows, *rest.rows)] == [f"INV-1-{days}-5990" for days in (5, 4, 3)]
    assert rest.last is None


def test_r_evt_08_a_message_of_a_paid_invoice_is_not_wanted_any_more(events: Events) -> None:
    events.act(events.mapping(), ActionType.MESSAGE, events.template())
    invoice = events.owe(3)
    events.fire(OVERDUE, invoice_id=invoice)
    [message] = events.messages()

    def is_wanted() -> bool:
        with events.backend.database.read() as session:
            return still_wanted(session, message.id)

    assert is_wanted()
    events.pay(invoice)
    assert not is_wanted()


def test_a_message_that_is_of_no_invoice_stays_wanted(events: Events) -> None:
    events.owe(3)
    held = hold(events.backend)
    events.act(suspend_on(events), ActionType.MESSAGE, events.template(SUSPEND, body="%%totalOwing%%"))
    events.fire(SUSPEND, "1:1", service_id=held.service_ids[0])
    [message] = events.messages()
    with events.backend.database.read() as session:
        assert still_wanted(session, message.id)


def test_what_was_skipped_never_fires(events: Events) -> None:
    row = events.reminder(3)
    missed = Occurrence(OVERDUE, build.MARLOW, "1", invoice_id=events.owe(3), mapping_id=row.mapping_id)
    events.as_system(lambda unit: skip(unit, missed))
    events.as_system(lambda unit: fire(unit, missed))
    assert (events.fired(), events.messages()) == ([], [])


def test_a_new_package_is_told_of_when_it_is_ordered(events: Events) -> None:
    """E46: on creation, before anything is activated."""
    created = EventType.NEW_PACKAGE_SUBSCRIPTION
    body = "%%packageExternalName%% %%packageSubscriptionId%% %%orderId%% %%accessFee%%"
    events.act(events.mapping(created), ActionType.MESSAGE, events.template(created, body=body))
    task = events.working.new()
    [message] = events.messages()
    assert task.row.reference.startswith(message.body.split()[-2])
    assert message.body.split()[-1] == "49.90"
    with events.backend.database.read() as session:
        [event] = session.scalars(select(EventInstance.event_type)).all()
    assert event == created.value


def test_an_event_of_a_carriers_work_is_the_retailers(events: Events) -> None:
    """The carrier's people activate; days and messages are those of the customer's provider."""
    activated = EventType.SERVICE_ACTIVATION
    rows = events.working.call(ADMIN, contract.MAPPINGS, filter={"event_type": activated}).rows
    body = "%%serviceIdentifier%% %%servicePlanName%% %%serviceStartDate%% %%task%% %%tradingName%%"
    events.act(rows[0], ActionType.MESSAGE, events.template(activated, body=body))
    task = events.working.active()
    [message] = events.messages()
    assert message.body.startswith("+61491570156 ")
    assert message.body.endswith(f"2026-09-01 {task.row.reference} Harbour Mobile")
    assert message.provider_id == build.HARBOUR


def test_nothing_of_the_text_is_left_where_there_is_no_value(events: Events) -> None:
    events.act(events.mapping(), ActionType.MESSAGE, events.template(body=f"{SAID}|%%exportReference%%|"))
    events.fire(OVERDUE, invoice_id=events.owe(3))
    assert events.messages()[0].body == "Pay AUD 59.90 by 2026-11-13 at https://pay.example.com||"
