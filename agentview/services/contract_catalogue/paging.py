"""Reads lists of the catalogue page by page, sorted by a name; the id makes the order total."""

from typing import Any, Protocol

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_
from sqlalchemy.orm import InstrumentedAttribute

from agentview.services.keyset import Place, read_place
from agentview.services.unit import Unit

SORT_KEY = "sort_key"


class NamedPage(Protocol):
    """What a request for a page says, whatever it lists."""

    @property
    def is_descending(self) -> bool:
        """Whether the last names come first."""
        ...

    @property
    def after(self) -> str | None:
        """The place of the row before the page."""
        ...

    @property
    def limit(self) -> int:
        """How many rows at most."""
        ...


def page(
    unit: Unit,
    wanted: Select[Any],
    name: InstrumentedAttribute[str],
    row_id: InstrumentedAttribute[int],
    request: NamedPage,
) -> tuple[list[Row[Any]], str | None]:
    """Return a page and the place of its last row, None at the end. Raises Rejected (`E-CURSOR`)."""
    key: ColumnElement[str] = func.lower(name)
    statement = wanted.add_columns(key.label(SORT_KEY), row_id.label("row_id"))
    if request.after:
        value, number = read_place(request.after, (key, row_id)).values
        further = (key < value, row_id < number) if request.is_descending else (key > value, row_id > number)
        statement = statement.where(or_(further[0], and_(key == value, further[1])))
    order = (key.desc(), row_id.desc()) if request.is_descending else (key, row_id)
    rows = list(unit.session.execute(statement.order_by(*order).limit(request.limit + 1)))
    if len(rows) <= request.limit:
        return rows, None
    last = rows[request.limit - 1]
    return rows[: request.limit], Place((last.sort_key, last.row_id)).token()
