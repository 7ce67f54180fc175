"""People at the worklist on each backend."""

from collections.abc import Callable

import pytest

from agentview.contract import worklist as contract
from agentview.contract.worklist import CaseActed
from tests import build
from tests.fixtures.backend import Backend
from tests.services.provisioning.working import Working

RaiseCase = Callable[..., CaseActed]


@pytest.fixture
def working(backend: Backend) -> Working:
    """Return people at work on SQLite, PostgreSQL, and over HTTP."""
    return Working(backend)


@pytest.fixture
def raised(working: Working) -> RaiseCase:
    """Return what raises a case by hand, for the CSAs of Harbour unless it is told otherwise."""

    def make(user: str = "harbour_csa", **more: object) -> CaseActed:
        values = {"account_id": build.MARLOW, "summary": "Wants a call about the bill", **more}
        return working.call(user, contract.RAISE, **values)

    return make
