"""`agentview ledger`: takes in invoices and payments from a file."""

import argparse
from pathlib import Path

from agentview.cli.command import DONE, REFUSED, UNUSABLE, Command, explain, say
from agentview.cli.place import gateway_arguments, opened_gateway
from agentview.contract.ledger_import import (
    CHECK_LINES,
    IMPORT_LINES,
    LedgerEffect,
    LedgerFileLines,
    LedgerLineVerdict,
)
from agentview.core.errors import AgentViewError
from agentview.files.ledger_file import C, read_ledger
from agentview.files.reasons import reasons
from agentview.gateway.port import Gateway

_COLUMNS = ", ".join(C)


def _arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    loading = actions.add_parser(
        "load",
        help="take in invoices and payments from a CSV, XLSX or JSON file",
        description=f"Columns: {_COLUMNS}; kind is invoice or payment, due is for invoices alone, amounts"
        " include tax, such as 49.90 (in JSON as text). All lines are taken in or none; what is there already"
        " changes nothing. Exit code 0: all lines are in; 1: some cannot be taken in; 2: the file cannot be"
        " used.",
    )
    loading.add_argument("file", type=Path)
    loading.add_argument(
        "--dry-run", "--check", action="store_true", help="say what each line comes to, change nothing"
    )
    gateway_arguments(loading)


def _run(arguments: argparse.Namespace) -> int:
    try:
        with opened_gateway(arguments) as gateway:
            return _load(gateway, arguments)
    except AgentViewError as error:
        explain(error.refusals)
        return UNUSABLE


def _load(gateway: Gateway, arguments: argparse.Namespace) -> int:
    file = read_ledger(arguments.file)
    request = LedgerFileLines(file_name=file.name[:200], lines=file.lines)
    verdicts = gateway.call(CHECK_LINES, request).verdicts
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
    done = gateway.call(IMPORT_LINES, request)
    say(f"{done.invoices:,} invoices and {done.payments:,} payments booked, {done.same:,} there already.")
    return DONE


def _words(one: LedgerLineVerdict) -> str:
    named = f"Line {one.number}: {one.document_no}"
    if one.refusals:
        why, advice = reasons(tuple(info.refusal() for info in one.refusals))
        return f"{named}: {why} {advice}".rstrip()
    return f"{named}: {'there already' if one.effect is LedgerEffect.SAME else 'to be booked'}"


COMMAND = Command(_arguments, _run)
