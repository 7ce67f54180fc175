"""The statements by which tokens are read: each is compiled once, reads one range of an index a part."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from agentview.models.desk import SearchToken
from agentview.models.order import Order
from agentview.models.prepared import Preparable, parameter
from agentview.models.provisioning import ProvisioningTask
from agentview.services.search.tokens import Entity, TokenKind

LAST = "\U0010ffff"
"""Comes after every character: what begins with `x` lies between `x` and `x` with this at its end."""

MOST = 24
"""So many of each kind of match are read; more than a caller may ask for."""

WORD_KINDS = (
    TokenKind.NAME,
    TokenKind.CONTACT,
    TokenKind.VANITY,
    TokenKind.SERVICE,
    TokenKind.ACCOUNT,
    TokenKind.SERIAL,
    TokenKind.EMAIL,
    TokenKind.ADDRESS,
)
"""The kinds in which words are looked for, in the order of their worth."""

BY_ORDER, BY_TASK = "ORDER", "ORDER_TASK"
"""Stand as the kind of what was found by the number of an order."""

T = SearchToken
Rows: TypeAlias = Select[*tuple[Any, ...]]
Row: TypeAlias = tuple[str, str, int]
"""Kind, token, and the record that it leads to."""

_PROVIDER = parameter("provider", Integer())
_OWN = parameter("own", Integer())


@dataclass(frozen=True, slots=True)
class Part:
    """One range: tokens of a kind from a parameter up to what begins with it."""

    kind: TokenKind
    name: str


def between(typed: Mapping[str, str]) -> dict[str, object]:
    """Return the parameters of the ranges of what begins with these texts."""
    found: dict[str, object] = {}
    for name, text in typed.items():
        found[f"{name}_low"], found[f"{name}_high"] = text, text + LAST
    return found


@lru_cache(maxsize=64)
def ranges(parts: tuple[Part, ...], *, own_only: bool, with_orders: bool = False) -> Preparable:
    """Return what reads these ranges; `own_only` is for a VIEWER, who sees one account."""
    selects = [_limited(_range(part, own_only=own_only)) for part in parts]
    if with_orders:
        selects += [_limited(one) for one in _orders(own_only=own_only)]
    return Preparable(_all_of(selects))


@lru_cache(maxsize=64)
def together(count: int, kinds: tuple[TokenKind, ...], *, own_only: bool) -> Preparable:
    """Return what reads records with a word for each of `count` beginnings; w0 leads, the others follow."""
    entity = Entity.TASK if kinds == (TokenKind.TASK,) else Entity.ACCOUNT
    statement = _tokens(kinds, "w0", own_only=own_only)
    for number in range(1, count):
        other = aliased(T)
        statement = statement.where(
            exists().where(
                other.entity == entity.value,
                other.entity_id == T.entity_id,
                _within(other.token, f"w{number}"),
                other.kind.in_([kind.value for kind in kinds]),
            )
        )
    return Preparable(statement.limit(MOST))


@lru_cache(maxsize=16)
def rarity(count: int, kinds: tuple[TokenKind, ...], most: int) -> Preparable:
    """Return what counts, up to `most`, the tokens that begin as each of `count` words."""
    counts = []
    for number in range(count):
        some = _tokens(kinds, f"w{number}", own_only=False).limit(most).subquery()
        counts.append(select(func.count()).select_from(some).scalar_subquery().label(f"c{number}"))
    return Preparable(select(*counts))


def _range(part: Part, *, own_only: bool) -> Rows:
    # In the order of the index, so that as many are read as are wanted.
    return _tokens((part.kind,), part.name, own_only=own_only).order_by(T.token, T.entity_id)


def _tokens(kinds: Sequence[TokenKind], name: str, *, own_only: bool) -> Rows:
    of_kind = T.kind == kinds[0].value if len(kinds) == 1 else T.kind.in_([kind.value for kind in kinds])
    found = select(T.kind.label("kind"), T.token.label("token"), T.entity_id.label("record")).where(
        T.provider_id == _PROVIDER, of_kind, _within(T.token, name)
    )
    return found.where(_own(kinds)) if own_only else found


def _own(kinds: Sequence[TokenKind]) -> ColumnElement[bool]:
    if kinds[0] in {TokenKind.TASK, TokenKind.END_TASK}:
        return T.entity_id.in_(select(ProvisioningTask.id).where(ProvisioningTask.account_id == _OWN))
    return T.entity_id == _OWN


def _within(column: Any, name: str) -> ColumnElement[bool]:  # noqa: ANN401 - a column of an alias
    """Compare by range, which an index serves on every database."""
    text = String()
    return and_(column >= parameter(f"{name}_low", text), column < parameter(f"{name}_high", text))


def _orders(*, own_only: bool) -> Iterable[Rows]:
    """Give the order of a number, and its tasks."""
    key, task = parameter("order", Integer()), ProvisioningTask
    orders = select(
        literal(BY_ORDER).label("kind"), literal("").label("token"), Order.id.label("record")
    ).where(Order.id == key, Order.provider_id == _PROVIDER)
    tasks = (
        select(literal(BY_TASK).label("kind"), literal("").label("token"), task.id.label("record"))
        .where(or_(task.order_id == key, task.cancel_request_id == key))
        .where(or_(task.queue_provider_id == _PROVIDER, task.retailer_id == _PROVIDER))
        .order_by(task.id)
    )
    if own_only:
        return orders.where(Order.account_id == _OWN), tasks.where(task.account_id == _OWN)
    return orders, tasks


def _limited(statement: Rows) -> Rows:
    # As a number in the statement: PostgreSQL keeps one plan for it.
    inner = statement.limit(literal_column(str(MOST))).subquery()
    return select(inner.c.kind, inner.c.token, inner.c.record)


def _all_of(selects: Sequence[Rows]) -> Rows:
    if len(selects) == 1:
        return selects[0]
    joined = union_all(*selects).subquery()
    return select(joined.c.kind, joined.c.token, joined.c.record)
