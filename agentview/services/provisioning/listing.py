"""The queue as lists: pages, sizes, counts of views, what filters can be set to, exports (R-PRV-43)."""

from sqlalchemy import select

from agentview.contract.provisioning import (
    Choice,
    ExportPage,
    ExportRequest,
    Facets,
    QueuePage,
    QueueRequest,
    SideRequest,
    Size,
    SizeRequest,
    ViewCount,
    ViewCounts,
)
from agentview.models.catalogue import ServiceType
from agentview.models.party import Provider
from agentview.models.provisioning import ProvisioningTask
from agentview.services.exporting import refuse_large
from agentview.services.provisioning.presence import watchers_of
from agentview.services.provisioning.queries import CAP, Asker, page_rows, place_in, size_of, view_sizes
from agentview.services.provisioning.row import queue_rows
from agentview.services.provisioning.scope import on_side
from agentview.services.unit import Unit

EXPORT_PAGE = 200


def queue(unit: Unit, request: QueueRequest) -> QueuePage:
    """Return a page of the queue, with the commands that are open for each row."""
    asker = Asker(unit.caller, unit.now)
    fetched = page_rows(unit.session, asker, request)
    rows, commands = queue_rows(fetched, unit.caller, unit.now, watchers_of(unit))
    return QueuePage(
        rows=rows,
        commands=commands,
        first=place_in(fetched[0], request.sort).token() if fetched else None,
        last=place_in(fetched[-1], request.sort).token() if fetched else None,
        as_of=unit.now,
    )


def size(unit: Unit, request: SizeRequest) -> Size:
    """Count the rows of a list exactly."""
    return Size(rows=size_of(unit.session, Asker(unit.caller, unit.now), request.filter))


def views(unit: Unit, request: SideRequest) -> ViewCounts:
    """Count each view, to a cap, in one statement."""
    sizes = view_sizes(unit.session, Asker(unit.caller, unit.now), request.side)
    return ViewCounts(counts=tuple(ViewCount(view=view, rows=rows) for view, rows in sizes.items()), cap=CAP)


def facets(unit: Unit, request: SideRequest) -> Facets:
    """List the service types and retailers that occur on one side of the queue."""
    own = on_side(unit.caller, request.side)
    types = unit.session.execute(
        select(ServiceType.id, ServiceType.name)
        .where(
            select(ProvisioningTask.id)
            .where(own, ProvisioningTask.service_type_id == ServiceType.id)
            .exists()
        )
        .order_by(ServiceType.name)
    )
    retailers = unit.session.execute(
        select(Provider.id, Provider.name)
        .where(select(ProvisioningTask.id).where(own, ProvisioningTask.retailer_id == Provider.id).exists())
        .order_by(Provider.name)
    )
    return Facets(
        service_types=tuple(Choice(id=row.id, name=row.name) for row in types),
        retailers=tuple(Choice(id=row.id, name=row.name) for row in retailers),
    )


def export(unit: Unit, request: ExportRequest) -> ExportPage:
    """Return the next rows of an export; more than 1,000 take EXPORT_LARGE, and the start is audited."""
    total = size(unit, SizeRequest(filter=request.filter)).rows
    refuse_large(unit, total)
    if request.after is None:
        view = request.filter.view.value
        unit.audit(
            "export", unit.caller.user_id, "export", new=f"{view}: {total} rows: {', '.join(request.columns)}"
        )
    page = queue(
        unit,
        QueueRequest(
            filter=request.filter,
            sort=request.sort,
            is_descending=request.is_descending,
            after=request.after,
            limit=EXPORT_PAGE,
        ),
    )
    last = page.last if len(page.rows) == EXPORT_PAGE else None
    return ExportPage(rows=page.rows, last=last, total=total, zone=unit.caller.zone)
