"""`agentview orders import`: takes in a file of TMF622 orders and reports on each."""

import argparse
import sys
from collections import Counter
from pathlib import Path

from agentview.cli.command import DONE, INTERRUPTED, REFUSED, UNUSABLE, Command, explain, say, warn
from agentview.cli.place import gateway_arguments, opened_gateway
from agentview.core.errors import AgentViewError
from agentview.gateway.import_report import CsvReport, all_are_in, report_to, sentence, totals
from agentview.gateway.order_file import OrderFile
from agentview.gateway.order_import import Outcome, Stopped, import_orders
from agentview.gateway.port import Gateway

_PROGRESS_STEP = 20


def _arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    importing = actions.add_parser(
        "import",
        help="take in one TMF622 ProductOrder, or a list of them",
        description="Takes in each order once: running the same file again changes nothing."
        " Exit code 0: all orders are in; 1: some are not; 2: the file cannot be used.",
    )
    importing.add_argument("file", type=Path, help="a JSON file in UTF-8, up to 200 MB")
    importing.add_argument(
        "--report", type=Path, metavar="FILE.csv", help="write the report to a file as well"
    )
    importing.add_argument(
        "--dry-run", action="store_true", help="say what would become of each, change nothing"
    )
    gateway_arguments(importing)


def _run(arguments: argparse.Namespace) -> int:
    try:
        with OrderFile(arguments.file) as file:
            total = file.check()
            with opened_gateway(arguments) as gateway, report_to(arguments.report) as report:
                return _Import(gateway, report, total, is_dry_run=arguments.dry_run).go(file)
    except AgentViewError as error:
        explain(error.refusals)
        return UNUSABLE


class _Import:
    """One import: counts, reports each order as it goes, and sums up."""

    def __init__(self, gateway: Gateway, report: CsvReport | None, total: int, *, is_dry_run: bool) -> None:
        self._gateway = gateway
        self._report = report
        self._total = total
        self._is_dry_run = is_dry_run
        self._counted: Counter[Outcome] = Counter()

    def go(self, file: OrderFile) -> int:
        """Place the orders; return the exit code."""
        try:
            for line in import_orders(self._gateway, file, is_dry_run=self._is_dry_run):
                self._counted[line.outcome] += 1
                self._show_progress(is_over=True)
                say(sentence(line))
                if self._report is not None:
                    self._report.write(line)
                self._show_progress()
        except Stopped as stop:
            self._show_progress(is_over=True)
            explain(stop.refusals)
            return self._stopped(REFUSED)
        except KeyboardInterrupt:
            self._show_progress(is_over=True)
            return self._stopped(INTERRUPTED)
        self._show_progress(is_over=True)
        say(f"{self._prefix}{self._total} orders: {totals(self._counted)}.")
        return DONE if all_are_in(self._counted) else REFUSED

    @property
    def _prefix(self) -> str:
        return "Dry run, nothing was changed. " if self._is_dry_run else ""

    def _stopped(self, code: int) -> int:
        done = self._counted.total()
        warn(
            f"Stopped after {done} of {self._total} orders: {totals(self._counted)}."
            " Run the import again when the cause is mended: what is in already is not taken in twice."
        )
        return code

    def _show_progress(self, *, is_over: bool = False) -> None:
        """Show on a terminal how far it is; the line is wiped before anything else is written."""
        if not sys.stderr.isatty():
            return
        done = self._counted.total()
        text = "" if is_over else f"{done:,} of {self._total:,} orders"
        if is_over or done % _PROGRESS_STEP == 0:
            print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


COMMAND = Command(_arguments, _run)
