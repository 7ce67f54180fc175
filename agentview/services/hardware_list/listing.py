"""Lists hardware orders (S-17): pages, sizes, counts of views, exports."""

from agentview.contract.hardware_list import (
    HardwareExportPage,
    HardwareExportRequest,
    HardwarePage,
    HardwareRequest,
    HardwareRow,
    HardwareSize,
    HardwareSizeRequest,
    HardwareView,
    HardwareViewCount,
    HardwareViewCounts,
    HardwareViewsRequest,
)
from agentview.contract.value import CommandState
from agentview.services.exporting import refuse_large
from agentview.services.hardware_list.queries import (
    CAP,
    lines_of,
    page_rows,
    place_in,
    size_of,
    view_sizes,
)
from agentview.services.hardware_list.row import Around, commands_of, shown
from agentview.services.hardware_orders.facts import has_stock_source, tax_percents
from agentview.services.seller import seller_of
from agentview.services.unit import Unit

EXPORT_PAGE = 200


def find(unit: Unit, request: HardwareRequest) -> HardwarePage:
    """Return a page of orders that the caller may see, each with its commands, in few statements."""
    fetched = page_rows(unit.session, unit.caller, seller_of(unit), request)
    lines = lines_of(unit.session, [row.id for row in fetched])
    own = unit.caller.provider_id
    around = Around(tax_percents(unit, (own,)).get(own, {}), has_stock_source(unit))
    commands: dict[str, tuple[CommandState, ...]] = {}
    rows: list[HardwareRow] = []
    for row in fetched:
        states = commands_of(unit, row, lines[row.id], around)
        key = next((key for key, known in commands.items() if known == states), str(len(commands)))
        commands[key] = states
        rows.append(shown(unit, row, lines[row.id], key))
    return HardwarePage(
        rows=tuple(rows),
        commands=commands,
        first=place_in(fetched[0], request.sort).token() if fetched else None,
        last=place_in(fetched[-1], request.sort).token() if fetched else None,
        as_of=unit.now,
    )


def size(unit: Unit, request: HardwareSizeRequest) -> HardwareSize:
    """Count the orders of a list exactly."""
    return HardwareSize(rows=size_of(unit.session, unit.caller, seller_of(unit), request.filter))


def views(unit: Unit, _request: HardwareViewsRequest) -> HardwareViewCounts:
    """Count each view, to a cap, in one statement."""
    sizes = view_sizes(unit.session, unit.caller, seller_of(unit))
    counts = tuple(HardwareViewCount(view=view, rows=sizes[view]) for view in HardwareView)
    return HardwareViewCounts(counts=counts, cap=CAP)


def export(unit: Unit, request: HardwareExportRequest) -> HardwareExportPage:
    """Return the next rows of an export; more than 1,000 take EXPORT_LARGE, and the start is audited."""
    total = size(unit, HardwareSizeRequest(filter=request.filter)).rows
    refuse_large(unit, total)
    if request.after is None:
        said = f"hardware orders: {total} rows: {', '.join(request.columns)}"
        unit.audit("export", unit.caller.user_id, "export", new=said)
    wanted = {name: getattr(request, name) for name in ("filter", "sort", "is_descending", "after")}
    page = find(unit, HardwareRequest(**wanted, limit=EXPORT_PAGE))
    last = page.last if len(page.rows) == EXPORT_PAGE else None
    return HardwareExportPage(rows=page.rows, last=last, total=total, zone=unit.caller.zone)
