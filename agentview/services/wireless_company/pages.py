"""Pages of long lists of companies' records: from the row where the last one ended, in one statement."""

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Row, Select, func, select, tuple_

from agentview.services.keyset import Place, read_place
from agentview.services.unit import Unit

CAP = 1000
"""Counts of pills stop here."""
EXPORT_PAGE = 200


class PageRequest(Protocol):
    """What a request for a page says, whatever it lists."""

    @property
    def is_descending(self) -> bool:
        """Whether the last rows come first."""
        ...

    @property
    def after(self) -> str | None:
        """The place of the row before the page."""
        ...

    @property
    def before(self) -> str | None:
        """The place of the row behind the page."""
        ...

    @property
    def offset(self) -> int:
        """How many rows are passed over from there."""
        ...

    @property
    def limit(self) -> int:
        """How many rows at most."""
        ...


def page_rows(
    unit: Unit, wanted: Select[*tuple[Any, ...]], columns: Sequence[ColumnElement[Any]], request: PageRequest
) -> list[Row[Any]]:
    """Read the rows of a page sorted by columns of which the last one is the id."""
    is_back = request.after is None and request.before is not None
    token = request.after or request.before
    is_downward = request.is_descending is not is_back
    keyed = wanted.add_columns(*(column.label(f"key_{at}") for at, column in enumerate(columns)))
    if token is not None:
        here, there = tuple_(*columns), tuple_(*read_place(token, columns).values)
        keyed = keyed.where(here < there if is_downward else here > there)
    ordering = [column.desc() if is_downward else column.asc() for column in columns]
    found = list(unit.session.execute(keyed.order_by(*ordering).limit(request.limit).offset(request.offset)))
    return found[::-1] if is_back else found


def ends_of(rows: Sequence[Row[Any]], columns: Sequence[ColumnElement[Any]]) -> tuple[str | None, str | None]:
    """Return the places of the first and the last row of a page."""

    def token(row: Row[Any]) -> str:
        return Place(tuple(getattr(row, f"key_{at}") for at in range(len(columns)))).token()

    return (token(rows[0]), token(rows[-1])) if rows else (None, None)


def size_of(unit: Unit, ids: Select[Any]) -> int:
    """Count rows exactly."""
    return unit.session.scalars(select(func.count()).select_from(ids.subquery())).one()


def sizes_of(unit: Unit, many: Sequence[Select[Any]]) -> list[int]:
    """Count several lists, each to CAP at most, in one statement."""
    counts = [select(func.count()).select_from(ids.limit(CAP).subquery()).scalar_subquery() for ids in many]
    return list(unit.session.execute(select(*counts)).one())
