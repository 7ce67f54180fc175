"""A database that was lent is as its template was, or is not lent again."""

from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest

from tests import postgres_lending
from tests.postgres import Server
from tests.postgres_lending import Lender, keep_contents

_TABLES = """
    create table customer (id serial primary key, name text);
    create table orders (id serial primary key, customer_id int not null references customer (id));
    create table note (id serial primary key);
    insert into customer (name) values ('Marlow'), ('Quill');
    insert into orders (customer_id) values (2);
"""


@pytest.fixture
def lender(postgres_server: Server) -> Iterator[Lender]:
    def fill(url: str) -> None:
        with psycopg.connect(url.replace("+psycopg", "")) as connection:
            connection.execute(_TABLES)
        keep_contents(url)

    postgres_server.ensure_template("shop", fill)
    with closing(Lender(postgres_server, "shop")) as opened:
        yield opened


def run(lender: Lender, name: str, *orders: str) -> None:
    with lender.server.connect(name) as connection:
        for order in orders:
            connection.execute(order)


def contents(lender: Lender, name: str) -> list[object]:
    with lender.server.connect(name) as connection:
        return [
            connection.execute(f"select * from {table} order by 1").fetchall()  # noqa: S608 - ours
            for table in ("customer", "orders", "note")
        ]


CHANGES = (
    "update customer set name = 'Nobody' where id = 1",
    "insert into customer (name) values ('Late')",
    "insert into orders (customer_id) values (3)",
    "delete from orders where id = 1",
    "insert into note default values",
)


def test_what_was_written_is_taken_back(lender: Lender) -> None:
    first = lender.lend()
    before = contents(lender, first)
    run(lender, first, *CHANGES)
    assert contents(lender, first) != before
    lender.take_back(first)
    assert lender.lend() == first
    assert contents(lender, first) == before
    run(lender, first, *CHANGES)
    with lender.server.connect(first) as connection:
        assert connection.execute("select max(id) from customer").fetchone() == (3,)
        assert connection.execute("select max(id) from note").fetchone() == (1,)


def test_who_is_still_connected_is_cut_off(lender: Lender) -> None:
    first = lender.lend()
    with lender.server.connect(first) as left_open:
        left_open.execute("begin")
        left_open.execute("lock table customer")
        lender.take_back(first)
        assert lender.lend() == first
        with pytest.raises(psycopg.OperationalError):
            left_open.execute("select 1")


@pytest.mark.parametrize(
    "change",
    [
        "create table more (id int)",
        "alter table note add column name text",
        "create schema more",
        "drop table note",
    ],
)
def test_a_database_of_another_shape_is_not_lent_again(lender: Lender, change: str) -> None:
    first = lender.lend()
    run(lender, first, change)
    lender.take_back(first)
    second = lender.lend()
    assert second != first
    assert not lender.server.has(first)


def test_a_database_is_lent_so_often_only(lender: Lender, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres_lending, "_MOST_LOANS", 2)
    names = []
    for _ in range(3):
        names.append(lender.lend())
        lender.take_back(names[-1])
    assert names[0] == names[1] != names[2]
