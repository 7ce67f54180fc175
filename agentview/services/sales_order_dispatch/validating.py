"""Judges a dispatch file as a whole before anything of it is used (R-HW-17, R-HW-19)."""

from collections.abc import Iterator
from enum import StrEnum
from typing import BinaryIO, Protocol

from agentview.adaptors.warehouse.port import Arrival
from agentview.core.errors import Refusal, Rejected
from agentview.core.fault_point import fault_point
from agentview.files.interfaces.checking import Checked, check
from agentview.files.interfaces.sales_order_dispatch import DISPATCH, SalesOrderDispatch
from agentview.files.payload import PayloadFolder
from agentview.services.acting import Acting
from agentview.services.inbound_verdict import Kept, accept, is_used, kept_as, put_by, quarantine
from agentview.services.partner_folder import Inbox
from agentview.services.sales_order_dispatch.receiving import DISPATCH_FILE, RAW, Incoming
from agentview.services.sales_order_request.naming import partner_of
from agentview.services.unit import Unit

SPOOL = ".dispatch.json"
"""What the name of a file's M4 form ends in."""


class Reads(Protocol):
    """How the files of a warehouse are read."""

    def read(self, stream: BinaryIO, arrival: Arrival) -> Iterator[bytes]:
        """Yield the M4 form of a file. Raises Rejected where it cannot be read."""
        ...


class Finding(StrEnum):
    """What a whole file is."""

    GOOD = "GOOD"
    BAD = "BAD"
    DUPLICATE = "DUPLICATE"


def validate(
    acting: Acting, found: Incoming, inbox: Inbox, file_format: Reads, payloads: PayloadFolder
) -> Finding:
    """Read a kept file from end to end; a bad one goes to quarantine with a report, a known one is put away.

    The file is moved before the batch says so: who goes on after an interruption finds the same again.
    """
    refusals, header, records = _judged(found, file_format, payloads)
    kept = kept_as(found, DISPATCH_FILE, payloads)
    if header is None or refusals:
        quarantine(acting, DISPATCH_FILE, found, inbox, refusals, kept)
        return Finding.BAD
    name = header.external_file_name
    if acting.act(lambda unit: _accept(unit, found, name, records, kept)):
        fault_point("sales_order_dispatch.after_validate")
        return Finding.GOOD
    put_by(acting, DISPATCH_FILE, found, inbox, name, kept)
    return Finding.DUPLICATE


def spool(found: Incoming, file_format: Reads, payloads: PayloadFolder) -> None:
    """Write the M4 form of a kept file. Raises Rejected for one that cannot be read."""
    with payloads.open(found.batch_id, RAW) as raw:
        arrival = Arrival(found.file_name, found.warehouse_code)
        payloads.keep(found.batch_id, SPOOL, file_format.read(raw, arrival))


def _judged(
    found: Incoming, file_format: Reads, payloads: PayloadFolder
) -> tuple[tuple[Refusal, ...], SalesOrderDispatch | None, int]:
    try:
        spool(found, file_format, payloads)
        with payloads.open(found.batch_id, SPOOL) as stream:
            checked = check(stream, DISPATCH)
    except Rejected as error:
        return error.refusals, None, 0
    return (*_problems(checked), *_foreign(checked, found)), checked.header, checked.records


def _problems(checked: Checked[SalesOrderDispatch]) -> Iterator[Refusal]:
    return (problem.refusal for problem in checked.problems)


def _foreign(checked: Checked[SalesOrderDispatch], found: Incoming) -> Iterator[Refusal]:
    """A file of another warehouse in this one's folder is not trusted."""
    header = checked.header
    if header is not None and header.ware_house.id != found.warehouse_code:
        values = {"expected": found.warehouse_code}
        yield Refusal("E-BATCH-WAREHOUSE", "wareHouse.id", "R-HW-17", {**values})


def _accept(unit: Unit, found: Incoming, name: str, records: int, kept: Kept) -> bool:
    """Let the file be used, unless a file of this name was (R-HW-19)."""
    if is_used(unit.session, DISPATCH_FILE, partner_of(found.warehouse_id), found, name):
        return False
    accept(unit, found, name, records, kept)
    return True
