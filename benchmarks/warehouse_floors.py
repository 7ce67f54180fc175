"""What the exchange with warehouses is held against: the same rows selected and serialised, or updated, bare.

The rows are updated as they stand once the warehouse was asked, with the values that the intake gives them,
in one transaction: row by row through the driver's `executemany`, and by one statement a table that is joined
to all values. Neither inserts anything.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

import msgspec
import psycopg
from sqlalchemy import select

from agentview.models.batch import Batch
from agentview.models.database import Database
from agentview.models.hardware import HardwareOrder, HardwareOrderLine
from tests import build
from tests.build_hardware import SYDNEY

_SELECT = """
SELECT o.id, l.id, p.sku, l.qty, l.shipped_qty, o.account_id, m.code, o.delivery_instructions,
       o.delivery_name, o.delivery_phone, o.delivery_email, o.fraud_status,
       a.line1, a.line2, a.city, a.region, a.postcode, a.country
FROM hardware_order_line l
JOIN hardware_order o ON o.id = l.hardware_order_id
JOIN product p ON p.id = l.product_id
JOIN delivery_method m ON m.id = o.delivery_method_id
JOIN address a ON a.id = o.delivery_address_id
WHERE l.warehouse_id = {warehouse} AND l.status = 'GENERATED' AND o.fraud_status = 'NOT_REQUIRED'
ORDER BY o.id, l.id
"""
_LINE = (
    "UPDATE hardware_order_line AS t SET status = 'DISPATCHED', shipped_qty = 1, tracking_no = {tracking}, "
    "carrier = 'AusPost', error_code = NULL, error_text = NULL, dispatch_batch_id = {batch}, "
    "dispatched_at = {now}, updated_at = {now}, updated_by = 'system', row_version = row_version + 1 {where}"
)
_ORDER = (
    "UPDATE hardware_order AS t SET status = 'COMPLETE', completed_at = {now}, updated_at = {now}, "
    "updated_by = 'system', row_version = row_version + 1 {where}"
)
_PRAGMAS = ("synchronous=FULL", "foreign_keys=ON", "cache_size=-16384", "wal_autocheckpoint=4000")
"""As the program opens a file: as safe, and with as much room."""


@dataclass(frozen=True, slots=True)
class Values:
    """What the rows get."""

    lines: list[int]
    tracking: list[str]
    orders: list[int]
    batch_id: int
    now: Any


def values_of(url: str) -> Values:
    """Return what the intake would give the rows of a database whose warehouse was asked."""
    with closing(Database(url)) as database, database.read() as session:
        lines = list(session.scalars(select(HardwareOrderLine.id).order_by(HardwareOrderLine.id)))
        orders = list(session.scalars(select(HardwareOrder.id).order_by(HardwareOrder.id)))
        batch_id = session.scalars(select(Batch.id)).one()
        now: Any = build.START.isoformat() if database.is_embedded else build.START
    return Values(lines, [f"TRACK-{key}" for key in lines], orders, batch_id, now)


def update_each(url: str, values: Values) -> None:
    """Update row by row, as the driver does that best."""
    mark = "?" if url.startswith("sqlite") else "%s"
    named = f"WHERE id = {mark}"
    line = _LINE.format(tracking=mark, batch=mark, now=mark, where=named)
    order = _ORDER.format(now=mark, where=named)
    now = values.now
    of_lines = (
        (tracking, values.batch_id, now, now, key)
        for key, tracking in zip(values.lines, values.tracking, strict=True)
    )
    of_orders = ((now, now, key) for key in values.orders)
    with _writing(url) as cursor:
        cursor.executemany(line, of_lines)
        cursor.executemany(order, of_orders)


def update_joined(url: str, values: Values) -> None:
    """Update each table by one statement that is joined to all values."""
    if url.startswith("sqlite"):
        line = _LINE.format(
            tracking="v.value ->> 1",
            batch="?",
            now="?",
            where="FROM json_each(?) AS v WHERE t.id = v.value ->> 0",
        )
        order = _ORDER.format(now="?", where="FROM json_each(?) AS v WHERE t.id = v.value")
        pairs = list(zip(values.lines, values.tracking, strict=True))
        given: tuple[Any, ...] = (msgspec.json.encode(pairs).decode(),)
        orders: Any = msgspec.json.encode(values.orders).decode()
    else:
        joined = "FROM unnest(%s::int[], %s::text[]) AS v(id, tracking) WHERE t.id = v.id"
        line = _LINE.format(tracking="v.tracking", batch="%s", now="%s", where=joined)
        order = _ORDER.format(now="%s", where="FROM unnest(%s::int[]) AS v(id) WHERE t.id = v.id")
        given, orders = (values.lines, values.tracking), values.orders
    now = values.now
    with _writing(url) as cursor:
        cursor.execute(line, (values.batch_id, now, now, *given))
        cursor.execute(order, (now, now, orders))


@contextmanager
def _writing(url: str) -> Iterator[Any]:
    """Open a transaction that is committed at the end."""
    with closing(Database(url)) as database:
        if not database.is_embedded:
            with _psycopg(database) as connection, connection.cursor() as cursor:
                yield cursor
            return
        with closing(sqlite3.connect(str(database.url.database), isolation_level=None)) as embedded:
            for pragma in _PRAGMAS:
                embedded.execute(f"PRAGMA {pragma}")
            embedded.execute("BEGIN IMMEDIATE")
            yield embedded
            embedded.execute("COMMIT")


def serialised(database: Database) -> None:
    """Select what the file holds and serialise it, as objects with the names of the file."""
    statement = _SELECT.format(warehouse=SYDNEY)
    encoder = msgspec.json.Encoder()
    with closing(database):
        rows = _driver_rows(database, statement)
        encoder.encode([_plain(row) for row in rows])


def _plain(row: tuple[Any, ...]) -> dict[str, object]:
    return {
        "id": f"HO-{row[0]}",
        "accountId": row[5],
        "deliveryMethod": {"id": row[6]},
        "deliveryInstructions": row[7],
        "deliveryName": row[8],
        "deliveryAddress": {
            "line1": row[12],
            "line2": row[13],
            "city": row[14],
            "region": row[15],
            "postcode": row[16],
            "country": row[17],
        },
        "contactDetails": {"phone": row[9], "email": row[10]},
        "fraudCheckRequired": row[11] != "NOT_REQUIRED",
        "lines": [{"lineId": row[1], "sku": row[2], "quantity": row[3] - row[4], "unit": None}],
    }


def _driver_rows(database: Database, statement: str) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]]
    if database.is_embedded:
        with closing(sqlite3.connect(str(database.url.database))) as embedded:
            found = embedded.execute(statement).fetchall()
    else:
        with _psycopg(database) as connection:
            found = connection.execute(statement.encode()).fetchall()
    return found


def _psycopg(database: Database) -> "psycopg.Connection[tuple[Any, ...]]":
    _, arguments = database.engine.dialect.create_connect_args(database.url)
    return psycopg.connect(**arguments)
