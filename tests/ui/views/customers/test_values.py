"""Rows, words and amounts of the customers area."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from agentview.contract.account import ACCOUNT_STATUS_LABELS
from agentview.contract.customers import CustomerCounts, RestrictionStatus, RevealedContact, TimelineKind
from agentview.contract.orders import OrderStatus
from agentview.contract.subscription import ProvisioningState, SubscriptionStatus
from agentview.ui.kit.theme import Tone
from agentview.ui.views.customers.called import revealed_text
from agentview.ui.views.customers.counts import count_links
from agentview.ui.views.customers.holding import ended_count, holdings
from agentview.ui.views.customers.order_words import order_chip
from agentview.ui.views.customers.page_banners import note_of, page_banners
from agentview.ui.views.customers.status import account_chip, service_mark, subscription_chip
from agentview.ui.views.customers.timeline_words import audience_word, line_of, whole_text
from agentview.ui.views.customers.words import amount_text
from tests.ui.fake_desk import NOON
from tests.ui.views.customers.builders import (
    alert,
    commands,
    customer,
    entry,
    halted_service,
    hold,
    order,
    package,
    service,
)

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("minor", "text"),
    [
        (0, "0.00\u00a0AUD"),
        (5, "0.05\u00a0AUD"),
        (-12345, "\u2212123.45\u00a0AUD"),
        (104_280, "1,042.80\u00a0AUD"),
        (10**12, "10,000,000,000.00\u00a0AUD"),
    ],
)
def test_amounts_are_exact_and_never_break(minor: int, text: str) -> None:
    assert amount_text(minor, "AUD") == text


def test_what_has_ended_comes_last_or_not_at_all() -> None:
    over = package(1, service(1, status=SubscriptionStatus.CANCELLED), status=SubscriptionStatus.CANCELLED)
    living = package(2, service(2), service(3, status=SubscriptionStatus.ABORTED))
    assert [row.key for row in holdings((over, living), with_over=False)] == ["package:2", "service:2"]
    every = [row.key for row in holdings((over, living), with_over=True)]
    assert every == ["package:2", "service:2", "service:3", "package:1", "service:1"]
    assert ended_count((over, living)) == 1


def test_a_command_that_a_row_does_not_have_is_none_of_its_refusals() -> None:
    [_, row] = holdings((package(),), with_over=False)
    assert row.refusals("edit_service") == ()
    assert row.refusals("cancel") is None


def test_a_halt_is_shown_before_a_restriction() -> None:
    both = halted_service().model_copy(update={"restriction": RestrictionStatus.RESTRICTED})
    mark = service_mark(both)
    assert mark is not None
    assert (mark.tone, mark.word, mark.sentence) == (Tone.BAD, "Halted", "Halted: No such street")
    assert service_mark(service()) is None


@pytest.mark.parametrize("status", sorted(ACCOUNT_STATUS_LABELS))
def test_every_account_status_has_its_exact_label(status: int) -> None:
    chip = account_chip(status, "asked by the customer")
    assert chip.word == ACCOUNT_STATUS_LABELS[status]
    assert chip.glyph
    assert "asked by the customer" in chip.sentence


def test_every_state_of_a_service_has_a_chip() -> None:
    assert {subscription_chip(status).word for status in SubscriptionStatus} == set(
        map(str, SubscriptionStatus)
    )
    for state in ProvisioningState:
        for restriction in RestrictionStatus:
            mark = service_mark(service(provisioning_state=state, restriction=restriction))
            is_plain = state is ProvisioningState.NONE and restriction is RestrictionStatus.NONE
            assert (mark is None) == is_plain


def test_only_counts_that_are_not_zero_lead_somewhere() -> None:
    counts = CustomerCounts(
        active_packages=3, incomplete_orders=0, open_tasks=2, halted_tasks=1, network_errors=0, open_cases=0
    )
    assert [(link.key, link.word) for link in count_links(counts)] == [
        ("halted", "Halted: 1"),
        ("tasks", "In provisioning: 2"),
    ]


def test_alerts_come_before_holds_and_only_who_may_write_ends_them() -> None:
    shown = customer(alerts=(alert(9), alert(8)), packages=(package(1, service(1, holds=(hold(),))),))
    banners = page_banners(shown, NOON, LONDON)
    assert [banner.tone for banner in banners] == [Tone.WARNING, Tone.WARNING, Tone.INFO]
    assert [note_of(key) for banner in banners for key, _ in banner.buttons] == [9, 8]
    assert banners[2].cause == "Hold: unpaid invoices on +61\u00a0491\u00a0570\u00a0151"
    assert banners[2].meaning == "Nothing goes out; what comes in still arrives."
    assert banners[2].next_step == (
        "Placed by a rule (Standard); it is lifted by itself once enough is paid. Since Sun 12:00, by System."
    )
    closed = page_banners(shown.model_copy(update={"commands": commands("add_note")}), NOON, LONDON)
    assert [banner.buttons for banner in closed] == [(), (), ()]


def test_one_hold_on_many_services_is_told_once() -> None:
    held = tuple(service(number, holds=(hold(),)) for number in range(1, 6))
    [banner] = page_banners(customer(packages=(package(1, *held),)), NOON, LONDON)
    assert banner.cause.endswith("2 more")


@pytest.mark.parametrize("status", OrderStatus)
def test_every_status_of_an_order_has_a_word(status: OrderStatus) -> None:
    assert "_" not in order_chip(order(status=status.value)).word


def test_a_halted_order_says_so_whatever_its_status() -> None:
    chip = order_chip(order(halt_reason="No such street"))
    assert (chip.word, chip.sentence) == ("Provisioning Halted", "Provisioning Halted: No such street")
    assert order_chip(order(status="SUBMITTED")).word == "Submitted"


def test_an_entry_reads_as_a_sentence() -> None:
    changed = entry(1, entity="account", action="edit", field="name", old=None, new="Marlow")
    assert line_of(changed) == "Customer: Name: \u2014 \u2192 Marlow"
    written = entry(2, kind=TimelineKind.NOTES, entity="note", action="add", text="a\nb", is_internal=True)
    assert (line_of(written), whole_text(written), audience_word(written)) == (
        "Note: a b",
        "Note\na\nb",
        "internal",
    )
    codes = (
        ("work_item", "raise", "OPEN", "Case raised"),
        ("network_request", "create", "PENDING", "Carrier request created: waiting to be sent"),
        ("network_request", "send", "SENT", "Carrier request sent"),
        ("network_request", "answer_refused", "REFUSED", "Carrier request refused"),
        ("order", "submit", "ORDER_PENDING", "Order submitted: Order Pending"),
        (
            "task",
            "create",
            "AWAITING_PROVISIONING",
            "Request received by provisioning: Awaiting Provisioning",
        ),
        ("service", "status", "PendingProvCancel", "Service changed its status: PendingProvCancel"),
        ("work_item", "status", "OPEN", "Case changed its status: Open"),
    )
    for entity, action, new, said in codes:
        assert line_of(entry(5, entity=entity, action=action, new=new)) == said
    charged = entry(7, entity="cardline", action="charge", field="PRORATA_CREDIT", new="-1694 AUD")
    assert line_of(charged).replace("\N{NO-BREAK SPACE}", " ") == (
        "Pending charge: Credit for unused days, \N{MINUS SIGN}16.94 AUD"
    )
    paid = entry(9, entity="payment", action="reverse", new="4.00 AUD", text="No funds")
    assert line_of(paid) == "Payment taken back: 4.00 AUD: No funds"
    odd = entry(8, entity="cardline", action="charge", field="BLUE_MOON", new="much")
    assert line_of(odd) == "Pending charge: Blue moon, much"
    given = entry(6, entity="work_item", action="assign", field="assigned_to", new="Mei Chen")
    assert line_of(given) == "Case: Assigned to: \u2014 \u2192 Mei Chen"
    unknown = entry(3, entity="blue_moon", action="rise_up")
    assert line_of(unknown) == "Blue moon: rise up"
    hardware = (
        ("add_line", "PH-X1", None, "2", "Hardware order: Added 2 \u00d7 PH-X1"),
        ("edit_delivery", "phone", None, "\u2022156", "Hardware order: Phone: \u2014 \u2192 \u2022156"),
        ("edit_delivery", "instructions", None, None, "Hardware order: Instructions changed"),
        ("close", None, "ERROR", "COMPLETE", "Hardware order: Closed: Complete"),
    )
    for action, field, before, after, said in hardware:
        deed = entry(9, entity="hardware_order", action=action, field=field, old=before, new=after)
        assert line_of(deed) == said
    held = entry(9, entity="hardware_order", action="fraud_held", field="fraud_status", text="E-FRAUD-PHONE")
    assert (line_of(held), whole_text(held)) == ("Hardware order: Held by the fraud check",) * 2
    day = entry(
        4,
        entity="service",
        action="edit",
        field="start_on",
        old="2026-03-01",
        new="never",
        at=NOON - timedelta(1),
    )
    assert line_of(day) == "Service: Start: 1 Mar 2026 \u2192 never"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("+61495561998", "+61\u00a0495\u00a0561\u00a0998"),
        ("0495 561 998", "0495\u00a0561\u00a0998"),
        ("", "+61\u00a0495\u00a0561\u00a0998"),
    ],
)
def test_a_revealed_number_is_grouped(typed: str, shown: str) -> None:
    contact = RevealedContact(
        contact_id=1,
        name="Trang",
        phone=None,
        mobile="+61495561998",
        email=None,
        phone_as_typed=None,
        mobile_as_typed=typed or None,
        date_of_birth=None,
    )
    assert revealed_text(contact, "mobile") == shown
