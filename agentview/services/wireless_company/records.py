"""Finds records of companies to read or change, for who may know of them (D-31)."""

from collections.abc import Mapping
from typing import TypeVar

from sqlalchemy import select

from agentview.core.errors import NotFound, Refusal
from agentview.models.wireless_company import Employee, OrgUnit
from agentview.models.wireless_inventory import WirelessDevice, WirelessLine
from agentview.services.contract_catalogue.scope import stale
from agentview.services.unit import Unit
from agentview.services.wireless_scope import of_company

Row = TypeVar("Row", Employee, OrgUnit, WirelessLine, WirelessDevice)
KEYS: Mapping[type[object], str] = {
    Employee: "employee_id",
    OrgUnit: "org_unit_id",
    WirelessLine: "line_id",
    WirelessDevice: "device_id",
}
"""What requests call the id of each."""


def readable(unit: Unit, table: type[Row], key: int) -> Row:
    """Return a record. Raises NotFound (`E-NOT-FOUND`), also for one of another company or provider."""
    return _found(unit, table, key, is_held=False)


def held(unit: Unit, table: type[Row], key: int, version: int | None) -> Row:
    """Return a record to change, held until the end of the transaction, in the version that was seen.

    Of several callers with one version exactly one gets through (R-PRV-41). Raises NotFound, Conflict
    (`E-STALE` with who changed it).
    """
    found = _found(unit, table, key, is_held=True)
    if found.row_version != version:
        raise stale(unit, found)
    return found


def of_account(unit: Unit, table: type[Row], key: int | None, account_id: int, field: str) -> Row | None:
    """Return a record that another one names; both are of one company. Raises NotFound with the field."""
    if key is None:
        return None
    found = unit.session.scalars(select(table).where(table.id == key, table.account_id == account_id)).first()
    if found is None:
        raise NotFound(Refusal("E-NOT-FOUND", field, values={field: key}))
    return found


def _found(unit: Unit, table: type[Row], key: int, *, is_held: bool) -> Row:
    wanted = (
        select(table)
        .where(table.id == key, of_company(unit.caller, table))
        .execution_options(populate_existing=True)
    )
    found = unit.session.scalars(wanted.with_for_update(key_share=True) if is_held else wanted).first()
    if found is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={KEYS[table]: key}))
    return found
