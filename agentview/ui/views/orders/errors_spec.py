"""The provisioning errors (S-09) as a list: columns, filter, pills."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from agentview.contract import network as contract
from agentview.contract.feed import Topic
from agentview.contract.network import ErrorFilter, ErrorRow, ErrorSort, ErrorView, SubscriptionKind
from agentview.contract.subscription import SubscriptionStatus
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.plural import counted
from agentview.ui.kit.when import show_full, show_moment
from agentview.ui.lists.checks import CHECK, RowChecks
from agentview.ui.lists.offered import Offered
from agentview.ui.lists.reading import Answer, Ask, Pages, exports_of
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.spec import EmptyText, Exported, FilterField, ListSpec, ListWords, PillView
from agentview.ui.navigation import Desk
from agentview.ui.views.orders.list_words import subscription_chip, utc_text

KEY = "orders.errors"


def spec_of(offered: Offered, checks: RowChecks[ErrorRow]) -> ListSpec[ErrorFilter, ErrorRow]:
    """The list; `offered` learns which commands are open for each row, `checks` gives the column of boxes."""

    def read(gateway: Gateway, ask: Ask[ErrorFilter]) -> Answer[ErrorRow]:
        page = gateway.call(contract.ERRORS, contract.ErrorsRequest.model_validate(vars(ask)))
        offered.learn(page.commands)
        return Answer(page.rows, page.first, page.last, page.as_of)

    return ListSpec(
        key=KEY,
        first=ErrorFilter(),
        order=SortOrder(ErrorSort.SINCE.value),
        columns=lambda desk, times: _columns(desk, times, checks),
        row_id=lambda row: row.request_id,
        pages=Pages(read),
        words=_words,
        topics=frozenset({Topic.NETWORK_REQUEST}),
        size=_size,
        fields=_fields,
        views=_views,
        counts=counts,
        exports=exports_of(contract.EXPORT),
        exported={"since": Exported(lambda row: utc_text(row.since)), CHECK: Exported(lambda _row: "")},
        summary=_summary,
        power=Power.MANAGE_HALTED_SUBSCRIPTIONS,
    )


def _columns(desk: Desk, times: ServerTime, checks: RowChecks[ErrorRow]) -> Sequence[Column[ErrorRow]]:
    translate = QCoreApplication.translate
    return (
        checks.column(lambda: translate("ErrorColumn", "Check the row (Space)")),
        Column(
            "subscription",
            lambda: translate("ErrorColumn", "Subscription ID"),
            lambda row: row.subscription,
            Kind.ID,
            sample=lambda: "SS-1048299",
            sort_key=ErrorSort.SUBSCRIPTION.value,
        ),
        Column(
            "kind",
            lambda: translate("ErrorColumn", "Kind"),
            lambda row: kind_word(row.kind),
            strong=False,
            sample=lambda: translate("ErrorColumn", "Bolt-on add-on"),
            gives_way=2,
        ),
        Column(
            "customer",
            lambda: translate("ErrorColumn", "Customer"),
            lambda row: row.customer,
            sample=lambda: "Marlow Dental Group",
            sort_key=ErrorSort.CUSTOMER.value,
            tip=lambda row: row.account_no,
        ),
        Column(
            "status",
            lambda: translate("ErrorColumn", "Status"),
            lambda row: row.status,
            Kind.CHIP,
            mark=lambda row: subscription_chip(row.status),
            sample=lambda: SubscriptionStatus.PENDING_PROV_CANCEL.value,
            tip=lambda row: subscription_chip(row.status).sentence,
        ),
        Column(
            "error",
            lambda: translate("ErrorColumn", "Error"),
            lambda row: row.error,
            strong=False,
            stretch=True,
            sample=lambda: translate("ErrorColumn", "The date of birth of the holder is missing"),
            tip=lambda row: f"{row.error}\n{row.code}",
        ),
        Column(
            "since",
            lambda: translate("ErrorColumn", "Since"),
            lambda row: show_moment(row.since, times.now(), desk.zone),
            strong=False,
            sample=lambda: "28 Sep 2025 14:02",
            sort_key=ErrorSort.SINCE.value,
            tip=lambda row: show_full(row.since, desk.zone),
            gives_way=1,
        ),
    )


def kind_word(kind: SubscriptionKind) -> str:
    """What kind of subscription it is."""
    return {SubscriptionKind.SERVICE: QCoreApplication.translate("ErrorList", "Service")}[kind]


def _fields() -> Sequence[FilterField]:
    translate = QCoreApplication.translate
    hint = translate("ErrorFilter", "Customer, subscription, identifier, error")
    return (FilterField("text", translate("ErrorFilter", "Text"), hint=hint),)


def _views(_desk: Desk) -> Sequence[PillView]:
    translate = QCoreApplication.translate
    return (
        PillView(ErrorView.ALL.value, translate("ErrorView", "All errors")),
        PillView(ErrorView.NOT_STARTED.value, translate("ErrorView", "Not started")),
        PillView(ErrorView.NOT_ENDED.value, translate("ErrorView", "Not ended")),
    )


def _words() -> ListWords:
    translate = QCoreApplication.translate
    one, many = translate("ErrorList", "1 error"), translate("ErrorList", "{count} errors")
    return ListWords(
        name=translate("ErrorList", "Provisioning errors"),
        count=counted(one, many),
        empty=lambda _view: EmptyText(
            translate("ErrorList", "The carrier's platform has refused nothing"),
            translate("ErrorList", "A service of an automatic type that it refuses shows here."),
        ),
        file_name=translate("ErrorList", "provisioning-errors"),
        denied=translate(
            "ErrorList",
            "Provisioning errors are for those who manage halted subscriptions. Ask a supervisor.",
        ),
    )


def counts(gateway: Gateway, _wanted: ErrorFilter) -> Mapping[str, int]:
    """How many errors each view has."""
    answer = gateway.call(contract.VIEWS, contract.ErrorViewsRequest())
    return {one.view.value: one.rows for one in answer.counts}


def _size(gateway: Gateway, wanted: ErrorFilter) -> int:
    return gateway.call(contract.SIZE, contract.ErrorSizeRequest(filter=wanted)).rows


def _summary(row: ErrorRow) -> str:
    return f"{row.subscription}, {row.customer}, {row.service}, {row.status}, {row.error}"
