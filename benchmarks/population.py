"""Fills a database with very many tasks, fast: the same distribution at every size."""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import chain, islice
from random import Random

import psycopg
from psycopg import sql

from agentview.contract.provisioning import TaskStatus, TransferType
from agentview.models.database import Database, Stamp
from agentview.models.party import User, UserRole
from agentview.models.upgrade import upgrade
from tests import build

NOW = build.START
AGENTS = 50
"""People who work in the wholesaler's queue."""

_SPAN_SECONDS = 90 * 86_400
_TASKS_AN_ACCOUNT = 4
_FIRST = 1_000
_FIRST_AGENT = 1_000
_CHUNK = 50_000
STAMPS = {"created_at": NOW, "created_by": "fill", "updated_at": NOW, "updated_by": "fill", "row_version": 1}

Row = dict[str, object]
Tables = Iterable[tuple[str, Iterable[Row]]]


def agent(number: int) -> str:
    """Return the username of one of the people."""
    return f"agent_{number}"


def populate(url: str, tasks: int, hashes: dict[str, str] | None = None) -> None:
    """Make a database with so many tasks."""
    database = Database(url)
    upgrade(database)
    with database.write(Stamp("seed", NOW)) as session:
        build.seed(session, hashes)
        for number in range(1, AGENTS + 1):
            name = agent(number)
            user = User(
                id=_FIRST_AGENT + number,
                username=name,
                display_name=f"Agent {number}",
                provider_id=build.MERIDIAN,
                password_hash=(hashes or {}).get("meridian_prov"),
            )
            session.add(user)
            session.flush()
            session.add(UserRole(user_id=user.id, role="PROVISIONER"))
    database.close()
    write_tables(database, _tables(tasks))


def write_tables(database: Database, tables: Tables) -> None:
    """Write rows past SQLAlchemy, and let the database look at what it holds now."""
    write = _into_sqlite if database.is_embedded else _into_postgresql
    write(database, tables)


def _tables(tasks: int) -> Tables:
    accounts = max(1, tasks // _TASKS_AN_ACCOUNT)
    yield "account", (_account(number) for number in range(accounts))
    yield "package_subscription", (_package(number) for number in range(accounts))
    yield "service_subscription", (_service(number, accounts) for number in range(tasks))
    yield "provisioning_task", _tasks(tasks, accounts)


def _account(number: int) -> Row:
    name = f"Customer {number % 9973:04d} {number}"
    return {
        "id": _FIRST + number,
        "provider_id": _retailer(number),
        "profile_id": 1,
        "account_no": f"K-{number}",
        "name": name,
        "name_key": name.casefold(),
        "account_type": "CONSUMER",
        "status": 1,
        "opened_on": date(2024, 1, 1),
        **STAMPS,
    }


def _retailer(account: int) -> int:
    return build.ALPINE if account % 3 == 0 else build.HARBOUR


def _package(number: int) -> Row:
    return {
        "id": _FIRST + number,
        "account_id": _FIRST + number,
        "package_plan_id": 1 + number % 6,
        "status": "PreActive",
        "access_fee_cents": 4990,
        **STAMPS,
    }


def _service(number: int, accounts: int) -> Row:
    return {
        "id": _FIRST + number,
        "package_subscription_id": _FIRST + number % accounts,
        "service_plan_id": 1,
        "service_type_id": 1 + number % 3,
        "core_service_identifier": f"+6149{number:07d}",
        "status": "PreActive",
        "provisioning_state": "AWAITING",
        **STAMPS,
    }


def _tasks(tasks: int, accounts: int) -> Iterator[Row]:
    """Yield tasks that came in evenly over ninety days; four in ten are still open."""
    random = Random(tasks)
    start = NOW - timedelta(seconds=_SPAN_SECONDS - 86_400)
    for number in range(tasks):
        received = start + timedelta(microseconds=number * _SPAN_SECONDS * 1_000_000 // tasks)
        target = random.choice((4, 8, 24, 48)) * 3600
        status = random.choices(tuple(TaskStatus), (34, 6, 5, 50, 5))[0]
        is_claimed = status is TaskStatus.IN_PROGRESS
        yield {
            "id": _FIRST + number,
            "reference": f"PO-{_FIRST + number}/1",
            "queue_provider_id": build.MERIDIAN if random.random() < 0.8 else build.HARBOUR,
            "retailer_id": _retailer(number % accounts),
            "account_id": _FIRST + number % accounts,
            "package_subscription_id": _FIRST + number % accounts,
            "service_subscription_id": _FIRST + number,
            "service_type_id": 1 + number % 3,
            "package_plan_id": 1 + number % 6,
            "transfer_type": random.choice(tuple(TransferType)).value,
            "is_port": number % 11 == 0,
            "status": status.value,
            "bucket": _BUCKET[status],
            "attempt_no": 1 + number % 17 // 16,
            "claimed_by": _FIRST_AGENT + random.randint(1, AGENTS) if is_claimed else None,
            "claimed_at": NOW - timedelta(minutes=random.randrange(14)) if is_claimed else None,
            "lease_until": NOW + timedelta(minutes=random.randrange(1, 14)) if is_claimed else None,
            "requested_on": (received + timedelta(days=random.randrange(4))).date(),
            "received_at": received,
            "sla_due_at": received + timedelta(seconds=target),
            "target_seconds": target,
            "paused_remaining_seconds": 600 if status is TaskStatus.PROVISIONING_HALTED else None,
            **STAMPS,
        }


_BUCKET = {
    TaskStatus.AWAITING_PROVISIONING: "OPEN",
    TaskStatus.IN_PROGRESS: "OPEN",
    TaskStatus.PROVISIONING_HALTED: "HALTED",
    TaskStatus.COMPLETED: "DONE",
    TaskStatus.ABORTED: "DONE",
}


def _into_sqlite(database: Database, tables: Tables) -> None:
    connection = sqlite3.connect(str(database.url.database), isolation_level=None)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("BEGIN")
    for table, rows in tables:
        names, values = _opened(rows)
        marks = ", ".join("?" for _ in names)
        insert = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 - own names
        while batch := [tuple(map(_as_text, row)) for row in islice(values, _CHUNK)]:
            connection.executemany(insert, batch)
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    connection.close()


def _opened(rows: Iterable[Row]) -> tuple[tuple[str, ...], Iterator[tuple[object, ...]]]:
    """Return the names of the columns, and the values row by row."""
    remaining = iter(rows)
    first = next(remaining)
    return tuple(first), (tuple(row.values()) for row in chain((first,), remaining))


def _as_text(value: object) -> object:
    """Return a value as SQLAlchemy stores it in SQLite."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    return value.isoformat() if isinstance(value, date) else value


def _into_postgresql(database: Database, tables: Tables) -> None:
    _, arguments = database.engine.dialect.create_connect_args(database.url)
    with psycopg.connect(**{**arguments, "autocommit": True}) as connection:
        for table, rows in tables:
            names, values = _opened(rows)
            order = sql.SQL("COPY {} ({}) FROM STDIN").format(
                sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, names))
            )
            with connection.cursor() as cursor, cursor.copy(order) as copy:
                for row in values:
                    copy.write_row(row)
        connection.execute("VACUUM ANALYZE")
