"""The round that lets wireless orders expire: each provider's own, and twice does nothing twice (R-WL-26)."""

from agentview.contract.wireless import WirelessStatus
from agentview.jobs.wireless_expiry import expire, has_work
from tests import build
from tests import wireless_world as world
from tests.fixtures.backend import Backend
from tests.jobs.test_promises import run_of
from tests.services.wireless_approval.approving import DAY, PREDEFINED, Approving, step


def test_r_wl_26_a_round_ends_what_is_late_once_and_of_its_own_provider(local_backend: Backend) -> None:
    world.furnish(local_backend)
    approving = Approving(local_backend)
    assert not has_work(local_backend.embedded, build.HARBOUR)
    order = approving.waiting(step(PREDEFINED, world.MANAGER_USER))
    ours, others = run_of(local_backend, build.HARBOUR), run_of(local_backend, build.ALPINE)
    assert has_work(local_backend.embedded, build.HARBOUR)
    assert not has_work(local_backend.embedded, build.ALPINE)
    expire(ours)
    approving.later(31 * DAY)
    expire(others)
    for _ in range(2):
        expire(ours)
    assert (ours.said, others.said) == ([0, 1, 0], [0])
    assert approving.stand(order).status is WirelessStatus.EXPIRED
    assert not has_work(local_backend.embedded, build.HARBOUR)
