"""Lists devices (S-32): pages, sizes, counts of views, exports, spare ones; reads one with its history."""

from sqlalchemy import ColumnElement, String, cast, or_, select

from agentview.contract.hardware import SerialType
from agentview.contract.wireless import DeviceType
from agentview.contract.wireless_devices import (
    DeviceDetail,
    DeviceFilter,
    DevicePastRequest,
    DeviceRef,
    DevicesExportPage,
    DevicesExportRequest,
    DevicesPage,
    DevicesRequest,
    DevicesSize,
    DevicesSizeRequest,
    DeviceView,
    DeviceViewCount,
    DeviceViewCounts,
    DeviceViewsRequest,
    Spare,
    Spares,
    SparesRequest,
)
from agentview.contract.wireless_history import Past
from agentview.models.wireless_catalogue import WirelessModel, WirelessVendor
from agentview.models.wireless_inventory import WirelessDevice
from agentview.services.customer_scope import account_of, not_there
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
from agentview.services.wireless_forms.matter import order_reference
from agentview.services.wireless_inventory.device_rows import (
    COLUMNS,
    described,
    device_conditions,
    device_ids,
    devices_shown,
    is_spare,
    joined,
    named,
)
from agentview.services.wireless_inventory.pending import orders_of_device
from agentview.services.wireless_inventory.warranty import warranty_until
from agentview.services.wireless_scope import of_company

D = WirelessDevice


def find(unit: Unit, request: DevicesRequest) -> DevicesPage:
    """Return a page of devices that the caller may see, each with its commands, in one statement."""
    columns = COLUMNS[request.sort]
    wanted = devices_shown().where(*device_conditions(unit, request.filter))
    fetched = page_rows(unit, wanted, columns, request)
    rows, commands = described(unit, fetched)
    first, last = ends_of(fetched, columns)
    return DevicesPage(rows=rows, commands=commands, first=first, last=last, as_of=unit.now)


def size(unit: Unit, request: DevicesSizeRequest) -> DevicesSize:
    """Count the devices of a list exactly."""
    return DevicesSize(rows=size_of(unit, device_ids(unit, request.filter)))


def views(unit: Unit, request: DeviceViewsRequest) -> DeviceViewCounts:
    """Count each view, to a cap, in one statement."""
    if request.account_id is not None:
        account_of(unit, request.account_id)
    filters = [DeviceFilter(view=view, account_id=request.account_id) for view in DeviceView]
    sizes = sizes_of(unit, [device_ids(unit, one) for one in filters])
    counts = zip(DeviceView, sizes, strict=True)
    return DeviceViewCounts(
        counts=tuple(DeviceViewCount(view=view, rows=rows) for view, rows in counts), cap=CAP
    )


def export(unit: Unit, request: DevicesExportRequest) -> DevicesExportPage:
    """Return the next rows of an export; more than 1,000 take EXPORT_LARGE, and the start is audited."""
    total = size_of(unit, device_ids(unit, request.filter))
    refuse_large(unit, total)
    if request.after is None:
        said = f"devices: {total} rows: {', '.join(request.columns)}"
        unit.audit("export", unit.caller.user_id, "export", new=said)
    wanted = {name: getattr(request, name) for name in ("filter", "sort", "is_descending", "after")}
    page = find(unit, DevicesRequest(**wanted, limit=EXPORT_PAGE))
    last = page.last if len(page.rows) == EXPORT_PAGE else None
    return DevicesExportPage(rows=page.rows, last=last, total=total, zone=unit.caller.zone)


def get(unit: Unit, request: DeviceRef) -> DeviceDetail:
    """Return a device with all that its page shows. Raises NotFound, also for one of another company."""
    return detail(unit, request.device_id)


def history(unit: Unit, request: DevicePastRequest) -> Past:
    """Return what was done to a device, newest first."""
    return past(unit, readable(unit, WirelessDevice, request.device_id), request)


def spares(unit: Unit, request: SparesRequest) -> Spares:
    """Return devices that a line could be put on: in stock, with nobody, for its carrier (R-WL-14).

    A device whose model is not in the catalogue, or names no carriers, fits all of them.
    """
    account_of(unit, request.account_id)
    wanted = joined(select(D)).where(
        of_company(unit.caller, D), D.account_id == request.account_id, is_spare()
    )
    if request.vendor_id is not None:
        wanted = wanted.outerjoin(WirelessModel, WirelessModel.product_id == D.product_id)
        wanted = wanted.where(_fits(_code_of(unit, request.vendor_id)))
    if request.text.strip():
        wanted = wanted.where(named(unit, request.text.strip()))
    rows = unit.session.scalars(wanted.order_by(D.serial_no, D.id).limit(request.limit + 1)).all()
    return Spares(
        rows=tuple(_spare(row) for row in rows[: request.limit]), has_more=len(rows) > request.limit
    )


def detail(unit: Unit, device_id: int) -> DeviceDetail:
    """Describe a device as it is now."""
    device = readable(unit, WirelessDevice, device_id)
    [fetched] = unit.session.execute(devices_shown().where(D.id == device.id))
    [row], commands = described(unit, [fetched])
    last = device.last_change_order_id
    return DeviceDetail(
        row=row,
        warranty_months=device.warranty_months,
        last_order_id=last,
        last_order=order_reference(last) if last is not None else "",
        open_orders=orders_of_device(unit, device.id),
        commands=commands[row.commands],
    )


def _fits(code: str) -> ColumnElement[bool]:
    """Models whose list of carriers has a code, as a whole word of the JSON list, or is empty."""
    codes = cast(WirelessModel.vendor_codes, String)
    quoted = codes.contains(f'"{code}"', autoescape=True)
    return or_(WirelessModel.product_id.is_(None), codes == "[]", quoted)


def _code_of(unit: Unit, vendor_id: int) -> str:
    found = unit.session.scalars(
        select(WirelessVendor.code).where(
            WirelessVendor.id == vendor_id, WirelessVendor.provider_id == unit.caller.provider_id
        )
    ).first()
    if found is None:
        raise not_there("vendor_id", vendor_id)
    return found


def _spare(row: WirelessDevice) -> Spare:
    return Spare(
        device_id=row.id,
        serial_type=SerialType(row.serial_type),
        serial_no=row.serial_no,
        make_model=row.make_model,
        device_type=DeviceType(row.device_type),
        owned_since=row.owned_since,
        warranty_until=warranty_until(row.owned_since, row.warranty_months),
    )
