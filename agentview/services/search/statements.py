"""The statements of the search: each reads one range of an index a part, ranks, and describes the best.

They are compiled once. `find` takes one of them for what most people type: the whole of a search costs little
more than its statement.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    String,
    and_,
    case,
    exists,
    func,
    literal_column,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from agentview.models.customer import Account, Address, Contact
from agentview.models.desk import SearchToken
from agentview.models.order import Order
from agentview.models.prepared import Preparable, parameter
from agentview.models.provisioning import ProvisioningTask
from agentview.services.search.fit import LETTERS, Fit
from agentview.services.search.tokens import Entity, TokenKind

_LAST = "\U0010ffff"
_SHOWN_TWICE = 2
ORDERS, OF_ORDER, ENDING = "~0", "~1", "~2"
"""The keys of what is no customer; they sort after those of customers."""

T = SearchToken
Rows: TypeAlias = Select[*tuple[Any, ...]]
_PROVIDER = parameter("provider", Integer())
_OWN = parameter("own", Integer())


@dataclass(frozen=True, slots=True)
class Part:
    """One range: tokens of a kind from a parameter up to what begins with it.

    Its matches are worth `fit`, those that are the same as one of the parameters `wholes` are worth `whole`.
    """

    kind: TokenKind
    name: str
    fit: Fit
    whole: Fit
    wholes: tuple[str, ...] = ()


def between(typed: Mapping[str, str]) -> dict[str, object]:
    """Return the parameters of the ranges of what begins with these texts."""
    found: dict[str, object] = {}
    for name, text in typed.items():
        found[name], found[f"{name}_end"] = text, text + _LAST
    return found


@lru_cache(maxsize=200)
def customers(parts: tuple[Part, ...], most: int, *, own_only: bool) -> Preparable:
    """Return what reads the customers that fit one of these ranges, the best first, `most` of them."""
    return Preparable(_described([_range(part, most, own_only=own_only) for part in parts], most))


@lru_cache(maxsize=100)
def customers_with_all(
    count: int, parts: tuple[Part, ...], kinds: tuple[TokenKind, ...], most: int, *, own_only: bool
) -> Preparable:
    """Return the same for what has a word for each of `count` in tokens of `kinds`; w0 leads."""
    found: list[Rows] = [_range(part, most, own_only=own_only) for part in parts]
    for group, fit in ((kinds[:1], Fit.WORD_OF_NAME), (kinds[1:], Fit.OTHER_WORD)):
        if group:
            words = _with_all(group, kinds, count, Entity.ACCOUNT, own_only=own_only)
            key = _key(fit, group[0], T.token)
            found.append(_limited(words.with_only_columns(T.entity_id.label("record"), key), most))
    return Preparable(_described(found, most))


@lru_cache(maxsize=100)
def tasks(kinds: tuple[TokenKind, ...], count: int, most: int, *, own_only: bool) -> Preparable:
    """Return what reads tasks with a token for each of `count` beginnings: open ones, then the newest."""
    found = [_with_all((kind,), (kind,), count, Entity.TASK, own_only=own_only) for kind in kinds]
    ids = _all_of([_limited(one.with_only_columns(T.entity_id.label("record")), 3 * most) for one in found])
    return Preparable(
        select(ProvisioningTask.id)
        .where(ProvisioningTask.id.in_(select(ids.subquery().c.record)))
        .order_by(ProvisioningTask.bucket == "DONE", ProvisioningTask.id.desc())
        .limit(_number(most))
    )


def of_number(parts: Sequence[Part], most: int, *, own_only: bool) -> Preparable:
    """Return what reads the customers that fit one of these ranges, and all else that has the number.

    That are the order of the number, the tasks of it, and tasks whose identifier ends as `w0`: their rows
    have the key of `ORDERS`, `OF_ORDER` or `ENDING`, and nothing else to show.
    """
    found = _described([_range(part, most, own_only=own_only) for part in parts], most).subquery()
    others = (_bare(key, rows) for key, rows in _numbered(most, own_only=own_only))
    joined = union_all(select(*found.c), *others).subquery()
    columns = tuple(joined.c)
    return Preparable(select(*columns).order_by(*columns[:2]))


def _bare(key: str, records: Rows) -> Rows:
    """Return records as rows like those of customers."""
    nothing: list[ColumnElement[Any]] = [
        literal_column("0" if column is Account.status else "''") for column in shown()
    ]
    return select(literal_column(f"'{key}'", String()), *records.subquery().c, *nothing)


def _numbered(most: int, *, own_only: bool) -> Iterable[tuple[str, Rows]]:
    key, task = parameter("order", Integer()), ProvisioningTask
    orders: Rows = select(Order.id).where(Order.id == key, Order.provider_id == _PROVIDER)
    of_order: Rows = (
        select(task.id)
        .where(or_(task.order_id == key, task.cancel_request_id == key))
        .where(or_(task.queue_provider_id == _PROVIDER, task.retailer_id == _PROVIDER))
    )
    if own_only:
        orders, of_order = orders.where(Order.account_id == _OWN), of_order.where(task.account_id == _OWN)
    ends = (TokenKind.END_TASK,)
    ending = _with_all(ends, ends, 1, Entity.TASK, own_only=own_only)
    yield ORDERS, orders
    yield OF_ORDER, of_order.limit(_number(most))
    yield ENDING, ending.limit(_number(most))


@lru_cache(maxsize=16)
def rarity(count: int, kinds: tuple[TokenKind, ...], most: int) -> Preparable:
    """Return what counts, up to `most`, the tokens that begin as each of `count` words."""
    counts = []
    for number in range(count):
        some = select(T.id).where(*_in_range(kinds, f"w{number}")).limit(_number(most)).subquery()
        counts.append(select(func.count()).select_from(some).scalar_subquery().label(f"c{number}"))
    return Preparable(select(*counts))


def shown() -> tuple[Any, ...]:
    """Return what is shown of an account: number, name, status, telephone or mobile, suburb."""
    return (
        Account.account_no,
        Account.name,
        Account.status,
        _first_said(func.coalesce(Contact.phone, Contact.mobile), Contact),
        _first_said(Address.city, Address),
    )


def _first_said(column: Any, table: type[Contact] | type[Address]) -> ColumnElement[Any]:  # noqa: ANN401
    """Select the first value of an account that says something."""
    said = select(column).where(table.account_id == Account.id, column != "")
    return said.order_by(table.id).limit(_number(1)).correlate(Account).scalar_subquery()


def _described(found: Sequence[Rows], most: int) -> Rows:
    """Keep the best key of each customer, the best customers of all, and show what they are."""
    every = _all_of(found).subquery()
    best = func.min(every.c.key)
    first = (
        select(every.c.record, best.label("key"))
        .group_by(every.c.record)
        .order_by(best, every.c.record)
        .limit(_number(most))
        .subquery()
    )
    return (
        select(first.c.key, Account.id, *shown())
        .join_from(first, Account, Account.id == first.c.record)
        .order_by(first.c.key, Account.id)
    )


def _range(part: Part, most: int, *, own_only: bool) -> Rows:
    key = _key(part.fit, part.kind, T.token)
    if part.wholes:
        is_whole = T.token.in_([parameter(name, String()) for name in part.wholes])
        key = case((is_whole, _key(part.whole, part.kind, T.token)), else_=key)
    found = select(T.entity_id.label("record"), key.label("key")).where(*_in_range((part.kind,), part.name))
    if own_only:
        found = found.where(T.entity_id == _OWN)
    # In the order of the index, so that as many are read as are wanted; a name has two tokens at times.
    return _limited(found.order_by(T.token, T.entity_id), _SHOWN_TWICE * most)


def _with_all(
    lead: Sequence[TokenKind], kinds: Sequence[TokenKind], count: int, entity: Entity, *, own_only: bool
) -> Rows:
    found: Rows = select(T.entity_id).where(*_in_range(lead, "w0"))
    if own_only:
        found = found.where(_own(entity))
    for number in range(1, count):
        other = aliased(T)
        found = found.where(
            exists().where(
                other.entity == entity.value,
                other.entity_id == T.entity_id,
                other.token >= parameter(f"w{number}", String()),
                other.token < parameter(f"w{number}_end", String()),
                _of(other.kind, kinds),
            )
        )
    return found


def _own(entity: Entity) -> ColumnElement[bool]:
    if entity is Entity.ACCOUNT:
        return T.entity_id == _OWN
    return T.entity_id.in_(select(ProvisioningTask.id).where(ProvisioningTask.account_id == _OWN))


def _in_range(kinds: Sequence[TokenKind], name: str) -> Iterable[ColumnElement[bool]]:
    """Compare by range, which an index serves on every database."""
    text = String()
    low, high = parameter(name, text), parameter(f"{name}_end", text)
    return T.provider_id == _PROVIDER, _of(T.kind, kinds), and_(T.token >= low, T.token < high)


def _of(column: Any, kinds: Sequence[TokenKind]) -> ColumnElement[bool]:  # noqa: ANN401 - a column of an alias
    names: list[str] = [kind.value for kind in kinds]
    found: ColumnElement[bool] = column == names[0] if len(names) == 1 else column.in_(names)
    return found


def _key(fit: Fit, kind: TokenKind, token: Any) -> ColumnElement[str]:  # noqa: ANN401 - a column of an alias
    # Written out, not a parameter: of text that is given at each call PostgreSQL would not know the type.
    return literal_column(f"'{fit.letter}{LETTERS[kind]}'", String()).concat(token).label("key")


def _number(number: int) -> ColumnElement[int]:
    # As a number in the statement: PostgreSQL keeps one plan for it.
    return literal_column(str(number), Integer())


def _limited(statement: Rows, most: int) -> Rows:
    return select(*statement.limit(_number(most)).subquery().c)


def _all_of(selects: Sequence[Rows]) -> Rows | CompoundSelect[*tuple[Any, ...]]:
    return selects[0] if len(selects) == 1 else union_all(*selects)
