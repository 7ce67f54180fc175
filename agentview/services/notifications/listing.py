"""Lists messages to customers (S-27): pages, sizes, counts of views, exports."""

from agentview.contract.notifications import (
    NotificationExportPage,
    NotificationExportRequest,
    NotificationRow,
    NotificationSize,
    NotificationSizeRequest,
    NotificationsPage,
    NotificationsRequest,
    NotificationViewCounts,
)
from agentview.contract.op import Nothing
from agentview.contract.value import CommandState
from agentview.services.customer_scope import refuse_customers
from agentview.services.exporting import refuse_large
from agentview.services.notifications.again import contacts_by_id, resend_state
from agentview.services.notifications.outlet import outlet_of
from agentview.services.notifications.queries import CAP, page_rows, place_in, size_of, view_sizes
from agentview.services.notifications.row import shown
from agentview.services.unit import Unit

EXPORT_PAGE = 200


def notifications(unit: Unit, request: NotificationsRequest) -> NotificationsPage:
    """Return a page of the log, with what can be done to each message."""
    refuse_customers(unit)
    fetched = page_rows(unit.session, unit.caller, request)
    outlet = outlet_of(unit.session, unit.caller.provider_id)
    contacts = contacts_by_id(unit.session, (row.contact_id for row in fetched))
    commands: dict[str, tuple[CommandState, ...]] = {}
    rows: list[NotificationRow] = []
    for row in fetched:
        states = (resend_state(unit.session, unit.caller, outlet, row, contacts),)
        key = next((key for key, known in commands.items() if known == states), str(len(commands)))
        commands[key] = states
        rows.append(shown(row, unit.caller, key))
    return NotificationsPage(
        rows=tuple(rows),
        commands=commands,
        first=place_in(fetched[0]).token() if fetched else None,
        last=place_in(fetched[-1]).token() if fetched else None,
        as_of=unit.now,
    )


def size(unit: Unit, request: NotificationSizeRequest) -> NotificationSize:
    """Count the messages of a list exactly."""
    refuse_customers(unit)
    return NotificationSize(rows=size_of(unit.session, unit.caller, request.filter))


def views(unit: Unit, _request: Nothing) -> NotificationViewCounts:
    """Count each view, to a cap, in one statement."""
    refuse_customers(unit)
    return NotificationViewCounts(views=view_sizes(unit.session, unit.caller), cap=CAP)


def export(unit: Unit, request: NotificationExportRequest) -> NotificationExportPage:
    """Return the next rows of an export; more than 1,000 take EXPORT_LARGE, and the start is audited."""
    total = size(unit, NotificationSizeRequest(filter=request.filter)).rows
    refuse_large(unit, total)
    if request.after is None:
        said = f"messages to customers: {total} rows: {', '.join(request.columns)}"
        unit.audit("export", unit.caller.user_id, "export", new=said)
    wanted = {name: getattr(request, name) for name in ("filter", "sort", "is_descending", "after")}
    page = notifications(unit, NotificationsRequest(**wanted, limit=EXPORT_PAGE))
    last = page.last if len(page.rows) == EXPORT_PAGE else None
    return NotificationExportPage(rows=page.rows, last=last, total=total, zone=unit.caller.zone)
