"""Takes in a block of rows: judged one by one, written all at once, each wholly or not at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import insert, select

from agentview.contract.customer_imports import (
    Checked,
    CheckRows,
    ImportDefaults,
    ImportField,
    ImportRow,
    ImportState,
    ImportStatus,
    PutRows,
    RowVerdict,
)
from agentview.contract.value import RefusalInfo
from agentview.core.collection import collection_put_off
from agentview.core.errors import Conflict, Refusal, Value, rejected
from agentview.core.text import clean, fold
from agentview.models.customer import Account, AccountProfile
from agentview.models.customer_import import CustomerImportReject
from agentview.models.party import Provider
from agentview.services.customer_imports.lifetime import tell
from agentview.services.customer_imports.reading import Around, NewCustomer, is_blank, read_row
from agentview.services.customer_imports.scope import defaults_of, import_of, state_of
from agentview.services.customer_imports.writing import write_customers
from agentview.services.customer_scope import refuse_customers
from agentview.services.customers.typed import Refusals, one_line
from agentview.services.unit import Unit

KNOWN = "E-ROW-KNOWN"
_HEADER = 1


@dataclass(slots=True)
class _Sorted:
    """The rows of a block: those to take in, and those that are not, by their place in the block."""

    fresh: list[NewCustomer] = field(default_factory=list)
    refused: dict[int, Refusals] = field(default_factory=dict)

    @property
    def known(self) -> int:
        """How many customers were there before, under the same number and name."""
        return sum(refusals[0].code == KNOWN for refusals in self.refused.values())


def check(unit: Unit, request: CheckRows) -> Checked:
    """Judge rows as they would be taken in now; nothing is written."""
    refuse_customers(unit)
    found = _sorted(unit, request.rows, request.defaults, None)
    return Checked(
        verdicts=tuple(
            RowVerdict(refusals=tuple(RefusalInfo.of(one) for one in found.refused.get(at, ())))
            for at in range(len(request.rows))
        )
    )


def put(unit: Unit, request: PutRows) -> ImportState:
    """Take in the block that follows what is done; one that is done already changes nothing.

    Raises Conflict (`E-IMPORT-PLACE` with how much is done) for any other, Rejected (`E-IMPORT-OVER`).
    """
    row = import_of(unit, request.import_id, is_held=True)
    end = request.done + len(request.rows)
    if end <= row.done_lines:
        return state_of(unit, row)
    if row.status != ImportStatus.RUNNING:
        raise rejected("E-IMPORT-OVER")
    if request.done != row.done_lines or end > row.total_lines:
        values: dict[str, Value] = {"done": row.done_lines, "rows": row.total_lines}
        raise Conflict(Refusal("E-IMPORT-PLACE", values=values))
    with collection_put_off():
        found = _sorted(unit, request.rows, defaults_of(row), row.id)
        write_customers(unit, row.id, found.fresh)
    _write_rejects(unit, row.id, request.done + _HEADER + 1, found)
    row.done_lines = end
    row.made_count += len(found.fresh)
    row.known_count += found.known
    row.rejected_count += len(found.refused) - found.known
    tell(unit, row, "put")
    return state_of(unit, row)


def _sorted(
    unit: Unit, rows: Sequence[ImportRow], defaults: ImportDefaults, import_id: int | None
) -> _Sorted:
    around = _around(unit, defaults)
    taken = _taken(unit, rows)
    found = _Sorted()
    numbers: set[str] = set()
    for at, row in enumerate(rows):
        if is_blank(row):
            continue
        read = read_row(row, around)
        if isinstance(read, NewCustomer):
            refusals = tuple(_taken_refusals(read, taken, numbers, import_id))
            if not refusals:
                found.fresh.append(read)
                numbers.add(read.account_no)
                continue
        else:
            refusals = read
        found.refused[at] = refusals
    return found


def _around(unit: Unit, defaults: ImportDefaults) -> Around:
    region = unit.session.get_one(Provider, unit.caller.provider_id).region
    profiles = unit.session.execute(select(AccountProfile.id, AccountProfile.name))
    return Around(region, unit.today, {fold(row.name): row.id for row in profiles}, defaults)


def _taken(unit: Unit, rows: Sequence[ImportRow]) -> dict[str, tuple[int, str, int | None]]:
    """Return the accounts that have the numbers of the rows: id, name, and the import they came by."""
    numbers = {one_line(clean(row.values.get(ImportField.ACCOUNT_NO, ""))) for row in rows} - {""}
    if not numbers:
        return {}
    found = unit.session.execute(
        select(Account.account_no, Account.id, Account.name, Account.import_id).where(
            Account.provider_id == unit.caller.provider_id, Account.account_no.in_(sorted(numbers))
        )
    )
    return {row.account_no: (row.id, row.name, row.import_id) for row in found}


def _taken_refusals(
    read: NewCustomer,
    taken: dict[str, tuple[int, str, int | None]],
    numbers: set[str],
    import_id: int | None,
) -> Iterator[Refusal]:
    """Refuse an account number that another row, or another customer, has."""
    field_name = ImportField.ACCOUNT_NO.value
    values: dict[str, Value] = {"account": read.account_no}
    if read.account_no in numbers and read.account_no:
        yield Refusal("E-ROW-TWICE", field_name, values=values)
    elif read.account_no in taken:
        account_id, name, came_by = taken[read.account_no]
        if came_by is not None and came_by == import_id:
            yield Refusal("E-ROW-TWICE", field_name, values=values)
        elif fold(name) == fold(read.name or read.account_no):
            yield Refusal(KNOWN, field_name, values=values)
        else:
            known = {**values, "name": name, "account_id": account_id}
            yield Refusal("E-ACCOUNT-TAKEN", field_name, values=known)


def _write_rejects(unit: Unit, import_id: int, first_row: int, found: _Sorted) -> None:
    rows = [
        {
            "import_id": import_id,
            "line": first_row + at,
            "code": refusals[0].code,
            "field": refusals[0].field,
            "values": {"refusals": [RefusalInfo.of(refusal).model_dump(mode="json") for refusal in refusals]},
        }
        for at, refusals in found.refused.items()
    ]
    if rows:
        unit.session.execute(insert(CustomerImportReject), rows)
