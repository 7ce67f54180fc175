"""Signing in and out: who is let in, who must wait, and when a session ends."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from argon2 import PasswordHasher, Type
from sqlalchemy import select, update

from agentview.contract.op import Nothing
from agentview.contract.session import ME
from agentview.core.errors import NotSignedIn, Throttled
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.gateway.remote import RemoteGateway
from agentview.models.database import Stamp
from agentview.models.party import AccessToken, SignInThrottle, User, UserPowerOverride
from agentview.models.trail import AuditEntry
from agentview.services.session import password, throttle, token
from agentview.services.session.throttle import FREE_TRIES, LONGEST_WAIT, wait_after
from tests.build import START, password_of
from tests.fixtures.backend import Backend

STAMP = Stamp("test", START)


def set_user(backend: Backend, username: str, **values: object) -> None:
    with backend.database.write(STAMP) as session:
        session.execute(update(User).where(User.username == username).values(**values))


def user_id(backend: Backend, username: str) -> int:
    with backend.database.read() as session:
        return session.scalars(select(User.id).where(User.username == username)).one()


def password_hash(backend: Backend, username: str) -> str | None:
    with backend.database.read() as session:
        return session.scalars(select(User.password_hash).where(User.username == username)).one()


def refused(backend: Backend, username: str, secret: str) -> str:
    """Try to sign in; return the code that it is refused with."""
    with pytest.raises((NotSignedIn, Throttled)) as error:
        backend.unsigned().sign_in(username, secret)
    return error.value.code


def test_the_right_password_lets_in(backend: Backend) -> None:
    person = backend.unsigned().sign_in("harbour_prov", password_of("harbour_prov"))
    assert (person.username, person.provider, person.zone) == (
        "harbour_prov",
        "Harbour Mobile",
        "Australia/Sydney",
    )
    assert Power.WORK_QUEUE in person.powers
    with backend.database.read() as session:
        entries = session.scalars(select(AuditEntry.action).where(AuditEntry.user_id == person.user_id))
        assert list(entries) == ["sign_in"]


@pytest.mark.parametrize(
    ("username", "secret"),
    [
        ("harbour_prov", "wrong"),
        ("harbour_prov", ""),
        ("harbour_prov", password_of("harbour_csa")),
        ("somebody", password_of("harbour_prov")),
        ("HARBOUR_PROV", password_of("harbour_prov")),
    ],
)
def test_what_is_wrong_is_not_told(backend: Backend, username: str, secret: str) -> None:
    assert refused(backend, username, secret) == "E-CREDENTIALS"


def test_who_has_left_or_has_no_password_is_not_let_in(backend: Backend) -> None:
    set_user(backend, "harbour_prov", is_active=False)
    set_user(backend, "harbour_csa", password_hash=None)
    for username in ("harbour_prov", "harbour_csa"):
        assert refused(backend, username, password_of(username)) == "E-CREDENTIALS"


def test_a_password_changed_while_it_was_judged_is_wrong(
    backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = password.is_right

    def slow(secret: str, known: str | None) -> bool:
        set_user(backend, "harbour_prov", password_hash=password.hashed("another"))
        return judge(secret, known)

    monkeypatch.setattr(password, "is_right", slow)
    assert refused(backend, "harbour_prov", password_of("harbour_prov")) == "E-CREDENTIALS"


def test_others_can_write_while_a_password_is_judged(
    backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_judging, go_on = Event(), Event()

    def slow(_secret: str, _known: str | None) -> bool:
        is_judging.set()
        return go_on.wait(20)

    monkeypatch.setattr(password, "is_right", slow)
    with ThreadPoolExecutor(1) as pool:
        entering = pool.submit(backend.unsigned().sign_in, "harbour_prov", password_of("harbour_prov"))
        assert is_judging.wait(10)
        set_user(backend, "harbour_csa", language="de")
        go_on.set()
        assert entering.result(20).username == "harbour_prov"


def test_after_three_failures_the_next_try_must_wait(backend: Backend) -> None:
    for _ in range(FREE_TRIES):
        assert refused(backend, "harbour_prov", "wrong") == "E-CREDENTIALS"
    with pytest.raises(Throttled) as error:
        backend.unsigned().sign_in("harbour_prov", password_of("harbour_prov"))
    assert error.value.values == {"seconds": 3}
    assert refused(backend, "Harbour_Prov", "wrong") == "E-THROTTLED"
    assert refused(backend, "harbour_csa", "wrong") == "E-CREDENTIALS"
    backend.clock.move(timedelta(seconds=2))
    backend.unsigned().sign_in("harbour_prov", password_of("harbour_prov"))
    for _ in range(FREE_TRIES):
        assert refused(backend, "harbour_prov", "wrong") == "E-CREDENTIALS"


def test_somebody_unknown_must_wait_as_well(backend: Backend) -> None:
    for _ in range(FREE_TRIES):
        assert refused(backend, "somebody", "wrong") == "E-CREDENTIALS"
    assert refused(backend, "somebody", "wrong") == "E-THROTTLED"


def test_failures_at_another_address_make_nobody_wait(backend: Backend) -> None:
    with backend.database.write(STAMP) as session:
        row = SignInThrottle(
            username=throttle.key("harbour_prov"),
            address="192.0.2.7",
            failures=50,
            next_allowed_at=START + LONGEST_WAIT,
        )
        session.add(row)
    me = backend.unsigned().sign_in("harbour_prov", password_of("harbour_prov"))
    assert me.username == "harbour_prov"


def test_the_wait_doubles_up_to_a_quarter_of_an_hour() -> None:
    waits = [wait_after(failures).total_seconds() for failures in range(1, 14)]
    assert waits == [0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]
    assert wait_after(10**6) == LONGEST_WAIT


def test_a_hash_of_other_strength_is_replaced_at_sign_in(backend: Backend) -> None:
    secret = password_of("harbour_prov")
    kept = password_hash(backend, "harbour_csa")
    backend.unsigned().sign_in("harbour_csa", password_of("harbour_csa"))
    assert password_hash(backend, "harbour_csa") == kept
    old = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(secret)
    set_user(backend, "harbour_prov", password_hash=old)
    backend.unsigned().sign_in("harbour_prov", secret)
    fresh = password_hash(backend, "harbour_prov")
    assert fresh is not None
    assert fresh != old
    assert not password.is_outdated(fresh)
    backend.unsigned().sign_in("harbour_prov", secret)


def test_a_password_costs_what_the_standards_ask() -> None:
    """OWASP's least for argon2id: 19 MiB, two passes."""
    assert password.STRENGTH.type is Type.ID
    assert password.STRENGTH.memory_cost >= 19 * 1024
    assert password.STRENGTH.time_cost >= 2


