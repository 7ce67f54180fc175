"""Lists restriction cases (S-23): pages, sizes, counts of views, exports."""

from agentview.contract.credit_desk import (
    CasesExportPage,
    CasesExportRequest,
    CasesPage,
    CasesRequest,
    CasesSize,
    CasesSizeRequest,
    CaseView,
    CaseViewCount,
    CaseViewCounts,
)
from agentview.contract.op import Nothing
from agentview.services.credit_desk.queries import (
    debts_of,
    failed_services,
    held_services,
    page_rows,
    place_in,
    size_of,
    view_sizes,
)
from agentview.services.credit_desk.row import Around, shown
from agentview.services.customer_scope import refuse_customers
from agentview.services.exporting import refuse_large
from agentview.services.suspension.chosen import chosen
from agentview.services.suspension.dry_run import next_window
from agentview.services.unit import Unit

EXPORT_PAGE = 200


def cases(unit: Unit, request: CasesRequest) -> CasesPage:
    """Return a page of cases in a fixed number of statements. Raises Denied (`E-STAFF-ONLY`)."""
    by = chosen(unit, None)
    fetched = page_rows(unit, request)
    case_ids = [row.RestrictionCase.id for row in fetched]
    around = Around(
        currency=by.currency,
        today=unit.today,
        next_window=next_window(unit, by),
        debts=debts_of(unit, [row.RestrictionCase.account_id for row in fetched]),
        held=held_services(unit, case_ids),
        failed=failed_services(unit, case_ids),
    )
    return CasesPage(
        rows=tuple(shown(row, around) for row in fetched),
        first=place_in(fetched[0], request.sort).token() if fetched else None,
        last=place_in(fetched[-1], request.sort).token() if fetched else None,
        as_of=unit.now,
    )


def size(unit: Unit, request: CasesSizeRequest) -> CasesSize:
    """Count the cases of a list exactly."""
    refuse_customers(unit)
    return CasesSize(rows=size_of(unit, request.filter))


def views(unit: Unit, _request: Nothing) -> CaseViewCounts:
    """Count each view exactly, in one statement."""
    refuse_customers(unit)
    sizes = view_sizes(unit)
    counts = tuple(CaseViewCount(view=view, rows=sizes[view]) for view in CaseView)
    return CaseViewCounts(counts=counts, as_of=unit.now)


def export(unit: Unit, request: CasesExportRequest) -> CasesExportPage:
    """Return the next rows of an export; more than 1,000 take EXPORT_LARGE, and the start is audited."""
    total = size(unit, CasesSizeRequest(filter=request.filter)).rows
    refuse_large(unit, total)
    if request.after is None:
        said = f"restriction cases: {total} rows: {', '.join(request.columns)}"
        unit.audit("export", unit.caller.user_id, "export", new=said)
    wanted = {name: getattr(request, name) for name in ("filter", "sort", "is_descending", "after")}
    page = cases(unit, CasesRequest(**wanted, limit=EXPORT_PAGE))
    last = page.last if len(page.rows) == EXPORT_PAGE else None
    return CasesExportPage(rows=page.rows, last=last, total=total, zone=unit.caller.zone)
