"""The search of orders (S-04) as a list: columns, filter, pills; nothing shows before it is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from agentview.contract import order_search as contract
from agentview.contract.feed import Topic
from agentview.contract.order_search import OrderFilter, OrderRow, OrderSort, OrderView
from agentview.contract.orders import OrderStatus, OrderType
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.facts import NO_VALUE
from agentview.ui.kit.plural import counted
from agentview.ui.kit.when import show_full, show_moment
from agentview.ui.lists.reading import exports_of, pages_of
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.spec import (
    EmptyText,
    Exported,
    FilterField,
    ListSpec,
    ListWords,
    Narrowing,
    PillView,
)
from agentview.ui.navigation import Desk
from agentview.ui.views.orders.list_words import utc_text
from agentview.ui.views.orders.wizard_words import status_chip, type_word

KEY = "orders.search"


def _columns(desk: Desk, times: ServerTime) -> Sequence[Column[OrderRow]]:
    translate = QCoreApplication.translate
    return (
        Column(
            "order",
            lambda: translate("OrderColumn", "Order ID"),
            lambda row: row.reference,
            Kind.ID,
            sample=lambda: "PO-1048299",
            sort_key=OrderSort.ORDER.value,
        ),
        Column(
            "type",
            lambda: translate("OrderColumn", "Type"),
            lambda row: type_word(row.type),
            strong=False,
            sample=_longest_type,
            gives_way=2,
        ),
        Column(
            "package",
            lambda: translate("OrderColumn", "Package"),
            lambda row: row.package or NO_VALUE,
            strong=False,
            sample=lambda: "Harbour Mobile 80 GB",
            sort_key=OrderSort.PACKAGE.value,
        ),
        Column(
            "customer",
            lambda: translate("OrderColumn", "Customer"),
            lambda row: row.customer or NO_VALUE,
            stretch=True,
            sample=lambda: "Marlow Dental Group",
            sort_key=OrderSort.CUSTOMER.value,
            tip=lambda row: row.account_no or "",
        ),
        Column(
            "status",
            lambda: translate("OrderColumn", "Status"),
            lambda row: status_chip(row.status).word,
            Kind.CHIP,
            mark=lambda row: status_chip(row.status),
            sample=_longest_status,
            tip=lambda row: status_chip(row.status).sentence,
        ),
        *_origin(desk, times),
    )


def _origin(desk: Desk, times: ServerTime) -> tuple[Column[OrderRow], ...]:
    """When an order was submitted, how it came in, and who took it."""
    translate = QCoreApplication.translate

    def submitted(row: OrderRow) -> str:
        return NO_VALUE if row.submitted_at is None else show_moment(row.submitted_at, times.now(), desk.zone)

    def in_full(row: OrderRow) -> str:
        return "" if row.submitted_at is None else show_full(row.submitted_at, desk.zone)

    return (
        Column(
            "submitted",
            lambda: translate("OrderColumn", "Submitted"),
            submitted,
            strong=False,
            sample=lambda: "28 Sep 2025 14:02",
            tip=in_full,
        ),
        Column(
            "source",
            lambda: translate("OrderColumn", "Source"),
            lambda row: source_word(row.source),
            strong=False,
            sample=lambda: translate("OrderSource", "Other system"),
            gives_way=3,
        ),
        Column(
            "agent",
            lambda: translate("OrderColumn", "Agent"),
            lambda row: row.agent or row.taken_by or NO_VALUE,
            strong=False,
            sample=lambda: "Amelia Thornton",
            gives_way=1,
        ),
    )


def source_word(source: str) -> str:
    """How an order came in; what is not known stays as it is."""
    translate = QCoreApplication.translate
    words = {
        "API": translate("OrderSource", "Other system"),
        "DESKTOP": translate("OrderSource", "Staff"),
        "SIGNUP": translate("OrderSource", "Customer"),
    }
    return words.get(source, source)


def _longest_type() -> str:
    return max(map(type_word, OrderType), key=len)


def _longest_status() -> str:
    return max((status_chip(status).word for status in OrderStatus), key=len)


def _fields() -> Sequence[FilterField]:
    translate = QCoreApplication.translate
    types = tuple((kind.value, type_word(kind)) for kind in OrderType)
    statuses = tuple((status.value, status_chip(status).word) for status in OrderStatus)
    return (
        FilterField(
            "customer",
            translate("OrderFilter", "Customer"),
            hint=translate("OrderFilter", "Customer: begin a word"),
        ),
        FilterField(
            "package",
            translate("OrderFilter", "Package"),
            hint=translate("OrderFilter", "Package: part of it"),
        ),
        FilterField(
            "order",
            translate("OrderFilter", "Order ID"),
            hint=translate("OrderFilter", "Order ID: PO-10482"),
        ),
        FilterField("statuses", translate("OrderFilter", "Status"), Narrowing.CHOICES, statuses),
        FilterField("types", translate("OrderFilter", "Type"), Narrowing.CHOICES, types),
        FilterField(
            "submitted_from",
            translate("OrderFilter", "Submitted from"),
            Narrowing.DAY,
            beside=translate("OrderFilter", "Submitted"),
        ),
        FilterField(
            "submitted_to",
            translate("OrderFilter", "Submitted to"),
            Narrowing.DAY,
            beside=translate("OrderFilter", "to"),
            is_joined=True,
        ),
        FilterField("account_id", translate("OrderFilter", "Account"), Narrowing.GIVEN),
    )


def _views(_desk: Desk) -> Sequence[PillView]:
    translate = QCoreApplication.translate
    return (
        PillView(OrderView.MINE.value, translate("OrderView", "My incomplete orders")),
        PillView(OrderView.HALTED.value, translate("OrderView", "Halted")),
        PillView(OrderView.TROUBLED.value, translate("OrderView", "Failed or pending")),
        PillView(OrderView.ALL.value, translate("OrderView", "All"), is_counted=False),
    )


def _words() -> ListWords:
    translate = QCoreApplication.translate
    one, many = translate("OrderList", "1 order"), translate("OrderList", "{count} orders")
    return ListWords(
        name=translate("OrderList", "Orders"),
        count=counted(one, many),
        empty=_empty,
        file_name=translate("OrderList", "orders"),
    )


def _empty(view: str) -> EmptyText:
    translate = QCoreApplication.translate
    if view == OrderView.ALL:
        return EmptyText(
            translate("OrderList", "Look for an order"),
            translate("OrderList", "Type a customer, a package, or an order ID, or choose a status or days."),
            translate("OrderList", "Filter"),
        )
    if view == OrderView.MINE:
        return EmptyText(
            translate("OrderList", "You have no incomplete orders"),
            translate("OrderList", "An order that you save for later waits here for you."),
        )
    if view == OrderView.HALTED:
        return EmptyText(
            translate("OrderList", "No order is halted"),
            translate("OrderList", "What a provisioner stops shows here until it is resubmitted."),
        )
    return EmptyText(
        translate("OrderList", "No order failed or is pending"),
        translate("OrderList", "What the carrier's platform has not answered, or refused, shows here."),
    )


def _counts(gateway: Gateway, _wanted: OrderFilter) -> Mapping[str, int]:
    answer = gateway.call(contract.VIEWS, contract.OrderViewsRequest())
    return {one.view.value: one.rows for one in answer.counts if one.rows is not None}


def _size(gateway: Gateway, wanted: OrderFilter) -> int:
    return gateway.call(contract.SIZE, contract.OrderSizeRequest(filter=wanted)).rows


def _summary(row: OrderRow) -> str:
    parts = (
        row.reference,
        type_word(row.type),
        row.customer or "",
        row.package or "",
        status_chip(row.status).word,
    )
    return ", ".join(part for part in parts if part)


SPEC: ListSpec[OrderFilter, OrderRow] = ListSpec(
    key=KEY,
    first=OrderFilter(),
    order=SortOrder(OrderSort.ORDER.value, descending=True),
    columns=_columns,
    row_id=lambda row: row.order_id,
    pages=pages_of(contract.FIND),
    words=_words,
    topics=frozenset({Topic.ORDER, Topic.TASK, Topic.NETWORK_REQUEST}),
    size=_size,
    fields=_fields,
    views=_views,
    counts=_counts,
    exports=exports_of(contract.EXPORT),
    exported={"submitted": Exported(lambda row: utc_text(row.submitted_at))},
    summary=_summary,
    power=Power.READ_STATUS,
)
"""The list."""
