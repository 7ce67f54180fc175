"""Bars that are not what they should be are found, all of them, and asked for again; holds end (D-26)."""

from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import select, update

from agentview.models.database import Stamp
from agentview.models.network import NetworkRequest
from agentview.models.subscription import ServiceHold, ServiceSubscription
from agentview.services.suspension_sweep.bars import mend_block
from agentview.services.suspension_sweep.drift import compared, drifting
from tests import build
from tests.services.holdings import hold
from tests.services.suspension.ruling import TODAY
from tests.services.suspension_sweep.sweeping import OFFICE, Sweeping
from tests.services.suspension_sweep.test_rounds import BARRED, FREE, rules


def found(sweeping: Sweeping, provider_id: int = build.HARBOUR) -> list[int]:
    with sweeping.backend.database.read() as session:
        return list(drifting(session, provider_id, 0))


def mend(sweeping: Sweeping) -> tuple[int, int]:
    done = sweeping.hand.act(lambda unit: mend_block(unit, found(sweeping)))
    return done.drifted, done.asked


def inject(sweeping: Sweeping, service_ids: list[int], **values: object) -> None:
    with sweeping.backend.database.write(Stamp("test", build.START)) as session:
        session.execute(
            update(ServiceSubscription).where(ServiceSubscription.id.in_(service_ids)).values(**values)
        )


def barred(sweeping: Sweeping) -> list[int]:
    with sweeping.backend.database.read() as session:
        wanted = select(ServiceSubscription.id).where(ServiceSubscription.bar_confirmed == "BAR10")
        return list(session.scalars(wanted.order_by(ServiceSubscription.id)))


def test_without_drift_nothing_is_found_nor_what_the_network_is_asked_right_now(sweeping: Sweeping) -> None:
    sweeping.round()
    assert found(sweeping) == []
    sweeping.answer()
    assert found(sweeping) == []
    with sweeping.backend.database.read() as session:
        assert compared(session, build.HARBOUR) == len(barred(sweeping))
        assert compared(session, build.ALPINE) == 0


def test_injected_drift_is_found_to_the_last_service_and_mended(sweeping: Sweeping) -> None:
    for _ in range(20):
        hold(sweeping.backend, account=build.MARLOW)
    sweeping.settled()
    services = barred(sweeping)
    random = Random(7)
    lost = random.sample(services, 10)
    others = [key for key in services if key not in lost]
    left, gone = others[:5], others[5:8]
    inject(sweeping, lost, bar_confirmed="")
    inject(sweeping, left, bar_wanted="")
    inject(sweeping, gone, bar_wanted="", bar_confirmed="")
    assert found(sweeping) == sorted(lost + left + gone)
    assert mend(sweeping) == (18, 13)
    assert found(sweeping) == []
    sweeping.answer()
    assert barred(sweeping) == services
    assert found(sweeping) == []
    assert set(sweeping.bars()) == {BARRED}


def test_a_bar_that_nobody_wants_any_more_is_taken_off(sweeping: Sweeping) -> None:
    sweeping.settled()
    sweeping.pay(5_000)
    sweeping.settled()
    [service] = [key for key in _services(sweeping) if key not in barred(sweeping)][:1]
    inject(sweeping, [service], bar_confirmed="BAR10")
    assert found(sweeping) == [service]
    assert mend(sweeping) == (1, 1)
    sweeping.answer()
    assert set(sweeping.bars()) == {FREE}


def test_it_is_asked_under_a_reference_of_its_own(sweeping: Sweeping) -> None:
    sweeping.settled()
    inject(sweeping, barred(sweeping)[:1], bar_confirmed="")
    mend(sweeping)
    with sweeping.backend.database.read() as session:
        references = session.scalars(select(NetworkRequest.reference).order_by(NetworkRequest.id)).all()
    assert len(set(references)) == len(references)
    assert references[-1].startswith("SC-1/SS-")


@pytest.mark.parametrize(("days", "is_lifted"), [(0, False), (-1, True)])
def test_a_hold_is_lifted_after_its_last_day_at_any_hour(
    sweeping: Sweeping, days: int, is_lifted: bool
) -> None:
    sweeping.settled()
    rules(sweeping, action_windows=OFFICE)
    with sweeping.backend.database.write(Stamp("test", build.START)) as session:
        session.execute(update(ServiceHold).values(until_on=TODAY + timedelta(days=days)))
    sweeping.settled()
    assert set(sweeping.bars()) == {FREE if is_lifted else BARRED}
    with sweeping.backend.database.read() as session:
        holds = session.scalars(select(ServiceHold)).all()
    assert {one.lifted_at is not None for one in holds} == {is_lifted}
    assert [block for block in sweeping.round() if block.done and is_lifted] == []


def _services(sweeping: Sweeping, account: int = build.MARLOW) -> list[int]:
    assert account == build.MARLOW
    with sweeping.backend.database.read() as session:
        return list(session.scalars(select(ServiceSubscription.id).order_by(ServiceSubscription.id)))
