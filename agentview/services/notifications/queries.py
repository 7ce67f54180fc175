"""The statements of the log of messages (S-27)."""

from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select
from sqlalchemy.orm import Session

from agentview.contract.notifications import NotificationFilter, NotificationsRequest, NotificationView
from agentview.core.caller import Caller
from agentview.core.power import Power
from agentview.core.text import fold
from agentview.models.customer import Account
from agentview.models.events import Notification
from agentview.models.subscription import ServiceSubscription
from agentview.services.keyset import Place, read_place
from agentview.services.notifications.scope import visible

N = Notification
CAP = 1000
KEYS = (N.id,)
"""Messages are numbered in the order in which they were queued: newest first reads an index backwards."""

_COLUMNS = (
    N.id,
    N.row_version,
    N.queued_at,
    N.event_type,
    N.channel,
    N.contact_id,
    N.to_address,
    N.account_id,
    N.service_subscription_id,
    N.status,
    N.not_sent_reason,
    N.error_text,
    N.sent_at,
    N.next_try_at,
    N.digest_id,
    N.resend_of_id,
)


def page_rows(session: Session, caller: Caller, request: NotificationsRequest) -> list[Row[Any]]:
    """Read the rows of a page."""
    is_back = request.after is None and request.before is not None
    token = request.after or request.before
    is_downward = request.is_descending is not is_back
    page = _joined().where(*conditions(caller, request.filter))
    if token is not None:
        [there] = read_place(token, KEYS).values
        page = page.where(N.id < there if is_downward else N.id > there)
    page = page.order_by(N.id.desc() if is_downward else N.id.asc())
    found = session.execute(page.limit(request.limit).offset(request.offset)).all()
    return list(reversed(found)) if is_back else list(found)


def one_row(session: Session, caller: Caller, notification_id: int) -> Row[Any] | None:
    """Read the row of one message."""
    return session.execute(_joined().where(N.id == notification_id, visible(caller))).first()


def place_in(row: Row[Any]) -> Place:
    """Return the place of a fetched row in its list."""
    return Place((row.id,))


def size_of(session: Session, caller: Caller, wanted: NotificationFilter) -> int:
    """Count the rows of a list exactly."""
    return session.scalars(_ids(caller, wanted).with_only_columns(func.count())).one()


def view_sizes(session: Session, caller: Caller) -> dict[NotificationView, int]:
    """Count the rows of each view, to CAP at most, in one statement."""
    counts = [
        select(func.count())
        .select_from(_ids(caller, NotificationFilter(view=view)).limit(CAP).subquery())
        .scalar_subquery()
        for view in NotificationView
    ]
    return dict(zip(NotificationView, session.execute(select(*counts)).one(), strict=True))


def conditions(caller: Caller, wanted: NotificationFilter) -> list[ColumnElement[bool]]:
    """Return what is wanted of what the caller may see."""
    found = [visible(caller)]
    if wanted.view is not NotificationView.ALL:
        found.append(N.status == wanted.view.value)
    if wanted.channel is not None:
        found.append(N.channel == wanted.channel.value)
    if wanted.event_type:
        found.append(N.event_type == wanted.event_type)
    if wanted.account_id is not None:
        found.append(N.account_id == wanted.account_id)
    if wanted.text:
        found.append(_text_condition(caller, wanted.text))
    return found


def _text_condition(caller: Caller, text: str) -> ColumnElement[bool]:
    places = [
        Account.name_key.contains(fold(text), autoescape=True),
        Account.account_no.icontains(text, autoescape=True),
        ServiceSubscription.core_service_identifier.icontains(text, autoescape=True),
        N.subject.icontains(text, autoescape=True),
    ]
    if caller.has(Power.REVEAL_PII):
        # Nobody guesses letter by letter what is masked.
        places.append(N.to_address.icontains(text, autoescape=True))
    return or_(*places)


def _ids(caller: Caller, wanted: NotificationFilter) -> Select[int]:
    ids = select(N.id).where(*conditions(caller, wanted))
    if not wanted.text:
        return ids
    return ids.join(Account, Account.id == N.account_id).outerjoin(
        ServiceSubscription, ServiceSubscription.id == N.service_subscription_id
    )


def _joined() -> Select[*tuple[Any, ...]]:
    return (
        select(
            *_COLUMNS,
            Account.account_no,
            Account.name.label("customer"),
            ServiceSubscription.core_service_identifier.label("identifier"),
        )
        .join(Account, Account.id == N.account_id)
        .outerjoin(ServiceSubscription, ServiceSubscription.id == N.service_subscription_id)
    )
