"""Opens the area with the pages of approval policies for people of the small operator."""

from collections.abc import Callable, Iterator
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from agentview.ui.views.wireless import make_area
from agentview.ui.views.wireless.view import WirelessView
from agentview.ui.views.wireless_policies import PAGES
from tests.fixtures.backend import Backend
from tests.services.wireless_approval.approving import Approving
from tests.ui.views.wireless.conftest import At, at, sqlite_backend
from tests.ui.views.wireless_policies.bench import Bench, OpenBench

__all__ = ["at", "sqlite_backend"]


@pytest.fixture
def approving(sqlite_backend: Backend) -> Approving:
    """Return the people who request, approve and make policies."""
    return Approving(sqlite_backend)


@pytest.fixture
def open_bench(at: Callable[[str], At], approving: Approving, qtbot: QtBot) -> Iterator[OpenBench]:
    """Return what puts a person in front of the area."""
    open_ones: list[Bench] = []

    def make(username: str) -> Bench:
        here = at(username)
        view = cast("WirelessView", make_area(PAGES).build(here.desk))
        qtbot.addWidget(view.root)
        view.root.resize(1084, 700)
        with qtbot.waitExposed(view.root):
            view.root.show()
        bench = Bench(view, here.desk, here.runner, here.asked, approving)
        open_ones.append(bench)
        bench.settle()
        return bench

    yield make
    for bench in open_ones:
        bench.view.close()
        bench.runner.run_all()
