"""The list of devices, declared (S-21)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication

from agentview.contract.enrolment_catalogue import PROGRAMMES, ProgrammesRequest
from agentview.contract.enrolments import (
    DEVICES,
    EXPORT,
    SIZE,
    VIEWS,
    EnrolmentFilter,
    EnrolmentRow,
    EnrolmentSizeRequest,
    EnrolmentSort,
    EnrolmentView,
    EnrolmentViewsRequest,
)
from agentview.contract.feed import Topic
from agentview.contract.hardware import EnrolmentRequestType, EnrolmentStatus
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.plural import plural
from agentview.ui.kit.when import show_full, show_moment
from agentview.ui.lists.export import Content
from agentview.ui.lists.reading import exports_of, pages_of
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
from agentview.ui.texts.enrolment import (
    enrolment_chip,
    enrolment_word,
    longest_enrolment_status,
    request_word,
)
from agentview.ui.views.enrolment.words import NOTHING, view_word

_MOST_PROGRAMMES = 200


def device_list(desk: Desk) -> ListSpec[EnrolmentFilter, EnrolmentRow]:
    """The list for one person; moments go into files in their zone."""
    zone = desk.zone
    return ListSpec(
        key="enrolment.devices",
        first=EnrolmentFilter(view=EnrolmentView.REFUSED),
        order=SortOrder(EnrolmentSort.UPDATED.value, descending=True),
        columns=_columns,
        row_id=lambda row: row.enrolment_id,
        pages=pages_of(DEVICES),
        words=_words,
        topics=frozenset({Topic.ENROLMENT}),
        size=_size,
        fields=_fields,
        choices=_choices,
        views=_views,
        counts=_counts,
        exports=exports_of(EXPORT),
        exported={
            "serial": Exported(lambda row: row.serial_no, Content.OWN),
            "attempts": Exported(lambda row: row.attempt_no, Content.OWN),
            "updated": Exported(
                lambda row: f"{row.updated_at.astimezone(zone):%Y-%m-%d %H:%M}", Content.OWN, in_zone=True
            ),
        },
        summary=_summary,
        power=Power.READ_STATUS,
    )


def _columns(desk: Desk, times: ServerTime) -> Sequence[Column[EnrolmentRow]]:
    return (*_device_columns(), *_state_columns(desk, times))


def _device_columns() -> tuple[Column[EnrolmentRow], ...]:
    translate = QCoreApplication.translate
    return (
        Column(
            "serial",
            lambda: translate("Enrolment", "Serial"),
            lambda row: row.serial_no,
            Kind.ID,
            sort_key=EnrolmentSort.SERIAL.value,
            sample=lambda: "356938035643809",
            tip=lambda row: row.serial_type.value,
        ),
        Column(
            "product",
            lambda: translate("Enrolment", "Product"),
            lambda row: row.product,
            sample=lambda: "Fruit Phone X1 128 GB",
            least=lambda: "Fruit Phone X1",
            strong=False,
            tip=lambda row: row.sku,
            gives_way=4,
        ),
        Column(
            "customer",
            lambda: translate("Enrolment", "Account"),
            lambda row: row.customer,
            stretch=True,
            sort_key=EnrolmentSort.CUSTOMER.value,
            sample=lambda: "Marlow Dental Group",
            least=lambda: "Marlow Dental",
            tip=lambda row: row.account_no,
        ),
        Column(
            "programme",
            lambda: translate("Enrolment", "Provider"),
            lambda row: row.programme,
            sample=lambda: "Fruit Business",
            strong=False,
            gives_way=5,
        ),
    )


def _state_columns(desk: Desk, times: ServerTime) -> tuple[Column[EnrolmentRow], ...]:
    translate = QCoreApplication.translate
    return (
        Column(
            "status",
            lambda: translate("Enrolment", "Status"),
            lambda row: enrolment_word(row.status),
            Kind.CHIP,
            mark=lambda row: enrolment_chip(row.status),
            sample=longest_enrolment_status,
            tip=lambda row: enrolment_chip(row.status).sentence,
        ),
        Column(
            "request_type",
            lambda: translate("Enrolment", "Request type"),
            lambda row: request_word(row.request_type) if row.request_type else NOTHING,
            sample=lambda: request_word(EnrolmentRequestType.RETURN),
            strong=False,
            gives_way=2,
        ),
        Column(
            "attempts",
            lambda: translate("Enrolment", "Attempts"),
            lambda row: str(row.attempt_no),
            Kind.NUMBER,
            sample=lambda: "99",
            gives_way=6,
        ),
        Column(
            "last_error",
            lambda: translate("Enrolment", "Last error"),
            lambda row: row.last_error or NOTHING,
            sample=lambda: "The device is not known",
            least=lambda: "The device is",
            strong=False,
            tip=lambda row: row.last_error or "",
            gives_way=1,
        ),
        Column(
            "updated",
            lambda: translate("Enrolment", "Updated"),
            lambda row: show_moment(row.updated_at, times.now(), desk.zone),
            strong=False,
            sample=lambda: "12 min ago",
            sort_key=EnrolmentSort.UPDATED.value,
            tip=lambda row: show_full(row.updated_at, desk.zone),
            gives_way=3,
        ),
    )


def _fields() -> tuple[FilterField, ...]:
    translate = QCoreApplication.translate
    return (
        FilterField(
            "text",
            translate("Enrolment", "Text"),
            hint=translate("Enrolment", "Serial, customer, account, product"),
        ),
        FilterField(
            "statuses",
            translate("Enrolment", "Status"),
            Narrowing.CHOICES,
            tuple((status.value, enrolment_word(status)) for status in EnrolmentStatus),
        ),
        FilterField("programme_ids", translate("Enrolment", "Provider"), Narrowing.CHOICES, are_ids=True),
        FilterField(
            "account_id",
            translate("Enrolment", "Account"),
            Narrowing.GIVEN,
            shown=lambda _account: translate("Enrolment", "one only"),
        ),
    )


def _choices(gateway: Gateway, _wanted: EnrolmentFilter) -> Mapping[str, Choices]:
    found = gateway.call(PROGRAMMES, ProgrammesRequest(limit=_MOST_PROGRAMMES)).rows
    return {"programme_ids": tuple((str(row.programme_id), row.name) for row in found)}


def _views(_desk: Desk) -> tuple[PillView, ...]:
    return tuple(PillView(view.value, view_word(view)) for view in EnrolmentView)


def _counts(gateway: Gateway, _wanted: EnrolmentFilter) -> Mapping[str, int]:
    found = gateway.call(VIEWS, EnrolmentViewsRequest())
    return {view.value: rows for view, rows in found.counts.items()}


def _size(gateway: Gateway, wanted: EnrolmentFilter) -> int:
    return gateway.call(SIZE, EnrolmentSizeRequest(filter=wanted)).rows


def _summary(row: EnrolmentRow) -> str:
    """What a screen reader hears for a row."""
    parts = (row.serial_no, row.product, row.customer, enrolment_word(row.status), row.last_error or "")
    return ", ".join(part for part in parts if part)


def _words() -> ListWords:
    translate = QCoreApplication.translate
    one, many = translate("Enrolment", "1 device"), translate("Enrolment", "{count} devices")
    return ListWords(
        translate("Enrolment", "Devices"),
        partial(plural, one, many),
        _empty,
        "device-enrolment",
    )


def _empty(view: str) -> EmptyText:
    translate = QCoreApplication.translate
    show_all = translate("Enrolment", "Show all devices")
    return {
        EnrolmentView.REFUSED: EmptyText(
            translate("Enrolment", "No programme has refused a device"),
            translate("Enrolment", "What a programme refuses appears here by itself."),
            show_all,
        ),
        EnrolmentView.UNDER_WAY: EmptyText(
            translate("Enrolment", "Nothing is under way"),
            translate("Enrolment", "Devices that wait for a programme or its answer stand here."),
            show_all,
        ),
        EnrolmentView.ENROLLED: EmptyText(
            translate("Enrolment", "No device is enrolled"),
            translate("Enrolment", "Devices stand here once their programme has agreed."),
            show_all,
        ),
        EnrolmentView.NOT_REQUESTED: EmptyText(
            translate("Enrolment", "Every device was asked for"),
            translate("Enrolment", "Dispatched devices that can be enrolled and were not stand here."),
            show_all,
        ),
        EnrolmentView.OVER: EmptyText(
            translate("Enrolment", "Nothing is over"),
            translate("Enrolment", "Unenrolled and voided devices stay here."),
            show_all,
        ),
    }.get(
        EnrolmentView(view),
        EmptyText(
            translate("Enrolment", "No devices yet"),
            translate("Enrolment", "Devices appear here as warehouses dispatch them."),
        ),
    )
