"""`agentview customers`: takes in a file of customers, takes an import back, writes all into a file."""

import argparse
from collections.abc import Mapping
from pathlib import Path

from agentview.cli.command import DONE, INTERRUPTED, REFUSED, UNUSABLE, Command, explain, progress, say, warn
from agentview.cli.place import gateway_arguments, opened_gateway
from agentview.contract.customer_imports import ImportDefaults, ImportField, ImportState, Reject
from agentview.contract.customers import CHOICES, AccountType
from agentview.contract.op import Nothing
from agentview.core.errors import AgentViewError, rejected
from agentview.files.customer_columns import recognised
from agentview.files.customer_file import CustomerFile, Found
from agentview.files.customer_import import Plan, begin, dry_run, rejects_of, run, take_back
from agentview.files.customer_rejects import write_customers, write_rejects
from agentview.files.reasons import reasons
from agentview.gateway.port import Gateway

_FIELDS = ", ".join(ImportField)
_SHOWN = 20


def _arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    importing = actions.add_parser(
        "import",
        help="take in a CSV or XLSX file of customers",
        description="Columns are recognised by their headers. The same file again goes on where it was"
        " interrupted, and takes nothing in twice. Exit code 0: all rows are in; 1: some are not; 2: the file"
        " cannot be used.",
    )
    importing.add_argument("file", type=Path, help="a CSV or XLSX file up to 200 MB")
    importing.add_argument(
        "--check", action="store_true", help="say what would become of each row, change nothing"
    )
    importing.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="COLUMN=FIELD",
        help=f"what a column holds, or COLUMN= for nothing; fields: {_FIELDS}",
    )
    importing.add_argument("--rejects", type=Path, metavar="FILE.csv", help="write the rows that are not in")
    importing.add_argument("--encoding", help="instead of the one that is detected")
    importing.add_argument("--separator", help="instead of the one that is detected")
    importing.add_argument(
        "--business", action="store_true", help="customers are companies unless a row says else"
    )
    importing.add_argument("--profile", help="the account profile of rows that name none")
    importing.add_argument(
        "--again", action="store_true", help="take in a file once more that was finished before"
    )
    gateway_arguments(importing)
    undoing = actions.add_parser("take-back", help="remove the untouched customers of an import")
    undoing.add_argument("number", type=int, help="the number of the import")
    gateway_arguments(undoing)
    exporting = actions.add_parser("export", help="write all customers into a CSV file")
    exporting.add_argument("file", type=Path)
    exporting.add_argument("--full", action="store_true", help="with numbers and addresses in full; audited")
    gateway_arguments(exporting)


def _run(arguments: argparse.Namespace) -> int:
    try:
        with opened_gateway(arguments) as gateway:
            if arguments.action == "export":
                return _export(gateway, arguments)
            if arguments.action == "take-back":
                return _take_back(gateway, arguments.number)
            with CustomerFile(arguments.file, arguments.encoding, arguments.separator) as file:
                found = file.look()
                plan = _plan(gateway, file, found, arguments).checked()
                _describe(found, plan.columns)
                return (
                    _check(gateway, plan, arguments) if arguments.check else _import(gateway, plan, arguments)
                )
    except AgentViewError as error:
        progress("")
        explain(error.refusals)
        return UNUSABLE


def _plan(gateway: Gateway, file: CustomerFile, found: Found, arguments: argparse.Namespace) -> Plan:
    profiles = gateway.call(CHOICES, Nothing()).profiles
    named = [one.id for one in profiles if arguments.profile in (None, one.name)]
    if not named:
        raise rejected("E-PROFILE", field="profile")
    kind = AccountType.BUSINESS if arguments.business else AccountType.CONSUMER
    columns = {**recognised(found.columns), **_chosen(found, arguments.map)}
    used = {column: field for column, field in columns.items() if field is not None}
    return Plan(file, found, used, ImportDefaults(account_type=kind, profile_id=named[0]))


