"""The statements of the dry run; their number does not grow with the rows (S-23)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import Session

from agentview.contract.restriction import CaseState, Obstacle
from agentview.contract.suspension_candidates import (
    CandidateFilter,
    CandidateSort,
    CandidatesRequest,
    CandidateView,
)
from agentview.core.text import words
from agentview.models.customer import Account
from agentview.models.prepared import Preparable, parameter, written_out
from agentview.models.suspension import RestrictionCase
from agentview.services.keyset import Place, read_place
from agentview.services.order_search.conditions import has_word
from agentview.services.suspension.evaluation import Sought, accounts, blocks, candidates, ground, kept_out
from agentview.services.suspension.ramp import most
from agentview.services.suspension.rules import RuleSet
from agentview.services.suspension.runs import Run

Wanted: TypeAlias = Select[*tuple[Any, ...]]


def listed(
    sought: Sought, wanted: CandidateFilter, last_of_run: int | None, *, for_page: bool = False
) -> Wanted:
    """Return the rows of a view, `Account` joined; `last_of_run` is the last account of the next run.

    `for_page`: a few are wanted, in the order of accounts.
    """
    if wanted.view is CandidateView.KEPT_OUT:
        rows = kept_out(sought, by=wanted.obstacle, for_page=for_page)
    else:
        rows = candidates(sought, for_page=for_page)
    if wanted.view is CandidateView.HELD_BACK:
        last = bindparam("last_of_run", last_of_run, Integer())
        rows = rows.where(Account.id > last if last_of_run is not None else Account.id < 0)
    text = wanted.text.strip()
    if text:
        named = and_(*map(has_word, words(text))) if words(text) else Account.account_no == text
        rows = rows.where(or_(Account.account_no == text, named))
    return rows


@dataclass(frozen=True, slots=True)
class _Shape:
    """What makes one statement of a page differ from another one, wherever it goes on."""

    sought: Sought
    wanted: CandidateFilter
    sort: CandidateSort
    is_downward: bool
    is_placed: bool
    takes_all: bool
    """The next run takes all that there are."""
    is_offset: bool
    limit: int


class Debtor(NamedTuple):
    """An account that owes enough for long enough: what in minor units including tax, and since when."""

    account_id: int
    owing: int
    oldest: date
    account_no: str
    name: str


def page_rows(
    session: Session, sought: Sought, request: CandidatesRequest, last_of_run: int | None
) -> list[Debtor]:
    """Read the rows of a page with what their places are made of."""
    is_back = request.after is None and request.before is not None
    token = request.after or request.before
    is_downward = request.is_descending is not is_back
    place = read_place(token, _types(request.sort)).values if token is not None else None
    goes_on = place is not None and request.sort is CandidateSort.ACCOUNT and not is_downward
    if place is not None and goes_on:
        # Where the page goes on, the invoices of the accounts before it are not added up.
        sought, place = replace(sought, after=_whole(place[0])), None
    shape = _Shape(
        sought=sought if sought.after is None else replace(sought, after=0),
        wanted=request.filter.model_copy(update={"rule_set_id": None}),
        sort=request.sort,
        is_downward=is_downward,
        is_placed=place is not None,
        takes_all=last_of_run is None,
        is_offset=request.offset > 0,
        limit=request.limit,
    )
    page = (_page_of if request.filter.text else _kept_page_of)(shape)
    values = {
        **sought.values(),
        **{f"place_{at}": value for at, value in enumerate(place or ())},
        "last_of_run": last_of_run,
        "passed_over": request.offset,
    }
    found = [Debtor(*row) for row in page.rows(session, values)]
    return found[::-1] if is_back else found


def _page_of(shape: _Shape) -> Preparable:
    """Build the statement of a page; where it goes on is said when it is carried out.

    All else stands in it as it is, for one day and one set of rules: PostgreSQL keeps a plan for that, where
    for numbers that it does not see it makes one for each page, which takes as long as to read the page.
    """
    for_page = shape.sort is CandidateSort.ACCOUNT
    rows = listed(shape.sought, shape.wanted, None if shape.takes_all else 0, for_page=for_page)
    rows = rows.add_columns(Account.account_no, Account.name)
    columns = _columns(shape.sort, rows)
    if shape.is_placed:
        types = [column.type for column in _types(shape.sort)]
        there = tuple_(*(parameter(f"place_{at}", kind) for at, kind in enumerate(types)))
        rows = rows.where(tuple_(*columns) < there if shape.is_downward else tuple_(*columns) > there)
    ordering = [column.desc() if shape.is_downward else column.asc() for column in columns]
    limit = literal_column(str(shape.limit), Integer())
    page = rows.order_by(*ordering).limit(limit)
    if shape.is_offset:
        page = page.offset(parameter("passed_over", Integer()))
    return Preparable(page if shape.wanted.text else written_out(page, shape.sought.fixed()))


_kept_page_of = lru_cache(maxsize=256)(_page_of)
"""A page without a text is asked for again and again in few shapes."""


def place_in(row: Debtor, sort: CandidateSort) -> Place:
    """Return the place of a fetched row in its list."""
    if sort is CandidateSort.ACCOUNT:
        return Place((row.account_id,))
    return Place((row.owing if sort is CandidateSort.OWING else row.oldest, row.account_id))


def size_of(session: Session, wanted: Wanted) -> int:
    """Count rows exactly."""
    return session.scalar(select(func.count()).select_from(wanted.subquery())) or 0


def last_of_run(session: Session, sought: Sought, run: Run) -> int | None:
    """Return the last account that the next run takes, in the order of accounts; None: it takes all.

    0 where the run of today has taken all that it may.
    """
    total = run.acted
    if run.number != 1:
        total += size_of(session, candidates(sought))
    limit = most(sought.rules, run.number, total)
    if limit is None:
        return None
    if limit <= run.acted:
        return 0
    ordered = candidates(sought, for_page=True).order_by(Account.id).offset(limit - run.acted - 1).limit(1)
    found: int | None = session.scalar(ordered)
    return found


def last_among(rows: Sequence[Debtor], rules: RuleSet, run: Run) -> int | None:
    """Return the same of a first run, from the first page; None where it takes more than there are on it."""
    room = max(0, rules.first_run_cap - run.acted)
    if room == 0:
        return 0
    return rows[room - 1].account_id if len(rows) >= room else None


@dataclass(frozen=True, slots=True)
class Counts:
    """Whom the rules restrict, who is kept out, and how many by what."""

    eligible: int
    kept_out: int
    obstacles: Mapping[Obstacle, int]


NOBODY = Counts(0, 0, {})


def counts(session: Session, sought: Sought) -> Counts:
    """Count whom the rules restrict, who is kept out, and by what, in one statement."""
    on = ground(sought)
    standing = blocks(sought, on)
    flags = [case((one, 1), else_=0).label(obstacle.value) for obstacle, one in standing.items()]
    rows = accounts(sought, on).with_only_columns(*flags, maintain_column_froms=True).subquery()
    is_out = or_(*(rows.c[obstacle.value] == 1 for obstacle in standing))
    sums = [func.coalesce(func.sum(rows.c[obstacle.value]), 0) for obstacle in standing]
    out = func.coalesce(func.sum(case((is_out, 1), else_=0)), 0)
    total, left_out, *found = session.execute(select(func.count(), out, *sums).select_from(rows)).one()
    return Counts(total - left_out, left_out, dict(zip(standing, found, strict=True)))


def flagged(session: Session, provider_id: int) -> int:
    """Count the accounts that are flagged, and wait for a window."""
    counted = select(func.count(RestrictionCase.id)).where(
        RestrictionCase.provider_id == provider_id, RestrictionCase.state == CaseState.FLAGGED.value
    )
    return session.scalar(counted) or 0


def _columns(sort: CandidateSort, rows: Wanted) -> Sequence[ColumnElement[Any]]:
    found = rows.selected_columns
    of_sort = {CandidateSort.OWING: found.owing, CandidateSort.AGE: found.oldest}
    return (found.account_id,) if sort is CandidateSort.ACCOUNT else (of_sort[sort], found.account_id)


def _types(sort: CandidateSort) -> Sequence[ColumnElement[Any]]:
    """Return columns of the types of which the places in a list are made."""
    key: ColumnElement[Any] = Account.id.expression
    of_sort: dict[CandidateSort, ColumnElement[Any]] = {
        CandidateSort.OWING: key,
        CandidateSort.AGE: Account.opened_on.expression,
    }
    return (key,) if sort is CandidateSort.ACCOUNT else (of_sort[sort], key)


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError("the place of an account is a number")
    return value
