"""`agentview migrations`: migrates the packages of a file, lists such runs, leaves the rest of one undone."""

import argparse
from pathlib import Path

from agentview.cli.command import (
    DONE,
    INTERRUPTED,
    REFUSED,
    UNUSABLE,
    Command,
    explain,
    progress,
    say,
    warn,
)
from agentview.cli.place import gateway_arguments, opened_gateway
from agentview.contract.bulk_migration_runs import (
    CANCEL,
    RUNS,
    STATUS,
    BulkRef,
    BulkState,
    LineOutcome,
    LineResult,
    RunsRequest,
)
from agentview.contract.bulk_migrations import BulkLine, LineVerdict
from agentview.contract.value import RefusalInfo
from agentview.core.errors import AgentViewError
from agentview.core.money import Money
from agentview.files.migration_file import MigrationLines, read_migrations
from agentview.files.migration_run import begin, dry_run, go_on, load, results_of, write_results
from agentview.files.reasons import reasons
from agentview.gateway.port import Gateway

_SHOWN = 20


def _arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    importing = actions.add_parser(
        "import",
        help="migrate the packages of a CSV or XLSX file",
        description="A line names a package (PS-1234) and the code of a plan; if wanted an effective date,"
        " force complete and a note. The same file again goes on where it was interrupted; nothing is done"
        " twice. Exit code 0: all lines are migrated; 1: some are not; 2: the file cannot be used.",
    )
    importing.add_argument("file", type=Path, help="a CSV or XLSX file")
    importing.add_argument(
        "--dry-run", "--check", action="store_true", help="say what each line comes to, change nothing"
    )
    importing.add_argument(
        "--force-complete", action="store_true", help="complete at once every line that does not say no"
    )
    importing.add_argument(
        "--lines",
        type=int,
        metavar="N",
        help="the number of lines, where there are more than 20 or any is completed at once",
    )
    importing.add_argument("--results", type=Path, metavar="FILE.csv", help="write what became of each line")
    importing.add_argument(
        "--again", action="store_true", help="the lines were migrated before, and are meant"
    )
    gateway_arguments(importing)
    gateway_arguments(actions.add_parser("runs", help="list the bulk migrations, the newest first"))
    for action, what in (
        ("go-on", "go on with a bulk migration whose lines are with the server"),
        ("cancel", "leave the rest of a bulk migration undone"),
        ("results", "write what became of each line of a bulk migration"),
    ):
        one = actions.add_parser(action, help=what)
        one.add_argument("number", type=int, help="the number of the bulk migration")
        gateway_arguments(one)
        if action == "results":
            one.add_argument("file", type=Path, metavar="FILE.csv")


def _run(arguments: argparse.Namespace) -> int:
    try:
        with opened_gateway(arguments) as gateway:
            return _ACTIONS[arguments.action](gateway, arguments)
    except AgentViewError as error:
        progress("")
        explain(error.refusals)
        return UNUSABLE


def _import(gateway: Gateway, arguments: argparse.Namespace) -> int:
    found = read_migrations(arguments.file, force_complete=arguments.force_complete)
    say(f"{len(found.lines):,} lines.")
    if arguments.dry_run:
        return _check(gateway, found)
    state = begin(gateway, found, typed_number=arguments.lines, again=arguments.again)
    code = _carry_on(gateway, found.lines, state)
    if arguments.results is not None:
        _write(gateway, state.bulk_id, arguments.results)
    return code


def _check(gateway: Gateway, found: MigrationLines) -> int:
    verdicts: list[LineVerdict] = []
    for block in dry_run(gateway, found.lines):
        verdicts += block
        progress(f"{len(verdicts):,} of {len(found.lines):,} lines looked at")
    progress("")
    for line, verdict in zip(found.lines, verdicts, strict=True):
        say(_verdict_words(line, verdict))
    refused = sum(bool(verdict.refusals) for verdict in verdicts)
    say(
        f"Dry run, nothing was changed: {len(verdicts) - refused:,} packages would be migrated,"
        f" {refused:,} lines would be refused."
    )
    return REFUSED if refused else DONE


