"""The time of the processor that some work takes, here and in a database server."""

from collections.abc import Callable
from time import process_time

import psutil

from tests import postgres


def of_this_process(work: Callable[[], object]) -> float:
    """Do something; return for how many seconds this process computed meanwhile."""
    began = process_time()
    work()
    return process_time() - began


def with_server(server: postgres.Server) -> Callable[[Callable[[], object]], float]:
    """Return what does something, and returns for how long this process and a server computed meanwhile."""
    number = (server.folder / "data" / "postmaster.pid").read_text(encoding="utf-8").split()[0]
    postmaster = psutil.Process(int(number))

    def timed(work: Callable[[], object]) -> float:
        before = _computed(postmaster)
        return of_this_process(work) + _computed(postmaster) - before

    return timed


def _computed(postmaster: psutil.Process) -> float:
    """Return for how long a server computed so far, with those of its processes that have ended."""
    own = postmaster.cpu_times()
    total: float = own.user + own.system + own.children_user + own.children_system
    for child in postmaster.children():
        spent = child.cpu_times()
        total += spent.user + spent.system
    return total
