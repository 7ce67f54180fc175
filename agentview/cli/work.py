"""`agentview work`: a process that carries out jobs, beside the server or alone."""

import argparse
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from agentview.cli.command import DONE, Command
from agentview.cli.place import database_argument, database_url, opened_database
from agentview.cli.program_log import log_argument, open_program_log
from agentview.core import log, service_manager
from agentview.core.settings import Settings
from agentview.jobs.durable import DurableWork
from agentview.jobs.engine import start_jobs
from agentview.jobs.registry import jobs_of

_LOOK_SECONDS = 1.0


def _arguments(parser: argparse.ArgumentParser) -> None:
    database_argument(parser)
    parser.add_argument(
        "--slots", type=_slots, metavar="N", help="how many runs at a time (default: AGENTVIEW_JOB_SLOTS, 4)"
    )
    log_argument(parser)


def _slots(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 64:  # noqa: PLR2004 - as the setting
        raise argparse.ArgumentTypeError("between 1 and 64")
    return number


def _run(arguments: argparse.Namespace) -> int:
    settings = Settings()
    # Several may run beside each other and the server: they would cut off each other's file.
    open_program_log(arguments, has_file=False)
    work = DurableWork(jobs_of(settings))
    with _told_to_stop() as told, opened_database(database_url(arguments), work) as embedded:
        jobs = start_jobs(embedded, work, arguments.slots or settings.job_slots)
        service_manager.tell(service_manager.READY)
        # With a time-out, because Windows hears of Ctrl+C only between two waits.
        while not told.wait(_LOOK_SECONDS):
            if jobs.is_turning():
                service_manager.tell(service_manager.ALIVE)
        log.note("jobs.stopping")
        is_quiet = jobs.close()
    if not is_quiet:
        # A run that does not come to the end of its block would keep the process: another takes it over.
        log.warn("jobs.cut_off")
        sys.stderr.flush()
        os._exit(DONE)
    log.note("jobs.stopped")
    return DONE


@contextmanager
def _told_to_stop() -> Iterator[threading.Event]:
    """Return what is set by SIGTERM and Ctrl+C."""
    told = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield told
        return
    numbers = (signal.SIGINT, signal.SIGTERM)
    kept = {number: signal.signal(number, lambda *_: told.set()) for number in numbers}
    try:
        yield told
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


COMMAND = Command(_arguments, _run)
