"""The statements of the provisioning errors, and of the log of a request (R-PRV-34)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from agentview.contract.network import (
    ErrorFilter,
    ErrorSort,
    ErrorsRequest,
    ErrorView,
    NetworkAction,
    NetworkStatus,
)
from agentview.core.caller import Caller
from agentview.core.reference import Prefix, parse_reference
from agentview.core.text import fold
from agentview.models.catalogue import ServicePlan
from agentview.models.customer import Account
from agentview.models.network import NetworkRequest
from agentview.models.subscription import ServiceSubscription
from agentview.services.keyset import Place, read_place
from agentview.services.network.lifecycle import SHOWN
from agentview.services.network.scope import visible

N = NetworkRequest
CAP = 1000
_LARGEST_KEY = 2**31

KEYS: dict[ErrorSort, tuple[InstrumentedAttribute[Any], ...]] = {
    ErrorSort.SINCE: (N.finished_at, N.id),
    ErrorSort.SUBSCRIPTION: (N.service_subscription_id, N.id),
    ErrorSort.CUSTOMER: (Account.name_key, N.id),
}
"""What each order sorts by; SINCE, the first one, reads an index. The id makes each order total."""

_ACTIONS = {ErrorView.NOT_STARTED: NetworkAction.ACTIVATE, ErrorView.NOT_ENDED: NetworkAction.END}


def page_rows(session: Session, caller: Caller, request: ErrorsRequest) -> list[Row[Any]]:
    """Read the rows of a page, and the sort values of each."""
    is_back = request.after is None and request.before is not None
    token = request.after or request.before
    columns = KEYS[request.sort]
    is_downward = request.is_descending is not is_back
    page = _joined().where(*conditions(caller, request.filter))
    if token is not None:
        here, there = tuple_(*columns), tuple_(*read_place(token, columns).values)
        page = page.where(here < there if is_downward else here > there)
    ordering = [column.desc() if is_downward else column.asc() for column in columns]
    found = session.execute(page.order_by(*ordering).limit(request.limit).offset(request.offset)).all()
    return list(reversed(found)) if is_back else list(found)


def place_in(row: Row[Any], sort: ErrorSort) -> Place:
    """Return the place of a fetched row in its list."""
    return Place(tuple(row._mapping[column.key] for column in KEYS[sort]))  # noqa: SLF001 - the rows' own names


def size_of(session: Session, caller: Caller, wanted: ErrorFilter) -> int:
    """Count the rows of a list exactly."""
    return session.scalars(_ids(caller, wanted).with_only_columns(func.count())).one()


def view_sizes(session: Session, caller: Caller) -> dict[ErrorView, int]:
    """Count the rows of each view, to CAP at most, in one statement."""
    counts = [
        select(func.count()).select_from(_ids(caller, ErrorFilter(view=view)).limit(CAP).subquery())
        for view in ErrorView
    ]
    row = session.execute(select(*(count.scalar_subquery() for count in counts))).one()
    return dict(zip(ErrorView, row, strict=True))


def conditions(caller: Caller, wanted: ErrorFilter) -> list[ColumnElement[bool]]:
    """Return what is an error, and what of it is wanted."""
    shown = or_(
        *(
            and_(N.action == action.value, ServiceSubscription.status.in_([one.value for one in statuses]))
            for action, statuses in SHOWN.items()
        )
    )
    found = [visible(caller), N.status == NetworkStatus.REFUSED.value, shown]
    if wanted.view in _ACTIONS:
        found.append(N.action == _ACTIONS[wanted.view].value)
    if wanted.text:
        found.append(_text_condition(wanted.text))
    return found


def _text_condition(text: str) -> ColumnElement[bool]:
    named = parse_reference(text)
    if named is not None and named[0] is Prefix.SERVICE and named[1] < _LARGEST_KEY:
        return N.service_subscription_id == named[1]
    return or_(
        Account.name_key.contains(fold(text), autoescape=True),
        Account.account_no.icontains(text, autoescape=True),
        N.reference.icontains(text, autoescape=True),
        N.failure_text.icontains(text, autoescape=True),
        ServiceSubscription.core_service_identifier.icontains(text, autoescape=True),
    )


def _ids(caller: Caller, wanted: ErrorFilter) -> Select[int]:
    return (
        select(N.id)
        .join(ServiceSubscription, ServiceSubscription.id == N.service_subscription_id)
        .join(Account, Account.id == N.account_id)
        .where(*conditions(caller, wanted))
    )


def _joined() -> Select[*tuple[Any, ...]]:
    return (
        select(
            N.id,
            N.row_version,
            N.service_subscription_id,
            N.action,
            N.status,
            N.failure_code,
            N.failure_text,
            N.finished_at,
            N.attempt_no,
            N.reference,
            N.order_id,
            N.account_id,
            Account.account_no,
            Account.name.label("customer"),
            Account.name_key,
            ServicePlan.external_name.label("service"),
            ServiceSubscription.core_service_identifier.label("identifier"),
            ServiceSubscription.status.label("service_status"),
        )
        .join(ServiceSubscription, ServiceSubscription.id == N.service_subscription_id)
        .join(ServicePlan, ServicePlan.id == ServiceSubscription.service_plan_id)
        .join(Account, Account.id == N.account_id)
    )


def requests_of_service(session: Session, caller: Caller, service_id: int) -> Sequence[int]:
    """Return all requests about a service, so that its log is whole."""
    return session.scalars(select(N.id).where(visible(caller), N.service_subscription_id == service_id)).all()
