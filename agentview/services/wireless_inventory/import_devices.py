"""Plans what a file of devices comes to."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from agentview.contract.hardware import SerialType
from agentview.contract.wireless import DeviceStatus, DeviceType
from agentview.contract.wireless_devices import LONGEST_WARRANTY, DeviceFields
from agentview.contract.wireless_import import WirelessColumn as C
from agentview.contract.wireless_import import WirelessFileRow
from agentview.models.customer import Account
from agentview.models.hardware_catalogue import Product
from agentview.models.wireless_catalogue import WirelessModel
from agentview.models.wireless_company import Employee
from agentview.models.wireless_inventory import WirelessDevice, WirelessLine
from agentview.services.unit import Unit
from agentview.services.wireless_inventory.device_saving import device_values, field_refusals
from agentview.services.wireless_inventory.identifiers import read_number, read_serial
from agentview.services.wireless_inventory.import_cells import Cells, Planned
from agentview.services.wireless_inventory.import_lines import employees_of, lines_of


@dataclass(frozen=True, slots=True)
class _Known:
    """What the rows of a file may name, by what it is called there."""

    devices: dict[tuple[str, str], WirelessDevice]
    products: dict[str, Product]
    models: dict[int, DeviceType]
    lines: dict[str, WirelessLine]
    employees: dict[str, Employee]


def plan_devices(unit: Unit, account: Account, rows: tuple[WirelessFileRow, ...]) -> list[Planned]:
    """Return what each row comes to, judged as if back office had typed it (R-WL-35)."""
    known = _known(unit, account)
    return [_planned(unit, account, known, row) for row in rows]


def _known(unit: Unit, account: Account) -> _Known:
    devices = unit.session.scalars(select(WirelessDevice).where(WirelessDevice.account_id == account.id))
    products = unit.session.scalars(select(Product).where(Product.provider_id == account.provider_id))
    models = unit.session.scalars(
        select(WirelessModel).where(WirelessModel.provider_id == account.provider_id)
    )
    return _Known(
        {(one.serial_type, one.serial_no): one for one in devices},
        {one.sku.casefold(): one for one in products},
        {one.product_id: DeviceType(one.device_type) for one in models},
        lines_of(unit, account),
        employees_of(unit, account),
    )


def _planned(unit: Unit, account: Account, known: _Known, row: WirelessFileRow) -> Planned:
    cells = Cells(row)
    serial = read_serial(cells.needed(C.SERIAL_NO, 60))
    kind = cells.choice(C.SERIAL_TYPE, SerialType) or SerialType.IMEI
    device = known.devices.get((kind.value, serial)) or WirelessDevice(
        provider_id=account.provider_id, account_id=account.id
    )
    planned = Planned(row.number, serial, device)
    fields = _fields(unit, cells, known, device, (kind, serial))
    if fields is not None:
        cells.refusals.extend(field_refusals(unit, device, fields))
        planned.values = device_values(fields)
    planned.refusals = tuple(cells.refusals)
    return planned


def _fields(
    unit: Unit, cells: Cells, known: _Known, device: WirelessDevice, serial: tuple[SerialType, str]
) -> DeviceFields | None:
    is_new = device.id is None
    values: dict[str, Any] = (
        {} if is_new else {name: getattr(device, name) for name in DeviceFields.model_fields}
    )
    product = cells.known(C.SKU, known.products)
    line = _line(unit, cells, known, device)
    person = cells.known(C.EMPLOYEE_NO, known.employees)
    holder = person.id if person is not None else line.employee_id if line is not None else None
    told: dict[str, Any] = {
        "serial_type": serial[0].value,
        "serial_no": serial[1],
        "product_id": product.id if product is not None else None,
        "make_model": cells.text(C.MAKE_MODEL) or (product.name if product is not None else None),
        "device_type": cells.choice(C.DEVICE_TYPE, DeviceType)
        or (known.models.get(product.id) if product is not None else None)
        or (DeviceType.SMARTPHONE if is_new else None),
        "status": cells.choice(C.STATUS, DeviceStatus)
        or _status(device, is_new=is_new, is_used=bool(line or holder)),
        "line_id": line.id if line is not None else None,
        "employee_id": holder,
        "owned_since": cells.day(C.OWNED_SINCE) or (unit.today if is_new else None),
        "warranty_months": cells.whole(C.WARRANTY_MONTHS, LONGEST_WARRANTY),
    }
    values |= {name: value for name, value in told.items() if value is not None}
    if "make_model" not in values:
        cells.refuse("E-WLI-CELL-MISSING", C.MAKE_MODEL)
    return None if cells.refusals else DeviceFields.model_validate(values)


def _line(unit: Unit, cells: Cells, known: _Known, device: WirelessDevice) -> WirelessLine | None:
    typed = cells.text(C.NUMBER)
    if typed is None:
        return None
    found = known.lines.get(read_number(unit, device.provider_id, typed) or typed)
    if found is None:
        cells.refuse("E-WLI-UNKNOWN", C.NUMBER, value=typed)
    return found


def _status(device: WirelessDevice, *, is_new: bool, is_used: bool) -> str | None:
    """Return where a device stands of which the file does not say it: one that is in use is active."""
    if is_used and (is_new or device.status == DeviceStatus.IN_STOCK.value):
        return DeviceStatus.ACTIVE.value
    return DeviceStatus.IN_STOCK.value if is_new else None
