"""`agentview stock`: takes in the stock file of a warehouse, lists warehouses."""

import argparse
from pathlib import Path

from agentview.cli.command import DONE, REFUSED, UNUSABLE, Command, explain, say
from agentview.cli.place import gateway_arguments, opened_gateway
from agentview.contract.op import Nothing
from agentview.contract.stock import WAREHOUSES
from agentview.contract.stock_file import CHECK_FILE, LOAD_FILE, StockEffect, StockLines, StockLineVerdict
from agentview.core.errors import AgentViewError, rejected
from agentview.files.reasons import reasons
from agentview.files.stock_file import C, read_stock
from agentview.gateway.port import Gateway

_COLUMNS = ", ".join(C)


def _arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    loading = actions.add_parser(
        "load",
        help="take in what a warehouse has from a CSV, XLSX or JSON file",
        description=f"Columns of a table: {_COLUMNS}; a JSON file is a list of TMF687 ProductStock. All lines"
        " are taken in or none. Exit code 0: all lines are in; 1: some cannot be taken in; 2: the file cannot"
        " be used.",
    )
    loading.add_argument("file", type=Path)
    loading.add_argument("--warehouse", required=True, metavar="CODE", help="whose stock it is, such as SYD")
    loading.add_argument(
        "--dry-run", "--check", action="store_true", help="say what each line comes to, change nothing"
    )
    gateway_arguments(loading)
    gateway_arguments(actions.add_parser("warehouses", help="list the warehouses and how each is asked"))


def _run(arguments: argparse.Namespace) -> int:
    try:
        with opened_gateway(arguments) as gateway:
            return _ACTIONS[arguments.action](gateway, arguments)
    except AgentViewError as error:
        explain(error.refusals)
        return UNUSABLE


def _load(gateway: Gateway, arguments: argparse.Namespace) -> int:
    file = read_stock(arguments.file)
    request = StockLines(
        warehouse_id=_warehouse(gateway, arguments.warehouse),
        file_name=file.name,
        lines=file.lines,
        as_of=file.as_of,
    )
    verdicts = gateway.call(CHECK_FILE, request).verdicts
    refused = sum(bool(one.refusals) for one in verdicts)
    for one in verdicts:
        if arguments.dry_run or one.refusals:
            say(_words(one))
    if arguments.dry_run:
        say(f"Dry run, nothing was changed: {len(verdicts):,} lines, {refused:,} refused.")
        return REFUSED if refused else DONE
    if refused:
        say(f"Nothing was taken in: {refused:,} of {len(verdicts):,} lines are refused.")
        return REFUSED
    done = gateway.call(LOAD_FILE, request)
    say(
        f"{arguments.warehouse}: {done.added:,} products new, {done.changed:,} changed,"
        f" {done.same:,} as they were, {done.passed_over:,} lines passed over."
    )
    return DONE


def _words(one: StockLineVerdict) -> str:
    if one.refusals:
        why, advice = reasons(tuple(info.refusal() for info in one.refusals))
        return f"Line {one.number}: {one.sku}: {why} {advice}".rstrip()
    match one.effect:
        case StockEffect.PASSED_OVER:
            return f"Line {one.number}: {one.sku}: passed over, no product of ours"
        case StockEffect.SAME:
            return f"Line {one.number}: {one.sku}: {one.available:,}, as it is"
        case _:
            was = "not known" if one.was is None else f"{one.was:,}"
            return f"Line {one.number}: {one.sku}: {was} -> {one.available:,}"


def _warehouse(gateway: Gateway, code: str) -> int:
    rows = gateway.call(WAREHOUSES, Nothing()).rows
    for row in rows:
        if row.code.casefold() == code.casefold():
            return row.warehouse_id
    raise rejected("E-STOCK-WAREHOUSE", warehouse=code, known=", ".join(row.code for row in rows))


def _list(gateway: Gateway, _arguments: argparse.Namespace) -> int:
    for row in gateway.call(WAREHOUSES, Nothing()).rows:
        asked = "asked" if row.is_asked else "not asked"
        say(f"{row.code}  {row.name}  {row.source.value}, {asked}")
    return DONE


_ACTIONS = {"load": _load, "warehouses": _list}
COMMAND = Command(_arguments, _run)
