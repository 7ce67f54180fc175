"""The statements of halted requests: the rows of the queue on the retailer's side, with why they stopped."""

from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from agentview.contract.halted import HaltedFilter, HaltedRequest, HaltedSort
from agentview.contract.provisioning import Side
from agentview.core.caller import Caller
from agentview.core.text import fold
from agentview.models.catalogue import ServicePlan
from agentview.models.customer import Account
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import ServiceSubscription
from agentview.services.keyset import Place, read_place
from agentview.services.provisioning.queries import joined
from agentview.services.provisioning.scope import on_side

T = ProvisioningTask

KEYS: dict[HaltedSort, tuple[InstrumentedAttribute[Any], ...]] = {
    HaltedSort.HALTED_AT: (T.halted_at, T.id),
    HaltedSort.ORDER: (T.id,),
    HaltedSort.CUSTOMER: (Account.name_key, T.id),
}
"""What each order sorts by; one index holds all that a retailer has halted. The id makes each order total."""


def page_rows(session: Session, caller: Caller, request: HaltedRequest) -> list[Row[Any]]:
    """Read the rows of a page: the columns of the queue, then what stopped it."""
    is_back = request.after is None and request.before is not None
    token = request.after or request.before
    columns = KEYS[request.sort]
    is_downward = request.is_descending is not is_back
    page = _rows().where(*conditions(caller, request.filter))
    if token is not None:
        here, there = tuple_(*columns), tuple_(*read_place(token, columns).values)
        page = page.where(here < there if is_downward else here > there)
    ordering = [column.desc() if is_downward else column.asc() for column in columns]
    found = list(session.execute(page.order_by(*ordering).limit(request.limit).offset(request.offset)))
    return found[::-1] if is_back else found


def place_in(row: Row[Any], sort: HaltedSort) -> Place:
    """Return the place of a fetched row in its list."""
    return Place(tuple(getattr(row, column.key) for column in KEYS[sort]))


def size_of(session: Session, caller: Caller, wanted: HaltedFilter) -> int:
    """Count the rows of a list exactly."""
    ids = (
        select(T.id)
        .join(ServiceSubscription, ServiceSubscription.id == T.service_subscription_id)
        .join(Account, Account.id == T.account_id)
        .where(*conditions(caller, wanted))
        .subquery()
    )
    return session.scalars(select(func.count()).select_from(ids)).one()


def conditions(caller: Caller, wanted: HaltedFilter) -> list[ColumnElement[bool]]:
    """Return what is halted for customers of the own provider, and what of it is wanted."""
    found = [on_side(caller, Side.REQUESTED), T.bucket == "HALTED"]
    if wanted.codes:
        found.append(T.halt_code.in_([code.value for code in wanted.codes]))
    if wanted.text:
        found.append(
            or_(
                Account.name_key.contains(fold(wanted.text), autoescape=True),
                T.reference.icontains(wanted.text, autoescape=True),
                T.halt_text.icontains(wanted.text, autoescape=True),
                Account.account_no.icontains(wanted.text, autoescape=True),
                ServiceSubscription.core_service_identifier.icontains(wanted.text, autoescape=True),
            )
        )
    return found


def _rows() -> Select[*tuple[Any, ...]]:
    further = joined().add_columns(
        T.order_id,
        T.account_id,
        ServicePlan.external_name.label("service"),
        T.halt_code,
        T.halt_text,
        T.halted_at,
        T.halted_by,
    )
    return further.join(ServicePlan, ServicePlan.id == ServiceSubscription.service_plan_id)
