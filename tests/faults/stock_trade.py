"""Stock files in the trade of the fault tests: Melbourne says what it has, and each file counts once."""

from collections import Counter

from sqlalchemy import update

from agentview.models.database import Stamp
from agentview.models.hardware_catalogue import Warehouse, WarehouseStock
from agentview.models.trail import AuditEntry
from tests import build
from tests.build_hardware import MELBOURNE, PHONE
from tests.faults.exactly_once import assert_refused_once
from tests.faults.trade import CODES, KNOWN, Trade

UNREADABLE = "E-STOCK-QUANTITY"
"""Why a file is refused: it names no number of pieces."""
_WAREHOUSE = CODES[MELBOURNE]


def send_files(trade: Trade) -> None:
    """Let Melbourne send its stock in files."""
    with trade.backend.database.write(Stamp("test", build.START)) as session:
        session.execute(update(Warehouse).where(Warehouse.id == MELBOURNE).values(stock_source="FILE"))


def put_stock(trade: Trade, code: str = "") -> None:
    """Put a file with more pieces than the last one said; with a code, one that is to be refused.

    One whose name was used has the name of the first good file, the next such one that of the second.
    """
    pieces = len(trade.stocked) + 1
    known = sum(one[2] == KNOWN for one in trade.refused)
    new = f"S{len(trade.stocked) + len(trade.refused):06}.csv"
    name = trade.stocked[known][0] if code == KNOWN else new
    folder = trade.folder / _WAREHOUSE / "stock"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"sku,available\nPH-X1,{'many' if code else pieces}\n")
    if code:
        trade.refused.append((_WAREHOUSE, name, code))
    else:
        trade.stocked.append((name, pieces))


def assert_stocked_once(trade: Trade) -> None:
    """R-HW-19: each good file was taken in once, the last one counts, and none is left lying."""
    good = [row for row in trade.depot.batches("STOCK_FILE") if row.status != "FAILED"]
    assert Counter((row.external_file_name, row.status, row.ok_count) for row in good) == Counter(
        (name, "PROCESSED", 1) for name, _ in trade.stocked
    )
    loads = [row for row in trade.depot.rows(AuditEntry) if row.action == "load_stock"]
    assert len(loads) == len(trade.stocked), "a file was taken in twice, or not at all"
    [known] = [
        row.available_qty
        for row in trade.depot.rows(WarehouseStock)
        if (row.warehouse_id, row.product_id) == (MELBOURNE, PHONE)
    ]
    assert known == trade.stocked[-1][1]
    assert trade.lies(_WAREHOUSE, "stock") == trade.lies(_WAREHOUSE, "stock-processing") == []
    kept = sorted(name.split(".", 2)[2] for name in trade.lies(_WAREHOUSE, "archive"))
    assert kept == sorted(name for name, _ in trade.stocked)
    assert_refused_once(trade)
