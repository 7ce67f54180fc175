"""Templates: written, refused with every reason, activated, previewed and tried out (S-26)."""

import pytest

from agentview.contract import event_templates as contract
from agentview.contract.event_templates import Preview, SmsEncoding
from agentview.contract.events import ActionType, EventType, TemplateChannel
from agentview.core.errors import Denied
from agentview.models.database import Stamp
from agentview.models.party import User
from tests import build
from tests.fixtures.backend import Backend
from tests.services.events.event_world import (
    ADMIN,
    CSA,
    OVERDUE,
    SAID,
    Events,
    at_template,
)
from tests.services.holdings import hold

EMAIL, SMS = TemplateChannel.EMAIL, TemplateChannel.SMS


@pytest.fixture
def events(backend: Backend) -> Events:
    """Return the people of the small operator."""
    return Events(backend)


def preview(events: Events, body: str, channel: TemplateChannel = EMAIL, **more: object) -> Preview:
    wanted = {"event_type": OVERDUE, "subject": "" if channel is SMS else "Invoice %%invoiceId%%", **more}
    return events.working.call(ADMIN, contract.PREVIEW, channel=channel, body=body, **wanted)


def test_r_evt_10_an_unknown_variable_is_refused_at_save(events: Events) -> None:
    fields = {"name": "Bad", "subject": "%%nope%%", "body": "Pay %%invoiceDuDate%%"}
    wanted = {"event_type": OVERDUE, "channel": EMAIL, "fields": fields}
    refused = events.working.refused(ADMIN, contract.CREATE, **wanted)
    assert [(one.code, one.field, one.values["position"]) for one in refused.refusals] == [
        ("E-TEMPLATE-VARIABLE", "subject", 1),
        ("E-TEMPLATE-MEANT", "body", 5),
    ]
    found = events.template()
    fields = {"name": "First", "subject": "x", "body": "{$invoice->due_date}"}
    edited = events.working.refused(ADMIN, contract.EDIT, **at_template(found), fields=fields)
    assert edited.code == "E-TEMPLATE-OLD-TAG"


def test_a_template_is_a_draft_until_it_is_activated_and_can_be_withdrawn(events: Events) -> None:
    draft = events.template(is_active=False)
    assert (draft.row.status, draft.warnings) == ("DRAFT", ())
    active = events.working.call(ADMIN, contract.ACTIVATE, **at_template(draft))
    assert active.row.status == "ACTIVE"
    assert events.working.refused(ADMIN, contract.ACTIVATE, **at_template(active)).code == "E-STATE"
    assert events.working.refused(ADMIN, contract.ACTIVATE, **at_template(draft)).code == "E-STALE"
    edited = events.working.call(
        ADMIN,
        contract.EDIT,
        **at_template(active),
        fields={"name": "First", "subject": "New", "body": "Hello"},
    )
    assert (edited.row.status, edited.fields.subject) == ("ACTIVE", "New")
    assert [one.code for one in edited.warnings] == [
        "E-TEMPLATE-NO-AMOUNT",
        "E-TEMPLATE-NO-DATE",
        "E-TEMPLATE-NO-PAY",
    ]
    assert events.working.call(ADMIN, contract.WITHDRAW, **at_template(edited)).row.status == "DRAFT"


def test_names_are_taken_within_an_event_and_channel(events: Events) -> None:
    first = events.template()
    events.template(channel=SMS)
    wanted = {"event_type": OVERDUE, "channel": EMAIL}
    fields = {"name": "First", "subject": "x", "body": "y"}
    assert events.working.refused(ADMIN, contract.CREATE, **wanted, fields=fields).code == "E-TEMPLATE-TAKEN"
    second = events.template(name="Second")
    refused = events.working.refused(ADMIN, contract.EDIT, **at_template(second), fields=fields)
    assert refused.code == "E-TEMPLATE-TAKEN"
    assert events.working.call(ADMIN, contract.EDIT, **at_template(first), fields=fields).fields.body == "y"


def test_what_is_used_or_was_sent_is_not_deleted(events: Events) -> None:
    unused, used = events.template(name="Unused"), events.template(name="Used")
    row = events.act(events.mapping(), ActionType.MESSAGE, used)
    events.working.call(ADMIN, contract.DELETE, **at_template(unused))
    refused = events.working.refused(ADMIN, contract.DELETE, **at_template(used))
    assert (refused.code, refused.values["count"]) == ("E-TEMPLATE-USED", 1)
    events.fire(OVERDUE, invoice_id=events.owe(3), mapping_id=row.mapping_id)
    refused = events.working.refused(ADMIN, contract.DELETE, **at_template(used))
    assert [one.code for one in refused.refusals] == ["E-TEMPLATE-USED", "E-TEMPLATE-SENT"]


def test_templates_are_listed_by_name_and_filtered(events: Events) -> None:
    events.template(name="b")
    events.template(name="A", channel=SMS)
    events.template(name="c", event_type=EventType.INVOICE_DUE, is_active=False)
    found = events.working.call(CSA, contract.TEMPLATES)
    assert ([row.name for row in found.rows], found.total) == (["A", "b", "c"], 3)
    for wanted, expected in (
        ({"channel": SMS}, ["A"]),
        ({"event_type": OVERDUE}, ["A", "b"]),
        ({"status": "DRAFT"}, ["c"]),
        ({"text": "B"}, ["b", "c"]),
    ):
        rows = events.working.call(CSA, contract.TEMPLATES, filter=wanted).rows
        assert [row.name for row in rows if row.name in expected] == expected
    first = events.working.call(CSA, contract.TEMPLATES, limit=2)
    rest = events.working.call(CSA, contract.TEMPLATES, limit=2, after=first.last)
    assert [row.name for row in (*first.rows, *rest.rows)] == ["A", "b", "c"]