def _verdict_words(line: BulkLine, verdict: LineVerdict) -> str:
    fit = verdict.fit
    if verdict.refusals or fit is None:
        return f"Row {line.row}: {line.package}: {_why(verdict.refusals)}"
    lost = f", ends {', '.join(fit.dropped)}" if fit.dropped else ""
    extras = f", {fit.extras} extras given up" if fit.extras else ""
    total = Money(fit.charged_cents - fit.credited_cents, fit.currency).decimal()
    return (
        f"Row {line.row}: {fit.reference} {fit.losing_plan} -> {fit.winning_plan} ({fit.direction.value})"
        f" from {fit.effective_on.isoformat()}, total {total} {fit.currency} excluding tax{lost}{extras}"
    )


def _carry_on(gateway: Gateway, lines: tuple[BulkLine, ...], state: BulkState) -> int:
    try:
        for step in load(gateway, lines, state):
            state = step
            progress(f"{state.loaded:,} of {state.total:,} lines with the server")
        for step in go_on(gateway, state):
            state = step
            progress(f"{state.done:,} of {state.total:,} lines")
    except KeyboardInterrupt:
        progress("")
        warn(f"Stopped after {state.done:,} of {state.total:,} lines; what was migrated stays.")
        warn(
            f"Run the same command again to go on, or `agentview migrations cancel {state.bulk_id}`"
            " to leave the rest undone."
        )
        return INTERRUPTED
    progress("")
    _describe(state)
    refused = [one for one in results_of(gateway, state.bulk_id) if one.outcome is LineOutcome.REFUSED]
    for line in refused[:_SHOWN]:
        say(_refused_words(line))
    if len(refused) > _SHOWN:
        more = f"... and {len(refused) - _SHOWN:,} more"
        say(f"{more}: `agentview migrations results {state.bulk_id} FILE.csv` writes all.")
    return DONE if state.made == state.total else REFUSED


def _refused_words(line: LineResult) -> str:
    return f"Row {line.row or line.number}: {line.package}: {_why(line.refusals)}"


def _why(refusals: tuple[RefusalInfo, ...]) -> str:
    why, advice = reasons(tuple(info.refusal() for info in refusals))
    return f"{why} {advice}".rstrip()


def _list(gateway: Gateway, _arguments: argparse.Namespace) -> int:
    before: int | None = None
    while True:
        page = gateway.call(RUNS, RunsRequest(before_id=before))
        for state in page.runs:
            _describe(state)
        if not page.has_older:
            return DONE
        before = page.runs[-1].bulk_id


def _results(gateway: Gateway, arguments: argparse.Namespace) -> int:
    return _write(gateway, arguments.number, arguments.file)


def _go_on(gateway: Gateway, arguments: argparse.Namespace) -> int:
    return _carry_on(gateway, (), gateway.call(STATUS, BulkRef(bulk_id=arguments.number)))


def _cancel(gateway: Gateway, arguments: argparse.Namespace) -> int:
    _describe(gateway.call(CANCEL, BulkRef(bulk_id=arguments.number)))
    return DONE


def _describe(state: BulkState) -> None:
    say(
        f"Bulk migration {state.bulk_id} ({state.name}, {state.status.value}):"
        f" {state.made:,} packages migrated, {state.refused:,} lines refused,"
        f" {state.total - state.done:,} left."
    )


def _write(gateway: Gateway, bulk_id: int, path: Path) -> int:
    written = write_results(results_of(gateway, bulk_id), path)
    say(f"{written:,} lines with their results stand in {path}.")
    return DONE


_ACTIONS = {"import": _import, "runs": _list, "results": _results, "go-on": _go_on, "cancel": _cancel}
COMMAND = Command(_arguments, _run)
