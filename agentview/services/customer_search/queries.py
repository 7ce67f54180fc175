"""The statements of the list of customers: from a rare criterion, or along an index past common ones.

What few customers fit is read first, and they are sorted. What many fit is met soon on the way through the
index of the order wanted. Either way a page costs about the same among a thousand customers and a million.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select, tuple_

from agentview.contract.customer_search import CustomerFilter, CustomerSort
from agentview.core.caller import Caller
from agentview.core.reference import Prefix
from agentview.models.customer import Account, Contact
from agentview.models.desk import SearchToken
from agentview.models.money import Invoice
from agentview.models.order import CancelRequest, Order
from agentview.models.party import Agent
from agentview.services.customer_search.criteria import Criterion, criteria, order_named
from agentview.services.keyset import Key, Place
from agentview.services.search.tokens import Entity
from agentview.services.unit import Unit

FEW = 2_000
_MANY = 100_000
_LAST = "\U0010ffff"
_ISSUED = "ISSUED"
T = SearchToken

KEYS: dict[CustomerSort, tuple[Key, ...]] = {
    CustomerSort.NAME: (Account.name_key, Account.id),
    CustomerSort.ACCOUNT_NO: (Account.account_no, Account.id),
    CustomerSort.STATUS: (Account.status, Account.name_key, Account.id),
}
"""What each order sorts by: each reads an index, and the id makes it total."""


def conditions(unit: Unit, wanted: CustomerFilter) -> list[ColumnElement[bool]]:
    """Return what a customer must fit, as it is quickest to ask."""
    caller = unit.caller
    found = [*_own(caller), *_plain(wanted)]
    if wanted.order_no:
        found.append(_of_order(caller, wanted.order_no))
    asked = sorted(criteria(wanted, caller.region), key=lambda one: -one.length)
    rare = next(((one, ids) for one in asked if (ids := _few(unit, one)) is not None), None)
    if rare is not None:
        found.append(Account.id.in_(rare[1]))
    elif asked:
        counts = [(_count(unit, one), at) for at, one in enumerate(asked)]
        count, at = min(counts)
        if count < _MANY:
            # Of common words the rarest leads: else the index is walked past all that do not fit.
            found.append(Account.id.in_(_holders(caller, asked[at])))
            asked = [*asked[:at], *asked[at + 1 :]]
    return found + [_has(caller, one) for one in asked if rare is None or one is not rare[0]]


def page(
    wanted: Sequence[ColumnElement[bool]],
    sort: CustomerSort,
    *,
    is_descending: bool,
    place: Place | None,
    limit: int,
) -> Select[*tuple[Any, ...]]:
    """Return the statement of a page: keys first, then what is shown of its rows."""
    keys = KEYS[sort]
    order = [key.desc() if is_descending else key.asc() for key in keys]
    found = select(Account.id).where(*wanted).order_by(*order).limit(limit)
    if place is not None:
        here, there = tuple_(*keys), tuple_(*place.values)
        found = found.where(here < there if is_descending else here > there)
    ids = found.subquery()
    return (
        select(*_shown())
        .join_from(ids, Account, Account.id == ids.c.id)
        .outerjoin(Agent, Agent.id == Account.agent_id)
    ).order_by(*order)


def size(wanted: Sequence[ColumnElement[bool]]) -> Select[int]:
    """Return the statement that counts all rows."""
    return select(func.count()).select_from(Account).where(*wanted)


def _shown() -> tuple[Any, ...]:
    owing = select(func.coalesce(func.sum(Invoice.amount_due_inc_cents), 0)).where(
        Invoice.account_id == Account.id, Invoice.status == _ISSUED, Invoice.amount_due_inc_cents > 0
    )
    return (
        Account.id,
        Account.account_no,
        Account.name,
        Account.name_key,
        Account.status,
        Account.account_type,
        owing.correlate(Account).scalar_subquery().label("owing"),
        _first_contact(Contact.name).label("contact"),
        _first_contact(func.coalesce(Contact.phone, Contact.mobile)).label("number"),
        Agent.name.label("agent"),
    )


def _first_contact(column: Any) -> Any:  # noqa: ANN401 - a column of any kind
    first = select(column).where(Contact.account_id == Account.id).order_by(Contact.id).limit(1)
    return first.correlate(Account).scalar_subquery()


def _own(caller: Caller) -> list[ColumnElement[bool]]:
    """Keep to customers of the own provider, a VIEWER to the own account (R-GEN-10)."""
    own: list[ColumnElement[bool]] = [Account.provider_id == caller.provider_id]
    return own if caller.account_id is None else [*own, Account.id == caller.account_id]


def _plain(wanted: CustomerFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.statuses:
        found.append(Account.status.in_(wanted.statuses))
    if wanted.profiles:
        found.append(Account.profile_id.in_(wanted.profiles))
    if wanted.account_ids:
        found.append(Account.id.in_(wanted.account_ids))
    return found


def _of_order(caller: Caller, text: str) -> ColumnElement[bool]:
    named = order_named(text)
    if named is None:
        return false()
    table = CancelRequest if named[0] is Prefix.CANCEL_REQUEST else Order
    asked = select(table.account_id).where(
        table.id == named[1], table.provider_id == caller.provider_id, table.account_id.is_not(None)
    )
    return Account.id.in_(asked)


def _few(unit: Unit, criterion: Criterion) -> list[int] | None:
    """Return who fits a criterion, or None where that is not few."""
    if not criterion.beginnings:
        return []
    ids = list(unit.session.scalars(_holders(unit.caller, criterion).limit(FEW + 1)))
    return None if len(ids) > FEW else sorted(set(ids))


def _count(unit: Unit, criterion: Criterion) -> int:
    some = _holders(unit.caller, criterion).limit(_MANY).subquery()
    return unit.session.scalars(select(func.count()).select_from(some)).one()


def _holders(caller: Caller, criterion: Criterion) -> Select[int]:
    """Select who fits a criterion."""
    ranges = [_range(kind.value, text) for kind, text in criterion.beginnings]
    return select(T.entity_id).where(T.provider_id == caller.provider_id, or_(false(), *ranges))


def _has(caller: Caller, criterion: Criterion) -> ColumnElement[bool]:
    ranges = [_range(kind.value, text) for kind, text in criterion.beginnings]
    return exists().where(
        T.entity == Entity.ACCOUNT.value,
        T.entity_id == Account.id,
        T.provider_id == caller.provider_id,
        or_(false(), *ranges),
    )


def _range(kind: str, text: str) -> ColumnElement[bool]:
    return and_(T.kind == kind, T.token >= text, T.token < text + _LAST)
