"""The migrations, past and in progress (S-13), as a list: columns, filter, pills."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from agentview.contract import migration_list as contract
from agentview.contract.feed import Topic
from agentview.contract.migration_list import MigrationFilter, MigrationRow, MigrationSort, MigrationView
from agentview.contract.migration_quote import Direction
from agentview.contract.migrations import MigrationStatus
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.facts import NO_VALUE
from agentview.ui.kit.plural import counted
from agentview.ui.kit.when import show_day
from agentview.ui.lists.offered import Offered
from agentview.ui.lists.reading import Answer, Ask, Pages, exports_of
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.spec import EmptyText, Exported, FilterField, ListSpec, ListWords, Narrowing, PillView
from agentview.ui.navigation import Desk
from agentview.ui.texts.direction import direction_word
from agentview.ui.views.migrations.wizard_words import page_title
from agentview.ui.views.migrations.words import amount, status_chip

KEY = "migrations.list"


def spec_of(offered: Offered) -> ListSpec[MigrationFilter, MigrationRow]:
    """The list; `offered` learns which commands are open for each row."""

    def read(gateway: Gateway, ask: Ask[MigrationFilter]) -> Answer[MigrationRow]:
        page = gateway.call(contract.FIND, contract.MigrationsRequest.model_validate(vars(ask)))
        offered.learn(page.commands)
        return Answer(page.rows, page.first, page.last, page.as_of)

    return ListSpec(
        key=KEY,
        first=MigrationFilter(),
        order=SortOrder(MigrationSort.NUMBER.value, descending=True),
        columns=_columns,
        row_id=lambda row: row.order_id,
        pages=Pages(read),
        words=_words,
        topics=frozenset({Topic.MIGRATION}),
        size=_size,
        fields=_fields,
        views=_views,
        counts=_counts,
        exports=exports_of(contract.EXPORT),
        exported={"effective": Exported(lambda row: row.effective_on)},
        summary=_summary,
        power=Power.READ_STATUS,
    )


def _columns(_desk: Desk, _times: ServerTime) -> Sequence[Column[MigrationRow]]:
    return (
        Column(
            "order",
            lambda: _word("Order ID"),
            lambda row: row.reference,
            Kind.ID,
            sample=lambda: "MG-1048299",
            sort_key=MigrationSort.NUMBER.value,
        ),
        Column(
            "customer",
            lambda: _word("Customer"),
            lambda row: row.customer,
            stretch=True,
            sample=lambda: "Marlow Dental Group",
            sort_key=MigrationSort.CUSTOMER.value,
            tip=lambda row: row.account_no,
        ),
        Column(
            "losing",
            lambda: _word("Losing plan"),
            lambda row: row.losing_plan,
            sample=_longest_plan,
            least=_plan,
            tip=lambda row: row.losing_reference,
        ),
        Column(
            "winning",
            lambda: _word("Winning plan"),
            lambda row: row.winning_plan or NO_VALUE,
            sample=_longest_plan,
            least=_plan,
        ),
        Column(
            "direction",
            lambda: _word("Direction"),
            lambda row: direction_word(row.direction) if row.direction is not None else NO_VALUE,
            strong=False,
            sample=_longest_direction,
            least=_longest_direction,
            gives_way=2,
        ),
        Column(
            "status",
            lambda: _word("Status"),
            lambda row: status_chip(row.status).word,
            Kind.CHIP,
            mark=lambda row: status_chip(row.status),
            sample=lambda: max((status_chip(one).word for one in MigrationStatus), key=len),
            tip=lambda row: status_chip(row.status).sentence,
        ),
        *_terms(),
    )


def _terms() -> tuple[Column[MigrationRow], ...]:
    """When it takes effect, what it costs, whose sale it is, and where an unsubmitted one goes on."""
    return (
        Column(
            "effective",
            lambda: _word("Effective date"),
            lambda row: show_day(row.effective_on) if row.effective_on is not None else NO_VALUE,
            strong=False,
            sample=lambda: "28 Sep 2025",
            sort_key=MigrationSort.EFFECTIVE.value,
            gives_way=1,
        ),
        Column(
            "fee",
            lambda: _word("Fee"),
            lambda row: amount(row.fee_cents, row.currency) if row.fee_cents is not None else NO_VALUE,
            Kind.NUMBER,
            sample=lambda: amount(1234500, "AUD"),
        ),
        Column(
            "agent",
            lambda: _word("Agent"),
            lambda row: row.agent or row.initiator,
            strong=False,
            sample=lambda: "Amelia Thornton",
            least=lambda: "Amelia Tho...",
            gives_way=3,
        ),
        Column(
            "page",
            lambda: _word("Page"),
            lambda row: page_title(row.page) if row.page is not None else "",
            strong=False,
            sample=lambda: "Contract and fees",
            least=lambda: "Contract and fees",
            gives_way=4,
        ),
    )


def _fields() -> Sequence[FilterField]:
    directions = tuple((one.value, direction_word(one)) for one in Direction)
    return (
        FilterField("text", _word("Text"), hint=_word("Customer, plan, or order ID: MG-10482")),
        FilterField("directions", _word("Direction"), Narrowing.CHOICES, directions),
        FilterField("effective_from", _word("Effective from"), Narrowing.DAY, beside=_word("Effective")),
        FilterField("effective_to", _word("Effective to"), Narrowing.DAY, beside=_word("to"), is_joined=True),
        FilterField("account_id", _word("Account"), Narrowing.GIVEN),
    )


def _views(_desk: Desk) -> Sequence[PillView]:
    return (
        PillView(MigrationView.OPEN.value, _word("In progress")),
        PillView(MigrationView.MINE.value, _word("Mine")),
        PillView(MigrationView.INCOMPLETE.value, _word("Incomplete")),
        PillView(MigrationView.AWAITING.value, _word("Awaiting Provisioning")),
        PillView(MigrationView.HALTED.value, _word("Halted")),
        PillView(MigrationView.ENDED.value, _word("Ended"), is_counted=False),
    )


def _words() -> ListWords:
    one, many = _word("1 migration"), _word("{count} migrations")
    return ListWords(
        name=_word("Migrations"),
        count=counted(one, many),
        empty=lambda _view: EmptyText(
            _word("No migrations here"), _word("A migration begins with Migrate on a customer's package.")
        ),
        file_name=_word("migrations"),
    )


def _counts(gateway: Gateway, _wanted: MigrationFilter) -> Mapping[str, int]:
    answer = gateway.call(contract.VIEWS, contract.MigrationViewsRequest())
    return {one.view.value: one.rows for one in answer.counts}


def _size(gateway: Gateway, wanted: MigrationFilter) -> int:
    return gateway.call(contract.SIZE, contract.MigrationSizeRequest(filter=wanted)).rows


def _summary(row: MigrationRow) -> str:
    parts = (row.reference, row.customer, row.losing_plan, row.winning_plan, status_chip(row.status).word)
    return ", ".join(part for part in parts if part)


def _longest_plan() -> str:
    return "Business Mobile 120 GB"


def _plan() -> str:
    return "Harbour Mobile 20 GB"


def _longest_direction() -> str:
    return max(map(direction_word, Direction), key=len)


def _word(text: str) -> str:
    return QCoreApplication.translate("MigrationList", text)
