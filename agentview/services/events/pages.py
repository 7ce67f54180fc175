"""Lists the pages to print that events of an account gave (On Screen, E41)."""

from sqlalchemy import select

from agentview.contract.events import EventType, PagesRequest, PrintedPage, PrintedPages
from agentview.models.trail import EventInstance
from agentview.services.customer_scope import account_of, refuse_customers
from agentview.services.events.acting import PAGE_TEXT, PAGE_TITLE
from agentview.services.keyset import Place, read_place
from agentview.services.unit import Unit

E = EventInstance


def pages(unit: Unit, request: PagesRequest) -> PrintedPages:
    """Return pages of an account, the newest first. Raises NotFound, also for another's."""
    refuse_customers(unit)
    account = account_of(unit, request.account_id)
    wanted = select(E).where(E.account_id == account.id, E.payload[PAGE_TEXT].as_string().is_not(None))
    if request.after is not None:
        wanted = wanted.where(E.id < read_place(request.after, (E.id,)).values[0])
    found = unit.session.scalars(wanted.order_by(E.id.desc()).limit(request.limit + 1)).all()
    shown = found[: request.limit]
    return PrintedPages(
        rows=tuple(map(_page, shown)),
        last=Place((shown[-1].id,)).token() if len(found) > len(shown) else None,
    )


def _page(row: EventInstance) -> PrintedPage:
    return PrintedPage(
        event_id=row.id,
        event_type=EventType(row.event_type),
        at=row.occurred_at,
        title=str(row.payload[PAGE_TITLE]),
        text=str(row.payload[PAGE_TEXT]),
    )
