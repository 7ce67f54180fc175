"""Begins an import or goes on with it, ends it, and lists what there was."""

from sqlalchemy import select

from agentview.contract.customer_imports import (
    BeginImport,
    ImportRef,
    Imports,
    ImportsRequest,
    ImportState,
    ImportStatus,
    Reject,
    Rejects,
    RejectsRequest,
)
from agentview.contract.feed import Topic
from agentview.contract.value import RefusalInfo
from agentview.core.errors import Conflict, Refusal, rejected
from agentview.models.customer import AccountProfile
from agentview.models.customer_import import CustomerImport, CustomerImportReject
from agentview.models.party import Provider
from agentview.services.customer_imports.scope import import_of, own_imports, state_of
from agentview.services.customer_scope import refuse_customers
from agentview.services.unit import Unit


def begin(unit: Unit, request: BeginImport) -> ImportState:
    """Begin a file, or return where it goes on: the same file is never begun twice at the same time.

    Raises Conflict (`E-IMPORT-DONE`, `E-IMPORT-COLUMNS`), Rejected (`E-PROFILE`, `E-IMPORT-NAMELESS`).
    """
    refuse_customers(unit)
    if unit.session.get(AccountProfile, request.defaults.profile_id) is None:
        raise rejected("E-PROFILE", field="profile_id")
    # Two who begin the same file come one after the other.
    unit.session.execute(select(Provider.id).where(Provider.id == unit.caller.provider_id).with_for_update())
    known = unit.session.scalars(
        own_imports(unit)
        .where(CustomerImport.sha256 == request.sha256)
        .order_by(CustomerImport.id.desc())
        .limit(1)
    ).first()
    if known is not None and known.status == ImportStatus.RUNNING:
        return _went_on(unit, known, request)
    if known is not None and known.status == ImportStatus.FINISHED and not request.again:
        at = known.finished_at.isoformat() if known.finished_at else None
        raise Conflict(Refusal("E-IMPORT-DONE", values={"import_id": known.id, "at": at}))
    return _begun(unit, request)


def _mapping(request: BeginImport) -> dict[str, object]:
    return {
        "columns": {name: field.value for name, field in request.columns.items()},
        "defaults": request.defaults.model_dump(mode="json"),
    }


def _went_on(unit: Unit, known: CustomerImport, request: BeginImport) -> ImportState:
    """Go on only as it was begun: half a file under other columns would fit nothing."""
    if known.mapping != _mapping(request) or known.total_lines != request.rows:
        raise Conflict(Refusal("E-IMPORT-COLUMNS", values={"import_id": known.id, "done": known.done_lines}))
    return state_of(unit, known)


def _begun(unit: Unit, request: BeginImport) -> ImportState:
    row = CustomerImport(
        provider_id=unit.caller.provider_id,
        file_name=request.file_name,
        sha256=request.sha256,
        mapping=_mapping(request),
        status=ImportStatus.RUNNING.value,
        total_lines=request.rows,
        done_lines=0,
        made_count=0,
        rejected_count=0,
        known_count=0,
        started_at=unit.now,
    )
    unit.session.add(row)
    unit.session.flush()
    unit.audit("import", row.id, "begin", new=row.file_name)
    tell(unit, row, "begin")
    return state_of(unit, row)


def tell(unit: Unit, row: CustomerImport, verb: str) -> None:
    """Tell open screens of the provider how far an import is."""
    unit.session.flush()
    unit.changed(Topic.IMPORT, row.id, verb, (row.provider_id, None))


def finish(unit: Unit, request: ImportRef) -> ImportState:
    """End an import of which every row is done. Raises Rejected (`E-IMPORT-OPEN`) before."""
    row = import_of(unit, request.import_id, is_held=True)
    if row.status == ImportStatus.RUNNING:
        if row.done_lines < row.total_lines:
            raise rejected("E-IMPORT-OPEN", done=row.done_lines, rows=row.total_lines)
        row.status = ImportStatus.FINISHED.value
        row.finished_at = unit.now
        unit.audit("import", row.id, "finish", new=f"{row.made_count} of {row.total_lines}")
        tell(unit, row, "finish")
    return state_of(unit, row)


def status(unit: Unit, request: ImportRef) -> ImportState:
    """Return how far an import is."""
    return state_of(unit, import_of(unit, request.import_id))


def imports(unit: Unit, request: ImportsRequest) -> Imports:
    """Return the imports of the provider, newest first."""
    wanted = own_imports(unit)
    if request.before_id is not None:
        wanted = wanted.where(CustomerImport.id < request.before_id)
    rows = unit.session.scalars(wanted.order_by(CustomerImport.id.desc()).limit(request.limit + 1)).all()
    page = tuple(state_of(unit, row) for row in rows[: request.limit])
    return Imports(imports=page, has_older=len(rows) > request.limit)


def rejects(unit: Unit, request: RejectsRequest) -> Rejects:
    """Return the rows that were not taken in, in their order."""
    row = import_of(unit, request.import_id)
    found = unit.session.scalars(
        select(CustomerImportReject)
        .where(CustomerImportReject.import_id == row.id, CustomerImportReject.line > request.after_row)
        .order_by(CustomerImportReject.line)
        .limit(request.limit + 1)
    ).all()
    page = tuple(Reject(row=one.line, refusals=_refusals(one)) for one in found[: request.limit])
    return Rejects(rejects=page, has_more=len(found) > request.limit)


def _refusals(row: CustomerImportReject) -> tuple[RefusalInfo, ...]:
    kept = row.values.get("refusals")
    return tuple(RefusalInfo.model_validate(one) for one in (kept if isinstance(kept, list) else ()))
