"""What changed: heard in the order of commits, whole, and only by those whom it concerns."""

import pytest
from sqlalchemy import delete, select

from agentview.contract.feed import SINCE, Changes, SinceRequest
from agentview.core.errors import Rejected
from agentview.gateway.port import Gateway
from agentview.models.database import Database, Stamp
from agentview.models.trail import ChangeRow
from agentview.services.feed import history, operations
from agentview.services.feed.history import START as FIRST_PLACE
from tests.build import ALPINE, HARBOUR, MARLOW, MERIDIAN, OKONKWO, START, USERS
from tests.fixtures.announce import add_change, announce, settle
from tests.fixtures.backend import Backend

NUMBER = {username: number for number, username in enumerate(USERS, start=1)}
STAMP = Stamp("test", START)


def since(gateway: Gateway, cursor: str | None) -> Changes:
    return gateway.call(SINCE, SinceRequest(cursor=cursor))


def heard(gateway: Gateway, cursor: str | None) -> list[int]:
    return [change.record_id for change in since(gateway, cursor).changes]


def settled(
    database: Database,
    *record_ids: int,
    provider: int = HARBOUR,
    other: int | None = None,
    to: int | None = None,
    account: int | None = None,
) -> None:
    """Write changes that can be heard at once."""
    announce(database, *record_ids, provider=provider, other=other, to_user_id=to, account_id=account)
    settle(database)


def test_changes_come_in_order_and_the_cursor_goes_on(backend: Backend) -> None:
    gateway = backend.gateway("harbour_prov")
    cursor = since(gateway, None).cursor
    assert heard(gateway, cursor) == []
    settled(backend.database, 1, 2, 3)
    first = since(gateway, cursor)
    assert [change.record_id for change in first.changes] == [1, 2, 3]
    assert first.cursor == first.changes[-1].cursor
    settled(backend.database, 4)
    assert heard(gateway, first.cursor) == [4]
    assert heard(gateway, first.changes[0].cursor) == [2, 3, 4]
    assert since(gateway, None).cursor == since(gateway, first.cursor).cursor


def test_both_providers_of_a_record_hear_and_no_other(backend: Backend) -> None:
    cursor = "0-0"
    settled(backend.database, 1, provider=HARBOUR, other=MERIDIAN)
    settled(backend.database, 2, provider=ALPINE)
    settled(backend.database, 3, provider=HARBOUR)
    assert heard(backend.gateway("harbour_csa"), cursor) == [1, 3]
    assert heard(backend.gateway("meridian_prov"), cursor) == [1]
    assert heard(backend.gateway("alpine_csa"), cursor) == [2]


def test_what_is_for_one_person_is_heard_by_nobody_else(backend: Backend) -> None:
    settled(backend.database, 1, to=NUMBER["harbour_prov"])
    assert heard(backend.gateway("harbour_prov"), "0-0") == [1]
    assert heard(backend.gateway("harbour_lead"), "0-0") == []


def test_who_sees_one_account_hears_only_what_is_for_that_person_or_of_the_account(backend: Backend) -> None:
    settled(backend.database, 1)
    settled(backend.database, 2, to=NUMBER["harbour_viewer"])
    settled(backend.database, 3, account=MARLOW)
    settled(backend.database, 4, account=OKONKWO)
    settled(backend.database, 5, account=MARLOW, to=NUMBER["harbour_csa"])
    assert heard(backend.gateway("harbour_viewer"), "0-0") == [2, 3]
    assert heard(backend.gateway("harbour_lead"), "0-0") == [1, 3, 4]


def test_the_cursor_passes_what_is_for_others(backend: Backend) -> None:
    settled(backend.database, 1, 2, provider=ALPINE)
    brought = since(backend.gateway("harbour_csa"), "0-0")
    assert brought.changes == ()
    assert brought.cursor == since(backend.gateway("alpine_csa"), None).cursor


def test_a_long_time_comes_in_pages(backend: Backend, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "PAGE", 2)
    settled(backend.database, 1, 2, 3)
    gateway = backend.gateway("harbour_csa")
    first = since(gateway, "0-0")
    assert [change.record_id for change in first.changes] == [1, 2]
    assert heard(gateway, first.cursor) == [3]


@pytest.mark.parametrize("cursor", ["99999999999999999999-1", "1-99999999999999999999"])
def test_what_is_no_cursor_is_refused(backend: Backend, cursor: str) -> None:
    with pytest.raises(Rejected, match="E-CURSOR"):
        since(backend.gateway("harbour_csa"), cursor)


@pytest.mark.parametrize("cursor", ["", "1", "-", "a-b", "1-2-3", "-1-2", "1-٣"])
def test_a_place_is_two_plain_numbers(cursor: str) -> None:
    with pytest.raises(Rejected, match="E-CURSOR"):
        history.place_of(cursor)


def test_a_cursor_that_is_not_remembered_is_a_gap(backend: Backend) -> None:
    gateway = backend.gateway("harbour_csa")
    settled(backend.database, 1, 2, 3)
    cursors = [change.cursor for change in since(gateway, "0-0").changes]
    with backend.database.write(STAMP) as session:
        session.execute(delete(ChangeRow).where(ChangeRow.record_id <= 2))
    assert since(gateway, cursors[0]) == Changes(changes=(), cursor=cursors[2], is_gap=True)
    assert since(gateway, cursors[1]).is_gap
    assert not since(gateway, cursors[2]).is_gap
    assert since(gateway, "123456789-123456789").is_gap


def plainly_after(database: Database, last: int) -> list[int]:
    """Read as one would without thinking of slow transactions."""
    with database.read() as session:
        return list(session.scalars(select(ChangeRow.id).where(ChangeRow.id > last).order_by(ChangeRow.id)))


def carefully_after(database: Database, place: history.Place) -> tuple[history.Entry, ...]:
    with database.read() as session:
        return history.after(session, place, 10)


def test_a_slow_transaction_is_not_lost(postgres_url: str) -> None:
    database = Database(postgres_url)
    with database.write(STAMP) as slow:
        add_change(slow, 1)
        announce(database, 2)
        # The quick one came second and is visible first: it is held back.
        assert carefully_after(database, FIRST_PLACE) == ()
        plain = plainly_after(database, 0)
    settle(database)
    entries = carefully_after(database, FIRST_PLACE)
    assert [entry.change.record_id for entry in entries] == [1, 2]
    assert carefully_after(database, entries[-1].place) == ()
    # Negative control: who reads plainly has gone past the slow one.
    assert len(plain) == 1
    assert plainly_after(database, plain[-1]) == []
    database.close()
