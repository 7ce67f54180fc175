"""The dry run: whom the rules would restrict, whom the ramp holds back, who is kept out (S-23, D-26)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import select

from agentview.contract.suspension_candidates import (
    CandidateExportPage,
    CandidateExportRequest,
    CandidateFilter,
    CandidateInvoice,
    CandidateRow,
    CandidateSize,
    CandidateSizeRequest,
    CandidatesPage,
    CandidatesRequest,
    CandidateView,
    Check,
    Forecast,
    ForecastRequest,
    ObstacleCount,
)
from agentview.models.dialect import Ids, is_among
from agentview.models.money import Invoice
from agentview.models.prepared import Preparable, parameter
from agentview.services.exporting import refuse_large
from agentview.services.suspension import queries
from agentview.services.suspension.chosen import Chosen, chosen, sought
from agentview.services.suspension.conditions import IS_DUE
from agentview.services.suspension.evaluation import Sought, active_accounts
from agentview.services.suspension.facts import active_services, facts_of
from agentview.services.suspension.ramp import FIRST, Allowance, Before
from agentview.services.suspension.rules import Due, RuleSet, Verdict, obstacles, overdue_days
from agentview.services.suspension.ruling import calendar_of
from agentview.services.suspension.runs import Run, allowed, run_today
from agentview.services.suspension.switches import profiles_off
from agentview.services.unit import Unit

EXPORT_PAGE = 200

_INVOICES = Preparable(
    select(
        Invoice.account_id,
        Invoice.invoice_no,
        Invoice.due_on,
        Invoice.amount_due_inc_cents,
        Invoice.disputed_cents,
    )
    .where(is_among(Invoice.account_id, parameter("accounts", Ids())), IS_DUE)
    .order_by(Invoice.due_on, Invoice.id)
)

_LINES = TypeAdapter(dict[int, tuple[CandidateInvoice, ...]])
"""All at once: a page has hundreds of invoices, and to make each by itself takes longer than to read it."""


def candidates(unit: Unit, request: CandidatesRequest) -> CandidatesPage:
    """Return a page of the dry run; nothing is written. Raises NotFound for another's rule set."""
    by = chosen(unit, request.filter.rule_set_id)
    if by.rules is None:
        return _page(unit, by, (), None, None)
    wanted = sought(unit, by.rules)
    run = _run(unit, by, wanted)
    if _is_beginning(request, run):
        fetched = queries.page_rows(unit.session, wanted, request, None)
        trial = _Trial(by, wanted, is_kept_out=False, last=queries.last_among(fetched, wanted.rules, run))
    else:
        trial = _trial(unit, by, by.rules, request.filter.view)
        fetched = queries.page_rows(unit.session, wanted, request, trial.last)
    rows = _shown(unit, trial, fetched)
    if not fetched:
        return _page(unit, by, rows, None, None)
    first, end = (queries.place_in(fetched[at], request.sort).token() for at in (0, -1))
    return _page(unit, by, rows, first, end)


def candidates_size(unit: Unit, request: CandidateSizeRequest) -> CandidateSize:
    """Count the rows of a list exactly. Raises NotFound for another's rule set."""
    by = chosen(unit, request.filter.rule_set_id)
    if by.rules is None:
        return CandidateSize(rows=0)
    wanted, last = sought(unit, by.rules), None
    if request.filter.view is CandidateView.HELD_BACK:
        last = queries.last_of_run(unit.session, wanted, _run(unit, by, wanted))
    rows = queries.listed(wanted, request.filter, last)
    return CandidateSize(rows=queries.size_of(unit.session, rows))


def candidates_export(unit: Unit, request: CandidateExportRequest) -> CandidateExportPage:
    """Return the next rows of an export; more than 1,000 take EXPORT_LARGE, and the start is audited."""
    total = candidates_size(unit, CandidateSizeRequest(filter=request.filter)).rows
    refuse_large(unit, total)
    if request.after is None:
        said = f"suspension candidates: {total} rows: {', '.join(request.columns)}"
        unit.audit("export", unit.caller.user_id, "export", new=said)
    wanted = {name: getattr(request, name) for name in ("filter", "sort", "is_descending", "after")}
    page = candidates(unit, CandidatesRequest(**wanted, limit=EXPORT_PAGE))
    last = page.last if len(page.rows) == EXPORT_PAGE else None
    return CandidateExportPage(rows=page.rows, last=last, total=total, zone=unit.caller.zone)


def forecast(unit: Unit, request: ForecastRequest) -> Forecast:
    """Say what the next run would do, and what holds it back. Raises NotFound for another's rule set."""
    by = chosen(unit, request.rule_set_id)
    if by.rules is None:
        active = active_accounts(unit.session, unit.caller.provider_id)
        return _forecast(unit, by, queries.NOBODY, Allowance(FIRST, 0, 0, 0), Before(0, active))
    wanted = sought(unit, by.rules)
    counts = queries.counts(unit.session, wanted)
    may, before = allowed(unit.session, wanted, unit.now, by.zone, counts.eligible)
    return _forecast(unit, by, counts, may, before)


