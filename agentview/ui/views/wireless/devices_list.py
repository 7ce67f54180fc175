"""The devices of companies as a list (S-32): columns, filter, pills."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from agentview.contract import wireless_devices as contract
from agentview.contract.wireless import DeviceStatus, DeviceType
from agentview.contract.wireless_devices import DeviceFilter, DeviceRow, DeviceSort, DeviceView
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.facts import NO_VALUE
from agentview.ui.kit.plural import counted
from agentview.ui.kit.when import show_day
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
from agentview.ui.texts.wireless_inventory import device_chip, device_type_word, longest_device_status
from agentview.ui.views.wireless.lines_list import TOPICS
from agentview.ui.views.wireless.words import word


def device_list() -> ListSpec[DeviceFilter, DeviceRow]:
    """The list of devices, by serial number."""
    pages: Pages[DeviceFilter, DeviceRow] = pages_of(contract.FIND)
    return ListSpec(
        key="wireless.devices",
        first=DeviceFilter(),
        order=SortOrder(DeviceSort.SERIAL.value),
        columns=_columns,
        row_id=lambda row: row.device_id,
        pages=pages,
        words=_words,
        topics=TOPICS,
        size=_size,
        fields=_fields,
        views=_views,
        counts=_counts,
        exports=exports_of(contract.EXPORT),
        exported={"warranty": Exported(lambda row: row.warranty_until)},
        summary=_summary,
        power=Power.READ_STATUS,
    )


def _columns(_desk: Desk, _times: ServerTime) -> Sequence[Column[DeviceRow]]:
    return (*_thing(), *_holder())


def _thing() -> tuple[Column[DeviceRow], ...]:
    return (
        Column(
            "serial",
            lambda: word("Serial"),
            lambda row: row.serial_no,
            Kind.ID,
            sample=lambda: "356938035643809",
            sort_key=DeviceSort.SERIAL.value,
            tip=lambda row: row.serial_type,
        ),
        Column(
            "type",
            lambda: word("Type"),
            lambda row: device_type_word(row.device_type),
            sample=lambda: max((device_type_word(one) for one in DeviceType), key=len),
            strong=False,
            gives_way=4,
        ),
        Column(
            "model",
            lambda: word("Model"),
            lambda row: row.make_model,
            stretch=True,
            sample=lambda: "Pomelo Phone X1 256 GB",
            sort_key=DeviceSort.MODEL.value,
            tip=lambda row: row.make_model,
        ),
        Column(
            "status",
            lambda: word("Status"),
            lambda row: device_chip(row.status).word,
            Kind.CHIP,
            mark=lambda row: device_chip(row.status),
            sample=longest_device_status,
            tip=lambda row: device_chip(row.status).sentence,
        ),
    )


def _holder() -> tuple[Column[DeviceRow], ...]:
    return (
        Column(
            "line",
            lambda: word("Line"),
            lambda row: row.line or NO_VALUE,
            Kind.PHONE,
            sample=lambda: "+61 400 000 001",
            gives_way=2,
        ),
        Column(
            "employee",
            lambda: word("Employee"),
            holder_text,
            sample=lambda: "Amelia Thornton",
            least=lambda: "Amelia Tho...",
            sort_key=DeviceSort.EMPLOYEE.value,
            tip=holder_text,
            strong=False,
            gives_way=1,
        ),
        Column(
            "warranty",
            lambda: word("Warranty until"),
            lambda row: show_day(row.warranty_until),
            sample=lambda: "28 Mar 2026",
            sort_key=DeviceSort.OWNED.value,
            tip=warranty_text,
            strong=False,
            gives_way=3,
        ),
    )


def holder_text(row: DeviceRow) -> str:
    """Who has a device: whom it belongs to, or who has borrowed it."""
    if row.checked_out_to:
        return word("{name} (borrowed)").replace("{name}", row.checked_out_to)
    return row.employee or NO_VALUE


def warranty_text(row: DeviceRow) -> str:
    """Until when a device is under warranty, and whether it still is (R-WL-02)."""
    day = show_day(row.warranty_until)
    told = word("until {day}") if row.is_under_warranty else word("ended on {day}")
    return told.replace("{day}", day)


def _fields() -> Sequence[FilterField]:
    statuses = tuple((one.value, device_chip(one).word) for one in DeviceStatus)
    types = tuple((one.value, device_type_word(one)) for one in DeviceType)
    return (
        FilterField("text", word("Text"), hint=word("Scan or type a serial; model, person")),
        FilterField("statuses", word("Status"), Narrowing.CHOICES, statuses),
        FilterField("types", word("Type"), Narrowing.CHOICES, types),
        FilterField("account_id", word("Company"), Narrowing.GIVEN),
        FilterField("employee_id", word("Employee"), Narrowing.GIVEN),
    )


def _views(_desk: Desk) -> Sequence[PillView]:
    words = {
        DeviceView.OPEN: word("Not retired"),
        DeviceView.MINE: word("Mine"),
        DeviceView.SPARE: word("Spare"),
        DeviceView.OUT: word("Checked out"),
        DeviceView.REPAIR: word("Repair"),
        DeviceView.LOST: word("Lost or stolen"),
        DeviceView.RETURNING: word("To be returned"),
        DeviceView.UNCONFIRMED: word("Unconfirmed"),
        DeviceView.RETIRED: word("Retired"),
    }
    quiet = {DeviceView.RETIRED}
    return tuple(PillView(view.value, shown, is_counted=view not in quiet) for view, shown in words.items())


def _words() -> ListWords:
    one, many = word("1 device"), word("{count} devices")
    return ListWords(
        name=word("Devices"),
        count=counted(one, many),
        empty=_empty,
        file_name=word("devices"),
    )


def _empty(view: str) -> EmptyText:
    if view == DeviceView.SPARE.value:
        return EmptyText(word("No spare device"), word("Devices in stock that nobody has stand here."))
    if view == DeviceView.OUT.value:
        return EmptyText(
            word("Nothing is checked out"), word("Spare devices that were handed out stand here.")
        )
    return EmptyText(
        word("No devices here"), word("They come with orders that are complete, or by an import.")
    )


def _counts(gateway: Gateway, wanted: DeviceFilter) -> Mapping[str, int]:
    answer = gateway.call(contract.VIEWS, contract.DeviceViewsRequest(account_id=wanted.account_id))
    return {one.view.value: one.rows for one in answer.counts}


def _size(gateway: Gateway, wanted: DeviceFilter) -> int:
    return gateway.call(contract.SIZE, contract.DevicesSizeRequest(filter=wanted)).rows


def _summary(row: DeviceRow) -> str:
    parts = (row.serial_no, row.make_model, device_chip(row.status).word, row.line, holder_text(row))
    return ", ".join(part for part in parts if part)
