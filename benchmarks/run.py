"""Runs the benchmarks and prints their tables: `python -m benchmarks.run [--quick] [name ...]`."""

import argparse
import os
import platform
import sys
from collections.abc import Callable, Iterable

import PySide6
import sqlalchemy

from benchmarks.approvals import approvals
from benchmarks.audit import audit
from benchmarks.claims import claims
from benchmarks.customer_import import customer_import
from benchmarks.figures import Line, show
from benchmarks.migrations import migrations
from benchmarks.page import in_process, over_http
from benchmarks.places import Places, places
from benchmarks.scale import scale
from benchmarks.search import search
from benchmarks.start import start
from benchmarks.suspension import suspension
from benchmarks.warehouse_exchange import warehouse_exchange
from benchmarks.warehouse_memory import warehouse_memory

ACCOUNTS = "AGENTVIEW_BENCH_ACCOUNTS"
FEW, MANY = 10_000, 1_000_000
_QUICK_MANY = 100_000
_CLAIMED = 4_000
_PLANS = 5_000


def main() -> None:
    """Run what was named, or all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, a tenth of the tasks")
    parser.add_argument("--customers", type=int, default=MANY, help="how many to search (default: a million)")
    said = os.environ.get(ACCOUNTS, "0")
    wanted = f"how many owe, three invoices each (default: {ACCOUNTS} in the environment, or a million)"
    parser.add_argument("--accounts", type=int, default=int(said), help=wanted)
    parser.add_argument("names", nargs="*", choices=[*TITLES, []], help="which; all if none is named")
    typed = parser.parse_args()
    versions = (platform.python_version(), sqlalchemy.__version__, PySide6.__version__)
    print("Python {}, SQLAlchemy {}, PySide6 {}".format(*versions))
    with places() as made:
        runs = _runs(made, typed.customers, typed.accounts, is_quick=typed.quick)
        for name in typed.names or TITLES:
            show(TITLES[name], runs[name]())
            sys.stdout.flush()


TITLES = {
    "page": "A page of 100 rows in process, against the same statement through the bare driver",
    "http": "A page of 100 rows over HTTP, against an empty call and the page in process",
    "scale": "A page in many tasks, against the same page in few",
    "claims": "50 people claim at once",
    "search": "Find in many customers, against one statement through the bare driver, and in few",
    "import": "A file of customers comes in, against a bare bulk insert of the same rows",
    "migrations": "A package is judged and its plans are listed, against one query for the same facts",
    "warehouse": "Warehouses are asked for many lines and answer, against floors of the same rows",
    "warehouse_memory": "The most memory of a process that reads and judges a dispatch file, by format",
    "audit": "A page of the audit log by each filter in a long log, against a short one",
    "approvals": "What waits for an approver among many wireless orders, against the same among few",
    "suspension": "Whom the rules would restrict, and a page of it, against the best statement by hand",
    "start": "Start until the queue is painted, against an empty window",
}


def _runs(
    made: Places, customers: int, accounts: int, *, is_quick: bool
) -> dict[str, Callable[[], Iterable[Line]]]:
    rounds = 100 if is_quick else 500
    most = _QUICK_MANY if is_quick else customers
    debtors = accounts or (_QUICK_MANY if is_quick else MANY)
    return {
        "page": lambda: in_process(made, FEW, rounds),
        "http": lambda: over_http(made, FEW, rounds),
        "scale": lambda: scale(made, FEW, _QUICK_MANY if is_quick else MANY, rounds // 2),
        "claims": lambda: claims(made, _CLAIMED, 5 if is_quick else 20),
        "search": lambda: search(made, FEW, min(customers, most), rounds),
        "import": lambda: customer_import(FEW if is_quick else _QUICK_MANY),
        "migrations": lambda: migrations(made, _PLANS, rounds),
        "warehouse": lambda: warehouse_exchange(FEW if is_quick else _QUICK_MANY),
        "warehouse_memory": lambda: warehouse_memory(FEW if is_quick else _QUICK_MANY),
        "audit": lambda: audit(made, _QUICK_MANY if is_quick else MANY, 10 if is_quick else 20),
        "approvals": lambda: approvals(made, FEW, _QUICK_MANY if is_quick else MANY, rounds // 2),
        "suspension": lambda: suspension(made, debtors, rounds),
        "start": lambda: start(5 if is_quick else 15),
    }


if __name__ == "__main__":
    main()
