"""My requests and all requests as a list (S-29): columns, filter, pills."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from agentview.contract import wireless_orders as contract
from agentview.contract.feed import Topic
from agentview.contract.wireless import OrderType, WirelessStatus
from agentview.contract.wireless_orders import WirelessFilter, WirelessRow, WirelessScope, WirelessView
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.facts import NO_VALUE
from agentview.ui.kit.plural import counted
from agentview.ui.kit.when import show_full, show_moment, show_short
from agentview.ui.lists.reading import Pages, exports_of, pages_of
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
from agentview.ui.texts.wireless import longest_status, status_chip, type_word
from agentview.ui.wireless.amounts import both

_VIEWS = (
    WirelessView.OPEN,
    WirelessView.DRAFTS,
    WirelessView.WAITING,
    WirelessView.ASKED,
    WirelessView.FULFILMENT,
    WirelessView.FAILED,
    WirelessView.ENDED,
)


def spec_of(scope: WirelessScope) -> ListSpec[WirelessFilter, WirelessRow]:
    """The list of the caller's own requests, or of all (R-WL-33)."""

    def counts(gateway: Gateway, _wanted: WirelessFilter) -> Mapping[str, int]:
        answer = gateway.call(contract.VIEWS, contract.ViewsRequest(scope=scope))
        return {one.view.value: one.rows for one in answer.counts}

    pages: Pages[WirelessFilter, WirelessRow] = pages_of(contract.FIND)
    is_mine = scope is WirelessScope.MINE
    return ListSpec(
        key="wireless.mine" if is_mine else "wireless.all",
        first=WirelessFilter(scope=scope),
        order=SortOrder(contract.WirelessSort.NUMBER.value, descending=True),
        columns=lambda desk, times: (*_what(is_mine=is_mine), *_when(desk, times)),
        row_id=lambda row: row.order_id,
        pages=pages,
        words=lambda: _words(is_mine=is_mine),
        topics=frozenset({Topic.WIRELESS_ORDER}),
        size=_size,
        fields=_fields,
        views=_views,
        counts=counts,
        exports=exports_of(contract.EXPORT),
        exported={"submitted": Exported(lambda row: row.submitted_at, in_zone=True)},
        summary=_summary,
        power=None if is_mine else Power.ALL_WIRELESS,
    )


def _what(*, is_mine: bool) -> tuple[Column[WirelessRow], ...]:
    return (
        Column(
            "order",
            lambda: _word("Order no"),
            lambda row: row.reference,
            Kind.ID,
            sample=lambda: "WO-1048299",
            sort_key=contract.WirelessSort.NUMBER.value,
        ),
        Column(
            "type",
            lambda: _word("Type"),
            lambda row: type_word(row.type),
            stretch=True,
            sample=lambda: _word("Add or remove features"),
            least=lambda: _word("Add or remove features"),
            tip=lambda row: type_word(row.type),
        ),
        Column(
            "customer",
            lambda: _word("Company"),
            lambda row: row.customer,
            sample=lambda: "Marlow Dental Group",
            least=lambda: "Marlow Den...",
            sort_key=contract.WirelessSort.CUSTOMER.value,
            tip=lambda row: row.customer,
            hidden=is_mine,
            strong=False,
            gives_way=4,
        ),
        Column(
            "for",
            lambda: _word("For"),
            lambda row: row.beneficiary or NO_VALUE,
            sample=lambda: "Amelia Thornton",
            least=lambda: "Amelia Tho...",
            tip=lambda row: row.beneficiary,
            gives_way=2,
        ),
        Column(
            "subject",
            lambda: _word("Line or device"),
            lambda row: row.line or row.device or NO_VALUE,
            sample=lambda: "+61 400 000 001",
            tip=lambda row: ", ".join(part for part in (row.line, row.device, row.vendor) if part),
            strong=False,
            gives_way=3,
        ),
        Column(
            "status",
            lambda: _word("Status"),
            lambda row: status_chip(row.status).word,
            Kind.CHIP,
            mark=lambda row: status_chip(row.status),
            sample=longest_status,
            tip=lambda row: status_chip(row.status).sentence,
        ),
        Column(
            "level",
            lambda: _word("Level"),
            lambda row: str(row.level) if row.level else NO_VALUE,
            Kind.NUMBER,
            sample=lambda: "5",
            strong=False,
            gives_way=6,
        ),
    )


