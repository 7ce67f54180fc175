"""What a record of a dispatch file means for its line: pure rules (R-HW-18, R-HW-21, R-HW-24)."""

from dataclasses import dataclass, field

from agentview.contract.hardware import HardwareLineStatus, RecordOutcome
from agentview.files.interfaces.sales_order_dispatch import DispatchLine

UNKNOWN_LINE = "E-DISPATCH-LINE"
LINE_STATE = "E-DISPATCH-STATE"
UNIT = "E-DISPATCH-UNIT"
QUANTITY = "E-DISPATCH-QUANTITY"
SERIALS = "E-DISPATCH-SERIALS"
SERIAL_TWICE = "E-DISPATCH-SERIAL-TWICE"
OURS = (UNKNOWN_LINE, LINE_STATE, UNIT, QUANTITY, SERIALS, SERIAL_TWICE)
"""What we refuse a record for; other codes are the warehouse's own."""

NO_CODE = "WAREHOUSE-ERROR"
"""The code of an error for which the warehouse gave none."""
_OK = "OK"
_OVER = frozenset({HardwareLineStatus.DISPATCHED, HardwareLineStatus.RETURNED})


@dataclass(slots=True)
class LineState:
    """A line as the records before left it. `units`: the pieces of it that were reported as shipped.

    `is_sent`: its warehouse has it, also where the program did not yet get to write so.
    """

    line_id: int
    status: HardwareLineStatus
    is_sent: bool
    order_id: int
    account_id: int
    product_id: int
    qty: int
    shipped: int
    is_serialised: bool
    serial_type: str
    programme_id: int | None
    is_enrolment_requested: bool
    tracking_no: str | None = None
    carrier: str | None = None
    error_code: str | None = None
    error_text: str | None = None
    units: set[int] = field(default_factory=set)
    old: HardwareLineStatus | None = None
    """How it stood before this block, once that changed."""
    is_touched: bool = False

    def move(self, status: HardwareLineStatus) -> None:
        """Change its state, keeping the first one."""
        if status is not self.status:
            self.old = self.old or self.status
            self.status = status


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of one record; `serials` are new pieces that it brought."""

    outcome: RecordOutcome
    code: str | None = None
    text: str | None = None
    serials: tuple[str, ...] = ()


_DUPLICATE = Judged(RecordOutcome.DUPLICATE)
_APPLIED = Judged(RecordOutcome.OK)


def judge(record: DispatchLine, line: LineState, taken: set[tuple[str, str]]) -> Judged:
    """Apply a record to its line, or say why not. `taken` are serials that are out, and takes new ones in."""
    if line.status in _OVER or (record.unit is not None and record.unit in line.units):
        return _DUPLICATE
    if not line.is_sent and line.status is not HardwareLineStatus.ERROR:
        return Judged(RecordOutcome.ERROR, LINE_STATE)
    if record.unit is not None and record.unit > line.qty:
        return Judged(RecordOutcome.ERROR, UNIT)
    if record.status != _OK:
        return _failed(record, line)
    if record.unit is None and line.status is HardwareLineStatus.ERROR:
        return Judged(RecordOutcome.ERROR, LINE_STATE)
    return _shipped(record, line, taken)


def _failed(record: DispatchLine, line: LineState) -> Judged:
    """The warehouse could not ship: the line is in error, with its code and text (R-HW-21)."""
    if line.status is HardwareLineStatus.ERROR and record.unit is None:
        return _DUPLICATE
    code, text = record.error_code or NO_CODE, record.error_text or None
    line.move(HardwareLineStatus.ERROR)
    line.error_code, line.error_text, line.is_touched = code, text, True
    return Judged(RecordOutcome.ERROR, code, text)


def _shipped(record: DispatchLine, line: LineState, taken: set[tuple[str, str]]) -> Judged:
    expected = 1 if record.unit is not None else line.qty - line.shipped
    if record.shipped_quantity != expected:
        return Judged(RecordOutcome.ERROR, QUANTITY)
    serials: tuple[str, ...] = ()
    if line.is_serialised:
        serials = tuple(record.serial_numbers)
        if len(serials) != expected:
            return Judged(RecordOutcome.ERROR, SERIALS)
        keys = {(line.serial_type, serial) for serial in serials}
        if len(keys) != expected or not taken.isdisjoint(keys):
            return Judged(RecordOutcome.ERROR, SERIAL_TWICE)
        taken |= keys
    line.shipped += expected
    if record.unit is not None:
        line.units.add(record.unit)
    line.tracking_no = record.tracking_number or line.tracking_no
    line.carrier = record.carrier or line.carrier
    line.is_touched = True
    if line.shipped == line.qty:
        line.move(HardwareLineStatus.DISPATCHED)
        line.error_code = line.error_text = None
    return Judged(RecordOutcome.OK, serials=serials) if serials else _APPLIED
