"""A file of customers comes in, against a bare bulk insert of the very same rows.

Four in ten names have a letter with dots, and a quarter an apostrophe: more than a provider in
German-speaking countries has, for such names have several spellings and cost the most.
"""

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

import psycopg
from sqlalchemy import Table, select

from agentview.contract.customer_imports import ImportDefaults
from agentview.core.clock import ManualClock
from agentview.files.customer_columns import recognised
from agentview.files.customer_file import CustomerFile
from agentview.files.customer_import import Plan, begin, run
from agentview.gateway.embedded import serve_from
from agentview.gateway.local import LocalGateway
from agentview.models.customer import Account, Address, Contact
from agentview.models.customer_import import CustomerImport
from agentview.models.database import Database, Stamp
from agentview.models.desk import SearchToken
from agentview.models.trail import AuditEntry
from agentview.models.upgrade import upgrade
from benchmarks.figures import Line
from benchmarks.places import ENGINES
from tests import build, postgres

_TABLES: tuple[type[Any], ...] = (CustomerImport, Account, Contact, Address, AuditEntry, SearchToken)
_LEAST = 0.5
Rows = Sequence[tuple[Any, ...]]


def customer_import(rows: int) -> Iterator[Line]:
    """Import a file on both databases, and insert what came of it through the bare driver."""
    with tempfile.TemporaryDirectory(prefix="agentview-bench-") as name:
        folder = Path(name)
        path = _written(folder, rows)
        with postgres.shared_server(folder) as server:
            for engine in ENGINES:
                urls = [_place(engine, folder, server, part) for part in ("import", "bare")]
                yield _compared(engine, rows, _imported(urls[0], path), _inserted(urls[1], _made(urls[0])))


def _compared(engine: str, rows: int, seconds: float, floor: float) -> Line:
    share = floor / seconds
    each = f"{seconds:.1f} s, {rows / seconds:,.0f} customers a second (bare: {floor:.1f} s)"
    return Line(f"{engine}, {rows:,} rows", each, f"{share:.2f}", f"at least {_LEAST}", share >= _LEAST)


def _written(folder: Path, rows: int) -> Path:
    random = Random(1)
    path = folder / "customers.csv"
    given = ("Olivia", "Jack", "Charlotte", "William", "Isla", "Noah", "Ruby", "Hugh", "Zoë", "Jörg")
    family = ("Whitfield", "Marlow", "Müller", "O'Connell")
    with path.open("w", encoding="utf-8") as file:
        file.write("Account no;Name;Phone;Mobile;E-Mail;Date of birth;Street;City;Postcode;Country\n")
        for at in range(rows):
            name = f"{random.choice(given)} {random.choice(family)} {at}"
            file.write(
                f"C-{at:07d};{name};(02) 5550 {at % 10000:04d};0491 57{at % 10:01d} {at % 1000:03d};"
                f"person.{at}@example.com;{1 + at % 28}.3.19{40 + at % 60};{at % 200} Quay Street;"
                f"Sydney;{2000 + at % 900};AU\n"
            )
    return path


def _place(engine: str, folder: Path, server: postgres.Server, part: str) -> str:
    name = f"customers_{part}"
    url = f"sqlite:///{folder / name}.db" if engine == "SQLite" else server.create(name)
    with closing(Database(url)) as database:
        upgrade(database)
        with database.write(Stamp("seed", build.START)) as session:
            build.seed(session)
    return url


def _imported(url: str, path: Path) -> float:
    embedded = serve_from(Database(url), ManualClock(build.START))
    gateway = LocalGateway(embedded.dispatcher, embedded.hub, people_allowed=True)
    gateway.sign_in("harbour_lead", None)
    began = perf_counter()
    with CustomerFile(path) as file:
        found = file.look()
        plan = Plan(file, found, recognised(found.columns), ImportDefaults(profile_id=1)).checked()
        state = begin(gateway, plan)
        for step in run(gateway, plan, state):
            state = step
    seconds = perf_counter() - began
    assert state.made == found.rows
    gateway.close()
    embedded.close()
    return seconds


def _made(url: str) -> list[tuple[Table, Rows]]:
    """Return the rows that an import made, as the driver takes them."""
    with closing(Database(url)) as database, database.read() as session:
        came = select(Account.id).where(Account.import_id.is_not(None))
        conditions = (
            CustomerImport.id.is_not(None),
            Account.import_id.is_not(None),
            Contact.account_id.in_(came),
            Address.account_id.in_(came),
            AuditEntry.action == "import",
            SearchToken.entity_id.in_(came),
        )
        return [
            (
                table.__table__,
                _read(session.connection().connection.dbapi_connection, table.__table__, condition, database),
            )
            for table, condition in zip(_TABLES, conditions, strict=True)
        ]


def _read(driver: Any, table: Table, condition: Any, database: Database) -> Rows:  # noqa: ANN401 - the driver's own
    statement = select(*table.columns).where(condition)
    text = str(statement.compile(database.engine, compile_kwargs={"literal_binds": True})).replace("%%", "%")
    cursor = driver.cursor()
    cursor.execute(text)
    rows: Rows = [_plain(row) for row in cursor.fetchall()]
    return rows


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(psycopg.types.json.Jsonb(cell) if isinstance(cell, dict) else cell for cell in row)


def _inserted(url: str, made: list[tuple[Table, Rows]]) -> float:
    """Insert rows in one transaction, many at a time, as the driver does it best with INSERT."""
    with closing(Database(url)) as database:
        return _sqlite(database, made) if database.is_embedded else _postgresql(database, made)


def _sqlite(database: Database, made: list[tuple[Table, Rows]]) -> float:
    connection = sqlite3.connect(str(database.url.database), isolation_level=None)
    # As the program opens it: as safe, and with as much room.
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "cache_size=-16384", "wal_autocheckpoint=4000"):
        connection.execute(f"PRAGMA {pragma}")
    began = perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    for table, rows in made:
        connection.executemany(_statement(table, "?"), rows)
    connection.execute("COMMIT")
    seconds = perf_counter() - began
    connection.close()
    return seconds


def _postgresql(database: Database, made: list[tuple[Table, Rows]]) -> float:
    _, arguments = database.engine.dialect.create_connect_args(database.url)
    with psycopg.connect(**arguments) as connection, connection.cursor() as cursor:
        began = perf_counter()
        for table, rows in made:
            cursor.executemany(_statement(table, "%s"), rows)
        connection.commit()
        return perf_counter() - began


def _statement(table: Table, place: str) -> str:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    return f"INSERT INTO {table.name} ({names}) VALUES ({', '.join([place] * len(table.columns))})"  # noqa: S608
