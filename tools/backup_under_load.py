"""Backs a server's database up while people work on it, restores it, and compares every count.

Run by the server's user with the program's own Python, beside the server:
python backup_under_load.py SERVER PASSWORD NEW_DATABASE PEOPLE...; AGENTVIEW_DATABASE_URL names the database.
"""

import argparse
import json
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import monotonic

from sqlalchemy import func, select, table

from agentview.contract.customers import (
    CREATE,
    AccountType,
    ContactFields,
    CustomerFields,
    NewCustomerRequest,
)
from agentview.core.settings import Settings
from agentview.gateway.remote import RemoteGateway
from agentview.models.database import Database

_FORGOTTEN = "change_row"
"""What a restored database does not keep: desktops read everything again."""
_LOOK_SECONDS = 0.05


class Person(Thread):
    """Adds one customer after another on the server, until told to stop."""

    def __init__(self, server: str, username: str, password: str, enough: Event) -> None:
        super().__init__(name=username)
        self._server, self._password, self._enough = server, password, enough
        self.added = 0

    def run(self) -> None:
        """Work."""
        with closing(RemoteGateway(self._server)) as gateway:
            gateway.sign_in(self.name, self._password)
            while not self._enough.is_set():
                gateway.call(CREATE, self._customer())
                self.added += 1

    def _customer(self) -> NewCustomerRequest:
        name = f"{self.name} {self.added}"
        return NewCustomerRequest(
            fields=CustomerFields(name=name, account_type=AccountType.CONSUMER, profile_id=1),
            contact=ContactFields(name=name, email=f"{self.name}{self.added}@mail.example"),
            confirm_duplicate=True,
        )


def rows(url: str, tables: Mapping[str, int]) -> dict[str, int]:
    """Return how many rows the tables of a database have."""
    with closing(Database(url)) as database, database.read() as session:
        counted = {name: select(func.count()).select_from(table(name)) for name in tables}
        return {name: session.scalar(question) or 0 for name, question in counted.items()}


def compare(url: str, new_url: str, people: list[Person]) -> bool:
    """Back up and restore while people work; say whether every count is the same."""
    before = rows(url, {"account": 0})["account"]
    with TemporaryDirectory() as folder:
        file = Path(folder, "load.zip")
        began = monotonic()
        _agentview("db", "backup", str(file), "--database", url)
        taken = monotonic() - began
        with zipfile.ZipFile(file) as archive:
            held: dict[str, int] = json.loads(archive.read("manifest.json"))["rows"]
        _wait_for_more(people)
        began = monotonic()
        _agentview("db", "restore", str(file), "--database", new_url)
        restored = monotonic() - began
    now = rows(url, {"account": 0})["account"]
    kept = {name: number for name, number in held.items() if name != _FORGOTTEN}
    found = rows(new_url, kept)
    different = {name: (number, found[name]) for name, number in kept.items() if found[name] != number}
    print(f"customers: {before} before, {held['account']} in the backup, {now} after it was restored")
    print(f"{sum(kept.values())} rows of {len(kept)} tables compared; different: {different}")
    print(f"backup in {taken:.1f} s, restored in {restored:.1f} s")
    return not different and before <= held["account"] < now


def _wait_for_more(people: list[Person]) -> None:
    """Wait until each person has added two more: one of them began after this was asked."""
    never = Event()
    wanted = {person: person.added + 2 for person in people}
    while any(person.added < number and person.is_alive() for person, number in wanted.items()):
        never.wait(_LOOK_SECONDS)


def _agentview(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "agentview", *arguments], check=True)


def main() -> int:
    """Carry out what was typed; the code is 1 where a count differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("server")
    parser.add_argument("password")
    parser.add_argument("new_database")
    parser.add_argument("people", nargs="+")
    chosen = parser.parse_args()
    enough = Event()
    people = [Person(chosen.server, name, chosen.password, enough) for name in chosen.people]
    for person in people:
        person.start()
    try:
        _wait_for_more(people)
        is_same = compare(Settings().database_url or "", chosen.new_database, people)
        is_working = all(person.is_alive() for person in people)
    finally:
        enough.set()
        for person in people:
            person.join()
    print("the same" if is_same and is_working else "NOT the same, or somebody could not work")
    return 0 if is_same and is_working else 1


if __name__ == "__main__":
    sys.exit(main())
