"""Prepared reads give exactly what SQLAlchemy gives."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import Integer, Select, func, select, text

from agentview.models.base import Moment
from agentview.models.catalogue import PackagePlan
from agentview.models.customer import Account
from agentview.models.database import Stamp
from agentview.models.dialect import Ids, is_among
from agentview.models.party import AccessToken, Provider, User
from agentview.models.prepared import Prepared, parameter, written_out
from tests import build
from tests.fixtures.backend import Backend

STATEMENTS: dict[str, Select[*tuple[Any, ...]]] = {
    "texts, flags, null": select(User.username, User.is_active, User.account_id, User.created_at),
    "lists of values": select(Account.name).where(Account.id.in_([1, 2, 3]), Account.name.like("%a%")),
    "days": select(Account.opened_on, Account.closed_on).where(Account.opened_on >= date(2000, 1, 1)),
    "nothing": select(PackagePlan.id).where(PackagePlan.id < 0),
    "a sum": select(func.count(), func.max(Provider.created_at)).select_from(Provider),
    "json": select(Provider.code, Provider.private_fields),
}


@pytest.mark.parametrize("name", STATEMENTS)
def test_values_are_the_same(local_backend: Backend, name: str) -> None:
    statement = STATEMENTS[name].order_by(text("1"))
    prepared = Prepared(statement, local_backend.database.engine.dialect)
    with local_backend.database.read() as session:
        expected = [tuple(row) for row in session.execute(statement)]
        assert prepared.rows(session, {}) == expected
        assert prepared.rows(session, {}) == expected, "read again"


def test_parameters_are_given_at_each_read(local_backend: Backend) -> None:
    statement = (
        select(Account.id)
        .where(Account.id > parameter("over", Integer()), Account.created_at >= parameter("since", Moment()))
        .order_by(Account.id)
        .limit(parameter("most", Integer()))
    )
    prepared = Prepared(statement, local_backend.database.engine.dialect)
    elsewhere = build.START.astimezone(timezone(timedelta(hours=11)))
    with local_backend.database.read() as session:
        for over, most in ((0, 2), (2, 1), (0, 100)):
            values = {"over": over, "most": most, "since": elsewhere, "unused": 1}
            found = [row[0] for row in prepared.rows(session, values)]
            assert found == [key for key in range(1, 7) if key > over][:most]
        late = {"over": 0, "most": 9, "since": elsewhere + timedelta(microseconds=1)}
        assert prepared.rows(session, late) == []


@pytest.mark.parametrize("name", STATEMENTS)
def test_values_that_are_written_out_find_the_same(local_backend: Backend, name: str) -> None:
    statement = STATEMENTS[name].order_by(text("1"))
    prepared = Prepared(written_out(statement), local_backend.database.engine.dialect)
    with local_backend.database.read() as session:
        assert prepared.rows(session, {}) == [tuple(row) for row in session.execute(statement)]


def test_parameters_stay_where_values_are_written_out(local_backend: Backend) -> None:
    awkward = "%s 'it''s' :over"
    statement = select(Account.id).where(Account.id < parameter("below", Integer()), Account.name != awkward)
    prepared = Prepared(written_out(statement), local_backend.database.engine.dialect)
    with local_backend.database.read() as session:
        for below in (1, 3, 5):
            found = sorted(row[0] for row in prepared.rows(session, {"below": below}))
            assert found == list(range(1, below))


@pytest.mark.parametrize("ids", [[], [2], [5, 2, 2, 999_999_999_999], list(range(3, 5_000))])
def test_ids_are_one_parameter(local_backend: Backend, ids: list[int]) -> None:
    statement = select(Account.id).where(is_among(Account.id, parameter("ids", Ids()))).order_by(Account.id)
    prepared = Prepared(statement, local_backend.database.engine.dialect)
    with local_backend.database.read() as session:
        found = [row[0] for row in prepared.rows(session, {"ids": ids})]
    assert found == [key for key in range(1, 7) if key in ids]


def test_moments_come_back_aware_to_the_microsecond(local_backend: Backend) -> None:
    moments = [datetime(2026, 3, 29, 1, 30, 0, 1, tzinfo=UTC), datetime(1999, 12, 31, 23, 59, tzinfo=UTC)]
    with local_backend.database.write(Stamp("test", build.START)) as session:
        for number, moment in enumerate(moments):
            token = AccessToken(
                token_hash=str(number), user_id=1, issued_at=moment, expires_at=moment, revoked_at=None
            )
            session.add(token)
    statement = select(AccessToken.issued_at, AccessToken.revoked_at).order_by(AccessToken.id)
    with local_backend.database.read() as session:
        read = [tuple(row) for row in session.execute(statement)]
    assert read == [(moment, None) for moment in moments]
    assert all(moment is not None and moment.utcoffset() == timedelta(0) for moment, _ in read)
