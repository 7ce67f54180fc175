"""What the dry run says is what the round that follows does, for a clock that stands still (D-26)."""

from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import select

from agentview.contract import suspension_candidates as contract
from agentview.core.text import fold
from agentview.models.customer import Account
from agentview.models.database import Stamp
from agentview.models.money import Invoice, Payment, PaymentPromise
from agentview.models.suspension import Complaint, RestrictionCase, SuspensionExemption
from tests import build
from tests.fixtures.backend import Backend
from tests.services.holdings import hold
from tests.services.suspension.ruling import CONTROLLER, TODAY, stored
from tests.services.suspension_sweep.sweeping import ALWAYS, Sweeping

CROWD = 60


def crowd(backend: Backend, seed: int) -> list[int]:
    """Make customers of every kind, near the boundaries of the rules."""
    random = Random(seed)
    with backend.database.write(Stamp("test", build.START)) as session:
        made = [
            Account(
                provider_id=build.HARBOUR,
                profile_id=1,
                account_no=f"C-{number}",
                name=f"Crowd {number}",
                name_key=fold(f"Crowd {number}"),
                account_type="CONSUMER",
                status=random.choice((1, 1, 1, 1, 2, 5)),
                opened_on=TODAY,
                omit_from_auto_restrict=random.random() < 0.1,
            )
            for number in range(CROWD)
        ]
        session.add_all(made)
        session.flush()
        ids = [account.id for account in made]
        for key in ids:
            _owing(session, random, key)
    for key in ids[: CROWD * 9 // 10]:
        hold(backend, account=key)
    return ids


def _owing(session: object, random: Random, key: int) -> None:
    add = session.add  # type: ignore[attr-defined]
    for number in range(random.choice((0, 1, 1, 2))):
        cents, due_on = (
            random.choice((2_500, 4_999, 5_000, 9_000, 9_000)),
            TODAY - timedelta(days=random.choice((-3, 14, 15, 15, 60, 60))),
        )
        disputed = random.choice((0, 0, 0, 0, 0, cents))
        add(
            Invoice(
                account_id=key,
                invoice_no=f"C-{number}",
                issued_on=due_on,
                due_on=due_on,
                currency="AUD",
                total_inc_cents=cents,
                amount_due_inc_cents=cents,
                disputed_cents=disputed,
                status="ISSUED",
            )
        )
    kind = random.randint(0, 19)
    if kind == 0:
        add(Complaint(account_id=key, reference="T", opened_on=TODAY))
    elif kind == 1:
        add(SuspensionExemption(account_id=key, reason="x", owner="x", until_on=TODAY))
    elif kind == 2:
        add(
            PaymentPromise(
                account_id=key,
                amount_cents=1,
                currency="AUD",
                promised_for=TODAY,
                status="OPEN",
                taken_at=build.START,
                taken_by="x",
            )
        )
    elif kind == 3:
        add(
            Payment(
                provider_id=build.HARBOUR,
                account_id=key,
                external_id=f"C-{key}",
                method="CARD",
                received_on=TODAY,
                amount_cents=9_000,
                currency="AUD",
                unallocated_cents=9_000,
                status="PENDING",
            )
        )


@pytest.mark.parametrize(("seed", "cap"), [(1, 1_000), (2, 5)])
def test_d_26_the_dry_run_is_the_real_run_that_follows(local_backend: Backend, seed: int, cap: int) -> None:
    crowd(local_backend, seed)
    stored(local_backend, action_windows=ALWAYS, first_run_cap=cap, breaker_percent=100)
    sweeping = Sweeping(local_backend)
    sweeping.switch()
    call = sweeping.working.call
    rows = call(CONTROLLER, contract.CANDIDATES, limit=200).rows
    said = call(CONTROLLER, contract.FORECAST)
    sweeping.round()
    with local_backend.database.read() as session:
        cases = session.scalars(select(RestrictionCase)).all()
        done = {case.account_id: (case.owing_cents_at_flag, case.overdue_days_at_flag) for case in cases}
        assert {case.state for case in cases} == {"RESTRICTING"}
    assert done == {
        row.account_id: (row.owing_cents, row.overdue_days) for row in rows if not row.is_held_back
    }
    assert (said.eligible, said.would, said.held_back) == (len(rows), len(done), len(rows) - len(done))
    assert len(done) == min(cap, len(rows)), "the crowd is too good"
    assert len(rows) > 5
    after = call(CONTROLLER, contract.FORECAST)
    assert (after.acted, after.would, after.eligible) == (len(done), 0, len(rows) - len(done))


def test_r_evt_02_the_dry_run_says_for_whom_the_automation_is_off(local_backend: Backend) -> None:
    crowd(local_backend, 1)
    stored(local_backend, action_windows=ALWAYS, breaker_percent=100)
    sweeping = Sweeping(local_backend)
    said = sweeping.working.call(CONTROLLER, contract.FORECAST)
    assert said.profiles_off == ("Residential",)
    assert said.would > 0
    sweeping.round()
    assert sweeping.states() == {}
    sweeping.switch()
    assert sweeping.working.call(CONTROLLER, contract.FORECAST).profiles_off == ()