def ended(gateway: Gateway) -> str:
    """Return the code with which a gateway says that nobody is signed in."""
    with pytest.raises(NotSignedIn) as error:
        gateway.call(ME, Nothing())
    return error.value.code


def signed_in(backend: Backend, username: str) -> RemoteGateway:
    gateway = backend.gateway(username)
    assert isinstance(gateway, RemoteGateway)
    return gateway


def test_a_session_ends_after_twelve_hours(http_backend: Backend) -> None:
    gateway = http_backend.gateway("harbour_prov")
    http_backend.clock.move(timedelta(hours=12, seconds=-1))
    assert gateway.call(ME, Nothing()).username == "harbour_prov"
    http_backend.clock.move(timedelta(seconds=1))
    assert ended(gateway) == "E-SESSION-ENDED"


def test_signing_out_ends_one_session_and_leaves_the_others(http_backend: Backend) -> None:
    first, second = (signed_in(http_backend, "harbour_prov") for _ in range(2))
    kept = first._bearer.token
    first.sign_out()
    assert ended(first) == "E-SIGN-IN"
    first._bearer.token = kept
    assert ended(first) == "E-SESSION-ENDED"
    assert second.call(ME, Nothing()).username == "harbour_prov"


def test_all_sessions_of_a_person_end_at_once(http_backend: Backend) -> None:
    first, second = (http_backend.gateway("harbour_prov") for _ in range(2))
    other = http_backend.gateway("harbour_csa")
    with http_backend.database.write(STAMP) as session:
        token.revoke_all(session, user_id(http_backend, "harbour_prov"), START)
    assert {ended(gateway) for gateway in (first, second)} == {"E-SESSION-ENDED"}
    assert other.call(ME, Nothing()).username == "harbour_csa"


def test_who_is_made_inactive_is_out_at_once(http_backend: Backend) -> None:
    gateway = http_backend.gateway("harbour_prov")
    set_user(http_backend, "harbour_prov", is_active=False)
    assert ended(gateway) == "E-SESSION-ENDED"


def test_powers_granted_and_denied_hold_from_the_next_call_on(http_backend: Backend) -> None:
    gateway = http_backend.gateway("harbour_prov")
    number = user_id(http_backend, "harbour_prov")
    with http_backend.database.write(STAMP) as session:
        session.add(UserPowerOverride(user_id=number, power=Power.BACKDATE, effect="GRANT"))
        session.add(UserPowerOverride(user_id=number, power=Power.WORK_QUEUE, effect="DENY"))
    powers = gateway.call(ME, Nothing()).powers
    assert Power.BACKDATE in powers
    assert Power.WORK_QUEUE not in powers


def test_a_token_is_stored_hashed(http_backend: Backend) -> None:
    issued = signed_in(http_backend, "harbour_prov")._bearer.token
    assert issued is not None
    with http_backend.database.read() as session:
        stored = session.scalars(select(AccessToken.token_hash)).one()
    assert stored == token.digest(issued)
    assert issued not in stored
