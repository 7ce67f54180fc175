"""What a process holds in memory at its peak while it reads and judges a dispatch file, in every format."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from agentview.adaptors.warehouse.formats import FORMATS, warehouse_named
from agentview.files.interfaces.sales_order_dispatch import DispatchLine, DispatchOrder, dispatch_header
from benchmarks.figures import Line

MOST_MEGABYTES = 300

_READER = """
import sys
from agentview.adaptors.warehouse.formats import format_named
from agentview.adaptors.warehouse.port import Arrival
from agentview.files.interfaces.checking import check, read
from agentview.files.interfaces.sales_order_dispatch import DISPATCH

form, path, spool = sys.argv[1:]
with open(path, "rb") as file, open(spool, "wb") as out:
    for block in format_named(form).read(file, Arrival("large.dat", "SYD")):
        out.write(block)
with open(spool, "rb") as file:
    checked = check(file, DISPATCH)
    file.seek(0)
    read_again = sum(1 for _ in read(file, DISPATCH))
assert checked.is_good and read_again == checked.records
# Not ru_maxrss, which starts with what the process had that started this one.
with open("/proc/self/status") as status:
    peak = next(line.split()[1] for line in status if line.startswith("VmHWM:"))
print(checked.records, peak)
"""


def warehouse_memory(records: int) -> Iterator[Line]:
    """Read files of so many records, each in a process of its own, and files four times as large."""
    with tempfile.TemporaryDirectory(prefix="agentview-bench-") as name:
        folder = Path(name)
        for form in FORMATS:
            sizes = [_measured(form, folder, records * times) for times in (1, 4)]
            for count, megabytes, peak in sizes:
                what = f"{form}: {count:,} records, {megabytes:.0f} MB"
                limit = f"at most {MOST_MEGABYTES} MB"
                yield Line(what, f"{peak:.0f} MB", "", limit, peak <= MOST_MEGABYTES)


def _measured(form: str, folder: Path, records: int) -> tuple[int, float, float]:
    """Return how many records were read, how large the file was, and the most memory, in megabytes."""
    path, spool = folder / "dispatch", folder / "spool"
    header = dispatch_header("large.dat", "SYD", records)
    with path.open("wb") as file:
        file.writelines(warehouse_named(form).write_dispatch(header, map(_record, range(1, records + 1))))
    done = subprocess.run(
        [sys.executable, "-c", _READER, form, path, spool], capture_output=True, text=True, check=True
    )
    count, kilobytes = map(int, done.stdout.split())
    return count, path.stat().st_size / 2**20, kilobytes / 1024


def _record(number: int) -> DispatchOrder:
    line = DispatchLine(
        line_id=number,
        status="OK",
        shipped_quantity=1,
        serial_numbers=[f"{350_000_000_000_000 + number}"],
        tracking_number=f"TRACK-{number}",
        carrier="AusPost",
    )
    return DispatchOrder(f"HO-{number}", [line])
