"""The restriction cases (S-23) as a list: columns, filter, pills."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from agentview.contract import credit_desk as contract
from agentview.contract.credit_desk import CaseFilter, CaseRow, CaseSort, CaseView
from agentview.contract.feed import Topic
from agentview.contract.op import Nothing
from agentview.contract.restriction import CaseOrigin, CaseState
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.credit.amounts import shown
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.facts import NO_VALUE
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.plural import counted
from agentview.ui.kit.when import show_day, show_full, show_moment
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
from agentview.ui.texts.restriction import case_chip, longest_case_state, origin_word
from agentview.ui.views.suspension.cases.next_step import longest_common, next_step

KEY = "suspension.cases"


def case_list(_desk: Desk) -> ListSpec[CaseFilter, CaseRow]:
    """The list."""
    return ListSpec(
        key=KEY,
        first=CaseFilter(),
        order=SortOrder(CaseSort.NUMBER.value, descending=True),
        columns=_columns,
        row_id=lambda row: row.case_id,
        pages=pages_of(contract.CASES),
        words=_words,
        topics=frozenset({Topic.RESTRICTION_CASE}),
        size=_size,
        fields=_fields,
        views=_views,
        counts=_counts,
        exports=exports_of(contract.EXPORT),
        exported={"since": Exported(lambda row: row.since, in_zone=True)},
        summary=_summary,
        power=Power.READ_STATUS,
    )


def _columns(desk: Desk, times: ServerTime) -> Sequence[Column[CaseRow]]:
    return (
        Column(
            "case",
            lambda: _word("Case"),
            lambda row: row.reference,
            Kind.ID,
            sample=lambda: "SC-10482",
            sort_key=CaseSort.NUMBER.value,
        ),
        Column(
            "state",
            lambda: _word("State"),
            lambda row: case_chip(row.state).word,
            Kind.CHIP,
            mark=lambda row: case_chip(row.state),
            sample=longest_case_state,
            tip=lambda row: case_chip(row.state).sentence,
        ),
        Column(
            "customer",
            lambda: _word("Customer"),
            lambda row: row.customer,
            stretch=True,
            sample=lambda: "Marlow Dental Group",
            least=lambda: "Marlow Dental",
            sort_key=CaseSort.CUSTOMER.value,
            tip=lambda row: row.account_no,
        ),
        *_owed(),
        Column(
            "next",
            lambda: _word("Next step"),
            lambda row: next_step(row, times.now(), desk.zone),
            strong=False,
            sample=longest_common,
            least=longest_common,
            tip=lambda row: next_step(row, times.now(), desk.zone),
            gives_way=2,
        ),
        *_further(desk, times),
    )


def _owed() -> tuple[Column[CaseRow], ...]:
    """What is owed now, and since when."""
    return (
        Column(
            "owing",
            lambda: _word("Owing"),
            lambda row: shown(row.owing_cents, row.currency),
            Kind.NUMBER,
            sample=lambda: shown(1_234_500, "AUD"),
            sort_key=CaseSort.OWING.value,
        ),
        Column(
            "days",
            lambda: _word("Days"),
            lambda row: NO_VALUE if row.overdue_days is None else count_text(row.overdue_days),
            Kind.NUMBER,
            strong=False,
            sample=lambda: "1,000",
            sort_key=CaseSort.AGE.value,
            gives_way=1,
        ),
    )


def _further(desk: Desk, times: ServerTime) -> tuple[Column[CaseRow], ...]:
    return (
        Column(
            "account",
            lambda: _word("Account"),
            lambda row: row.account_no,
            Kind.ID,
            strong=False,
            sample=lambda: "004-00058",
            gives_way=5,
        ),
        Column(
            "since",
            lambda: _word("Since"),
            lambda row: show_moment(row.since, times.now(), desk.zone),
            strong=False,
            sample=lambda: "28 Mar 14:02",
            least=lambda: "28 Mar 14:02",
            tip=lambda row: show_full(row.since, desk.zone),
            gives_way=3,
        ),
        Column(
            "services",
            lambda: _word("Barred"),
            _services,
            Kind.NUMBER,
            strong=False,
            sample=lambda: _word("Barred"),
            tip=_services_tip,
            gives_way=4,
        ),
        Column(
            "origin",
            lambda: _word("Origin"),
            lambda row: origin_word(row.origin),
            strong=False,
            sample=lambda: origin_word(CaseOrigin.MANUAL),
            least=lambda: origin_word(CaseOrigin.MANUAL),
            gives_way=6,
        ),
        Column(
            "resuspend",
            lambda: _word("Resuspend after"),
            lambda row: NO_VALUE if row.resuspend_not_before is None else show_day(row.resuspend_not_before),
            Kind.ID,
            strong=False,
            sample=lambda: "28 Mar 2026",
            gives_way=7,
        ),
    )


def _services(row: CaseRow) -> str:
    return (
        f"{row.restricted_services} !{row.failed_services}"
        if row.failed_services
        else str(row.restricted_services)
    )


def _services_tip(row: CaseRow) -> str:
    told = _word("Services held by this case: {count}.").replace("{count}", str(row.restricted_services))
    failed = _word("Refused by the network: {count}.").replace("{count}", str(row.failed_services))
    return f"{told} {failed}" if row.failed_services else told


def _fields() -> Sequence[FilterField]:
    origins = tuple((one.value, origin_word(one)) for one in CaseOrigin)
    return (
        FilterField("text", _word("Text"), hint=_word("Customer, account number, or case: SC-12")),
        FilterField("origin", _word("Origin"), Narrowing.ONE, origins),
        FilterField("account_id", _word("Account"), Narrowing.GIVEN),
    )


def _views(_desk: Desk) -> Sequence[PillView]:
    return (
        PillView(CaseView.OPEN.value, _word("Open")),
        PillView(CaseView.FLAGGED.value, case_chip(CaseState.FLAGGED).word),
        PillView(CaseView.RESTRICTED.value, case_chip(CaseState.RESTRICTED).word),
        PillView(CaseView.FAILED.value, _word("Refused by the network")),
        PillView(CaseView.RESTORED.value, _word("Restored, 30 days")),
        PillView(CaseView.ALL.value, _word("All"), is_counted=False),
    )


def _words() -> ListWords:
    one, many = _word("1 case"), _word("{count} cases")
    return ListWords(
        name=_word("Restriction cases"),
        count=counted(one, many),
        empty=_empty,
        file_name=_word("restriction-cases"),
    )


def _empty(view: str) -> EmptyText:
    if view == CaseView.FAILED.value:
        return EmptyText(
            _word("The network has refused nothing"),
            _word("What it refuses stands here, to be asked for again."),
        )
    if view == CaseView.FLAGGED.value:
        return EmptyText(
            _word("Nobody is flagged"), _word("Who is flagged waits here for the next action window.")
        )
    return EmptyText(
        _word("No restriction cases here"),
        _word("An account that owes enough for long enough gets one, and whoever is restricted by hand."),
    )


def _counts(gateway: Gateway, _wanted: CaseFilter) -> Mapping[str, int]:
    return {one.view.value: one.rows for one in gateway.call(contract.VIEWS, Nothing()).counts}


def _size(gateway: Gateway, wanted: CaseFilter) -> int:
    return gateway.call(contract.SIZE, contract.CasesSizeRequest(filter=wanted)).rows


def _summary(row: CaseRow) -> str:
    owing = shown(row.owing_cents, row.currency)
    return f"{row.reference}, {row.customer}, {case_chip(row.state).spoken}, {owing}"


def _word(text: str) -> str:
    return QCoreApplication.translate("CaseList", text)
