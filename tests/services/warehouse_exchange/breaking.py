"""Breaks a round off at a named point, as the end of its process would, and lets two run at once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Barrier, Thread

from agentview.core.fault_point import watch_fault_points


class BrokenOffError(BaseException):
    """The process ended here: nothing of the program catches it."""


@contextmanager
def broken_off_at(name: str, times: int = 1, skip: int = 0) -> Iterator[list[str]]:
    """End whatever passes the point, so many times after some; give the names of all points passed."""
    passed: list[str] = []

    def hook(point: str) -> None:
        passed.append(point)
        if point == name and skip < passed.count(name) <= skip + times:
            raise BrokenOffError(name)

    stop = watch_fault_points(hook)
    try:
        yield passed
    finally:
        stop()


@contextmanager
def meanwhile_at(name: str, work: Callable[[], object]) -> Iterator[None]:
    """Do something else in the moment when a point is passed for the first time."""
    is_done = False

    def hook(point: str) -> None:
        nonlocal is_done
        if point == name and not is_done:
            is_done = True
            work()

    stop = watch_fault_points(hook)
    try:
        yield
    finally:
        stop()


def is_broken_off(work: Callable[[], object]) -> bool:
    """Do something; say whether it was broken off."""
    try:
        work()
    except BrokenOffError:
        return True
    return False


def at_once(*works: Callable[[], object]) -> None:
    """Do several things at the same moment; what one of them raises is raised."""
    barrier = Barrier(len(works))
    raised: list[BaseException] = []

    def run(work: Callable[[], object]) -> None:
        barrier.wait()
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - raised again below
            raised.append(error)

    threads = [Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if raised:
        raise raised[0]
