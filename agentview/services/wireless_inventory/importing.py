"""Takes in employees, lines and devices from a file: tried out row by row, then all of it or nothing."""

from collections.abc import Callable, Mapping

from agentview.contract.value import RefusalInfo
from agentview.contract.wireless_import import (
    ImportKind,
    RowEffect,
    WirelessColumn,
    WirelessFileRow,
    WirelessRows,
    WirelessRowsChecked,
    WirelessRowsImported,
    WirelessRowVerdict,
)
from agentview.core.errors import Refusal, rejected
from agentview.models.customer import Account
from agentview.services.customer_scope import account_of, held_account, refuse_customers
from agentview.services.unit import Unit
from agentview.services.wireless_company.trail import write
from agentview.services.wireless_inventory.import_cells import Planned
from agentview.services.wireless_inventory.import_devices import plan_devices
from agentview.services.wireless_inventory.import_employees import managers_of, plan_employees
from agentview.services.wireless_inventory.import_lines import plan_lines

_PLANS: Mapping[ImportKind, Callable[[Unit, Account, tuple[WirelessFileRow, ...]], list[Planned]]] = {
    ImportKind.EMPLOYEES: plan_employees,
    ImportKind.LINES: plan_lines,
    ImportKind.DEVICES: plan_devices,
}
_ACTION = "import"


def check(unit: Unit, request: WirelessRows) -> WirelessRowsChecked:
    """Return for each row what it comes to, or every reason against it; nothing is written."""
    refuse_customers(unit)
    account = account_of(unit, request.account_id)
    return WirelessRowsChecked(verdicts=tuple(map(_verdict, _planned(unit, account, request))))


def import_rows(unit: Unit, request: WirelessRows) -> WirelessRowsImported:
    """Take in all rows of a file; the company is held. Raises Rejected (`E-WLI-ROWS`) if one cannot be.

    The rows are judged as in the dry run, by what is there now. The file's name stands in the trail.
    """
    refuse_customers(unit)
    account = held_account(unit, request.account_id)
    planned = _planned(unit, account, request)
    wrong = [one.number for one in planned if one.refusals]
    if wrong:
        raise rejected("E-WLI-ROWS", rows=len(wrong), first=wrong[0])
    effects = [_effect(one) for one in planned]
    for one in planned:
        write(unit, one.record, one.values, action=_ACTION, reason=request.file_name)
    if request.kind is ImportKind.EMPLOYEES:
        for person, manager in managers_of(unit, account, request.rows):
            write(unit, person, {"manager_id": manager.id}, action=_ACTION, reason=request.file_name)
    return WirelessRowsImported(
        added=effects.count(RowEffect.ADDED),
        changed=effects.count(RowEffect.CHANGED),
        same=effects.count(RowEffect.SAME),
    )


def _planned(unit: Unit, account: Account, request: WirelessRows) -> list[Planned]:
    """Plan all rows. One record stands in a file once, and one line is in one device."""
    planned = _PLANS[request.kind](unit, account, request.rows)
    for column, name in ((None, None), (WirelessColumn.NUMBER, "line_id"), (WirelessColumn.ICCID, "iccid")):
        seen: set[object] = set()
        for one in planned:
            value = one.key.casefold() if name is None else one.values.get(name)
            if value and value in seen:
                field = column.value if column is not None else None
                shown = one.key if name is None else str(value)
                twice = Refusal("E-WLI-TWICE", field, values={"value": shown})
                one.refusals = (*one.refusals, twice)
            seen.add(value)
    return planned


def _effect(one: Planned) -> RowEffect:
    if one.is_new:
        return RowEffect.ADDED
    return RowEffect.CHANGED if one.changed else RowEffect.SAME


def _verdict(one: Planned) -> WirelessRowVerdict:
    return WirelessRowVerdict(
        number=one.number,
        key=one.key,
        effect=None if one.refusals else _effect(one),
        changed=() if one.refusals else one.changed,
        refusals=tuple(RefusalInfo.of(refusal) for refusal in one.refusals),
    )
