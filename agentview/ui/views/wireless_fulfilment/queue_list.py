"""The fulfilment queue as a list (S-31): columns, filter, pills."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from agentview.contract import wireless_fulfilment as contract
from agentview.contract.feed import Topic
from agentview.contract.op import Nothing
from agentview.contract.wireless import OrderType
from agentview.contract.wireless_fulfilment import QueueFilter, QueueRow, QueueSort, QueueView
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.facts import NO_VALUE
from agentview.ui.kit.plural import counted
from agentview.ui.kit.when import show_day
from agentview.ui.lists.reading import Pages, exports_of, pages_of
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.spec import (
    Choices,
    EmptyText,
    Exported,
    FilterField,
    ListSpec,
    ListWords,
    Narrowing,
    PillView,
)
from agentview.ui.navigation import Desk
from agentview.ui.texts.wireless import type_word
from agentview.ui.texts.wireless_fulfilment import longest_segment_status, segment_chip, vendor_word
from agentview.ui.views.wireless_fulfilment.words import word


def queue_list() -> ListSpec[QueueFilter, QueueRow]:
    """The queue, what is late first."""
    pages: Pages[QueueFilter, QueueRow] = pages_of(contract.FIND)
    return ListSpec(
        key="wireless.fulfilment",
        first=QueueFilter(),
        order=SortOrder(QueueSort.DUE.value),
        columns=_columns,
        row_id=lambda row: row.segment_id,
        pages=pages,
        words=_words,
        topics=frozenset({Topic.WIRELESS_ORDER}),
        size=_size,
        fields=_fields,
        choices=_choices,
        views=_views,
        counts=_counts,
        exports=exports_of(contract.EXPORT),
        exported={"due": Exported(lambda row: row.due_on)},
        summary=_summary,
        power=Power.FULFIL,
    )


def _columns(_desk: Desk, _times: ServerTime) -> Sequence[Column[QueueRow]]:
    return (*_work(), *_results())


def _work() -> tuple[Column[QueueRow], ...]:
    return (
        Column(
            "order",
            lambda: word("Order no"),
            lambda row: row.reference,
            Kind.ID,
            sample=lambda: "WO-104829/1",
            sort_key=QueueSort.NUMBER.value,
            tip=lambda row: f"{type_word(row.type)}, {row.customer}",
        ),
        Column(
            "vendor",
            lambda: word("Vendor"),
            lambda row: vendor_word(row.vendor),
            stretch=True,
            sample=lambda: "Southern Mobile Networks",
            least=lambda: "Southern Mobile Ne...",
            tip=lambda row: ", ".join(part for part in (vendor_word(row.vendor), row.exchange_text) if part),
        ),
        Column(
            "type",
            lambda: word("Type"),
            lambda row: type_word(row.type),
            sample=lambda: type_word(OrderType.UPGRADE_REPLACE),
            tip=lambda row: type_word(row.type),
            strong=False,
            gives_way=5,
        ),
        Column(
            "status",
            lambda: word("Segment status"),
            lambda row: segment_chip(row.status).word,
            Kind.CHIP,
            mark=lambda row: segment_chip(row.status),
            sample=longest_segment_status,
            tip=lambda row: segment_chip(row.status).sentence,
        ),
        Column(
            "vendor_order",
            lambda: word("Vendor order no"),
            lambda row: row.vendor_order_no or NO_VALUE,
            sample=lambda: "NW-1048299",
            tip=lambda row: row.vendor_order_no,
            gives_way=3,
        ),
        Column(
            "due",
            lambda: word("Due"),
            due_text,
            sample=lambda: "! 28 Mar 2026",
            least=lambda: "! 28 Mar 2026",
            sort_key=QueueSort.DUE.value,
            tip=due_tip,
            gives_way=1,
        ),
        Column(
            "requester",
            lambda: word("Requester"),
            lambda row: row.requester,
            sample=lambda: "Amelia Thornton",
            least=lambda: "Amelia Tho...",
            tip=lambda row: f"{row.requester}, {row.customer}",
            strong=False,
            gives_way=2,
        ),
    )


def _results() -> tuple[Column[QueueRow], ...]:
    return (
        Column(
            "number",
            lambda: word("Number"),
            lambda row: row.service_number or NO_VALUE,
            Kind.PHONE,
            sample=lambda: "+61 400 000 001",
            strong=False,
            gives_way=4,
        ),
        Column(
            "serial",
            lambda: word("IMEI or serial"),
            lambda row: row.serial_no or NO_VALUE,
            sample=lambda: "356938035643809",
            strong=False,
            gives_way=6,
        ),
        Column(
            "iccid",
            lambda: word("SIM card"),
            lambda row: row.iccid or NO_VALUE,
            sample=lambda: "8961000000000000017",
            strong=False,
            gives_way=8,
        ),
        Column(
            "tracking",
            lambda: word("Tracking"),
            lambda row: row.tracking_no or NO_VALUE,
            sample=lambda: "TRACK-1048299",
            tip=lambda row: row.tracking_no,
            strong=False,
            gives_way=7,
        ),
    )


def due_text(row: QueueRow) -> str:
    """Until when the vendor said to be done; what is late is marked."""
    if row.due_on is None:
        return NO_VALUE
    day = show_day(row.due_on)
    return f"! {day}" if row.is_overdue else day


def due_tip(row: QueueRow) -> str:
    """Until when the vendor said to be done, in a sentence."""
    if row.due_on is None:
        return word("The vendor named no day")
    told = word("Overdue since {day}") if row.is_overdue else word("Due on {day}")
    return told.replace("{day}", show_day(row.due_on))


def _fields() -> Sequence[FilterField]:
    return (
        FilterField("text", word("Text"), hint=word("Scan or type an order, number, IMEI or SIM")),
        FilterField("vendor_ids", word("Vendor"), Narrowing.CHOICES, are_ids=True),
        FilterField("is_own_warehouse", word("Own warehouse"), Narrowing.YES),
    )


def _choices(gateway: Gateway, _wanted: QueueFilter) -> Mapping[str, Choices]:
    vendors = gateway.call(contract.VENDORS, Nothing()).rows
    return {"vendor_ids": tuple((str(one.vendor_id), one.name) for one in vendors)}


def _views(_desk: Desk) -> Sequence[PillView]:
    words = {
        QueueView.OPEN: word("Open"),
        QueueView.TO_SUBMIT: word("To submit"),
        QueueView.WITH_VENDOR: word("With the vendor"),
        QueueView.IN_FULFILMENT: word("In fulfilment"),
        QueueView.OVERDUE: word("Overdue"),
        QueueView.FAILED: word("Failed"),
        QueueView.DONE: word("Done"),
    }
    return tuple(
        PillView(view.value, shown, is_counted=view is not QueueView.DONE) for view, shown in words.items()
    )


def _words() -> ListWords:
    one, many = word("1 part of an order"), word("{count} parts of orders")
    return ListWords(
        name=word("Fulfilment"),
        count=counted(one, many),
        empty=_empty,
        file_name=word("fulfilment"),
    )


def _empty(view: str) -> EmptyText:
    if view == QueueView.OVERDUE.value:
        return EmptyText(word("Nothing is overdue"), word("Parts past the vendor\u2019s day stand here."))
    if view == QueueView.FAILED.value:
        return EmptyText(word("Nothing has failed"), word("What a vendor cannot carry out stands here."))
    if view == QueueView.DONE.value:
        return EmptyText(word("Nothing is done yet"), word("Parts that are complete stand here."))
    return EmptyText(
        word("Nothing to fulfil here"), word("Orders come here when they are approved and need a vendor.")
    )


def _counts(gateway: Gateway, _wanted: QueueFilter) -> Mapping[str, int]:
    answer = gateway.call(contract.VIEWS, contract.ViewsRequest())
    return {one.view.value: one.rows for one in answer.counts}


def _size(gateway: Gateway, wanted: QueueFilter) -> int:
    return gateway.call(contract.SIZE, contract.QueueSizeRequest(filter=wanted)).rows


def _summary(row: QueueRow) -> str:
    parts = (
        row.reference,
        vendor_word(row.vendor),
        type_word(row.type),
        segment_chip(row.status).word,
        due_tip(row) if row.due_on is not None else "",
        row.requester,
    )
    return ", ".join(part for part in parts if part)
