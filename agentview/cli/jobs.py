"""`agentview jobs status`: says how the jobs stand, for people and for programs that watch over workers."""

import argparse

from agentview.cli.command import DONE, REFUSED, Command, explain, say
from agentview.cli.place import database_argument, database_url, opened_database
from agentview.core.errors import Refusal
from agentview.services.jobs.watching import JobsAtAGlance, at_a_glance

LATE_SECONDS = 300


def _arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    status = actions.add_parser(
        "status", help="count the runs; the exit code is 1 where one waits too long to be begun"
    )
    database_argument(status)
    status.add_argument(
        "--late",
        type=int,
        default=LATE_SECONDS,
        metavar="SECONDS",
        help="how long a run may wait to be begun (default: %(default)s)",
    )


def _run(arguments: argparse.Namespace) -> int:
    with opened_database(database_url(arguments)) as embedded, embedded.database.read() as session:
        jobs = at_a_glance(session, embedded.dispatcher.clock.now())
    _tell(jobs)
    if jobs.oldest_waiting_seconds <= arguments.late:
        return DONE
    explain((Refusal("E-JOBS-LATE", values={"seconds": int(jobs.oldest_waiting_seconds)}),))
    return REFUSED


def _tell(jobs: JobsAtAGlance) -> None:
    for status, number in sorted(jobs.open.items()):
        say(f"{status}: {number}")
    for status, number in sorted(jobs.ended.items()):
        say(f"{status} within the last hour: {number}")
    say(f"The oldest that was never begun has been waiting for {jobs.oldest_waiting_seconds:.0f} s.")


COMMAND = Command(_arguments, _run)
