"""What an order says, as facts, steps, banners and entries of its timeline."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from agentview.contract.order_entry import Method, OrderDetail, OrderedService, OrderEvent
from agentview.contract.orders import OrderStatus
from agentview.contract.provisioning import TaskStatus
from agentview.contract.subscription import SubscriptionStatus
from agentview.ui.kit.banner import BannerText
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.strip import Step, StepState
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.timeline import TimelineEntry
from agentview.ui.kit.when import show_day, show_full, show_minute, show_moment
from agentview.ui.texts.status import status_word
from agentview.ui.views.orders.search_spec import source_word
from agentview.ui.views.orders.wizard_words import address_line, amount, identifier_text, joined

_TONES = {
    "halt": Tone.BAD,
    "abort": Tone.BAD,
    "discard": Tone.NEUTRAL,
    "submit": Tone.INFO,
    "activate": Tone.SUCCESS,
    "finalise_cancellation": Tone.SUCCESS,
    "resubmit": Tone.INFO,
    "claim": Tone.PROGRESS,
}


def order_facts(order: OrderDetail, zone: ZoneInfo) -> list[Fact]:
    """The facts of the order as a whole."""
    translate = QCoreApplication.translate
    when = show_minute(order.submitted_at, zone) if order.submitted_at else ""
    facts = [
        Fact(translate("OrderPage", "Number"), order.reference, can_copy=True),
        Fact(translate("OrderPage", "Account"), order.account_no, can_copy=True),
        Fact(translate("OrderPage", "Package"), joined((order.package, order.package_reference))),
        Fact(translate("OrderPage", "Each month"), amount(order.access_fee_cents, order.currency)),
        Fact(translate("OrderPage", "Once"), amount(order.setup_fee_cents, order.currency)),
        Fact(translate("OrderPage", "Requested for"), show_day(order.requested_on)),
        Fact(translate("OrderPage", "Submitted"), joined((when, order.submitted_by))),
        Fact(translate("OrderPage", "Source"), source_word(order.source)),
    ]
    optional = (
        (translate("OrderPage", "Port"), order.port),
        (translate("OrderPage", "Agent"), order.agent),
        (translate("OrderPage", "Purchase order"), order.purchase_order_ref),
    )
    return facts + [Fact(label, value) for label, value in optional if value]


def service_facts(service: OrderedService, now: datetime, zone: ZoneInfo) -> list[Fact]:
    """The facts of a service, and where its task stands."""
    translate = QCoreApplication.translate
    facts = [
        Fact(service.identifier_label, identifier_text(service.identifier)),
        Fact(translate("OrderPage", "Service"), joined((service.reference, service.status.value))),
        Fact(translate("OrderPage", "Address"), address_line(service.address)),
    ]
    if service.method is Method.AUTOMATIC:
        automatic = translate("OrderPage", "automatically, by the carrier's platform")
        facts.append(Fact(translate("OrderPage", "Provisioned"), automatic))
    if service.task_status is not None:
        stands = joined((status_word(service.task_status.value), service.queue))
        facts.append(Fact(service.task_reference, stands))
        is_open = service.task_status in {TaskStatus.AWAITING_PROVISIONING, TaskStatus.IN_PROGRESS}
        if is_open and service.due_at is not None:
            facts.append(Fact(translate("OrderPage", "Due"), show_moment(service.due_at, now, zone)))
    return facts


def halt_banners(order: OrderDetail, zone: ZoneInfo) -> list[BannerText]:
    """What is halted and why, with the way to its task."""
    translate = QCoreApplication.translate
    template = translate("OrderPage", "{task} is halted since {time}")
    step = translate("OrderPage", "Correct it there, and resubmit it.")
    button = translate("OrderPage", "Open {task}")
    return [
        BannerText(
            Tone.BAD,
            template.replace("{task}", service.task_reference).replace(
                "{time}", show_minute(service.halted_at, zone)
            ),
            service.halt_reason,
            step,
            ((service.task_reference, button.replace("{task}", service.task_reference)),),
        )
        for service in order.services
        if service.halted_at is not None
    ]


def order_steps(order: OrderDetail) -> list[Step]:
    """Where the order stands: taken, submitted, provisioned."""
    translate = QCoreApplication.translate
    words = (
        translate("OrderPage", "Taken"),
        translate("OrderPage", "Submitted"),
        translate("OrderPage", "Provisioning"),
        translate("OrderPage", "Active"),
    )
    if order.status is OrderStatus.ORDER_CANCELLED:
        given_up = translate("OrderPage", "Given up")
        return [Step(words[0], StepState.DONE), Step(given_up, StepState.FAILED)]
    is_active = bool(order.services) and all(
        one.status is not SubscriptionStatus.PRE_ACTIVE for one in order.services
    )
    failed = {OrderStatus.PROVISIONING_HALTED, OrderStatus.ORDER_FAILED, OrderStatus.ORDER_QUARANTINED}
    third = StepState.FAILED if order.status in failed else StepState.CURRENT
    if is_active:
        return [Step(word, StepState.DONE) for word in words]
    states = (StepState.DONE, StepState.DONE, third, StepState.FUTURE)
    return [Step(word, state) for word, state in zip(words, states, strict=True)]


def shown_events(order: OrderDetail, now: datetime, zone: ZoneInfo) -> list[TimelineEntry]:
    """What happened, newest first."""
    return [
        TimelineEntry(
            _TONES.get(event.action, Tone.NEUTRAL),
            _head(event),
            event.by,
            show_moment(event.at, now, zone),
            event.record,
            event.text,
            show_full(event.at, zone),
        )
        for event in order.events
    ]


def _head(event: OrderEvent) -> str:
    translate = QCoreApplication.translate
    if event.field:
        return f"{event.field}: {event.old or '-'} \u2192 {event.new or '-'}"
    return {
        "start": translate("OrderPage", "Order begun"),
        "save_page": translate("OrderPage", "Page saved"),
        "submit": translate("OrderPage", "Submitted"),
        "discard": translate("OrderPage", "Given up"),
        "reopen": translate("OrderPage", "Brought back"),
        "create": translate("OrderPage", "Put into the queue"),
        "claim": translate("OrderPage", "Claimed"),
        "release": translate("OrderPage", "Released"),
        "take_over": translate("OrderPage", "Taken over"),
        "activate": translate("OrderPage", "Activated"),
        "halt": translate("OrderPage", "Marked Provisioning Halted"),
        "resubmit": translate("OrderPage", "Resubmitted"),
        "abort": translate("OrderPage", "Aborted"),
        "note": translate("OrderPage", "Note"),
    }.get(event.action, event.action)
