"""Halted requests (S-08) as a list on the retailer's side: columns and filter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from agentview.contract import halted as contract
from agentview.contract.feed import Topic
from agentview.contract.halted import HaltedFilter, HaltedRow, HaltedSort
from agentview.contract.provisioning import HaltCode
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.facts import NO_VALUE
from agentview.ui.kit.plural import counted
from agentview.ui.kit.when import show_full, show_moment
from agentview.ui.lists.offered import Offered
from agentview.ui.lists.reading import Answer, Ask, Pages, exports_of
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.spec import EmptyText, Exported, FilterField, ListSpec, ListWords, Narrowing
from agentview.ui.navigation import Desk
from agentview.ui.texts.halt import halt_word
from agentview.ui.views.orders.list_words import utc_text

KEY = "orders.halted"


def spec_of(offered: Offered) -> ListSpec[HaltedFilter, HaltedRow]:
    """The list; `offered` learns which commands are open for each row."""

    def read(gateway: Gateway, ask: Ask[HaltedFilter]) -> Answer[HaltedRow]:
        page = gateway.call(contract.REQUESTS, contract.HaltedRequest.model_validate(vars(ask)))
        offered.learn(page.commands)
        return Answer(page.rows, page.first, page.last, page.as_of)

    return ListSpec(
        key=KEY,
        first=HaltedFilter(),
        order=SortOrder(HaltedSort.HALTED_AT.value),
        columns=_columns,
        row_id=lambda row: row.task_id,
        pages=Pages(read),
        words=_words,
        topics=frozenset({Topic.TASK}),
        size=size,
        fields=_fields,
        exports=exports_of(contract.EXPORT),
        exported={"halted_at": Exported(lambda row: utc_text(row.halted_at))},
        summary=_summary,
        power=Power.READ_STATUS,
    )


def _columns(desk: Desk, times: ServerTime) -> Sequence[Column[HaltedRow]]:
    translate = QCoreApplication.translate
    return (
        Column(
            "order",
            lambda: translate("HaltedColumn", "Order ID"),
            lambda row: row.reference,
            Kind.ID,
            sample=lambda: "PO-1048299/1",
            sort_key=HaltedSort.ORDER.value,
        ),
        Column(
            "customer",
            lambda: translate("HaltedColumn", "Customer"),
            lambda row: row.customer,
            sample=lambda: "Marlow Dental Group",
            sort_key=HaltedSort.CUSTOMER.value,
            tip=lambda row: row.account_no,
        ),
        Column(
            "service",
            lambda: translate("HaltedColumn", "Service"),
            lambda row: row.service,
            strong=False,
            sample=lambda: "Mobile 80 GB",
            tip=lambda row: row.identifier or NO_VALUE,
            gives_way=1,
        ),
        Column(
            "reason",
            lambda: translate("HaltedColumn", "Halt reason"),
            lambda row: f"{halt_word(row.halt_code)}: {row.halt_text}",
            stretch=True,
            sample=lambda: f"{halt_word(HaltCode.INFORMATION_MISSING)}: date of birth",
            tip=lambda row: row.halt_text,
        ),
        Column(
            "halted_at",
            lambda: translate("HaltedColumn", "Halted at"),
            lambda row: show_moment(row.halted_at, times.now(), desk.zone),
            strong=False,
            sample=lambda: "28 Sep 2025 14:02",
            sort_key=HaltedSort.HALTED_AT.value,
            tip=lambda row: show_full(row.halted_at, desk.zone),
        ),
        Column(
            "halted_by",
            lambda: translate("HaltedColumn", "By"),
            lambda row: row.halted_by,
            strong=False,
            sample=lambda: "Daniel O'Rourke",
            gives_way=2,
        ),
        Column(
            "attempt",
            lambda: translate("HaltedColumn", "Attempt"),
            lambda row: str(row.attempt_no),
            Kind.NUMBER,
            strong=False,
            sample=lambda: "12",
            gives_way=3,
        ),
    )


def _fields() -> Sequence[FilterField]:
    translate = QCoreApplication.translate
    codes = tuple((code.value, halt_word(code)) for code in HaltCode)
    hint = translate("HaltedFilter", "Customer, order, identifier, reason")
    return (
        FilterField("text", translate("HaltedFilter", "Text"), hint=hint),
        FilterField("codes", translate("HaltedFilter", "Reason"), Narrowing.CHOICES, codes),
    )


def _words() -> ListWords:
    translate = QCoreApplication.translate
    one, many = translate("HaltedList", "1 halted"), translate("HaltedList", "{count} halted")
    return ListWords(
        name=translate("HaltedList", "Halted requests"),
        count=counted(one, many),
        empty=lambda _view: EmptyText(
            translate("HaltedList", "Nothing of your customers is halted"),
            translate("HaltedList", "What a provisioner stops shows here, with the reason."),
        ),
        file_name=translate("HaltedList", "halted-requests"),
    )


def size(gateway: Gateway, wanted: HaltedFilter) -> int:
    """How many requests are halted."""
    return gateway.call(contract.SIZE, contract.HaltedSizeRequest(filter=wanted)).rows


def _summary(row: HaltedRow) -> str:
    return ", ".join((row.reference, row.customer, row.service, halt_word(row.halt_code), row.halt_text))
