"""Finds the records that a query may mean, through the index of tokens and by reference."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, aliased

from agentview.core.caller import Caller
from agentview.core.reference import Prefix, reference
from agentview.models.desk import SearchToken
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.services.search.index import Entity, TokenKind
from agentview.services.search.query import Query
from agentview.services.unit import Unit

MOST = 200
"""So many records are ranked; whoever means another one types more."""

_LAST = "\U0010ffff"
_LARGEST_KEY = 2**31

EXACT, REFERENCE, BEGINNING = 0, 1, 2
"""How well a record fits: lower is better."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record and how well it fits."""

    entity: Entity
    record_id: int
    fit: int


def candidates(unit: Unit, query: Query) -> list[Candidate]:
    """Return what fits, each record once with its best fit. A reference means that record alone."""
    if query.reference is not None:
        named = list(_by_reference(unit, *query.reference))
        if named:
            return named
    found = _by_words(unit, query.words)
    if query.number:
        found += [*_by_order_number(unit, query.number), *_by_number(unit, query)]
    best: dict[tuple[Entity, int], Candidate] = {}
    for one in found:
        known = best.get((one.entity, one.record_id))
        if known is None or one.fit < known.fit:
            best[one.entity, one.record_id] = one
    return list(best.values())


def _by_number(unit: Unit, query: Query) -> list[Candidate]:
    """Find numbers that end as typed; one that is the same from its first digit fits best."""
    ends = or_(*(_begins(SearchToken.token, ending) for ending in query.endings))
    rows = unit.session.execute(
        select(SearchToken.entity, SearchToken.entity_id, SearchToken.token)
        .where(*_of_caller(unit.caller), SearchToken.kind == TokenKind.NUMBER.value, ends)
        .order_by(SearchToken.token, SearchToken.entity_id)
        .limit(MOST)
    )
    return [
        Candidate(Entity(row.entity), row.entity_id, EXACT if row.token in query.endings else BEGINNING)
        for row in rows
    ]


def _by_words(unit: Unit, words: tuple[str, ...]) -> list[Candidate]:
    """Find records with a word that begins as each of those typed."""
    if not words:
        return []
    # The longest word is the rarest: the others are only looked up for what it finds.
    first, *others = sorted(words, key=len, reverse=True)
    conditions = [SearchToken.kind == TokenKind.WORD.value, _begins(SearchToken.token, first)]
    conditions += [_has_word(unit.caller, other) for other in others]
    rows = unit.session.execute(
        select(SearchToken.entity, SearchToken.entity_id, SearchToken.token)
        .where(*_of_caller(unit.caller), *conditions)
        .order_by(SearchToken.token, SearchToken.entity_id)
        .limit(MOST)
    )
    return [
        Candidate(Entity(row.entity), row.entity_id, EXACT if row.token == first else BEGINNING)
        for row in rows
    ]


def _has_word(caller: Caller, word: str) -> ColumnElement[bool]:
    other = aliased(SearchToken)
    return exists().where(
        other.entity == SearchToken.entity,
        other.entity_id == SearchToken.entity_id,
        other.provider_id == caller.provider_id,
        other.kind == TokenKind.WORD.value,
        _begins(other.token, word),
    )


def _begins(column: InstrumentedAttribute[str], prefix: str) -> ColumnElement[bool]:
    """Compare by range, which an index serves on every database."""
    return and_(column >= prefix, column < prefix + _LAST)


def _of_caller(caller: Caller) -> Iterable[ColumnElement[bool]]:
    """Tokens of the own provider, and for a VIEWER of the own account alone (R-GEN-10)."""
    yield SearchToken.provider_id == caller.provider_id
    if caller.account_id is not None:
        own_tasks = select(ProvisioningTask.id).where(ProvisioningTask.account_id == caller.account_id)
        yield or_(
            and_(SearchToken.entity == Entity.ACCOUNT.value, SearchToken.entity_id == caller.account_id),
            and_(SearchToken.entity == Entity.TASK.value, SearchToken.entity_id.in_(own_tasks)),
        )


def _by_order_number(unit: Unit, number: str) -> list[Candidate]:
    """Find the tasks of the order, or cancel request, that has this number."""
    key = int(number[:18])
    if key >= _LARGEST_KEY:
        return []
    named = or_(ProvisioningTask.order_id == key, ProvisioningTask.cancel_request_id == key)
    return _tasks(unit, named)


def _by_reference(unit: Unit, prefix: Prefix, number: int, part: int | None) -> list[Candidate]:
    if number >= _LARGEST_KEY:
        return []
    if prefix is Prefix.ACCOUNT:
        return [Candidate(Entity.ACCOUNT, number, REFERENCE)]
    if prefix in {Prefix.PACKAGE, Prefix.SERVICE}:
        return _holder(unit, prefix, number)
    is_order = prefix is Prefix.ORDER
    column = ProvisioningTask.order_id if is_order else ProvisioningTask.cancel_request_id
    is_part = true() if part is None else ProvisioningTask.reference == reference(prefix, number, part)
    return _tasks(unit, and_(column == number, is_part))


def _tasks(unit: Unit, condition: ColumnElement[bool]) -> list[Candidate]:
    ids = unit.session.scalars(
        select(ProvisioningTask.id).where(condition).order_by(ProvisioningTask.id).limit(MOST)
    )
    return [Candidate(Entity.TASK, task_id, REFERENCE) for task_id in ids]


def _holder(unit: Unit, prefix: Prefix, number: int) -> list[Candidate]:
    """Find the customer who holds a package, or a service."""
    holder = select(PackageSubscription.account_id)
    if prefix is Prefix.SERVICE:
        holder = holder.join(
            ServiceSubscription, ServiceSubscription.package_subscription_id == PackageSubscription.id
        ).where(ServiceSubscription.id == number)
    else:
        holder = holder.where(PackageSubscription.id == number)
    return [Candidate(Entity.ACCOUNT, account_id, REFERENCE) for account_id in unit.session.scalars(holder)]
