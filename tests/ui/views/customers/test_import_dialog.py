"""The import dialog on the real services: choose, map, check, take in, cancel, go on, take back."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from agentview.contract.customer_imports import LARGEST_BLOCK, ImportStatus
from agentview.core.clock import ManualClock
from agentview.core.power import Role
from agentview.gateway.embedded import Embedded, serve_from
from agentview.gateway.local import LocalGateway
from agentview.models.database import Database
from agentview.ui.kit.a11y import nameless
from agentview.ui.kit.thread_runner import ThreadRunner
from agentview.ui.texts.errors import CodeTexts
from agentview.ui.views.customers.import_dialog import ImportDialog
from tests.fixtures.backend import Backend
from tests.services.customers.importing import customers, many, written
from tests.ui.fake_desk import FakeToasts, desk, person

WAIT = 30_000


@dataclass
class Seat:
    """A supervisor who imports."""

    dialog: ImportDialog
    backend: Backend
    toasts: FakeToasts
    qtbot: QtBot

    @property
    def title(self) -> str:
        return self.dialog.frame.title.text()

    @property
    def text(self) -> str:
        """All that is written where it can be seen."""
        return "\n".join(
            label.text() for label in self.dialog.findChildren(QLabel) if label.isVisibleTo(self.dialog)
        )

    def go_on(self, done: Callable[[], bool]) -> None:
        """Press the way on, and wait."""
        QTest.keyClick(self.dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.wait(done)

    def wait(self, done: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(done, timeout=WAIT)

    def read(self, path: Path) -> None:
        """Choose a file and have it read."""
        self.dialog.file.form.set_values({"path": str(path)})
        self.go_on(lambda: self.title != "Which file?")

    def check(self) -> None:
        """Have all rows checked."""
        self.go_on(lambda: "would be taken in" in self.text)

    def take_in(self) -> None:
        """Take in what there is."""
        self.go_on(lambda: "customers taken in" in self.text)


@pytest.fixture
def embedded(sqlite_url: str, clock: ManualClock) -> Iterator[Embedded]:
    with closing(serve_from(Database(sqlite_url), clock)) as served:
        yield served


@pytest.fixture
def seat(embedded: Embedded, clock: ManualClock, qtbot: QtBot, tmp_path: Path) -> Iterator[Seat]:
    runner = ThreadRunner()
    gateway = LocalGateway(embedded.dispatcher, embedded.hub, people_allowed=True)
    gateway.sign_in("harbour_lead", None)
    made = desk(gateway, runner, CodeTexts(clock), tmp_path / "home", person(Role.SUPERVISOR))
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ImportDialog(parent, made)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    dialog.open()
    qtbot.waitExposed(dialog)
    assert isinstance(made.toasts, FakeToasts)
    yield Seat(dialog, Backend("sqlite", embedded, clock), made.toasts, qtbot)
    dialog.reject()
    runner.close()
    gateway.close()


def test_a_file_is_read_mapped_checked_and_taken_in_by_keyboard(seat: Seat, tmp_path: Path) -> None:
    before = customers(seat.backend)
    seat.read(written(tmp_path, *many(40), "C-9,,,nonsense,,,"))
    assert "41 rows, encoding utf-8, separator ," in seat.text
    assert seat.dialog.columns.preview.rowCount() == 20
    form = seat.dialog.columns.form
    assert form is not None
    assert [form.values()[str(at)] for at in range(3)] == ["account_no", "name", "mobile"]
    assert nameless(seat.dialog) == []
    seat.check()
    assert "40 customers would be taken in, 0 are there already, 1 rows would be refused." in seat.text
    assert "Row 42:" in seat.text
    assert customers(seat.backend) == before
    seat.take_in()
    assert "40 customers taken in" in seat.text
    assert customers(seat.backend) == before + 40
    assert len(seat.toasts.said) == 1
    rejects = tmp_path / "rejects.csv"
    seat.dialog.presenter.write_rejects(rejects)
    seat.wait(rejects.exists)
    seat.wait(lambda: len(seat.toasts.said) == 2)
    assert "nonsense" in rejects.read_text("utf-8-sig")


def test_columns_that_say_nothing_are_refused_on_their_page(seat: Seat, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Who;What\nJo;1234567\n", encoding="utf-8")
    seat.read(path)
    seat.go_on(lambda: "No column holds a name" in seat.text)
    assert seat.title == "What do the columns hold?"
    form = seat.dialog.columns.form
    assert form is not None
    form.set_values({"0": "name"})
    seat.check()


def test_a_file_that_cannot_be_read_is_refused_on_its_page(seat: Seat, tmp_path: Path) -> None:
    seat.dialog.file.form.set_values({"path": str(tmp_path / "gone.csv")})
    seat.go_on(lambda: seat.dialog.frame.errors.isVisibleTo(seat.dialog))
    assert seat.title == "Which file?"


def test_cancelled_it_keeps_what_is_whole_goes_on_and_is_taken_back(seat: Seat, tmp_path: Path) -> None:
    before = customers(seat.backend)
    seat.read(written(tmp_path, *many(2_300)))
    seat.check()
    progress = seat.dialog.progressed

    def once(done: int, total: int) -> None:
        progress(done, total)
        if done == LARGEST_BLOCK:
            seat.dialog.presenter.cancel()

    seat.dialog.progressed = once  # type: ignore[method-assign]
    seat.go_on(lambda: "Stopped after" in seat.text)
    state = seat.dialog.presenter.state
    assert state is not None
    assert state.status is ImportStatus.RUNNING
    assert customers(seat.backend) == before + state.done
    assert LARGEST_BLOCK <= state.done < 2_300
    seat.dialog.progressed = progress  # type: ignore[method-assign]
    seat.go_on(lambda: "2,300 customers taken in" in seat.text)
    assert customers(seat.backend) == before + 2_300
    seat.dialog.outcome.take_back.click()
    seat.wait(lambda: "2,300 customers removed; 0 were used" in seat.text)
    assert customers(seat.backend) == before


def test_a_file_that_came_in_before_is_asked_about(seat: Seat, tmp_path: Path) -> None:
    path = written(tmp_path, *many(3))
    seat.read(path)
    seat.check()
    seat.take_in()
    seat.dialog.presenter.take_in()
    seat.wait(lambda: "was imported before" in seat.text)
    seat.go_on(lambda: "3 were there already" in seat.text)
