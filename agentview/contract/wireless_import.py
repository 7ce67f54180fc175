"""Employees, lines and devices of a company from a file: a dry run row by row, then all of it or nothing."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.op import Message, Op
from agentview.contract.value import Line, RecordId, RefusalInfo
from agentview.core.power import Power

MOST_ROWS = 1_000
"""So many rows one import may have."""
_Cell = Annotated[Line, Field(max_length=200)]


class ImportKind(StrEnum):
    """What the rows of a file are."""

    EMPLOYEES = "EMPLOYEES"
    LINES = "LINES"
    DEVICES = "DEVICES"


class WirelessColumn(StrEnum):
    """What a column of a file can hold."""

    EMPLOYEE_NO = "employee_no"
    NAME = "name"
    EMAIL = "email"
    USERNAME = "username"
    ORG_UNIT = "org_unit"
    MANAGER_NO = "manager_no"
    COST_CENTRE = "cost_centre"
    ACTIVE = "active"
    NUMBER = "number"
    ALIAS = "alias"
    VENDOR = "vendor"
    STATUS = "status"
    PLAN = "plan"
    ICCID = "iccid"
    CONTRACT_START = "contract_start"
    CONTRACT_END = "contract_end"
    UPGRADE_ELIGIBLE_ON = "upgrade_eligible_on"
    SERIAL_TYPE = "serial_type"
    SERIAL_NO = "serial_no"
    SKU = "sku"
    MAKE_MODEL = "make_model"
    DEVICE_TYPE = "device_type"
    OWNED_SINCE = "owned_since"
    WARRANTY_MONTHS = "warranty_months"


_C = WirelessColumn
COLUMNS: dict[ImportKind, tuple[WirelessColumn, ...]] = {
    ImportKind.EMPLOYEES: (
        _C.EMPLOYEE_NO,
        _C.NAME,
        _C.EMAIL,
        _C.USERNAME,
        _C.ORG_UNIT,
        _C.MANAGER_NO,
        _C.COST_CENTRE,
        _C.ACTIVE,
    ),
    ImportKind.LINES: (
        _C.NUMBER,
        _C.ALIAS,
        _C.VENDOR,
        _C.STATUS,
        _C.EMPLOYEE_NO,
        _C.PLAN,
        _C.ICCID,
        _C.CONTRACT_START,
        _C.CONTRACT_END,
        _C.UPGRADE_ELIGIBLE_ON,
    ),
    ImportKind.DEVICES: (
        _C.SERIAL_TYPE,
        _C.SERIAL_NO,
        _C.SKU,
        _C.MAKE_MODEL,
        _C.DEVICE_TYPE,
        _C.STATUS,
        _C.NUMBER,
        _C.EMPLOYEE_NO,
        _C.OWNED_SINCE,
        _C.WARRANTY_MONTHS,
    ),
}
"""The columns of each kind of file, in their usual order."""
NEEDED: dict[ImportKind, tuple[WirelessColumn, ...]] = {
    ImportKind.EMPLOYEES: (_C.EMPLOYEE_NO, _C.NAME),
    ImportKind.LINES: (_C.NUMBER, _C.VENDOR, _C.PLAN),
    ImportKind.DEVICES: (_C.SERIAL_NO,),
}
"""The columns without which a file cannot be taken in."""


class WirelessFileRow(Message):
    """A row by its columns, as it stands in the file. `refusals` say what of it could not be read."""

    number: Annotated[int, Field(ge=1, le=2**31)]
    values: dict[WirelessColumn, _Cell] = Field(default_factory=dict)
    refusals: Annotated[tuple[RefusalInfo, ...], Field(max_length=20)] = ()


class WirelessRows(Message):
    """The rows of a file. A column that the file does not have, or an empty cell, changes nothing."""

    account_id: RecordId
    kind: ImportKind
    file_name: Line
    rows: Annotated[tuple[WirelessFileRow, ...], Field(min_length=1, max_length=MOST_ROWS)]


class RowEffect(StrEnum):
    """What a row comes to."""

    ADDED = "ADDED"
    CHANGED = "CHANGED"
    SAME = "SAME"


class WirelessRowVerdict(Message):
    """What a row comes to, or every reason against it; `key` is what it is known by in the file."""

    number: int
    key: str
    effect: RowEffect | None
    changed: tuple[str, ...]
    refusals: tuple[RefusalInfo, ...]


class WirelessRowsChecked(Message):
    """A verdict for each row; nothing was written."""

    verdicts: tuple[WirelessRowVerdict, ...]


class WirelessRowsImported(Message):
    """How many records were added, changed, and were so already."""

    added: int
    changed: int
    same: int


CHECK_ROWS = Op(
    "wireless_import.check",
    WirelessRows,
    WirelessRowsChecked,
    False,
    Power.FULFIL,
    "Try out a file of employees, lines or devices",
)
IMPORT_ROWS = Op(
    "wireless_import.rows",
    WirelessRows,
    WirelessRowsImported,
    True,
    Power.FULFIL,
    "Import employees, lines or devices",
)
