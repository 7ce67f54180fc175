"""What the dry run says that it did not say the day before, and the counts of its views (S-23)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, func, select

from agentview.contract.candidates_difference import (
    CandidateViewCount,
    CandidateViewCounts,
    CandidateViewsRequest,
    Difference,
    DifferenceRequest,
    DifferenceRow,
    DifferenceSide,
    GoneReason,
)
from agentview.contract.restriction import Obstacle
from agentview.contract.suspension_candidates import CandidateView, ForecastRequest
from agentview.models.customer import Account
from agentview.models.suspension import CandidateDay
from agentview.services.keyset import Place, read_place
from agentview.services.suspension.chosen import Chosen, chosen, sought
from agentview.services.suspension.dry_run import check, forecast
from agentview.services.suspension.evaluation import candidates
from agentview.services.suspension.facts import facts_of
from agentview.services.suspension.queries import size_of
from agentview.services.suspension.rules import Facts, Verdict, obstacles, overdue, owing
from agentview.services.unit import Unit

D = CandidateDay
_PAID = frozenset({Obstacle.OWES_LITTLE, Obstacle.NOT_OLD})


def difference(unit: Unit, request: DifferenceRequest) -> Difference:
    """Compare whom the rules in force would restrict now with the last picture of a day before today.

    Its statements are as many for ten accounts as for two hundred.
    """
    by = chosen(unit, None)
    since = _since(unit)
    if since is None:
        return Difference(since=None, new=0, gone=0, rows=(), last=None, as_of=unit.now)
    new, gone = _new(unit, by, since), _gone(unit, by, since)
    wanted = new if request.side is DifferenceSide.NEW else gone
    rows = _page(unit, wanted, request)
    told = _Told(by, request.side, since)
    shown = _shown(unit, told, rows[: request.limit])
    return Difference(
        since=since,
        new=size_of(unit.session, new),
        gone=size_of(unit.session, gone),
        rows=shown,
        last=Place((shown[-1].account_id,)).token() if len(rows) > len(shown) else None,
        as_of=unit.now,
    )


def candidates_views(unit: Unit, request: CandidateViewsRequest) -> CandidateViewCounts:
    """Count the accounts of each view exactly. Raises NotFound for another's rule set.

    Held back is who does not come into the next run, whether or not the breaker stops that.
    """
    found = forecast(unit, ForecastRequest(rule_set_id=request.rule_set_id))
    sizes = {
        CandidateView.ELIGIBLE: found.eligible,
        CandidateView.HELD_BACK: found.held_back,
        CandidateView.KEPT_OUT: found.kept_out,
    }
    counts = tuple(CandidateViewCount(view=view, rows=sizes[view]) for view in CandidateView)
    return CandidateViewCounts(counts=counts, as_of=unit.now)


def gone_reason(standing: Sequence[Verdict]) -> GoneReason:
    """Return why an account is gone, from what keeps the rules from it now: what was done comes first."""
    said = {one.obstacle for one in standing}
    if Obstacle.OPEN_CASE in said:
        return GoneReason.CASE
    return GoneReason.PAID if said & _PAID else GoneReason.KEPT_OUT


def _since(unit: Unit) -> date | None:
    found: date | None = unit.session.scalar(
        select(func.max(D.on_day)).where(D.provider_id == unit.caller.provider_id, D.on_day < unit.today)
    )
    return found


def _new(unit: Unit, by: Chosen, since: date) -> Select[*tuple[Any, ...]]:
    if by.rules is None:
        return select(Account.id.label("account_id")).where(Account.id < 0)
    rows = candidates(sought(unit, by.rules)).subquery()
    picture = _picture(unit, since).subquery()
    return (
        select(rows.c.account_id)
        .outerjoin(picture, picture.c.account_id == rows.c.account_id)
        .where(picture.c.account_id.is_(None))
    )


def _gone(unit: Unit, by: Chosen, since: date) -> Select[*tuple[Any, ...]]:
    if by.rules is None:
        return _picture(unit, since)
    rows, picture = candidates(sought(unit, by.rules)).subquery(), _picture(unit, since).subquery()
    return (
        select(picture.c.account_id)
        .outerjoin(rows, rows.c.account_id == picture.c.account_id)
        .where(rows.c.account_id.is_(None))
    )


def _picture(unit: Unit, since: date) -> Select[*tuple[Any, ...]]:
    return select(D.account_id.label("account_id")).where(
        D.provider_id == unit.caller.provider_id, D.on_day == since
    )


def _page(unit: Unit, wanted: Select[*tuple[Any, ...]], request: DifferenceRequest) -> list[Row[Any]]:
    keys = wanted.subquery()
    rows = select(Account.id, Account.account_no, Account.name).join(keys, keys.c.account_id == Account.id)
    if request.after is not None:
        [last] = read_place(request.after, (Account.id,)).values
        rows = rows.where(Account.id > last)
    return list(unit.session.execute(rows.order_by(Account.id).limit(request.limit + 1)))


@dataclass(frozen=True, slots=True)
class _Told:
    """What the rows are told of: by which rules, of which side, against the picture of which day."""

    by: Chosen
    side: DifferenceSide
    since: date


def _shown(unit: Unit, told: _Told, rows: Sequence[Row[Any]]) -> tuple[DifferenceRow, ...]:
    keys = [row.id for row in rows]
    facts = facts_of(unit.session, keys, told.by.rule_set_id or 0)
    was = _was(unit, told.since, keys)
    return tuple(_row(unit, told, row, facts[row.id], was.get(row.id)) for row in rows)


def _was(unit: Unit, since: date, keys: Sequence[int]) -> Mapping[int, int]:
    """Return what accounts owed in the other picture."""
    found = unit.session.execute(
        select(D.account_id, D.owing_cents).where(
            D.provider_id == unit.caller.provider_id,
            D.on_day == since,
            D.account_id.in_(keys),
        )
    )
    return {row[0]: row[1] for row in found}


def _row(unit: Unit, told: _Told, row: Row[Any], facts: Facts, was_cents: int | None) -> DifferenceRow:
    is_gone = told.side is DifferenceSide.GONE
    standing = obstacles(told.by.rules, facts, unit.today) if is_gone else ()
    return DifferenceRow(
        account_id=row.id,
        account_no=row.account_no,
        customer=row.name,
        owing_cents=owing(facts.dues),
        was_cents=was_cents,
        currency=told.by.currency,
        overdue_days=overdue(facts.dues, unit.today)[1],
        reason=gone_reason(standing) if is_gone else None,
        obstacles=tuple(map(check, standing)),
    )
