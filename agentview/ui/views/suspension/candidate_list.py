"""The candidates as a list (S-23): columns, filter, pills."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from agentview.contract.feed import Topic
from agentview.contract.restriction import Obstacle
from agentview.contract.suspension_candidates import (
    CANDIDATES_EXPORT,
    CANDIDATES_SIZE,
    CandidateFilter,
    CandidateRow,
    CandidateSizeRequest,
    CandidateSort,
    CandidateView,
)
from agentview.core.money import Money
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.credit.why_words import obstacle_word, reasons
from agentview.ui.kit.amount import grouped_amount
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.plural import plural
from agentview.ui.lists.export import Content
from agentview.ui.lists.reading import Pages, exports_of
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
from agentview.ui.views.suspension.candidate_words import why_not, word
from agentview.ui.views.suspension.dry_run import DryRun

KEY = "suspension.candidates"
_OF_DEBT = frozenset({Obstacle.NO_RULES, Obstacle.OWES_LITTLE, Obstacle.NOT_OLD})
"""Who owes too little, or not for long enough, is in none of the views."""


def spec_of(dry_run: DryRun) -> ListSpec[CandidateFilter, CandidateRow]:
    """The list; `dry_run` reads it, and remembers the forecast."""
    return ListSpec(
        key=KEY,
        first=CandidateFilter(),
        order=SortOrder(CandidateSort.ACCOUNT.value),
        columns=_columns,
        row_id=lambda row: row.account_id,
        pages=Pages(dry_run.page),
        words=lambda: _words(dry_run),
        topics=frozenset({Topic.RULE_SET, Topic.RESTRICTION_CASE}),
        size=_size,
        fields=_fields,
        views=_views,
        counts=dry_run.counts,
        exports=exports_of(CANDIDATES_EXPORT),
        exported={
            "owing": Exported(lambda row: str(Decimal(row.owing_cents).scaleb(-2)), Content.OWN),
            "days": Exported(lambda row: row.overdue_days, Content.OWN),
            "invoices": Exported(lambda row: ", ".join(one.invoice_no for one in row.invoices)),
            "services": Exported(lambda row: row.active_services, Content.OWN),
            "why_not": Exported(lambda row: reasons(row.obstacles, row.currency) or why_not(row)),
        },
        summary=_summary,
        power=Power.READ_STATUS,
    )


def _columns(_desk: Desk, _times: ServerTime) -> Sequence[Column[CandidateRow]]:
    return (
        Column(
            "account",
            lambda: word("Account"),
            lambda row: row.account_no,
            Kind.ID,
            sort_key=CandidateSort.ACCOUNT.value,
            sample=lambda: "004-100148",
        ),
        Column(
            "customer",
            lambda: word("Customer"),
            lambda row: row.customer,
            stretch=True,
            sample=lambda: "Marlow Dental Group",
            least=lambda: "Marlow Dental",
            tip=lambda row: row.customer,
        ),
        Column(
            "owing",
            lambda: word("Owing"),
            lambda row: grouped_amount(Money(row.owing_cents, row.currency)),
            Kind.NUMBER,
            sort_key=CandidateSort.OWING.value,
            sample=lambda: "99,999.99",
            tip=lambda row: row.currency,
        ),
        Column(
            "days",
            lambda: word("Days"),
            lambda row: str(row.overdue_days),
            Kind.NUMBER,
            sort_key=CandidateSort.AGE.value,
            sample=lambda: "9999",
            tip=lambda _row: word("Days that the oldest open invoice is overdue"),
        ),
        Column(
            "invoices",
            lambda: word("Invoices"),
            lambda row: str(len(row.invoices)),
            Kind.NUMBER,
            strong=False,
            sample=lambda: "99",
            tip=lambda row: ", ".join(one.invoice_no for one in row.invoices),
            gives_way=2,
        ),
        Column(
            "services",
            lambda: word("Services"),
            lambda row: str(row.active_services),
            Kind.NUMBER,
            strong=False,
            sample=lambda: "99",
            tip=lambda _row: word("Active services"),
            gives_way=3,
        ),
        Column(
            "why_not",
            lambda: word("Why not"),
            why_not,
            sample=lambda: word("Held back by the ramp"),
            least=lambda: word("Held back by the ramp"),
            tip=lambda row: reasons(row.obstacles, row.currency) or why_not(row),
            strong=False,
            gives_way=1,
        ),
    )


def _fields() -> Sequence[FilterField]:
    keeping = tuple((one.value, obstacle_word(one)) for one in Obstacle if one not in _OF_DEBT)
    return (
        FilterField("text", word("Text"), hint=word("Account number or name")),
        FilterField("obstacle", word("Kept out by"), Narrowing.ONE, keeping),
    )


def _views(_desk: Desk) -> Sequence[PillView]:
    return (
        PillView(CandidateView.ELIGIBLE.value, word("Eligible")),
        PillView(CandidateView.HELD_BACK.value, word("Held back")),
        PillView(CandidateView.KEPT_OUT.value, word("Kept out")),
    )


def _words(dry_run: DryRun) -> ListWords:
    return ListWords(
        word("Candidates"),
        lambda count: plural(word("1 account"), word("{count} accounts"), count),
        lambda view: _empty(dry_run, view),
        word("suspension-candidates"),
    )


def _empty(dry_run: DryRun, view: str) -> EmptyText:
    if not dry_run.has_rules:
        return EmptyText(
            word("No rules are in force"),
            word("Nobody is restricted by itself before a rule set has been proposed and enabled."),
            word("Rules"),
        )
    if view == CandidateView.HELD_BACK.value:
        return EmptyText(
            word("The ramp holds nobody back"),
            word("On the first days of new rules, those who wait for a later run stand here."),
        )
    if view == CandidateView.KEPT_OUT.value:
        return EmptyText(
            word("Nobody is kept out"),
            word("Who owes enough for long enough and is left alone stands here, with the reason."),
        )
    return EmptyText(word("The rules would restrict nobody now"), word("Nobody owes enough for long enough."))


def _size(gateway: Gateway, wanted: CandidateFilter) -> int:
    return gateway.call(CANDIDATES_SIZE, CandidateSizeRequest(filter=wanted)).rows


def _summary(row: CandidateRow) -> str:
    owing = grouped_amount(Money(row.owing_cents, row.currency))
    days = plural(word("1 day overdue"), word("{count} days overdue"), row.overdue_days)
    parts = (row.account_no, row.customer, f"{owing} {row.currency}", days, why_not(row))
    return ", ".join(part for part in parts if part)
