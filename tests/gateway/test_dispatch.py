"""How operations are carried out: once for each key, wholly or not at all, and only for whom they are."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.orm import Session

from agentview.contract.op import Nothing
from agentview.core.clock import ManualClock
from agentview.core.errors import AgentViewError, Conflict, Denied, Rejected, Unavailable, Unknown
from agentview.gateway.embedded import serve_from
from agentview.gateway.port import Gateway
from agentview.models.database import Database
from agentview.models.party import User
from agentview.services import idempotency
from agentview.services.handler import handle
from agentview.services.unit import Unit
from tests.fixtures.announce import caller
from tests.fixtures.counting import BREAK, COUNT, COUNT_UP, GUARDED, REFUSE, WAIT, By, Count, Counting


def counted(gateway: Gateway) -> int:
    return gateway.call(COUNT, Nothing()).value


def test_the_same_key_and_request_twice_have_one_effect_and_one_answer(counting: Counting) -> None:
    gateway = counting.backend.gateway("harbour_csa")
    first = gateway.call(COUNT_UP, By(amount=2), key="k")
    gateway.call(COUNT_UP, By(amount=3))
    assert gateway.call(COUNT_UP, By(amount=2), key="k") == first == Count(value=2)
    assert counted(gateway) == 5


def test_calls_without_a_key_of_the_caller_are_all_carried_out(counting: Counting) -> None:
    gateway = counting.backend.gateway("harbour_csa")
    for _ in range(3):
        gateway.call(COUNT_UP, By())
    assert counted(gateway) == 3


def test_a_key_is_not_taken_for_another_request_or_operation(counting: Counting) -> None:
    gateway = counting.backend.gateway("harbour_csa")
    gateway.call(COUNT_UP, By(amount=2), key="k")
    with pytest.raises(Conflict, match="E-KEY-REUSED"):
        gateway.call(COUNT_UP, By(amount=3), key="k")
    with pytest.raises(Conflict, match="E-KEY-REUSED"):
        gateway.call(REFUSE, By(amount=2), key="k")
    assert counted(gateway) == 2


def test_the_same_key_of_somebody_else_is_another_key(counting: Counting) -> None:
    first, second = counting.backend.gateway("harbour_csa"), counting.backend.gateway("alpine_csa")
    first.call(COUNT_UP, By(), key="k")
    second.call(COUNT_UP, By(amount=2), key="k")
    assert counted(first) == 3


def test_a_refused_command_changes_nothing_and_leaves_its_key_free(counting: Counting) -> None:
    gateway = counting.backend.gateway("harbour_csa")
    with pytest.raises(Rejected) as refused:
        gateway.call(REFUSE, By(amount=2), key="k")
    assert [(r.code, r.field, r.values) for r in refused.value.refusals] == [
        ("E-TEST", "amount", {"amount": 2})
    ]
    assert counted(gateway) == 0
    assert gateway.call(COUNT_UP, By(), key="k") == Count(value=1)


@pytest.mark.parametrize("callers", [20])
def test_calls_at_once_with_one_key_have_one_effect(counting: Counting, callers: int) -> None:
    gateway = counting.backend.gateway("harbour_csa")
    with ThreadPoolExecutor(callers) as pool:
        answers = list(pool.map(lambda _: gateway.call(COUNT_UP, By(), key="k"), range(callers)))
    assert {answer.value for answer in answers} == {1}
    assert counted(gateway) == 1


def test_without_the_row_of_the_key_calls_at_once_have_many_effects(
    counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Show that the test above would notice a missing guard."""

    def forgetful(_unit: Unit, _key: str, _operation: str, _request_hash: str) -> None:
        return None

    monkeypatch.setattr(idempotency, "earlier_answer", forgetful)
    gateway = counting.backend.gateway("harbour_csa")
    with ThreadPoolExecutor(20) as pool:
        list(pool.map(lambda _: gateway.call(COUNT_UP, By(), key="k"), range(20)))
    assert counted(gateway) == 20


def test_a_call_with_the_key_of_one_in_flight_waits_for_its_answer(counting: Counting) -> None:
    gateway = counting.backend.gateway("harbour_csa")
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(gateway.call, WAIT, Nothing(), key="k")
        assert counting.is_waiting.wait(10)
        second = pool.submit(gateway.call, WAIT, Nothing(), key="k")
        counting.go_on.set()
        assert first.result(20) == second.result(20) == Count(value=1)
    assert counted(gateway) == 1


def test_a_bug_changes_nothing(counting: Counting) -> None:
    gateway = counting.backend.gateway("harbour_csa")
    kind = AgentViewError if counting.backend.url else ZeroDivisionError
    with pytest.raises(kind):
        gateway.call(BREAK, Nothing())
    assert counted(gateway) == 0


def test_who_lacks_the_power_is_told_which(counting: Counting) -> None:
    with pytest.raises(Denied, match="E-POWER") as denied:
        counting.backend.gateway("harbour_csa").call(GUARDED, Nothing())
    assert denied.value.values == {"power": "USER_ADMIN"}
    assert counting.backend.gateway("harbour_admin").call(GUARDED, Nothing()) == Count(value=0)


def test_a_database_lost_at_the_commit_leaves_the_outcome_unknown(postgres_counting: Counting) -> None:
    backend = postgres_counting.backend
    gateway = backend.gateway("harbour_csa")

    def cut(session: Session) -> None:
        if "stamp" not in session.info:
            return  # who calls is read first, in a transaction of its own
        event.remove(Session, "before_commit", cut)
        process = session.scalar(text("select pg_backend_pid()"))
        with backend.database.engine.connect() as other:
            other.execute(text("select pg_terminate_backend(:process, 5000)"), {"process": process})

    event.listen(Session, "before_commit", cut)
    with pytest.raises(Unknown, match="E-UNKNOWN"):
        gateway.call(COUNT_UP, By(), key="k")
    assert gateway.call(COUNT_UP, By(), key="k") == Count(value=1)


def test_a_value_that_no_column_holds_is_refused(postgres_url: str, clock: ManualClock) -> None:
    def far_off(unit: Unit, _request: Nothing) -> Count:
        return Count(value=unit.session.scalar(select(User.id).where(User.id == 2**40)) or 0)

    with (
        closing(serve_from(Database(postgres_url), clock, (handle(COUNT, far_off),))) as embedded,
        pytest.raises(Rejected, match="E-VALUE"),
    ):
        embedded.dispatcher.run(caller(), COUNT, Nothing())


def use_many_connections(database: Database) -> None:
    with ExitStack() as stack:
        for _ in range(100):
            stack.enter_context(database.read()).connection()


def test_a_database_without_a_free_connection_is_unavailable(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Database(sqlite_url)) as database:
        monkeypatch.setattr(database.engine.pool, "_timeout", 0.01)
        with pytest.raises(Unavailable, match="E-DATABASE"):
            use_many_connections(database)
