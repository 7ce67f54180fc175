"""Lists migrations, past and in progress (S-13, R-MIG-34): pages, sizes, counts of views, exports."""

from agentview.contract.migration_list import (
    MigrationExportPage,
    MigrationExportRequest,
    MigrationRow,
    MigrationSize,
    MigrationSizeRequest,
    MigrationsPage,
    MigrationsRequest,
    MigrationView,
    MigrationViewCount,
    MigrationViewCounts,
    MigrationViewsRequest,
)
from agentview.contract.value import CommandState
from agentview.services.exporting import refuse_large
from agentview.services.migration_list.queries import (
    CAP,
    automatic_types,
    page_rows,
    place_in,
    size_of,
    view_sizes,
)
from agentview.services.migration_list.row import commands_of, shown
from agentview.services.seller import seller_of
from agentview.services.unit import Unit

EXPORT_PAGE = 200


def find(unit: Unit, request: MigrationsRequest) -> MigrationsPage:
    """Return a page of migrations that the caller may see, each with its commands (R-MIG-38)."""
    fetched = page_rows(unit.session, unit.caller, seller_of(unit), request)
    winning = [row.winning_ps_id for row in fetched if row.winning_ps_id is not None]
    automatic = automatic_types(unit.session, winning)
    commands: dict[str, tuple[CommandState, ...]] = {}
    rows: list[MigrationRow] = []
    for row in fetched:
        states = commands_of(unit, row, automatic.get(row.winning_ps_id, ()))
        same = (key for key, known in commands.items() if known == states)
        key = next(same, str(len(commands)))
        commands[key] = states
        rows.append(shown(row, key))
    return MigrationsPage(
        rows=tuple(rows),
        commands=commands,
        first=place_in(fetched[0], request.sort).token() if fetched else None,
        last=place_in(fetched[-1], request.sort).token() if fetched else None,
        as_of=unit.now,
    )


def size(unit: Unit, request: MigrationSizeRequest) -> MigrationSize:
    """Count the migrations of a list exactly."""
    return MigrationSize(rows=size_of(unit.session, unit.caller, seller_of(unit), request.filter))


def views(unit: Unit, _request: MigrationViewsRequest) -> MigrationViewCounts:
    """Count each view, to a cap, in one statement."""
    sizes = view_sizes(unit.session, unit.caller, seller_of(unit))
    counts = tuple(MigrationViewCount(view=view, rows=sizes[view]) for view in MigrationView)
    return MigrationViewCounts(counts=counts, cap=CAP)


def export(unit: Unit, request: MigrationExportRequest) -> MigrationExportPage:
    """Return the next rows of an export; more than 1,000 take EXPORT_LARGE, and the start is audited."""
    total = size(unit, MigrationSizeRequest(filter=request.filter)).rows
    refuse_large(unit, total)
    if request.after is None:
        said = f"migrations: {total} rows: {', '.join(request.columns)}"
        unit.audit("export", unit.caller.user_id, "export", new=said)
    wanted = {name: getattr(request, name) for name in ("filter", "sort", "is_descending", "after")}
    page = find(unit, MigrationsRequest(**wanted, limit=EXPORT_PAGE))
    last = page.last if len(page.rows) == EXPORT_PAGE else None
    return MigrationExportPage(rows=page.rows, last=last, total=total, zone=unit.caller.zone)
