"""The screen on the real services: an order is placed, taken, halted, resubmitted and activated."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from agentview.contract.orders import PLACE
from agentview.contract.provisioning import TaskCommand, TaskStatus, View
from agentview.core.clock import ManualClock
from agentview.gateway.embedded import serve_from
from agentview.models.database import Database
from agentview.ui.navigation import Desk
from agentview.ui.views.provisioning.task_dialog import TaskDialog
from agentview.ui.views.provisioning.view import ProvisioningView
from tests.fixtures.backend import Backend
from tests.product_order import add, order
from tests.ui.real_desk import RealDesks
from tests.ui.views.provisioning.builders import shell_of, toasts_of

WAIT = 20_000


@dataclass
class Seat:
    """A person at a screen on the services."""

    view: ProvisioningView
    desk: Desk
    qtbot: QtBot

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=WAIT)

    def choose(self, task_id: int) -> None:
        """Show a task and wait until it is read."""
        self.view.show_task(task_id)
        side = self.view.side.presenter
        self.wait(lambda: side.detail is not None and side.detail.row.task_id == task_id)

    def dialog(self, verb: str) -> TaskDialog:
        """Open the dialog of a command."""
        self.view.commands.run(verb, self.view.chosen_row())
        self.wait(lambda: self.view.commands.dialog is not None)
        found = self.view.commands.dialog
        assert isinstance(found, TaskDialog)
        return found

    @property
    def status(self) -> TaskStatus | None:
        """The status of the task that is shown."""
        detail = self.view.side.presenter.detail
        return None if detail is None else detail.row.status


@pytest.fixture
def sqlite_backend(sqlite_url: str, clock: ManualClock) -> Iterator[Backend]:
    with (
        closing(serve_from(Database(sqlite_url), clock)) as embedded,
        closing(Backend("sqlite", embedded, clock)) as backend,
    ):
        yield backend


class Seats:
    """Opens screens for people."""

    def __init__(self, desks: RealDesks, qtbot: QtBot) -> None:
        self._desks, self._qtbot = desks, qtbot

    def open(self, username: str) -> Seat:
        desk, view = self._desks.open(username, ProvisioningView)
        self._qtbot.addWidget(view.root)
        view.root.resize(1150, 680)
        view.root.show()
        return Seat(view, desk, self._qtbot)


@pytest.fixture
def seats(sqlite_backend: Backend, qtbot: QtBot, tmp_path: Path) -> Iterator[Seats]:
    with closing(RealDesks(sqlite_backend, tmp_path)) as desks:
        yield Seats(desks, qtbot)


def _place(backend: Backend, *names: str) -> None:
    gateway = backend.gateway("harbour_csa")
    for name in names:
        gateway.call(PLACE, order(name, add("MOB-40", number="0491 570 156")), key=name)


def test_an_order_is_worked_by_two_people_on_two_screens(sqlite_backend: Backend, seats: Seats) -> None:
    _place(sqlite_backend, "one", "two")
    worker, agent = seats.open("meridian_prov"), seats.open("harbour_csa")
    model = worker.view.queue.model
    worker.wait(lambda: model.rowCount() == 2 and model.row(0) is not None)
    worker.view.commands.take_next()
    worker.wait(lambda: worker.status is TaskStatus.IN_PROGRESS)
    taken = worker.view.side.presenter.subject
    assert taken is not None
    assert "Took PO-" in toasts_of(worker.desk).said[0]

    halt = worker.dialog(TaskCommand.HALT)
    halt.form.set_values({"code": "ADDRESS_INVALID", "text": "<b>No such street</b>"})
    halt.verb_button.click()
    worker.wait(lambda: len(toasts_of(worker.desk).said) == 2)
    assert toasts_of(worker.desk).said[1].startswith("Halted PO-")
    worker.wait(lambda: model.rowCount() == 1)

    halted_rows = agent.view.queue.model
    agent.wait(lambda: "provisioning" in shell_of(agent.desk).counts)
    agent.view.queue.presenter.reload()
    agent.wait(lambda: halted_rows.rowCount() == 1 and halted_rows.row(0) is not None)
    agent.choose(taken)
    assert agent.status is TaskStatus.PROVISIONING_HALTED
    assert "<b>No such street</b>" in agent.view.side.pane.banner.accessibleName()
    again = agent.dialog(TaskCommand.RESUBMIT)
    again.form.set_values({"line1": "4a Quay Street", "note": "corrected"})
    again.verb_button.click()
    agent.wait(lambda: any(text.startswith("Resubmitted") for text in toasts_of(agent.desk).said))

    worker.choose(taken)
    worker.view.side.presenter.read()
    worker.wait(lambda: worker.status is TaskStatus.AWAITING_PROVISIONING)
    finish = worker.dialog(TaskCommand.ACTIVATE)
    finish.form.set_values({"service_start_on": date(2026, 11, 16), "identifier": "+61355500199"})
    finish.verb_button.click()
    worker.wait(lambda: toasts_of(worker.desk).said[-1].startswith("Activated"))
    agent.view.queue.presenter.choose_view(View.DONE)
    agent.wait(lambda: halted_rows.rowCount() == 1 and halted_rows.row(0) is not None)
    done = halted_rows.row(0)
    assert done is not None
    assert (done.status, done.identifier, done.attempt_no) == (TaskStatus.COMPLETED, "+61355500199", 2)


def test_a_colleagues_claim_reaches_the_screen_by_the_feed(sqlite_backend: Backend, seats: Seats) -> None:
    _place(sqlite_backend, "one")
    here, there = seats.open("meridian_prov"), seats.open("meridian_prov2")
    rows = here.view.queue.model
    here.wait(lambda: rows.rowCount() == 1 and rows.row(0) is not None)
    there.wait(lambda: there.view.side.presenter.detail is not None)
    here.wait(lambda: here.view.side.presenter.detail is not None)
    here.wait(lambda: bool(shell_of(here.desk).listeners))
    there.view.commands.run("claim_or_release", there.view.chosen_row())
    name = there.desk.person.display_name
    here.wait(lambda: getattr(rows.row(0), "claimed_by", None) == name)
    here.wait(lambda: f"{name} has claimed it" in here.view.side.pane.banner.accessibleName())


def test_two_who_edit_at_once_see_both_sides(sqlite_backend: Backend, seats: Seats) -> None:
    _place(sqlite_backend, "one")
    seat = seats.open("meridian_prov")
    seat.wait(lambda: seat.view.side.presenter.detail is not None)
    task = seat.view.side.presenter.detail
    assert task is not None
    seat.view.commands.run("claim_or_release", seat.view.chosen_row())
    seat.wait(lambda: seat.status is TaskStatus.IN_PROGRESS)
    dialog = seat.dialog(TaskCommand.ACTIVATE)
    stale = dialog.presenter.task
    dialog.presenter.task = stale.model_copy(
        update={"row": stale.row.model_copy(update={"version": task.row.version})}
    )
    dialog.form.set_values({"identifier": "+61355500111"})
    dialog.verb_button.click()
    seat.wait(lambda: dialog.presenter.task.row.version > task.row.version)
    assert dialog.form.values()["identifier"] == "+61355500111"
    dialog.verb_button.click()
    seat.wait(lambda: toasts_of(seat.desk).said[-1].startswith("Activated"))
