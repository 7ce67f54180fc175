"""The hardware orders (S-17) as a list: columns, filter, pills."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from agentview.contract import hardware_list as contract
from agentview.contract.feed import Topic
from agentview.contract.hardware import HardwareStatus
from agentview.contract.hardware_catalogue import CHOICES
from agentview.contract.hardware_list import HardwareFilter, HardwareRow, HardwareSort, HardwareView
from agentview.contract.op import Nothing
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.facts import NO_VALUE
from agentview.ui.kit.plural import counted
from agentview.ui.kit.when import show_full, show_moment
from agentview.ui.lists.offered import Offered
from agentview.ui.lists.reading import Answer, Ask, Pages, exports_of
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
from agentview.ui.texts.hardware import (
    fraud_chip,
    hardware_chip,
    longest_fraud,
    longest_hardware_status,
)
from agentview.ui.views.hardware.words import amount

KEY = "hardware.orders"


def spec_of(offered: Offered) -> ListSpec[HardwareFilter, HardwareRow]:
    """The list; `offered` learns which commands are open for each row."""

    def read(gateway: Gateway, ask: Ask[HardwareFilter]) -> Answer[HardwareRow]:
        page = gateway.call(contract.FIND, contract.HardwareRequest.model_validate(vars(ask)))
        offered.learn(page.commands)
        return Answer(page.rows, page.first, page.last, page.as_of)

    return ListSpec(
        key=KEY,
        first=HardwareFilter(),
        order=SortOrder(HardwareSort.NUMBER.value, descending=True),
        columns=_columns,
        row_id=lambda row: row.order_id,
        pages=Pages(read),
        words=_words,
        topics=frozenset({Topic.HARDWARE_ORDER}),
        size=_size,
        fields=_fields,
        choices=_choices,
        views=_views,
        counts=_counts,
        exports=exports_of(contract.EXPORT),
        exported={
            "generated": Exported(lambda row: row.generated_at, in_zone=True),
            "updated": Exported(lambda row: row.changed_at, in_zone=True),
        },
        summary=_summary,
        power=Power.READ_STATUS,
    )


def _columns(desk: Desk, times: ServerTime) -> Sequence[Column[HardwareRow]]:
    return (
        Column(
            "order",
            lambda: _word("Order no"),
            lambda row: row.reference,
            Kind.ID,
            sample=lambda: "HO-1048299",
            sort_key=HardwareSort.NUMBER.value,
        ),
        Column(
            "account",
            lambda: _word("Account"),
            lambda row: row.customer,
            stretch=True,
            sample=lambda: "Marlow Dental Group",
            least=lambda: "Marlow Dental Group",
            sort_key=HardwareSort.CUSTOMER.value,
            tip=lambda row: row.account_no,
        ),
        Column(
            "status",
            lambda: _word("Status"),
            lambda row: hardware_chip(row.status).word,
            Kind.CHIP,
            mark=lambda row: hardware_chip(row.status),
            sample=longest_hardware_status,
            tip=lambda row: hardware_chip(row.status).sentence,
        ),
        Column(
            "fraud",
            lambda: _word("Fraud"),
            lambda row: fraud_chip(row.fraud).word,
            Kind.CHIP,
            mark=lambda row: fraud_chip(row.fraud),
            sample=longest_fraud,
            tip=lambda row: fraud_chip(row.fraud).sentence,
            gives_way=2,
        ),
        *_counted(),
        *_dated(desk, times),
    )


def _counted() -> tuple[Column[HardwareRow], ...]:
    """How much it is, and to whom it goes."""
    return (
        Column(
            "lines",
            lambda: _word("Lines"),
            lambda row: str(row.line_count),
            Kind.NUMBER,
            strong=False,
            sample=lambda: "500",
            gives_way=5,
        ),
        Column(
            "total",
            lambda: _word("Total"),
            lambda row: amount(row.total_cents, row.currency),
            Kind.NUMBER,
            sample=lambda: amount(1_234_500, "AUD"),
        ),
        Column(
            "delivery",
            lambda: _word("Delivery name"),
            lambda row: row.delivery_name or NO_VALUE,
            strong=False,
            sample=lambda: "Delivery name",
            least=lambda: "Delivery name",
            gives_way=4,
        ),
    )


def _dated(desk: Desk, times: ServerTime) -> tuple[Column[HardwareRow], ...]:
    """Who began it, and when something happened to it."""
    return (
        Column(
            "by",
            lambda: _word("Created by"),
            lambda row: row.created_by,
            strong=False,
            sample=lambda: "Amelia Thornton",
            least=lambda: "Amelia Tho...",
            gives_way=6,
        ),
        Column(
            "generated",
            lambda: _word("Generated"),
            lambda row: (
                NO_VALUE
                if row.generated_at is None
                else show_moment(row.generated_at, times.now(), desk.zone)
            ),
            strong=False,
            sample=lambda: "28 Mar 14:02",
            sort_key=HardwareSort.GENERATED.value,
            tip=lambda row: "" if row.generated_at is None else show_full(row.generated_at, desk.zone),
            gives_way=1,
        ),
        Column(
            "updated",
            lambda: _word("Updated"),
            lambda row: show_moment(row.changed_at, times.now(), desk.zone),
            strong=False,
            sample=lambda: "28 Mar 14:02",
            tip=lambda row: show_full(row.changed_at, desk.zone),
            gives_way=3,
        ),
    )


def _fields() -> Sequence[FilterField]:
    statuses = tuple((one.value, hardware_chip(one).word) for one in HardwareStatus)
    hint = _word("Customer, SKU, serial, or order no: HO-482")
    to = _word("to")
    return (
        FilterField("text", _word("Text"), hint=hint),
        FilterField("statuses", _word("Status"), Narrowing.CHOICES, statuses),
        FilterField("warehouse_ids", _word("Warehouse"), Narrowing.CHOICES, are_ids=True),
        FilterField("generated_from", _word("Generated from"), Narrowing.DAY, beside=_word("Generated")),
        FilterField("generated_to", _word("Generated to"), Narrowing.DAY, beside=to, is_joined=True),
        FilterField("account_id", _word("Account"), Narrowing.GIVEN),
    )


def _choices(gateway: Gateway, _wanted: HardwareFilter) -> Mapping[str, Choices]:
    found = gateway.call(CHOICES, Nothing())
    return {"warehouse_ids": tuple((str(one.warehouse_id), one.name) for one in found.warehouses)}


def _views(_desk: Desk) -> Sequence[PillView]:
    return (
        PillView(HardwareView.OPEN.value, _word("Open")),
        PillView(HardwareView.MINE.value, _word("Mine")),
        PillView(HardwareView.NEW.value, hardware_chip(HardwareStatus.NEW).word),
        PillView(HardwareView.FRAUD.value, _word("Held by fraud check")),
        PillView(HardwareView.AWAITING.value, _word("Awaiting")),
        PillView(HardwareView.ERROR.value, hardware_chip(HardwareStatus.ERROR).word),
        PillView(HardwareView.ENDED.value, _word("Ended"), is_counted=False),
    )


def _words() -> ListWords:
    one, many = _word("1 hardware order"), _word("{count} hardware orders")
    return ListWords(
        name=_word("Hardware orders"),
        count=counted(one, many),
        empty=_empty,
        file_name=_word("hardware-orders"),
    )


def _empty(view: str) -> EmptyText:
    if view == HardwareView.ERROR.value:
        return EmptyText(_word("No order has failed"), _word("What a warehouse cannot dispatch stands here."))
    if view == HardwareView.FRAUD.value:
        return EmptyText(
            _word("The fraud check holds no order"),
            _word("What it holds is looked at here before anything goes to a warehouse."),
        )
    return EmptyText(
        _word("No hardware orders here"),
        _word("Begin one for a customer: phones, accessories, SIM cards, licences."),
        _word("New hardware order"),
    )


def _counts(gateway: Gateway, _wanted: HardwareFilter) -> Mapping[str, int]:
    answer = gateway.call(contract.VIEWS, contract.HardwareViewsRequest())
    return {one.view.value: one.rows for one in answer.counts}


def _size(gateway: Gateway, wanted: HardwareFilter) -> int:
    return gateway.call(contract.SIZE, contract.HardwareSizeRequest(filter=wanted)).rows


def _summary(row: HardwareRow) -> str:
    fraud = fraud_chip(row.fraud).sentence
    return f"{row.reference}, {row.customer}, {hardware_chip(row.status).word}, {fraud}"


def _word(text: str) -> str:
    return QCoreApplication.translate("HardwareList", text)
