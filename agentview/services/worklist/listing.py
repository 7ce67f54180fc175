"""The worklist as lists: pages, sizes, the load of people and departments, exports."""

from sqlalchemy import select

from agentview.contract.op import Nothing
from agentview.contract.worklist import (
    CaseCounts,
    CaseExportPage,
    CaseExportRequest,
    CaseLoad,
    CaseSize,
    CaseSizeRequest,
    CasesPage,
    CasesRequest,
    Colleague,
    Colleagues,
)
from agentview.core.power import Role
from agentview.models.party import User, UserRole
from agentview.models.work_item import WorkItem
from agentview.services.exporting import refuse_large
from agentview.services.unit import Unit
from agentview.services.worklist.queries import loads, page_rows, place_in, size_of, view_sizes
from agentview.services.worklist.row import case_row

EXPORT_PAGE = 200


def cases(unit: Unit, request: CasesRequest) -> CasesPage:
    """Return a page of the worklist."""
    fetched = page_rows(unit, request)
    return CasesPage(
        rows=tuple(
            case_row(item, customer, account_no, assignee, unit.now)
            for item, customer, account_no, assignee, _ in fetched
        ),
        first=place_in(fetched[0], request.sort).token() if fetched else None,
        last=place_in(fetched[-1], request.sort).token() if fetched else None,
        as_of=unit.now,
    )


def size(unit: Unit, request: CaseSizeRequest) -> CaseSize:
    """Count the cases of a list exactly."""
    return CaseSize(rows=size_of(unit, request.filter))


def counts(unit: Unit, _request: Nothing) -> CaseCounts:
    """Count the views, and what is open and overdue for each department and person, in four statements."""
    views, waiting = view_sizes(unit)
    people = loads(unit, WorkItem.assigned_to)
    names = _names(unit, [key for key, _, _ in people if key is not None])
    return CaseCounts(
        views=views,
        departments=tuple(
            CaseLoad(key=key, name="", open=total, overdue=late)
            for key, total, late in loads(unit, WorkItem.department)
        ),
        people=tuple(
            CaseLoad(key="" if key is None else str(key), name=names.get(key, ""), open=total, overdue=late)
            for key, total, late in people
        ),
        waiting=waiting,
    )


def colleagues(unit: Unit, _request: Nothing) -> Colleagues:
    """List the active people of the own provider; customers among its users are none."""
    found = unit.session.execute(
        select(User.id, User.display_name, UserRole.role)
        .join(UserRole, UserRole.user_id == User.id)
        .where(User.provider_id == unit.caller.provider_id, User.is_active, User.account_id.is_(None))
        .order_by(User.display_name, User.id, UserRole.role)
    )
    if unit.caller.account_id is not None:
        return Colleagues(people=())
    people: dict[int, tuple[str, list[Role]]] = {}
    for user_id, name, role in found:
        people.setdefault(user_id, (name, []))[1].append(Role(role))
    return Colleagues(
        people=tuple(
            Colleague(user_id=user_id, name=name, roles=tuple(roles))
            for user_id, (name, roles) in people.items()
        )
    )


def export(unit: Unit, request: CaseExportRequest) -> CaseExportPage:
    """Return the next rows of an export; more than 1,000 take EXPORT_LARGE, and the start is audited."""
    total = size_of(unit, request.filter)
    refuse_large(unit, total)
    if request.after is None:
        what = f"worklist {request.filter.view.value}: {total} rows: {', '.join(request.columns)}"
        unit.audit("export", unit.caller.user_id, "export", new=what)
    page = cases(
        unit,
        CasesRequest(
            filter=request.filter,
            sort=request.sort,
            is_descending=request.is_descending,
            after=request.after,
            limit=EXPORT_PAGE,
        ),
    )
    last = page.last if len(page.rows) == EXPORT_PAGE else None
    return CaseExportPage(rows=page.rows, last=last, total=total)


def _names(unit: Unit, user_ids: list[int]) -> dict[int, str]:
    found = unit.session.execute(select(User.id, User.display_name).where(User.id.in_(user_ids)))
    return {row.id: row.display_name for row in found}