def _when(desk: Desk, times: ServerTime) -> tuple[Column[WirelessRow], ...]:
    return (
        Column(
            "cost",
            lambda: _word("Cost"),
            lambda row: both(row.once_cents, row.monthly_cents, row.currency),
            Kind.NUMBER,
            sample=lambda: both(129_900, 4_990, "AUD"),
            strong=False,
            gives_way=5,
        ),
        Column(
            "submitted",
            lambda: _word("Submitted"),
            lambda row: (
                NO_VALUE
                if row.submitted_at is None
                else show_moment(row.submitted_at, times.now(), desk.zone)
            ),
            strong=False,
            sample=lambda: "28 Mar 14:02",
            sort_key=contract.WirelessSort.SUBMITTED.value,
            tip=lambda row: "" if row.submitted_at is None else show_full(row.submitted_at, desk.zone),
            gives_way=1,
        ),
        Column(
            "age",
            lambda: _word("Age"),
            lambda row: show_short(max(times.now() - row.created_at, timedelta())),
            Kind.NUMBER,
            sample=lambda: "365 d",
            strong=False,
            gives_way=7,
        ),
    )


def _fields() -> Sequence[FilterField]:
    types = tuple((one.value, type_word(one)) for one in OrderType)
    statuses = tuple((one.value, status_chip(one).word) for one in WirelessStatus)
    return (
        FilterField("text", _word("Text"), hint=_word("Person, number, serial, or order no: WO-482")),
        FilterField("types", _word("Type"), Narrowing.CHOICES, types),
        FilterField("statuses", _word("Status"), Narrowing.CHOICES, statuses),
        FilterField("submitted_from", _word("Submitted from"), Narrowing.DAY, beside=_word("Submitted")),
        FilterField("submitted_to", _word("Submitted to"), Narrowing.DAY, beside=_word("to"), is_joined=True),
        FilterField("line_id", _word("Line"), Narrowing.GIVEN),
        FilterField("device_id", _word("Device"), Narrowing.GIVEN),
        FilterField("account_id", _word("Company"), Narrowing.GIVEN),
    )


def _views(_desk: Desk) -> Sequence[PillView]:
    return tuple(
        PillView(one.value, _view_word(one), is_counted=one is not WirelessView.ENDED) for one in _VIEWS
    )


def _view_word(view: WirelessView) -> str:
    return {
        WirelessView.OPEN: _word("Open"),
        WirelessView.DRAFTS: _word("Drafts"),
        WirelessView.WAITING: _word("Awaiting approval"),
        WirelessView.ASKED: _word("Questions asked"),
        WirelessView.FULFILMENT: _word("In fulfilment"),
        WirelessView.FAILED: _word("Failed"),
        WirelessView.ENDED: _word("Ended"),
        WirelessView.EVERY: _word("All"),
    }[view]


def _words(*, is_mine: bool) -> ListWords:
    one, many = _word("1 request"), _word("{count} requests")
    return ListWords(
        name=_word("My requests") if is_mine else _word("All requests"),
        count=counted(one, many),
        empty=_empty,
        file_name=_word("wireless-requests"),
    )


def _empty(view: str) -> EmptyText:
    if view == WirelessView.ASKED.value:
        return EmptyText(
            _word("Nobody waits for an answer"), _word("Where an approver asks something, it stands here.")
        )
    if view == WirelessView.FAILED.value:
        return EmptyText(_word("Nothing has failed"), _word("What a vendor cannot carry out stands here."))
    return EmptyText(
        _word("No requests here"),
        _word("Ask for a device, a line, or a change of what you have."),
        _word("New request"),
    )


def _size(gateway: Gateway, wanted: WirelessFilter) -> int:
    return gateway.call(contract.SIZE, contract.SizeRequest(filter=wanted)).rows


def _summary(row: WirelessRow) -> str:
    parts = (row.reference, type_word(row.type), row.beneficiary, row.line or row.device)
    return ", ".join((*(part for part in parts if part), status_chip(row.status).word))


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessRequests", text)
