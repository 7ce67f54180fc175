"""Databases of earlier versions are brought up with all that is in them."""

import os
from collections.abc import Iterator
from contextlib import closing
from itertools import count

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import column, insert, table, text

from agentview.models.database import Database
from agentview.models.revision import NEWEST, revision_of
from agentview.models.tables import Base
from agentview.models.upgrade import upgrade
from tests import postgres

_NUMBERS = count(1)
_BY: dict[str, object] = {
    "created_at": "2026-01-01 00:00:00",
    "created_by": "x",
    "updated_at": "2026-01-01 00:00:00",
    "updated_by": "x",
    "row_version": 1,
}
_PROVIDER: dict[str, object] = {
    "id": 1,
    "code": "P",
    "name": "P",
    "kind": "RSP",
    "timezone": "UTC",
    "currency": "EUR",
    "region": "AT",
    "backdate_limit_days": 90,
    "private_fields": "[]",
    "customers_may_resubmit": False,
}
_ACCOUNT: dict[str, object] = {
    "id": 7,
    "provider_id": 1,
    "profile_id": 1,
    "account_no": "A-7",
    "name": "Old",
    "name_key": "old",
    "account_type": "CONSUMER",
    "status": 1,
    "opened_on": "2025-01-01",
}
_ROWS: tuple[tuple[str, dict[str, object]], ...] = (
    ("provider", _PROVIDER | _BY),
    ("account_profile", {"id": 1, "name": "Residential"}),
    ("account", _ACCOUNT | _BY),
    ("contact", {"id": 9, "account_id": 7, "kind": "ACCOUNT_HOLDER", "name": "Old"} | _BY),
)
"""What a database of the first version holds, by table: plain values, for its models are gone."""


@pytest.fixture(params=["sqlite", "postgresql"])
def old_database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database of the first version, with a customer."""
    if request.param == "sqlite":
        url = f"sqlite:///{request.getfixturevalue('tmp_path')}/old.db"
        yield from _filled(url)
        return
    server: postgres.Server = request.getfixturevalue("postgres_server")
    name = f"old_{os.getpid()}_{next(_NUMBERS)}"
    yield from _filled(server.create(name))
    server.drop(name)


_INVOICE: dict[str, object] = {
    "account_id": 7,
    "issued_on": "2026-01-01",
    "due_on": "2026-01-15",
    "currency": "EUR",
    "total_inc_cents": 900,
    "disputed_cents": 0,
    "status": "ISSUED",
}
_RULES: dict[str, object] = {
    "id": 3,
    "provider_id": 1,
    "name": "Old",
    "effective_from": "2026-01-01",
    "minimum_overdue_cents": 1,
    "minimum_overdue_days": 1,
    "restoration_threshold_cents": 0,
    "resuspend_days": 7,
    "action_windows": "[]",
}


def test_the_ledger_opens_with_what_is_due_and_rules_stay_in_force(old_database: Database) -> None:
    upgrade(old_database, "0005_job_runs")
    was_there = (
        ("invoice", _INVOICE | _BY | {"id": 1, "invoice_no": "whole", "amount_due_inc_cents": 900}),
        ("invoice", _INVOICE | _BY | {"id": 2, "invoice_no": "part", "amount_due_inc_cents": 400}),
        ("suspension_rule_set", _RULES | _BY),
    )
    _insert(old_database, was_there)
    upgrade(old_database)
    with old_database.read() as session:
        entries = session.execute(
            text("SELECT invoice_id, kind, amount_cents FROM ledger_entry ORDER BY id")
        ).all()
        status = session.scalar(text("SELECT status FROM suspension_rule_set"))
    assert [tuple(entry) for entry in entries] == [
        (1, "INVOICE", 900),
        (2, "INVOICE", 900),
        (2, "OPENING", -500),
    ]
    assert status == "ENABLED"


def _insert(database: Database, rows: tuple[tuple[str, dict[str, object]], ...]) -> None:
    with database.engine.begin() as connection:
        for name, values in rows:
            connection.execute(insert(table(name, *(column(each) for each in values))).values(values))


def _filled(url: str) -> Iterator[Database]:
    with closing(Database(url)) as database:
        upgrade(database, "0001_foundation")
        _insert(database, _ROWS)
        yield database


def test_what_was_there_stays_and_new_columns_have_their_defaults(old_database: Database) -> None:
    upgrade(old_database)
    assert revision_of(old_database) == NEWEST
    with old_database.read() as session:
        row = session.execute(
            text(
                "SELECT a.name, a.omit_from_auto_restrict, c.may_email, c.phone_as_typed"
                " FROM account a JOIN contact c ON c.account_id = a.id"
            )
        ).one()
    assert (row[0], bool(row[1]), bool(row[2]), row[3]) == ("Old", False, True, None)


def test_the_tables_are_those_of_the_models(old_database: Database) -> None:
    upgrade(old_database)
    with old_database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, Base.metadata) == []


def test_references_are_watched_again_afterwards(old_database: Database) -> None:
    upgrade(old_database)
    with pytest.raises(Exception, match=r"(?i)foreign key"), old_database.engine.begin() as connection:
        connection.execute(text("UPDATE contact SET account_id = 12345"))


def test_what_all_providers_were_told_of_each_is_told_of(old_database: Database) -> None:
    """A mapping was once for all providers; nobody hears less of it afterwards (E40).

    The automation is mapped for every profile, and off (R-EVT-01).
    """
    second = _PROVIDER | {"id": 2, "code": "Q", "name": "Q"} | _BY
    mapping = {"event_type": "SERVICE_ACTIVATION", "profile_id": 1, "is_enabled": True}
    _insert(old_database, (("provider", second), ("event_mapping", mapping)))
    upgrade(old_database)
    with old_database.read() as session:
        mappings = session.execute(
            text("SELECT provider_id, event_type, profile_id, is_enabled, threshold FROM event_mapping")
        ).all()
    assert sorted((*row[:3], bool(row[3]), row[4]) for row in mappings) == [
        (provider, event, 1, event == "SERVICE_ACTIVATION", 0)
        for provider in (1, 2)
        for event in ("AUTO_SUSPEND", "AUTO_UNSUSPEND", "SERVICE_ACTIVATION")
    ]
