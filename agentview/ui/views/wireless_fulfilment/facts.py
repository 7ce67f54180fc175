"""What is shown of a part of an order: what the vendor has to do, and what it brought."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from agentview.contract.texts import TEXTS
from agentview.contract.wireless import ItemAction
from agentview.contract.wireless_fulfilment import Segment
from agentview.contract.wireless_orders import OrderItem, WirelessOrder
from agentview.core.errors import Refusal, Value
from agentview.ui.kit.banner import BannerText
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.when import show_day, show_moment
from agentview.ui.navigation import HARDWARE_ORDER, Target, Texts
from agentview.ui.texts.wireless_fields import kind_word
from agentview.ui.texts.wireless_fulfilment import result_word, segment_chip, vendor_word
from agentview.ui.texts.wireless_order_facts import order_facts
from agentview.ui.views.wireless_fulfilment.words import word


def result_facts(part: Segment, now: datetime, zone: ZoneInfo) -> list[Fact]:
    """What a vendor has to bring, what it brought, and when."""
    facts = [
        Fact(word("Vendor"), vendor_word(part.vendor)),
        Fact(word("Vendor order no"), part.vendor_order_no, can_copy=True),
    ]
    if part.hardware_order_id is not None:
        target = Target(HARDWARE_ORDER, part.hardware_order_id, part.hardware_reference)
        facts.append(Fact(word("Hardware order"), part.hardware_reference, opens=target, tip=word("Show it")))
    facts += [
        Fact(word("Due"), "" if part.due_on is None else show_day(part.due_on)),
        Fact(word("Has to bring"), ", ".join(result_word(one) for one in part.wanted)),
        Fact(word("Still missing"), ", ".join(result_word(one) for one in part.missing)),
        Fact(word("Number"), part.service_number, can_copy=True),
        Fact(part.serial_type or word("Serial"), part.serial_no, can_copy=True),
        *(Fact(part.serial_type or word("Serial"), one, can_copy=True) for one in part.more_serials),
        Fact(word("SIM card (ICCID)"), part.iccid, can_copy=True),
    ]
    for one in part.parcels:
        sent = f"{one.tracking_no} {one.carrier}".strip()
        facts.append(Fact(word("Parcel, {at}").replace("{at}", show_moment(one.shipped_at, now, zone)), sent))
    moments = (
        (word("Submitted"), part.submitted_at),
        (word("Accepted"), part.accepted_at),
        (word("Over since"), part.completed_at),
    )
    facts += [Fact(told, show_moment(at, now, zone)) for told, at in moments if at is not None]
    return [one for one in facts if one.value]


def ordered_facts(order: WirelessOrder) -> list[Fact]:
    """What is ordered, item by item, and what was typed into the order, apart from encrypted fields."""
    readable = order.model_copy(
        update={
            name: tuple(one for one in fields if not one.is_veiled)
            for name, fields in (("fields", order.fields), ("not_asked", order.not_asked))
        }
    )
    items = [Fact(kind_word(one.kind), item_text(one)) for one in order.items]
    about = [Fact(word("Company"), order.customer), Fact(word("Requester"), order.requester)]
    said = {(one.label, one.value) for one in items}
    return [*items, *about, *(one for one in order_facts(readable) if (one.label, one.value) not in said)]


def item_text(item: OrderItem) -> str:
    """An item with its quantity, and whether it comes or goes."""
    name = item.name if item.qty == 1 else f"{item.qty} \u00d7 {item.name}"
    if item.action is None:
        return name
    told = word("add {name}") if item.action is ItemAction.ADD else word("remove {name}")
    return told.replace("{name}", name)


def banner_of(part: Segment, texts: Texts) -> Sequence[BannerText]:
    """Why a part failed and what goes on all the same, or what was said last by the program that sends it."""
    failed = (
        (BannerText(Tone.BAD, segment_chip(part.status).word, part.failed_reason),)
        if part.failed_reason
        else ()
    )
    if part.hardware_goes_on:
        return (*failed, _goes_on(part))
    if failed:
        return failed
    if part.exchange_text:
        cause = word("The vendor could not be reached, or what it said could not be taken over")
        told = exchange_sentences(part, texts)
        return (BannerText(Tone.WARNING, cause, told, word("It is asked again by itself.")),)
    return ()


def _goes_on(part: Segment) -> BannerText:
    """The order has failed, but a warehouse ships: somebody has to see to it."""
    cause = word("Hardware order {number} could not be cancelled").replace(
        "{number}", part.hardware_reference
    )
    meaning = word("A warehouse has it. What it ships belongs to no wireless order.")
    return BannerText(
        Tone.WARNING, cause, meaning, word("Show the hardware order, and return what comes of it.")
    )


def exchange_sentences(part: Segment, texts: Texts) -> str:
    """What was said last: the sentences of codes, or what the vendor said as it stands."""
    said = part.exchange_text.split(", ")
    if not all(one in TEXTS for one in said):
        return part.exchange_text
    values: dict[str, Value] = {"result": ", ".join(result_word(one) for one in part.missing)}
    return " ".join(texts.refusal(Refusal(one, values=values)).what for one in said)
