"""Three years hour by hour, in five zones, over both changes of the clock, with an outage of a week.

After each round every account must be what a model of the test says: nobody is restricted outside a window,
nobody is skipped, nobody twice, and nobody after paying.
"""

from collections import Counter

import pytest
from sqlalchemy import select

from agentview.models.suspension import RestrictionCase, ServiceRestriction
from tests.fixtures.backend import Backend
from tests.services.suspension_sweep.years import Years
from tests.world import assert_world

HOURS = 3 * 365 * 24
MIDDLE = HOURS // 2
OUTAGE = range(MIDDLE, MIDDLE + 7 * 24)
ZONES = (
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Europe/Vienna",
    "America/New_York",
    "Asia/Kathmandu",
)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("zone", ZONES)
def test_r_sus_12_to_20_three_years_hour_by_hour(sqlite_backend: Backend, zone: str) -> None:
    years = Years(sqlite_backend, zone, seed=ZONES.index(zone))
    years.play(HOURS, OUTAGE)
    assert all(one.weekday() < 5 or (one.weekday() == 6 and one.hour == 2) for one in years.acted_at())
    with sqlite_backend.database.read() as session:
        asked = Counter(
            session.execute(
                select(
                    ServiceRestriction.case_id,
                    ServiceRestriction.service_subscription_id,
                    ServiceRestriction.action,
                )
            ).all()
        )
        cases = session.scalars(select(RestrictionCase)).all()
        open_at = sorted((case.account_id, case.flagged_at, case.restored_at) for case in cases if case.acting_at)
    assert set(asked.values()) == {1}, "something was asked of the network twice"
    for (account, _, ended), (other, begun, _) in zip(open_at, open_at[1:], strict=False):
        assert account != other or (ended is not None and ended <= begun), "restricted twice at once"
    needed = {"-FLAGGED closed", "FLAGGED-BARRED open", "BARRED- closed", "BARRED- open", "FLAGGED- closed"}
    assert needed <= set(years.seen), "the years were too quiet"
    assert_world(sqlite_backend.database)
