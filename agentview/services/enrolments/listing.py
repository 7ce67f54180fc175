"""Devices in enrolment programmes as a list: pages, sizes, counts of views, exports (S-21)."""

from agentview.contract.enrolments import (
    EnrolmentExportPage,
    EnrolmentExportRequest,
    EnrolmentSize,
    EnrolmentSizeRequest,
    EnrolmentsPage,
    EnrolmentsRequest,
    EnrolmentViewCounts,
    EnrolmentViewsRequest,
)
from agentview.services.enrolments.queries import CAP, page_rows, place_in, size_of, view_sizes
from agentview.services.enrolments.row import enrolment_row
from agentview.services.exporting import refuse_large
from agentview.services.unit import Unit

EXPORT_PAGE = 200


def devices(unit: Unit, request: EnrolmentsRequest) -> EnrolmentsPage:
    """Return a page of devices."""
    fetched = page_rows(unit, request)
    return EnrolmentsPage(
        rows=tuple(map(enrolment_row, fetched)),
        first=place_in(fetched[0], request.sort).token() if fetched else None,
        last=place_in(fetched[-1], request.sort).token() if fetched else None,
        as_of=unit.now,
    )


def size(unit: Unit, request: EnrolmentSizeRequest) -> EnrolmentSize:
    """Count the rows of a list exactly."""
    return EnrolmentSize(rows=size_of(unit, request.filter))


def views(unit: Unit, _request: EnrolmentViewsRequest) -> EnrolmentViewCounts:
    """Count the devices of each view."""
    return EnrolmentViewCounts(counts=view_sizes(unit), cap=CAP)


def export(unit: Unit, request: EnrolmentExportRequest) -> EnrolmentExportPage:
    """Return the next rows of an export; more than 1,000 take EXPORT_LARGE, and the start is audited."""
    total = size_of(unit, request.filter)
    refuse_large(unit, total)
    if request.after is None:
        said = f"device enrolment {request.filter.view.value}: {total} rows: {', '.join(request.columns)}"
        unit.audit("export", unit.caller.user_id, "export", new=said)
    page = devices(
        unit,
        EnrolmentsRequest(
            filter=request.filter,
            sort=request.sort,
            is_descending=request.is_descending,
            after=request.after,
            limit=EXPORT_PAGE,
        ),
    )
    last = page.last if len(page.rows) == EXPORT_PAGE else None
    return EnrolmentExportPage(rows=page.rows, last=last, total=total)
