"""The tables of the bulk migration: lines that were judged, what became of them, packages, runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from agentview.contract.bulk_migration_runs import BulkState, BulkStatus, LineOutcome, LineResult
from agentview.contract.bulk_migrations import Candidate, LineFit
from agentview.contract.value import RefusalInfo
from agentview.core.clock import local_day
from agentview.ui.kit.column import Column, Kind
from agentview.ui.kit.facts import NO_VALUE
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.when import show_day
from agentview.ui.navigation import Desk
from agentview.ui.views.migrations.bulk_presenter import Judged
from agentview.ui.views.migrations.bulk_words import lost_words, outcome_chip, run_chip, verdict_chip, word
from agentview.ui.views.migrations.words import amount

Why = Callable[[Sequence[RefusalInfo]], str]


def judged_columns(why: Why) -> tuple[Column[Judged], ...]:
    """A line with what it comes to, or every reason against it."""

    def told(row: Judged) -> str:
        fit = row.verdict.fit
        return why(row.verdict.refusals) if row.verdict.refusals or fit is None else lost_words(fit)

    return (
        Column(
            "row",
            lambda: word("Row"),
            lambda row: str(row.line.row or row.number),
            Kind.NUMBER,
            sample=lambda: "10000",
        ),
        Column("package", lambda: word("Package"), lambda row: row.line.package, Kind.ID, sample=_package),
        Column(
            "customer",
            lambda: word("Customer"),
            lambda row: row.verdict.fit.customer if row.verdict.fit else NO_VALUE,
            gives_way=2,
            sample=lambda: "Marlow Dental Group",
        ),
        Column("plans", lambda: word("From and to"), _plans, sample=_two_plans, tip=_plans),
        Column(
            "day",
            lambda: word("Effective"),
            lambda row: show_day(row.verdict.fit.effective_on) if row.verdict.fit else NO_VALUE,
            strong=False,
            sample=lambda: "28 Sep 2025",
            gives_way=1,
        ),
        Column(
            "total",
            lambda: word("Total, ex tax"),
            lambda row: _total(row.verdict.fit),
            Kind.NUMBER,
            sample=lambda: amount(-123450, "AUD"),
        ),
        Column(
            "verdict",
            lambda: word("Verdict"),
            lambda row: verdict_chip(row).word,
            Kind.CHIP,
            mark=verdict_chip,
            sample=lambda: word("Can be migrated"),
        ),
        Column("why", lambda: word("Why not, or what is lost"), told, tip=told, stretch=True),
    )


def result_columns(why: Why) -> tuple[Column[LineResult], ...]:
    """A line with what became of it."""

    def told(row: LineResult) -> str:
        return why(row.refusals)

    return (
        Column(
            "row",
            lambda: word("Row"),
            lambda row: str(row.row or row.number),
            Kind.NUMBER,
            sample=lambda: "10000",
        ),
        Column("package", lambda: word("Package"), lambda row: row.package, Kind.ID, sample=_package),
        Column("plan", lambda: word("Plan code"), lambda row: row.plan_code, sample=lambda: "MOBILE-80"),
        Column(
            "outcome",
            lambda: word("Outcome"),
            lambda row: outcome_chip(row.outcome).word,
            Kind.CHIP,
            mark=lambda row: outcome_chip(row.outcome),
            sample=lambda: max((outcome_chip(one).word for one in LineOutcome), key=len),
        ),
        Column(
            "migration",
            lambda: word("Migration"),
            lambda row: row.reference or NO_VALUE,
            Kind.ID,
            sample=lambda: "MG-1048299",
        ),
        Column(
            "total",
            lambda: word("Total, ex tax"),
            lambda row: amount(row.quoted_cents, row.currency) if row.quoted_cents is not None else NO_VALUE,
            Kind.NUMBER,
            sample=lambda: amount(-123450, "AUD"),
        ),
        Column(
            "customer", lambda: word("Customer"), lambda row: row.customer, sample=lambda: "Marlow Dental"
        ),
        Column("why", lambda: word("Why not"), told, tip=told, stretch=True),
    )


def package_columns() -> tuple[Column[Candidate], ...]:
    """A package that can be chosen."""
    return (
        Column("package", lambda: word("Package"), lambda row: row.reference, Kind.ID, sample=_package),
        Column("account", lambda: word("Account"), lambda row: row.account_no, sample=lambda: "004-10482"),
        Column("customer", lambda: word("Customer"), lambda row: row.customer, stretch=True),
    )


def run_columns(desk: Desk) -> tuple[Column[BulkState], ...]:
    """A run, and how far it is."""
    return (
        Column("name", lambda: word("File or selection"), lambda row: row.name, stretch=True),
        Column(
            "status",
            lambda: word("Status"),
            lambda row: run_chip(row.status).word,
            Kind.CHIP,
            mark=lambda row: run_chip(row.status),
            sample=lambda: max((run_chip(one).word for one in BulkStatus), key=len),
        ),
        Column(
            "made",
            lambda: word("Migrated"),
            lambda row: f"{count_text(row.made)} / {count_text(row.total)}",
            Kind.NUMBER,
            sample=lambda: "10,000 / 10,000",
        ),
        Column("refused", lambda: word("Refused"), lambda row: count_text(row.refused), Kind.NUMBER),
        Column("by", lambda: word("Begun by"), lambda row: row.started_by, sample=lambda: "Amelia Thornton"),
        Column(
            "at",
            lambda: word("Begun on"),
            lambda row: show_day(local_day(row.started_at, desk.zone.key)),
            strong=False,
            sample=lambda: "28 Sep 2025",
        ),
    )


def _plans(row: Judged) -> str:
    fit = row.verdict.fit
    return f"{fit.losing_plan} \u2192 {fit.winning_plan}" if fit is not None else row.line.plan_code


def _total(fit: LineFit | None) -> str:
    return amount(fit.charged_cents - fit.credited_cents, fit.currency) if fit is not None else NO_VALUE


def _package() -> str:
    return "PS-1048299"


def _two_plans() -> str:
    return "Mobile 40 GB \u2192 Mobile 80 GB"
