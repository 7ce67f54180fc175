"""Workers are killed at every point of the sweep, and again in recovery: everybody is settled once."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.debtors import RECONCILE, SWEEP, Debtors, assert_swept_once, indebted

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
TWICE = range(2)


@dataclass(frozen=True)
class Chain:
    """A job, its points, and what there is to do before each death, for each of them."""

    job: str
    feeds: dict[str, Callable[[Debtors], None]]

    @property
    def points(self) -> tuple[str, ...]:
        """The points at which it is killed, one after the other."""
        return tuple(self.feeds)


def _owes(world: Debtors) -> None:
    world.debtor()


def _is_left_alone(world: Debtors) -> None:
    world.debtor()
    world.exempt(_restricted(world))


def _restricted(world: Debtors) -> int:
    """Return the newest customer, who is restricted for certain after this round."""
    world.do()
    return world.owing[-1]


def _hold_ends(world: Debtors) -> None:
    """A hold of a case is lifted after its day; the account still owes, and is flagged anew."""
    world.debtor()
    world.end_holds(_restricted(world))


def _promises(world: Debtors) -> None:
    """An account is flagged where no window is open, and then promises."""
    key = world.debtor()
    world.rules(action_windows=[])
    world.do()
    world.promise(key)


def _new_day(world: Debtors) -> None:
    world.debtor()
    world.forget_picture()


def _is_stopped(world: Debtors) -> None:
    """The breaker stops the round; afterwards it is let go again."""
    world.debtor()
    percent = {row.breaker_percent for row in world.rules_of()}
    world.rules(breaker_percent=1 if percent == {100} else 100)


def _drifts(world: Debtors) -> None:
    world.debtor()
    world.drift(_restricted(world))


CHAINS = {
    "flags and bars": Chain(
        SWEEP,
        {
            "suspension_sweep.after_flag": _owes,
            "suspension_sweep.after_restrict": _owes,
            "suspension_sweep.after_picture": _new_day,
        },
    ),
    "restores": Chain(SWEEP, {"suspension_sweep.after_restore": _is_left_alone}),
    "lifts": Chain(SWEEP, {"suspension_sweep.after_lift": _hold_ends}),
    "drops": Chain(SWEEP, {"suspension_sweep.after_drop": _promises}),
    "stops": Chain(SWEEP, {"suspension_sweep.after_telling": _is_stopped}),
    "reconcile": Chain(RECONCILE, {"bar_reconcile.after_block": _drifts}),
}


@pytest.fixture(params=["sqlite", "postgresql"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Debtors]:
    """Return customers who owe, on both databases."""
    url = request.getfixturevalue("postgres_url" if request.param == "postgresql" else "sqlite_url")
    with indebted(url, tmp_path) as opened:
        yield opened


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", CHAINS)
def test_r_sus_12_to_20_killed_everywhere_and_again_in_recovery_all_is_done_once(
    world: Debtors, name: str
) -> None:
    chain = CHAINS[name]
    for point, feed in chain.feeds.items():
        for _ in TWICE:
            feed(world)
            world.ask(chain.job)
            world.workers.die(point)
        world.open_again()
    world.do(chain.job)
    world.do()
    assert_swept_once(world)
