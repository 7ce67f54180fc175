"""Files of customers for the tests, and their import by a person."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import func, select

from agentview.contract.customer_imports import ImportDefaults, ImportState, Reject
from agentview.files.customer_columns import recognised
from agentview.files.customer_file import CustomerFile
from agentview.files.customer_import import Plan, begin, dry_run, rejects_of, run
from agentview.gateway.port import Gateway
from agentview.models.customer import Account
from tests import build
from tests.fixtures.backend import Backend

DEFAULTS = ImportDefaults(profile_id=1)
HEADER = "Account no,Name,Mobile,E-Mail,Street,City,Country"


def written(folder: Path, *lines: str, name: str = "customers.csv") -> Path:
    """Write a file with the usual header."""
    path = folder / name
    path.write_text("\n".join((HEADER, *lines)) + "\n", encoding="utf-8")
    return path


def many(number: int) -> list[str]:
    """Return good rows."""
    return [
        f"C-{at:05d},Person {at},0491 57{at % 10000:04d},p{at}@example.com,{at} Quay Street,Sydney,AU"
        for at in range(number)
    ]


@contextmanager
def planned(path: Path) -> Iterator[Plan]:
    """Open a file with its columns as they are recognised."""
    with CustomerFile(path) as file:
        found = file.look()
        yield Plan(file, found, recognised(found.columns), DEFAULTS).checked()


def taken_in(
    gateway: Gateway, path: Path, stop: Callable[[], bool] = lambda: False, *, again: bool = False
) -> ImportState:
    """Import a file, or as much of it as `stop` allows."""
    with planned(path) as plan:
        state = begin(gateway, plan, again=again)
        for step in run(gateway, plan, state, stop):
            state = step
    return state


def checked(gateway: Gateway, path: Path) -> tuple[int, dict[int, list[str]]]:
    """Judge a file; return how many rows are good, and the codes of the others by row."""
    refused: list[Reject] = []
    good = 0
    with planned(path) as plan:
        for tally in dry_run(gateway, plan, refused.append):
            good = tally.good
    return good, codes(refused)


def rejected(gateway: Gateway, state: ImportState) -> dict[int, list[str]]:
    """Return the codes of the rows that were not taken in."""
    return codes(list(rejects_of(gateway, state.import_id)))


def codes(rejects: list[Reject]) -> dict[int, list[str]]:
    """Return codes by row."""
    return {reject.row: [refusal.code for refusal in reject.refusals] for reject in rejects}


def customers(backend: Backend) -> int:
    """Count the customers of Harbour Mobile."""
    with backend.database.read() as session:
        return session.scalars(
            select(func.count()).select_from(Account).where(Account.provider_id == build.HARBOUR)
        ).one()