def test_r_evt_11_a_preview_shows_the_values_of_a_real_account(events: Events) -> None:
    hold(events.backend)
    chosen = events.owe(3, 100_05)
    events.owe(10, 5_00)
    events.set_delivery(pay_url="https://pay.example.com", care_line="1300 000 111")
    body = "%%accountId%% %%currency%% %%amountDueIncTax%% %%invoiceDueDate%% %%totalOwing%%"
    rest = " [%%exportReference%%] %%daysOverdue%% %%payUrl%%"
    shown = preview(events, body + rest, account_id=build.MARLOW, invoice_id=chosen)
    assert shown.body == (
        f"{build.ACCOUNT_NO[build.MARLOW]} AUD 100.05 2026-11-13 105.05 [] 3 https://pay.example.com"
    )
    assert shown.subject == "Invoice INV-1-3-10005"
    oldest = preview(events, "%%amountDueIncTax%%", account_id=build.MARLOW)
    assert oldest.body == "5.00"
    assert preview(events, "%%amountDueIncTax%%").body == "59.90"


def test_a_preview_says_what_is_wrong_and_how_long_an_sms_is(events: Events) -> None:
    shown = preview(events, "%%nope%%")
    assert [one.code for one in shown.problems] == ["E-TEMPLATE-VARIABLE"]
    assert shown.sms is None
    events.set_delivery(has_sms=True)
    long = preview(events, "%%totalOwing%% %%invoiceDueDate%% %%payUrl%% ł" + "x" * 40, SMS)
    assert long.sms is not None
    assert (long.sms.encoding, long.sms.parts) == (SmsEncoding.UCS2, 2)
    assert [one.code for one in long.warnings] == ["E-TEMPLATE-PARTS"]


def test_a_preview_is_of_the_own_customers_alone(events: Events) -> None:
    held, own = hold(events.backend, account=build.OKONKWO), events.owe(3, account=build.OKONKWO)
    for wanted in (
        {"account_id": build.ALPINE_LEE},
        {"account_id": build.MARLOW, "invoice_id": own},
        {"account_id": build.MARLOW, "service_id": held.service_ids[0]},
    ):
        refused = events.working.refused(
            ADMIN, contract.PREVIEW, event_type=OVERDUE, channel=EMAIL, body="x", **wanted
        )
        assert refused.code == "E-NOT-FOUND"
    refused = events.working.refused(CSA, contract.PREVIEW, event_type=OVERDUE, channel=EMAIL, body="x")
    assert isinstance(refused, Denied)


def test_a_test_message_goes_to_the_own_address_or_one_that_was_typed(events: Events) -> None:
    events.owe(3)
    events.set_delivery(has_sms=True)
    wanted = {"event_type": OVERDUE, "account_id": build.MARLOW, "body": SAID}
    mail = {**wanted, "channel": EMAIL, "subject": "Try"}
    assert events.working.refused(ADMIN, contract.TEST_SEND, **mail).code == "E-TEST-NO-ADDRESS"
    with events.backend.database.write(Stamp("test", build.START)) as session:
        session.query(User).filter_by(username=ADMIN).one().email = "admin@harbour.example"
    assert events.working.call(ADMIN, contract.TEST_SEND, **mail).to == "admin@harbour.example"
    typed = events.working.call(ADMIN, contract.TEST_SEND, **mail, to="me@example.com")
    number = events.working.call(ADMIN, contract.TEST_SEND, **wanted, channel=SMS, to="0491 570 156")
    assert (typed.to, number.to) == ("me@example.com", "+61491570156")
    sent = [(row.channel, row.to_address, row.status, row.template_id) for row in events.messages()]
    assert sent == [
        ("EMAIL", "admin@harbour.example", "QUEUED", None),
        ("EMAIL", "me@example.com", "QUEUED", None),
        ("SMS", "+61491570156", "QUEUED", None),
    ]
    assert events.messages()[0].body == "Pay AUD 59.90 by 2026-11-13 at "


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"channel": EMAIL, "subject": "x", "to": "me"}, "E-TEST-TO"),
        ({"channel": EMAIL, "subject": "x", "to": "a@b.c,d@e.f"}, "E-TEST-TO"),
        ({"channel": SMS, "to": "12"}, "E-TEST-TO"),
        ({"channel": SMS, "to": ""}, "E-TEST-TO"),
        ({"channel": TemplateChannel.TEXT, "to": "me@example.com"}, "E-TEST-CHANNEL"),
        ({"channel": EMAIL, "to": "me@example.com"}, "E-TEMPLATE-SUBJECT"),
    ],
)
def test_a_test_message_that_cannot_go_anywhere_is_refused(
    events: Events, more: dict[str, object], code: str
) -> None:
    wanted = {"event_type": OVERDUE, "account_id": build.MARLOW, "body": "x", **more}
    assert events.working.refused(ADMIN, contract.TEST_SEND, **wanted).code == code
