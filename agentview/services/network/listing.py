"""The provisioning errors as a list, and the log behind each (R-PRV-34, 35)."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, select

from agentview.contract.network import (
    ErrorExportPage,
    ErrorExportRequest,
    ErrorRow,
    ErrorSize,
    ErrorSizeRequest,
    ErrorsPage,
    ErrorsRequest,
    ErrorViewCount,
    ErrorViewCounts,
    ErrorViewsRequest,
    LogEntry,
    NetworkAction,
    NetworkCommand,
    NetworkRef,
    NetworkStatus,
    ProvisioningLog,
    SubscriptionKind,
)
from agentview.contract.subscription import SubscriptionStatus
from agentview.contract.value import CommandState, RefusalInfo
from agentview.core.caller import Caller
from agentview.core.errors import NotFound, Refusal
from agentview.core.reference import Prefix, reference
from agentview.models.network import NetworkLog, NetworkRequest
from agentview.services.exporting import refuse_large
from agentview.services.network.lifecycle import LIFECYCLE, NetworkFacts
from agentview.services.network.queries import (
    CAP,
    page_rows,
    place_in,
    requests_of_service,
    size_of,
    view_sizes,
)
from agentview.services.network.scope import visible
from agentview.services.unit import Unit

EXPORT_PAGE = 200
LOG_PAGE = 200
_OFFERED = (NetworkCommand.RETRY, NetworkCommand.ABORT)


def errors(unit: Unit, request: ErrorsRequest) -> ErrorsPage:
    """Return a page of what the platform refused, with the commands that are open for each row."""
    fetched = page_rows(unit.session, unit.caller, request)
    rows, commands = _rows(fetched, unit.caller)
    return ErrorsPage(
        rows=rows,
        commands=commands,
        first=place_in(fetched[0], request.sort).token() if fetched else None,
        last=place_in(fetched[-1], request.sort).token() if fetched else None,
        as_of=unit.now,
    )


def size(unit: Unit, request: ErrorSizeRequest) -> ErrorSize:
    """Count the rows of a list exactly."""
    return ErrorSize(rows=size_of(unit.session, unit.caller, request.filter))


def views(unit: Unit, _request: ErrorViewsRequest) -> ErrorViewCounts:
    """Count each view, to a cap, in one statement."""
    sizes = view_sizes(unit.session, unit.caller)
    counts = tuple(ErrorViewCount(view=view, rows=rows) for view, rows in sizes.items())
    return ErrorViewCounts(counts=counts, cap=CAP)


def export(unit: Unit, request: ErrorExportRequest) -> ErrorExportPage:
    """Return the next rows of an export; more than 1,000 take EXPORT_LARGE, and the start is audited."""
    total = size(unit, ErrorSizeRequest(filter=request.filter)).rows
    refuse_large(unit, total)
    if request.after is None:
        said = f"provisioning errors: {total} rows: {', '.join(request.columns)}"
        unit.audit("export", unit.caller.user_id, "export", new=said)
    wanted = {name: getattr(request, name) for name in ("filter", "sort", "is_descending", "after")}
    page = errors(unit, ErrorsRequest(**wanted, limit=EXPORT_PAGE))
    last = page.last if len(page.rows) == EXPORT_PAGE else None
    return ErrorExportPage(rows=page.rows, last=last, total=total, zone=unit.caller.zone)


def log(unit: Unit, request: NetworkRef) -> ProvisioningLog:
    """Return what the platform was asked about a subscription and what it said, newest first."""
    row = unit.session.scalars(
        select(NetworkRequest).where(NetworkRequest.id == request.request_id, visible(unit.caller))
    ).first()
    if row is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"request_id": request.request_id}))
    service_id = row.service_subscription_id
    entries = unit.session.scalars(
        select(NetworkLog)
        .where(NetworkLog.request_id.in_(requests_of_service(unit.session, unit.caller, service_id)))
        .order_by(NetworkLog.id.desc())
        .limit(LOG_PAGE)
    )
    return ProvisioningLog(
        request_id=row.id,
        version=row.row_version,
        reference=row.reference,
        subscription=reference(Prefix.SERVICE, service_id),
        status=NetworkStatus(row.status),
        next_try_at=row.next_try_at,
        entries=tuple(
            LogEntry(at=entry.at, attempt_no=entry.attempt_no, outcome=entry.outcome, text=entry.text)
            for entry in entries
        ),
    )


def _rows(
    fetched: Iterable[Row[Any]], caller: Caller
) -> tuple[tuple[ErrorRow, ...], dict[str, tuple[CommandState, ...]]]:
    rows: list[ErrorRow] = []
    commands: dict[str, tuple[CommandState, ...]] = {}
    for row in fetched:
        key = f"{row.status}/{row.action}/{row.service_status}"
        if key not in commands:
            commands[key] = _commands(row, caller)
        rows.append(_row(row, key))
    return tuple(rows), commands


def _row(row: Row[Any], key: str) -> ErrorRow:
    return ErrorRow(
        request_id=row.id,
        version=row.row_version,
        subscription=reference(Prefix.SERVICE, row.service_subscription_id),
        kind=SubscriptionKind.SERVICE,
        action=NetworkAction(row.action),
        service=row.service,
        identifier=row.identifier,
        account_id=row.account_id,
        account_no=row.account_no,
        customer=row.customer,
        status=row.service_status,
        code=row.failure_code or "",
        error=row.failure_text or "",
        since=row.finished_at,
        attempt_no=row.attempt_no,
        request=row.reference,
        order_id=row.order_id,
        commands=key,
    )


def _commands(row: Row[Any], caller: Caller) -> tuple[CommandState, ...]:
    facts = NetworkFacts(NetworkAction(row.action), SubscriptionStatus(row.service_status))
    verdicts = (
        LIFECYCLE.judge(NetworkStatus(row.status), command, facts, caller.powers) for command in _OFFERED
    )
    return tuple(
        CommandState(
            command=verdict.command.value,
            refusals=tuple(RefusalInfo.of(refusal) for refusal in verdict.refusals),
        )
        for verdict in verdicts
    )
