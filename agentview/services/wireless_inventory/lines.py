"""Lists lines (S-32): pages, sizes, counts of views, exports; reads one with its history."""

from sqlalchemy import select

from agentview.contract.hardware import SerialType
from agentview.contract.wireless import DeviceStatus, DeviceType
from agentview.contract.wireless_history import Past
from agentview.contract.wireless_lines import (
    HeldFeature,
    LineDetail,
    LineDevice,
    LineFilter,
    LinePastRequest,
    LineRef,
    LinesExportPage,
    LinesExportRequest,
    LinesPage,
    LinesRequest,
    LinesSize,
    LinesSizeRequest,
    LineView,
    LineViewCount,
    LineViewCounts,
    LineViewsRequest,
)
from agentview.models.wireless_catalogue import WirelessFeature, WirelessPlan
from agentview.models.wireless_inventory import LineFeature, WirelessDevice, WirelessLine
from agentview.services.customer_scope import account_of
from agentview.services.exporting import refuse_large
from agentview.services.unit import Unit
from agentview.services.wireless_company.pages import (
    CAP,
    EXPORT_PAGE,
    ends_of,
    page_rows,
    size_of,
    sizes_of,
)
from agentview.services.wireless_company.records import readable
from agentview.services.wireless_company.trail import past
from agentview.services.wireless_inventory.line_conditions import line_conditions
from agentview.services.wireless_inventory.line_rows import COLUMNS, described, line_ids, lines_shown
from agentview.services.wireless_inventory.pending import orders_of_line
from agentview.services.wireless_inventory.warranty import is_under_warranty, warranty_until

L = WirelessLine


def find(unit: Unit, request: LinesRequest) -> LinesPage:
    """Return a page of lines that the caller may see, each with its commands, in few statements."""
    columns = COLUMNS[request.sort]
    wanted = lines_shown().where(*line_conditions(unit, request.filter))
    fetched = page_rows(unit, wanted, columns, request)
    rows, commands = described(unit, fetched)
    first, last = ends_of(fetched, columns)
    return LinesPage(rows=rows, commands=commands, first=first, last=last, as_of=unit.now)


def size(unit: Unit, request: LinesSizeRequest) -> LinesSize:
    """Count the lines of a list exactly."""
    return LinesSize(rows=size_of(unit, line_ids(unit, request.filter)))


def views(unit: Unit, request: LineViewsRequest) -> LineViewCounts:
    """Count each view, to a cap, in one statement."""
    if request.account_id is not None:
        account_of(unit, request.account_id)
    filters = [LineFilter(view=view, account_id=request.account_id) for view in LineView]
    sizes = sizes_of(unit, [line_ids(unit, one) for one in filters])
    counts = zip(LineView, sizes, strict=True)
    return LineViewCounts(counts=tuple(LineViewCount(view=view, rows=rows) for view, rows in counts), cap=CAP)


def export(unit: Unit, request: LinesExportRequest) -> LinesExportPage:
    """Return the next rows of an export; more than 1,000 take EXPORT_LARGE, and the start is audited."""
    total = size_of(unit, line_ids(unit, request.filter))
    refuse_large(unit, total)
    if request.after is None:
        said = f"lines: {total} rows: {', '.join(request.columns)}"
        unit.audit("export", unit.caller.user_id, "export", new=said)
    wanted = {name: getattr(request, name) for name in ("filter", "sort", "is_descending", "after")}
    page = find(unit, LinesRequest(**wanted, limit=EXPORT_PAGE))
    last = page.last if len(page.rows) == EXPORT_PAGE else None
    return LinesExportPage(rows=page.rows, last=last, total=total, zone=unit.caller.zone)


def get(unit: Unit, request: LineRef) -> LineDetail:
    """Return a line with all that its page shows. Raises NotFound, also for one of another company."""
    return detail(unit, request.line_id)


def history(unit: Unit, request: LinePastRequest) -> Past:
    """Return what was done to a line, newest first."""
    return past(unit, readable(unit, WirelessLine, request.line_id), request)


def detail(unit: Unit, line_id: int) -> LineDetail:
    """Describe a line as it is now."""
    line = readable(unit, WirelessLine, line_id)
    [fetched] = unit.session.execute(lines_shown().where(L.id == line.id))
    [row], commands = described(unit, [fetched])
    return LineDetail(
        row=row,
        iccid=line.iccid,
        plan_monthly_cents=unit.session.get_one(WirelessPlan, line.plan_id).monthly_cents,
        contract_start=line.contract_start,
        suspended_on=line.suspended_on,
        disconnected_on=line.disconnected_on,
        validated_by=line.validated_by,
        features=_features(unit, line.id),
        device=_device(unit, row.device_id),
        open_orders=orders_of_line(unit, line.id),
        commands=commands[row.commands],
    )


def _features(unit: Unit, line_id: int) -> tuple[HeldFeature, ...]:
    rows = unit.session.execute(
        select(LineFeature, WirelessFeature)
        .join(WirelessFeature, WirelessFeature.id == LineFeature.feature_id)
        .where(LineFeature.line_id == line_id)
        .order_by(LineFeature.start_on.desc(), LineFeature.id.desc())
        .limit(200)
    )
    return tuple(
        HeldFeature(
            feature_id=feature.id,
            code=feature.code,
            name=feature.name,
            monthly_cents=feature.monthly_cents,
            start_on=held.start_on,
            end_on=held.end_on,
            is_current=held.start_on <= unit.today and (held.end_on is None or held.end_on >= unit.today),
        )
        for held, feature in rows
    )


def _device(unit: Unit, device_id: int | None) -> LineDevice | None:
    if device_id is None:
        return None
    device = unit.session.get_one(WirelessDevice, device_id)
    return LineDevice(
        device_id=device.id,
        serial_type=SerialType(device.serial_type),
        serial_no=device.serial_no,
        make_model=device.make_model,
        device_type=DeviceType(device.device_type),
        status=DeviceStatus(device.status),
        warranty_until=warranty_until(device.owned_since, device.warranty_months),
        is_under_warranty=is_under_warranty(device.owned_since, device.warranty_months, unit.today),
    )
