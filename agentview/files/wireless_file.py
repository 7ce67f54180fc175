"""Reads employees, lines and devices of a company from a file, CSV or XLSX, one row for each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from agentview.contract.value import RefusalInfo
from agentview.contract.wireless_import import (
    COLUMNS,
    MOST_ROWS,
    NEEDED,
    ImportKind,
    WirelessColumn,
    WirelessFileRow,
)
from agentview.core.errors import Refusal, rejected
from agentview.core.text import clean
from agentview.files.customer_file import CustomerFile, FileRow
from agentview.files.spellings import by_spelling

C = WirelessColumn
_SPELLINGS: Mapping[WirelessColumn, str] = {
    C.EMPLOYEE_NO: "employeeno employeenumber employee employeeid personalnummer personalnr",
    C.NAME: "name fullname employeename mitarbeiter",
    C.EMAIL: "email mail emailaddress",
    C.USERNAME: "username user login userid benutzer",
    C.ORG_UNIT: "orgunit unit organisation organization department abteilung",
    C.MANAGER_NO: "managerno manager managernumber reportsto vorgesetzter",
    C.COST_CENTRE: "costcentre costcenter kostenstelle",
    C.ACTIVE: "active isactive aktiv",
    C.NUMBER: "number mobilenumber phonenumber servicenumber msisdn line rufnummer",
    C.ALIAS: "alias nickname",
    C.VENDOR: "vendor carrier vendorcode anbieter",
    C.STATUS: "status state",
    C.PLAN: "plan plancode tarif",
    C.ICCID: "iccid sim simnumber simno",
    C.CONTRACT_START: "contractstart contractfrom vertragsbeginn",
    C.CONTRACT_END: "contractend contractto vertragsende",
    C.UPGRADE_ELIGIBLE_ON: "upgradeeligibleon upgradeeligible upgradeon upgradedate",
    C.SERIAL_TYPE: "serialtype serialkind",
    C.SERIAL_NO: "serialno serial serialnumber imei esn meid seriennummer",
    C.SKU: "sku product productcode",
    C.MAKE_MODEL: "makemodel model device makeandmodel",
    C.DEVICE_TYPE: "devicetype type",
    C.OWNED_SINCE: "ownedsince purchased purchasedate purchasedon",
    C.WARRANTY_MONTHS: "warrantymonths warranty",
}
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class WirelessFile:
    """The rows of a file, and the columns that were found in it."""

    name: str
    columns: tuple[WirelessColumn, ...]
    rows: tuple[WirelessFileRow, ...]


def read_wireless_file(path: Path, kind: ImportKind) -> WirelessFile:
    """Read a file whole; blank rows are passed over.

    Raises Rejected: `E-WLI-COLUMNS`, `E-WLI-MANY`, and what keeps a file from being read.
    """
    with CustomerFile(path) as file:
        columns = file.columns()
        found = by_spelling(columns, {field: _SPELLINGS[field] for field in COLUMNS[kind]})
        missing = [column.value for column in NEEDED[kind] if column not in found.values()]
        if missing:
            raise rejected("E-WLI-COLUMNS", columns=", ".join(missing))
        places = {field: columns.index(column) for column, field in found.items()}
        rows: list[WirelessFileRow] = []
        for row in _rows(file.rows(), places):
            if len(rows) == MOST_ROWS:
                raise rejected("E-WLI-MANY", most=MOST_ROWS)
            rows.append(row)
    if not rows:
        raise rejected("E-FILE-CSV", file=path.name)
    return WirelessFile(clean(path.name)[:_LONGEST], tuple(places), tuple(rows))


def _rows(rows: Iterator[FileRow], places: Mapping[WirelessColumn, int]) -> Iterator[WirelessFileRow]:
    for row in rows:
        values = {field: clean(row.cells[at]) if at < len(row.cells) else "" for field, at in places.items()}
        if not row.refusals and not any(values.values()):
            continue
        long = [Refusal("E-WLI-LONG", field.value) for field, text in values.items() if len(text) > _LONGEST]
        yield WirelessFileRow(
            number=row.number,
            values={field: text[:_LONGEST] for field, text in values.items() if text},
            refusals=tuple(RefusalInfo.of(one) for one in (*row.refusals, *long)),
        )
