"""The migrations area: one tab for each migration, opened by package or by number."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from agentview.contract import migrations
from agentview.core.power import Role
from agentview.core.reference import Prefix, reference
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.navigation import MIGRATION, NEW_MIGRATION, Desk, Target
from agentview.ui.shell.registry import AREAS
from agentview.ui.texts.errors import CodeTexts
from agentview.ui.views.migrations import AREA
from agentview.ui.views.migrations.view import MigrationsView
from tests.fixtures.backend import Backend
from tests.migration_world import colleague
from tests.ui.fake_desk import desk, person
from tests.ui.views.migrations.world import World


def area(
    backend: Backend, folder: Path, qtbot: QtBot, by: str = "harbour_csa"
) -> tuple[MigrationsView, HeldRunner, Desk]:
    """Open the area for a CSA."""
    gateway = backend.gateway(by)
    runner = HeldRunner()
    on = desk(gateway, runner, CodeTexts(backend.clock), folder, gateway.sign_in(by, None))
    view = MigrationsView(on)
    qtbot.addWidget(view.widget)
    return view, runner, on


def test_a_package_opens_on_one_tab_and_becomes_a_migration(
    world: World, sqlite_backend: Backend, tmp_path: Path, qtbot: QtBot
) -> None:
    view, runner, _ = area(sqlite_backend, tmp_path, qtbot)
    held = world.package()
    assert view.wizard() is None
    view.open(Target(NEW_MIGRATION, held.package_id))
    runner.run_all()
    wizard = view.wizard()
    assert wizard is not None
    assert wizard.title == f"Migrate {reference(Prefix.PACKAGE, held.package_id)}"
    view.open(Target(NEW_MIGRATION, held.package_id))
    assert view.wizard() is wizard, "the same tab"
    wizard.frame.next.click()
    runner.run_all()
    assert wizard.order_id is not None
    assert wizard.title == f"MG-{wizard.order_id}"
    view.open(Target(MIGRATION, wizard.order_id, wizard.title))
    assert view.wizard() is wizard, "by its number too"
    assert len(view.tabs.open_keys()) == 1
    view.close()
    view.close()
    runner.run_all()


def test_sm_2_what_a_colleague_is_writing_opens_for_reading(
    world: World, sqlite_backend: Backend, tmp_path: Path, qtbot: QtBot
) -> None:
    view, runner, _ = area(sqlite_backend, tmp_path, qtbot)
    held = world.package()
    view.open(Target(NEW_MIGRATION, held.package_id))
    runner.run_all()
    mine = view.wizard()
    assert mine is not None
    mine.frame.next.click()
    runner.run_all()
    assert mine.order_id is not None
    other, at_other, _ = area(sqlite_backend, tmp_path / "other", qtbot, colleague(sqlite_backend))
    other.open(Target(MIGRATION, mine.order_id, mine.title))
    at_other.run_all()
    assert other.wizard() is None
    assert other.tabs.open_keys() == [f"read-{mine.order_id}"]
    other.open(Target(NEW_MIGRATION, held.package_id))
    at_other.run_all()
    stopped = other.wizard()
    assert stopped is not None
    assert (stopped.order_id, stopped.presenter.flight is None) == (None, False), (
        "it says what stands against it"
    )
    for one in (view, other):
        one.close()
    runner.run_all()
    at_other.run_all()


def test_the_keys_of_the_wizard_stand_in_the_key_sheet(
    world: World, sqlite_backend: Backend, tmp_path: Path, qtbot: QtBot
) -> None:
    view, runner, _ = area(sqlite_backend, tmp_path, qtbot)
    assert list(view.action_groups()) == ["List of migrations", "Tabs"]
    view.open(Target(NEW_MIGRATION, world.package().package_id))
    runner.run_all()
    keys = [action.shortcut().toString() for action in view.action_groups()["Migration"]]
    assert keys == ["Ctrl+Return", "Alt+Left", "Ctrl+S", "F5", "Ctrl+Shift+Del"]
    view.take_focus()
    view.close()
    runner.run_all()


def test_d_19_who_reads_how_records_stand_has_the_area() -> None:
    assert AREA in AREAS
    assert AREA.is_for(person(Role.CSA))
    assert AREA.is_for(person(Role.PROVISIONER))
    assert {MIGRATION, NEW_MIGRATION} == AREA.kinds
    assert AREA.summary()
    assert migrations.START.name == "migrations.start"
