"""What a search of orders asks for, as conditions that indexes and search tokens answer (D-35)."""

from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, exists, false, not_, or_, select

from agentview.contract.order_search import OrderFilter, OrderSort, OrderView
from agentview.contract.orders import OrderStatus, OrderType
from agentview.core.caller import Caller
from agentview.core.clock import end_of_day_on
from agentview.core.reference import Prefix, parse_reference
from agentview.core.text import words
from agentview.models.catalogue import PackagePlan
from agentview.models.customer import Account
from agentview.models.desk import SearchToken
from agentview.models.order import Order
from agentview.services.order_scope import visible_orders
from agentview.services.search.tokens import Entity, TokenKind

_LARGEST_KEY = 2**31
_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(9000, 1, 1)
"""Days beyond these narrow nothing, and the calendar ends not far behind them."""

_LAST = "\U0010ffff"
_SHORTEST = 3

OF_VIEW: dict[OrderView, tuple[OrderStatus, ...]] = {
    OrderView.MINE: (OrderStatus.ORDER_INCOMPLETE,),
    OrderView.HALTED: (OrderStatus.PROVISIONING_HALTED,),
    OrderView.TROUBLED: (
        OrderStatus.ORDER_FAILED,
        OrderStatus.ORDER_QUARANTINED,
        OrderStatus.ORDER_PENDING,
    ),
    OrderView.ALL: (),
}
"""The states that a view shows; ALL shows every one."""

_UNFINISHED = frozenset({OrderStatus.ORDER_INCOMPLETE, OrderStatus.ORDER_CANCELLED})


def statuses_of(wanted: OrderFilter) -> tuple[OrderStatus, ...]:
    """Return the states that are looked for; empty for every one."""
    of_view = OF_VIEW[wanted.view]
    if not (of_view and wanted.statuses):
        return of_view or wanted.statuses
    return tuple(status for status in of_view if status in wanted.statuses)


def may_lack(wanted: OrderFilter, sort: OrderSort) -> bool:
    """Say whether an order that is found may be without what it is sorted by: a customer, or a package."""
    of_customer = wanted.customer or wanted.account_id is not None
    of_days = wanted.submitted_from is not None or wanted.submitted_to is not None
    has_it = of_customer if sort is OrderSort.CUSTOMER else wanted.package
    statuses = statuses_of(wanted)
    is_finished = bool(statuses) and _UNFINISHED.isdisjoint(statuses)
    return not (has_it or of_days or is_finished)


def conditions(caller: Caller, wanted: OrderFilter) -> list[ColumnElement[bool]]:
    """Return what an order must fulfil; nothing is found where nothing is asked for (R-PRV-37)."""
    found = [visible_orders(caller)]
    if not wanted.has_criterion:
        return [false()]
    if wanted.view is OrderView.MINE:
        found.append(Order.owner_id == caller.user_id)
    if OF_VIEW[wanted.view] or wanted.statuses:
        found.append(Order.status.in_([status.value for status in statuses_of(wanted)]))
    if wanted.types:
        found.append(Order.order_type.in_([kind.value for kind in wanted.types]))
    if wanted.account_id is not None:
        found.append(Order.account_id == wanted.account_id)
    if wanted.order:
        found.append(_numbered(wanted.order))
    if wanted.customer:
        found.append(_of_customer(caller, wanted.customer))
    if wanted.package:
        found.append(_of_package(caller, wanted.package))
    return found + _days(caller, wanted)


def _numbered(typed: str) -> ColumnElement[bool]:
    """An order is named by PO- and its number, a migration by MG-, or by the number alone.

    A task's number means its order.
    """
    named = parse_reference(typed)
    number = named[1] if named is not None else int(typed) if typed.isascii() and typed.isdigit() else 0
    if not 0 < number < _LARGEST_KEY:
        return false()
    if named is None:
        return Order.id == number
    is_migration = Order.order_type == OrderType.MIGRATE.value
    of_prefix = {Prefix.ORDER: not_(is_migration), Prefix.MIGRATION: is_migration}
    return and_(Order.id == number, of_prefix.get(named[0], false()))


def _of_customer(caller: Caller, typed: str) -> ColumnElement[bool]:
    """Customers whose name has a word that begins as each of those typed."""
    typed_words = words(typed)
    if not typed_words:
        return false()
    # The longest word is the rarest: the index finds it, the others are only looked for in what it finds.
    rarest = max(typed_words, key=len)
    if len(rarest) < _SHORTEST:
        named = exists().where(Account.id == Order.account_id, *map(has_word, typed_words))
        # A list sorted by its customers joins them itself: the ones looked at here are not those.
        return named.correlate(Order)
    token = SearchToken.token
    accounts = (
        select(Account.id)
        .join(SearchToken, SearchToken.entity_id == Account.id)
        .where(
            SearchToken.provider_id == caller.provider_id,
            SearchToken.kind == TokenKind.NAME.value,
            SearchToken.entity == Entity.ACCOUNT.value,
            token >= rarest,
            token < rarest + _LAST,
            *(Account.name_key.contains(word, autoescape=True) for word in typed_words),
        )
    )
    return Order.account_id.in_(accounts)


def has_word(word: str) -> ColumnElement[bool]:
    """A name with a word that begins so; so few letters fit so many names that each order is looked at."""
    name = Account.name_key
    return or_(name.startswith(word, autoescape=True), name.contains(f" {word}", autoescape=True))


def _of_package(caller: Caller, typed: str) -> ColumnElement[bool]:
    """Plans of the own provider with this in one of their names; there are hundreds, so each is looked at."""
    named = PackagePlan.internal_name.icontains(typed, autoescape=True)
    sold = PackagePlan.external_name.icontains(typed, autoescape=True)
    plans = select(PackagePlan.id).where(PackagePlan.provider_id == caller.provider_id, named | sold)
    return Order.package_plan_id.in_(plans)


def _days(caller: Caller, wanted: OrderFilter) -> list[ColumnElement[bool]]:
    days: list[ColumnElement[bool]] = []
    if wanted.submitted_from is not None and wanted.submitted_from > _FIRST_DAY:
        before = wanted.submitted_from - timedelta(days=1)
        days.append(Order.submitted_at >= end_of_day_on(before, caller.zone))
    if wanted.submitted_to is not None and wanted.submitted_to < _LAST_DAY:
        days.append(Order.submitted_at < end_of_day_on(wanted.submitted_to, caller.zone))
    return days