def _forecast(unit: Unit, by: Chosen, counts: queries.Counts, may: Allowance, before: Before) -> Forecast:
    return Forecast(
        rule_set_id=by.rule_set_id,
        rule_set=by.name,
        eligible=counts.eligible,
        kept_out=counts.kept_out,
        obstacles=tuple(
            ObstacleCount(obstacle=obstacle, accounts=accounts)
            for obstacle, accounts in counts.obstacles.items()
            if accounts
        ),
        run=may.run,
        acted=may.acted,
        would=may.would,
        held_back=may.held_back,
        is_broken=may.is_broken,
        broken_by=may.broken_by,
        stopped=may.stopped,
        twice_usual=before.twice_usual,
        confirmed=before.confirmed,
        waiting=queries.flagged(unit.session, unit.caller.provider_id),
        profiles_off=profiles_off(unit.session, unit.caller.provider_id),
        active_accounts=before.active_accounts,
        next_window=next_window(unit, by),
        as_of=unit.now,
    )


def next_window(unit: Unit, by: Chosen) -> datetime | None:
    """Return when the rules may act next; None: never, or no rules are in force (R-SUS-13)."""
    if by.rules is None:
        return None
    return calendar_of(unit.session, unit.caller.provider_id, by.zone, by.rules).next_window(unit.now)


def check(verdict: Verdict) -> Check:
    """Return what a rule says as it is told."""
    return Check(obstacle=verdict.obstacle, stands=verdict.stands, values=dict(verdict.values))


def invoices_of(unit: Unit, account_ids: Sequence[int]) -> Mapping[int, tuple[CandidateInvoice, ...]]:
    """Return the open invoices of accounts, the oldest first."""
    rows = _INVOICES.rows(unit.session, {"accounts": account_ids})
    found: dict[int, list[dict[str, object]]] = {}
    today = unit.today
    for account_id, number, due_on, due_cents, disputed_cents in rows:
        line = {
            "invoice_no": number,
            "due_on": due_on,
            "overdue_days": overdue_days(Due(due_on, due_cents), today),
            "due_cents": due_cents,
            "disputed_cents": disputed_cents,
        }
        found.setdefault(account_id, []).append(line)
    return _LINES.validate_python(found)


@dataclass(frozen=True, slots=True)
class _Trial:
    """What a list is made of. `last` is the last account of the next run; None: it takes all."""

    by: Chosen
    wanted: Sought
    is_kept_out: bool
    last: int | None


def _trial(unit: Unit, by: Chosen, rules: RuleSet, view: CandidateView) -> _Trial:
    """Return what a view is made of; who is kept out is in no run."""
    wanted, is_kept_out = sought(unit, rules), view is CandidateView.KEPT_OUT
    last = None if is_kept_out else queries.last_of_run(unit.session, wanted, _run(unit, by, wanted))
    return _Trial(by, wanted, is_kept_out, last)


def _is_beginning(request: CandidatesRequest, run: Run) -> bool:
    """Say whether a page begins where the first run does: it shows itself where that ends."""
    by_rules = CandidateFilter(rule_set_id=request.filter.rule_set_id)
    plain = CandidatesRequest(limit=request.limit, filter=by_rules)
    return run.number == FIRST and request == plain


def _run(unit: Unit, by: Chosen, wanted: Sought) -> Run:
    return run_today(unit.session, wanted.rules.rule_set_id, unit.now, by.zone)


def _page(
    unit: Unit, by: Chosen, rows: tuple[CandidateRow, ...], first: str | None, last: str | None
) -> CandidatesPage:
    return CandidatesPage(
        rows=rows,
        rule_set_id=by.rule_set_id,
        rule_set=by.name,
        first=first,
        last=last,
        as_of=unit.now,
    )


def _shown(unit: Unit, trial: _Trial, fetched: Sequence[queries.Debtor]) -> tuple[CandidateRow, ...]:
    keys = [row.account_id for row in fetched]
    services, invoices = active_services(unit.session, keys), invoices_of(unit, keys)
    standing = _standing(unit, trial.wanted, keys) if trial.is_kept_out else {}
    today = unit.today
    return tuple(
        CandidateRow(
            account_id=row.account_id,
            account_no=row.account_no,
            customer=row.name,
            owing_cents=row.owing,
            currency=trial.by.currency,
            overdue_days=(today - row.oldest).days,
            invoices=invoices.get(row.account_id, ()),
            active_services=services.get(row.account_id, 0),
            is_held_back=trial.last is not None and row.account_id > trial.last,
            obstacles=standing.get(row.account_id, ()),
        )
        for row in fetched
    )


def _standing(unit: Unit, wanted: Sought, keys: Sequence[int]) -> Mapping[int, tuple[Check, ...]]:
    """Say what keeps accounts out; of those that the rules restrict the statement has said it: nothing."""
    facts = facts_of(unit.session, keys, wanted.rules.rule_set_id)
    return {key: tuple(map(check, obstacles(wanted.rules, one, unit.today))) for key, one in facts.items()}
