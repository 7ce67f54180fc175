"""The lines of companies as a list (S-32): columns, filter, pills."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from agentview.contract import wireless_lines as contract
from agentview.contract.feed import Topic
from agentview.contract.wireless import LineStatus
from agentview.contract.wireless_lines import LineFilter, LineRow, LineSort, LineView
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
from agentview.ui.texts.wireless_inventory import line_chip, longest_line_status
from agentview.ui.views.wireless.words import word
from agentview.ui.wireless.amounts import amount

TOPICS = frozenset({Topic.WIRELESS_ORDER, Topic.WIRELESS_LINE, Topic.WIRELESS_DEVICE})
"""What changes lines and devices: orders that are complete, people who validate, and back office."""


def line_list() -> ListSpec[LineFilter, LineRow]:
    """The list of lines, by number."""
    pages: Pages[LineFilter, LineRow] = pages_of(contract.FIND)
    return ListSpec(
        key="wireless.lines",
        first=LineFilter(),
        order=SortOrder(LineSort.NUMBER.value),
        columns=_columns,
        row_id=lambda row: row.line_id,
        pages=pages,
        words=_words,
        topics=TOPICS,
        size=_size,
        fields=_fields,
        views=_views,
        counts=_counts,
        exports=exports_of(contract.EXPORT),
        exported={
            "contract_end": Exported(lambda row: row.contract_end),
            "upgrade": Exported(lambda row: row.upgrade_eligible_on),
        },
        summary=_summary,
        power=Power.READ_STATUS,
    )


def _columns(_desk: Desk, _times: ServerTime) -> Sequence[Column[LineRow]]:
    return (*_who(), *_plan())


def _who() -> tuple[Column[LineRow], ...]:
    return (
        Column(
            "number",
            lambda: word("Number"),
            lambda row: row.number,
            Kind.PHONE,
            sample=lambda: "+61 400 000 001",
            sort_key=LineSort.NUMBER.value,
            tip=lambda row: row.alias,
        ),
        Column(
            "employee",
            lambda: word("Employee"),
            lambda row: row.employee or NO_VALUE,
            stretch=True,
            sample=lambda: "Amelia Thornton",
            sort_key=LineSort.EMPLOYEE.value,
            tip=lambda row: ", ".join(part for part in (row.employee, row.alias, row.customer) if part),
        ),
        Column(
            "vendor",
            lambda: word("Vendor"),
            lambda row: row.vendor,
            sample=lambda: "Southern Mobile",
            tip=lambda row: row.vendor,
            strong=False,
            gives_way=3,
        ),
        Column(
            "status",
            lambda: word("Status"),
            lambda row: line_chip(row.status).word,
            Kind.CHIP,
            mark=lambda row: line_chip(row.status),
            sample=longest_line_status,
            tip=lambda row: line_chip(row.status).sentence,
        ),
    )


def _plan() -> tuple[Column[LineRow], ...]:
    return (
        Column(
            "plan",
            lambda: word("Plan"),
            lambda row: row.plan,
            sample=lambda: "Business 120 GB",
            tip=lambda row: row.plan,
            strong=False,
            gives_way=4,
        ),
        Column(
            "features",
            lambda: word("Features"),
            lambda row: ", ".join(row.features) or NO_VALUE,
            sample=lambda: "Roaming, Voicemail",
            tip=lambda row: ", ".join(row.features),
            strong=False,
            gives_way=7,
        ),
        Column(
            "monthly",
            lambda: word("Monthly"),
            lambda row: amount(row.monthly_cents, row.currency),
            Kind.NUMBER,
            sample=lambda: amount(12_345, "AUD"),
            strong=False,
            gives_way=6,
        ),
        Column(
            "contract_end",
            lambda: word("Contract end"),
            lambda row: NO_VALUE if row.contract_end is None else show_day(row.contract_end),
            sample=lambda: "28 Mar 2026",
            sort_key=LineSort.CONTRACT_END.value,
            strong=False,
            gives_way=2,
        ),
        Column(
            "upgrade",
            lambda: word("Upgrade"),
            upgrade_text,
            sample=lambda: "28 Mar 2026",
            sort_key=LineSort.UPGRADE.value,
            strong=False,
            gives_way=5,
        ),
    )


def upgrade_text(row: LineRow) -> str:
    """Since or from when a line may have a new device."""
    if row.is_upgrade_eligible:
        return word("Now")
    return NO_VALUE if row.upgrade_eligible_on is None else show_day(row.upgrade_eligible_on)


def _fields() -> Sequence[FilterField]:
    statuses = tuple((one.value, line_chip(one).word) for one in LineStatus)
    return (
        FilterField("text", word("Text"), hint=word("Number or its end, person, alias, serial")),
        FilterField("statuses", word("Status"), Narrowing.CHOICES, statuses),
        FilterField(
            "contract_end_from", word("Contract ends from"), Narrowing.DAY, beside=word("Contract ends")
        ),
        FilterField(
            "contract_end_to", word("Contract ends to"), Narrowing.DAY, beside=word("to"), is_joined=True
        ),
        FilterField("account_id", word("Company"), Narrowing.GIVEN),
        FilterField("employee_id", word("Employee"), Narrowing.GIVEN),
    )


def _views(_desk: Desk) -> Sequence[PillView]:
    words = {
        LineView.OPEN: word("In use"),
        LineView.MINE: word("Mine"),
        LineView.SUSPENDED: word("Suspended"),
        LineView.UNASSIGNED: word("Unassigned"),
        LineView.UNVALIDATED: word("Not validated"),
        LineView.UPGRADE: word("Upgrade due"),
        LineView.ENDED: word("Ended"),
    }
    return tuple(
        PillView(view.value, shown, is_counted=view is not LineView.ENDED) for view, shown in words.items()
    )


def _words() -> ListWords:
    one, many = word("1 line"), word("{count} lines")
    return ListWords(
        name=word("Lines"),
        count=counted(one, many),
        empty=_empty,
        file_name=word("lines"),
    )


def _empty(view: str) -> EmptyText:
    if view == LineView.UNVALIDATED.value:
        return EmptyText(word("Every line is validated"), word("Lines that nobody has confirmed stand here."))
    if view == LineView.MINE.value:
        return EmptyText(
            word("No line is yours"), word("Under Unassigned you find lines that nobody has, to claim yours.")
        )
    return EmptyText(word("No lines here"), word("They come with orders that are complete, or by an import."))


def _counts(gateway: Gateway, wanted: LineFilter) -> Mapping[str, int]:
    answer = gateway.call(contract.VIEWS, contract.LineViewsRequest(account_id=wanted.account_id))
    return {one.view.value: one.rows for one in answer.counts}


def _size(gateway: Gateway, wanted: LineFilter) -> int:
    return gateway.call(contract.SIZE, contract.LinesSizeRequest(filter=wanted)).rows


def _summary(row: LineRow) -> str:
    parts = (row.number, row.employee, row.vendor, line_chip(row.status).word, row.plan)
    return ", ".join(part for part in parts if part)
