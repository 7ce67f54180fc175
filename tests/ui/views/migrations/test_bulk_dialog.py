"""The bulk migration by keyboard on the real services: file or plan, dry run, results, gone on with."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from agentview.contract.bulk_migration_runs import LARGEST_STEP, BulkStatus, LineOutcome
from agentview.core.reference import Prefix, reference
from agentview.models.migration import BulkMigration
from agentview.ui.kit.a11y import nameless
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.texts.errors import CodeTexts
from agentview.ui.views.migrations.bulk_dialog import BulkMigrationDialog, BulkPage
from agentview.ui.views.migrations.bulk_presenter import Judged
from agentview.ui.views.migrations.view import MigrationsView
from tests.fixtures.backend import Backend
from tests.services.bulk_migrations.working_in_bulk import begun, line, migrations
from tests.ui.fake_desk import FakeShell, FakeToasts, desk
from tests.ui.views.migrations.world import STAMP, World

CSA, LEAD = "harbour_csa", "harbour_lead"


@dataclass
class Seat:
    """A person in front of a bulk migration."""

    dialog: BulkMigrationDialog
    runner: HeldRunner
    toasts: FakeToasts
    shell: FakeShell
    parent: QWidget

    @property
    def page(self) -> str:
        found = self.dialog.frame.current
        assert isinstance(found, BulkPage)
        return found.name

    @property
    def text(self) -> str:
        """All that is written where it can be seen."""
        labels = self.dialog.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisibleTo(self.dialog))

    def settle(self) -> None:
        """Let everything that was asked be answered."""
        self.runner.run_all()
        QCoreApplication.processEvents()

    def go_on(self) -> None:
        """Press the way on, and wait."""
        QTest.keyClick(self.dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.settle()

    def file(self, folder: Path, *packages: str, plan: str = "MOB-80") -> None:
        """Choose a file and have each line looked at."""
        path = folder / "move.csv"
        path.write_text("Package,Plan code\n" + "".join(f"{one},{plan}\n" for one in packages), "utf-8")
        self.dialog.source.form.set_values({"path": str(path)})
        self.go_on()


Sit = Callable[[str], Seat]


@pytest.fixture
def sit(qtbot: QtBot, sqlite_backend: Backend, world: World, tmp_path: Path) -> Sit:
    """Return what seats a person in front of the dialog."""
    assert world.backend is sqlite_backend

    def sit(username: str = CSA) -> Seat:
        gateway = sqlite_backend.gateway(username)
        runner = HeldRunner()
        me = gateway.sign_in(username, None)
        made = desk(gateway, runner, CodeTexts(sqlite_backend.clock), tmp_path / "home", me)
        parent = QWidget()
        parent.resize(1280, 900)
        qtbot.addWidget(parent)
        dialog = BulkMigrationDialog(parent, made)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        dialog.open()
        qtbot.waitExposed(dialog)
        assert isinstance(made.toasts, FakeToasts)
        assert isinstance(made.shell, FakeShell)
        seat = Seat(dialog, runner, made.toasts, made.shell, parent)
        seat.settle()
        return seat

    return sit


def names(world: World, number: int) -> list[str]:
    return [reference(Prefix.PACKAGE, world.package().package_id) for _ in range(number)]


def test_a_file_is_looked_at_and_migrated_by_keyboard(sit: Sit, world: World, tmp_path: Path) -> None:
    seat = sit(CSA)
    assert "No bulk migrations so far" in seat.text
    assert nameless(seat.dialog) == []
    first, second = names(world, 2)
    seat.file(tmp_path, first, "nonsense", second)
    assert seat.page == "CHECK"
    assert "Lines: 3. 2 packages would be migrated, 1 lines would be refused." in seat.text
    assert not seat.dialog.check.form.widget.isVisibleTo(seat.dialog)
    table = seat.dialog.check.lines.table
    refused = table.kit_model().row(0)
    assert isinstance(refused, Judged)
    assert (refused.line.package, refused.is_open) == ("nonsense", False)
    assert nameless(seat.dialog) == []
    assert migrations(world.backend) == 0
    seat.go_on()
    assert seat.page == "RESULT"
    assert "2 packages migrated, 1 lines refused, 0 left." in seat.text
    assert [row.outcome for row in seat.dialog.outcome.rows] == [
        LineOutcome.MADE,
        LineOutcome.REFUSED,
        LineOutcome.MADE,
    ]
    assert migrations(world.backend) == 2
    assert len(seat.toasts.said) == 1
    assert nameless(seat.dialog) == []
    results = tmp_path / "results.csv"
    seat.dialog.presenter.write_results(results)
    seat.settle()
    with results.open(encoding="utf-8-sig", newline="") as file:
        assert [row["outcome"] for row in csv.DictReader(file)] == ["MADE", "REFUSED", "MADE"]
    seat.go_on()
    assert not seat.dialog.isVisible()


def test_a_migration_that_was_made_opens_from_its_line(sit: Sit, world: World, tmp_path: Path) -> None:
    seat = sit(CSA)
    seat.file(tmp_path, *names(world, 1))
    seat.go_on()
    table = seat.dialog.outcome.lines.table
    table.select_id(1)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    [target] = seat.shell.targets
    assert (target.kind, target.record_id) == ("migration", seat.dialog.outcome.rows[0].order_id)


def test_the_packages_of_a_plan_are_chosen_and_migrated(sit: Sit, world: World) -> None:
    made = [world.package() for _ in range(3)]
    seat = sit(LEAD)
    form = seat.dialog.source.form
    form.set_values({"source": "plan"})
    form.changed.emit("source")
    assert not seat.dialog.source.browse.isVisibleTo(seat.dialog)
    seat.go_on()
    assert "Fill this in" in seat.text
    form.set_values({"losing": "MOB-40", "winning": "MOB-80", "note": "Old plan ends"})
    seat.go_on()
    assert seat.page == "PACKAGES"
    packages = seat.dialog.packages.packages
    assert {one.package_id for one in made} <= {one.package_id for one in packages.selected()}
    packages.table.select_id(made[0].package_id)
    assert "1 of " in seat.text
    seat.go_on()
    assert "Lines: 1. 1 packages would be migrated" in seat.text
    seat.go_on()
    assert [row.package for row in seat.dialog.outcome.rows] == [
        reference(Prefix.PACKAGE, made[0].package_id)
    ]


def test_d_22_more_than_20_lines_are_typed_before(sit: Sit, world: World, tmp_path: Path) -> None:
    seat = sit(CSA)
    seat.file(tmp_path, *names(world, 21))
    assert seat.dialog.check.form.widget.isVisibleTo(seat.dialog)
    seat.go_on()
    assert (seat.page, migrations(world.backend)) == ("CHECK", 0)
    assert "Type 21 if that is meant." in seat.text
    seat.dialog.check.form.set_values({"typed_number": "21"})
    seat.go_on()
    assert "21 packages migrated" in seat.text


def test_it_is_stopped_gone_on_with_elsewhere_and_left(sit: Sit, world: World, tmp_path: Path) -> None:
    seat = sit(CSA)
    seat.file(tmp_path, *names(world, 15))
    QTest.keyClick(seat.dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    while seat.dialog.presenter.state is None or not seat.dialog.presenter.state.done:
        seat.runner.run_next()
    seat.dialog.outcome.progress.cancel.click()
    seat.settle()
    assert "It was interrupted; nothing is done twice." in seat.text
    assert migrations(world.backend) == LARGEST_STEP
    seat.dialog.reject()
    other = sit(LEAD)
    runs = other.dialog.source.runs.table
    runs.select_id(1)
    runs.setFocus()
    QTest.keyClick(runs, Qt.Key.Key_Return)
    other.settle()
    assert other.page == "RESULT"
    assert other.dialog.outcome.leave.isVisibleTo(other.dialog)
    assert f"{LARGEST_STEP} packages migrated, 0 lines refused, 5 left." in other.text
    other.go_on()
    assert "15 packages migrated, 0 lines refused, 0 left." in other.text
    assert migrations(world.backend) == 15


def test_the_rest_is_left_undone(sit: Sit, world: World) -> None:
    state = begun(world.backend.gateway(CSA), *(line(one) for one in names(world, 2)))
    seat = sit(CSA)
    seat.dialog.source.runs.table.row_opened.emit(state)
    seat.settle()
    seat.dialog.outcome.leave.click()
    seat.settle()
    assert seat.dialog.presenter.state is not None
    assert seat.dialog.presenter.state.status is BulkStatus.CANCELLED
    assert not seat.dialog.outcome.leave.isVisibleTo(seat.dialog)
    assert {row.outcome for row in seat.dialog.outcome.rows} == {LineOutcome.CANCELLED}
    assert migrations(world.backend) == 0


def test_lines_that_were_done_are_asked_about(sit: Sit, world: World, tmp_path: Path) -> None:
    packages = [*names(world, 1), reference(Prefix.PACKAGE, world.package(status="PreActive").package_id)]
    seat = sit(CSA)
    seat.file(tmp_path, *packages)
    seat.go_on()
    again = sit(CSA)
    again.file(tmp_path, packages[0], packages[1])
    # Nothing of it fits any more, and there is no way on.
    assert again.dialog.frame.next.toolTip()
    again.go_on()
    assert again.page == "CHECK"
    assert migrations(world.backend) == 1


def test_a_run_that_was_finished_is_carried_out_again_only_where_it_is_meant(
    sit: Sit, world: World, tmp_path: Path
) -> None:
    seat = sit(CSA)
    seat.file(tmp_path, *names(world, 1))
    # A colleague's run of the very same lines came first, and was over at once.
    found = seat.dialog.presenter.found
    assert found is not None
    state = begun(world.backend.gateway(CSA), *found.lines)
    with world.backend.database.write(STAMP) as session:
        row = session.get_one(BulkMigration, state.bulk_id)
        row.status, row.finished_at = BulkStatus.FINISHED.value, row.started_at
    seat.go_on()
    assert seat.page == "CHECK"
    assert "These lines were migrated before." in seat.text
    assert seat.dialog.frame.next.text() == "Migrate once more"
    seat.go_on()
    assert "1 packages migrated" in seat.text


def test_what_cannot_be_read_is_said_on_the_first_page(sit: Sit, tmp_path: Path) -> None:
    seat = sit(CSA)
    seat.dialog.source.form.set_values({"path": str(tmp_path / "none.csv")})
    seat.go_on()
    assert seat.page == "SOURCE"
    assert "none.csv" in seat.text


def test_it_opens_from_the_list_with_its_key(
    qtbot: QtBot, sqlite_backend: Backend, world: World, tmp_path: Path
) -> None:
    gateway = world.backend.gateway(CSA)
    runner = HeldRunner()
    view = MigrationsView(
        desk(gateway, runner, CodeTexts(sqlite_backend.clock), tmp_path, gateway.sign_in(CSA, None))
    )
    qtbot.addWidget(view.root)
    with qtbot.waitExposed(view.root):
        view.root.show()
    runner.run_all()
    view.home.take_focus()
    view.home.many.trigger()
    assert view.home.bulk is not None
    assert view.home.many.shortcut().toString() == "Ctrl+Shift+I"
    view.close()
    assert view.home.bulk is None