def _chosen(found: Found, choices: list[str]) -> Mapping[str, ImportField | None]:
    """Read COLUMN=FIELD. Raises Rejected (`E-MAP`) for a column or field that is not there."""
    chosen: dict[str, ImportField | None] = {}
    for choice in choices:
        column, _, field = choice.rpartition("=")
        if column not in found.columns or field not in {"", *ImportField}:
            raise rejected("E-MAP", field=choice, fields=_FIELDS)
        chosen[column] = ImportField(field) if field else None
    return chosen


def _describe(found: Found, columns: Mapping[str, ImportField]) -> None:
    how = f"{found.encoding}, separator {found.separator!r}" if found.encoding else "XLSX"
    say(f"{found.rows:,} rows ({how}).")
    for column in found.columns:
        say(f"  {column}: {columns[column].value if column in columns else '(not taken in)'}")


def _check(gateway: Gateway, plan: Plan, arguments: argparse.Namespace) -> int:
    refused: list[Reject] = []
    tally = None
    for tally in dry_run(gateway, plan, refused.append):
        progress(f"{tally.done:,} of {plan.found.rows:,} rows looked at")
    progress("")
    for reject in refused[:_SHOWN]:
        _show(reject)
    if len(refused) > _SHOWN:
        say(f"... and {len(refused) - _SHOWN:,} more.")
    if tally is not None:
        say(
            f"Dry run, nothing was changed: {tally.good:,} customers would be taken in,"
            f" {tally.known:,} are there already, {tally.refused:,} rows would be refused."
        )
    if arguments.rejects is not None:
        write_rejects(plan.file, refused, arguments.rejects)
    return REFUSED if refused else DONE


def _import(gateway: Gateway, plan: Plan, arguments: argparse.Namespace) -> int:
    state = begin(gateway, plan, again=arguments.again)
    try:
        for step in run(gateway, plan, state):
            state = step
            progress(f"{state.done:,} of {state.rows:,} rows")
    except KeyboardInterrupt:
        progress("")
        warn(f"Stopped after {state.done:,} of {state.rows:,} rows, which are in.")
        warn(
            "Run the same command again to go on,"
            f" or `agentview customers take-back {state.import_id}` to remove them."
        )
        return INTERRUPTED
    progress("")
    return _finished(gateway, plan, state, arguments.rejects)


def _finished(gateway: Gateway, plan: Plan, state: ImportState, rejects: Path | None) -> int:
    say(
        f"Import {state.import_id}: {state.made:,} customers taken in, {state.known:,} were there already,"
        f" {state.rejected:,} rows refused."
    )
    if not state.rejected + state.known:
        return DONE
    if rejects is not None:
        written = write_rejects(plan.file, rejects_of(gateway, state.import_id), rejects)
        say(f"{written:,} rows with their reasons stand in {rejects}.")
        return REFUSED
    for number, reject in enumerate(rejects_of(gateway, state.import_id)):
        if number == _SHOWN:
            say("... and more: see them all with --rejects FILE.csv.")
            break
        _show(reject)
    return REFUSED


def _take_back(gateway: Gateway, number: int) -> int:
    removed = kept = 0
    for step in take_back(gateway, number):
        removed, kept = removed + step.removed, step.kept
        progress(f"{removed:,} customers removed")
    progress("")
    say(f"{removed:,} customers removed; {kept:,} were used or changed since and stay.")
    return DONE


def _export(gateway: Gateway, arguments: argparse.Namespace) -> int:
    written = 0
    for written in write_customers(gateway, arguments.file, in_full=arguments.full):
        progress(f"{written:,} customers")
    progress("")
    say(f"{written:,} customers stand in {arguments.file}.")
    return DONE


def _show(reject: Reject) -> None:
    why, advice = reasons(tuple(info.refusal() for info in reject.refusals))
    say(f"Row {reject.row}: {why} {advice}".rstrip())


COMMAND = Command(_arguments, _run)
