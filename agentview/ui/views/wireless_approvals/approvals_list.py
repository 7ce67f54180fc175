"""My approvals as a list (S-30): columns with check boxes, filter, pills."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from agentview.contract import wireless_approvals as contract
from agentview.contract.feed import Topic
from agentview.contract.wireless import OrderType
from agentview.contract.wireless_approvals import ApprovalFilter, ApprovalRow, ApprovalSort, ApprovalView
from agentview.core.money import Money
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.kit.amount import grouped_amount
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.facts import NO_VALUE
from agentview.ui.kit.plural import counted
from agentview.ui.kit.when import show_full, show_moment
from agentview.ui.lists.checks import CHECK
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
from agentview.ui.texts.wireless_approval import exception_chip

KEY = "wireless.approvals"


def spec_of(check: Column[ApprovalRow]) -> ListSpec[ApprovalFilter, ApprovalRow]:
    """The list, with its column of boxes."""
    pages: Pages[ApprovalFilter, ApprovalRow] = pages_of(contract.FIND)
    return ListSpec(
        key=KEY,
        first=ApprovalFilter(),
        order=SortOrder(ApprovalSort.NUMBER.value),
        columns=lambda desk, times: (check, *_what(), *_cost(), *_when(desk, times)),
        row_id=lambda row: row.order_id,
        pages=pages,
        words=_words,
        topics=frozenset({Topic.WIRELESS_ORDER}),
        size=_size,
        fields=_fields,
        views=_views,
        counts=_counts,
        exports=exports_of(contract.EXPORT),
        exported={
            CHECK: Exported(lambda _row: ""),
            "waiting": Exported(lambda row: row.waiting_since, in_zone=True),
            "expires": Exported(lambda row: row.expires_at, in_zone=True),
        },
        summary=summary,
        power=Power.APPROVE,
    )


def _what() -> tuple[Column[ApprovalRow], ...]:
    return (
        Column(
            "order",
            lambda: _word("Order no"),
            lambda row: row.reference,
            Kind.ID,
            sample=lambda: "WO-1048299",
            sort_key=ApprovalSort.NUMBER.value,
        ),
        Column(
            "type",
            lambda: _word("Type"),
            lambda row: type_word(row.type),
            stretch=True,
            sample=lambda: _word("Add or remove features"),
            least=lambda: _word("New device and..."),
            tip=lambda row: type_word(row.type),
        ),
        _person("requester", lambda: _word("Requester"), lambda row: row.requester, gives_way=4),
        _person("beneficiary", lambda: _word("Beneficiary"), lambda row: row.beneficiary, gives_way=2),
        Column(
            "company",
            lambda: _word("Company"),
            lambda row: row.customer,
            sample=lambda: "Marlow Dental Group",
            tip=lambda row: row.customer,
            hidden=True,
            strong=False,
            gives_way=8,
        ),
        Column(
            "status",
            lambda: _word("Status"),
            lambda row: status_chip(row.status).word,
            Kind.CHIP,
            mark=lambda row: status_chip(row.status),
            sample=longest_status,
            tip=lambda row: status_chip(row.status).sentence,
            hidden=True,
            gives_way=9,
        ),
    )


def _cost() -> tuple[Column[ApprovalRow], ...]:
    return (
        Column(
            "cost",
            lambda: _word("Cost once / monthly"),
            cost_text,
            Kind.NUMBER,
            sample=lambda: "1,299.00 / 149.00 AUD",
            strong=False,
        ),
        Column(
            "exception",
            lambda: _word("Policy exception"),
            lambda row: exception_chip(is_exception=row.is_policy_exception).word,
            Kind.CHIP,
            mark=lambda row: exception_chip(is_exception=row.is_policy_exception),
            sample=lambda: exception_chip(is_exception=True).word,
            tip=lambda row: exception_chip(is_exception=row.is_policy_exception).sentence,
            gives_way=1,
        ),
    )


def _when(desk: Desk, times: ServerTime) -> tuple[Column[ApprovalRow], ...]:
    def moment(at: datetime | None) -> str:
        return NO_VALUE if at is None else show_moment(at, times.now(), desk.zone)

    def full(at: datetime | None) -> str:
        return "" if at is None else show_full(at, desk.zone)

    return (
        Column(
            "level",
            lambda: _word("Level"),
            level_text,
            Kind.NUMBER,
            sample=lambda: _word("{level} of {levels}").format(level=5, levels=5),
            strong=False,
            gives_way=5,
        ),
        Column(
            "waiting",
            lambda: _word("Waiting since"),
            lambda row: moment(row.waiting_since),
            sample=lambda: "28 Mar 14:02",
            sort_key=ApprovalSort.WAITING.value,
            tip=lambda row: full(row.waiting_since),
            strong=False,
            gives_way=3,
        ),
        Column(
            "expires",
            lambda: _word("Expires"),
            lambda row: moment(row.expires_at),
            sample=lambda: "28 Mar 14:02",
            sort_key=ApprovalSort.EXPIRES.value,
            tip=lambda row: full(row.expires_at),
            strong=False,
            gives_way=6,
        ),
    )


def _person(
    key: str, title: Callable[[], str], name: Callable[[ApprovalRow], str], gives_way: int
) -> Column[ApprovalRow]:
    return Column(
        key,
        title,
        lambda row: name(row) or NO_VALUE,
        sample=lambda: "Amelia Thornton",
        least=lambda: "Amelia Tho...",
        tip=name,
        gives_way=gives_way,
    )


def cost_text(row: ApprovalRow) -> str:
    """What it costs once and each month, with the currency."""
    once, monthly = (
        grouped_amount(Money(cents, row.currency)) for cents in (row.once_cents, row.monthly_cents)
    )
    return f"{once} / {monthly} {row.currency}"


def level_text(row: ApprovalRow) -> str:
    """Which level decides, of how many; a dash where none does any more."""
    if not row.level:
        return NO_VALUE
    return _word("{level} of {levels}").format(level=row.level, levels=row.levels)


def _fields() -> Sequence[FilterField]:
    types = tuple((one.value, type_word(one)) for one in OrderType)
    policy = ((str(True), _word("Out of the policy")), (str(False), _word("In the policy")))
    return (
        FilterField("text", _word("Order no"), hint=_word("Such as WO-482")),
        FilterField("types", _word("Type"), Narrowing.CHOICES, types),
        FilterField("is_policy_exception", _word("Mobile policy"), Narrowing.ONE, policy),
    )


def _views(_desk: Desk) -> Sequence[PillView]:
    return (
        PillView(ApprovalView.WAITING.value, _word("To decide")),
        PillView(ApprovalView.ASKED.value, _word("Waiting for an answer")),
        PillView(ApprovalView.DECIDED.value, _word("Decided"), is_counted=False),
    )


def _counts(gateway: Gateway, _wanted: ApprovalFilter) -> Mapping[str, int]:
    answer = gateway.call(contract.VIEWS, contract.ViewsRequest())
    return {one.view.value: one.rows for one in answer.counts}


def _size(gateway: Gateway, wanted: ApprovalFilter) -> int:
    return gateway.call(contract.SIZE, contract.SizeRequest(filter=wanted)).rows


def _words() -> ListWords:
    one, many = _word("1 request"), _word("{count} requests")
    return ListWords(
        name=_word("My approvals"),
        count=counted(one, many),
        empty=_empty,
        file_name=_word("wireless-approvals"),
        denied=_word("Approvals are for those who approve wireless requests. Ask your administrator."),
    )


def _empty(view: str) -> EmptyText:
    if view == ApprovalView.ASKED.value:
        return EmptyText(
            _word("You wait for no answer"),
            _word("Where you ask a requester something, it stands here until the answer comes."),
        )
    if view == ApprovalView.DECIDED.value:
        return EmptyText(
            _word("You have decided nothing yet"), _word("What you approve or reject stands here.")
        )
    return EmptyText(
        _word("Nothing waits for you"),
        _word("A request that needs your approval stands here at once; you also get an e-mail."),
    )


def summary(row: ApprovalRow) -> str:
    """A row as it is read out."""
    policy = exception_chip(is_exception=True).sentence if row.is_policy_exception else ""
    parts = (
        row.reference,
        type_word(row.type),
        row.requester,
        row.beneficiary,
        cost_text(row),
        policy,
    )
    return ", ".join(part for part in parts if part)


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessApprovals", text)
