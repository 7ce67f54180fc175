"""The list of migrations, and one for reading, over the real services (S-13)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from agentview.contract.migrations import START, MigrationStatus, StartRequest
from agentview.contract.op import Message, Op
from agentview.core.errors import Refusal, Unknown
from agentview.gateway.port import Gateway
from agentview.ui.failure_words import AGAIN
from agentview.ui.kit.button import IconButton
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.navigation import MIGRATION, PACKAGE, TASK, Target
from agentview.ui.texts.errors import CodeTexts
from agentview.ui.views.migrations.detail_page import MigrationPage
from agentview.ui.views.migrations.force_dialog import ForceDialog
from agentview.ui.views.migrations.view import MigrationsView
from agentview.ui.views.migrations.withdraw_dialog import WithdrawNowDialog
from agentview.ui.views.migrations.wizard import MigrationWizard
from tests.fixtures.backend import Backend
from tests.services.migrating import finalise, submitted
from tests.services.provisioning.working import Working
from tests.ui.fake_desk import desk
from tests.ui.views.migrations.world import World
from tests.ui.views.provisioning.builders import shell_of

Req = TypeVar("Req", bound=Message)
Res = TypeVar("Res", bound=Message)


class Losing:
    """A gateway on a line that loses the first answer of a command, after the command was carried out."""

    def __init__(self, gateway: Gateway, name: str) -> None:
        self._gateway, self._name, self.sent = gateway, name, list[tuple[Message, str | None]]()

    def call(self, op: Op[Req, Res], request: Req, *, key: str | None = None) -> Res:
        answer = self._gateway.call(op, request, key=key)
        if op.name == self._name:
            self.sent.append((request, key))
            if len(self.sent) == 1:
                raise Unknown(Refusal("E-UNKNOWN"))
        return answer


def area(
    qtbot: QtBot, backend: Backend, folder: Path, *, user: str = "harbour_csa", loses: str = ""
) -> tuple[MigrationsView, Callable[[], None]]:
    gateway = backend.gateway(user)
    me, runner = gateway.sign_in(user, None), HeldRunner()
    line: Any = Losing(gateway, loses) if loses else gateway
    view = MigrationsView(desk(line, runner, CodeTexts(backend.clock), folder, me))
    qtbot.addWidget(view.root)
    view.root.resize(1280, 700)
    with qtbot.waitExposed(view.root):
        view.root.show()

    def settle() -> None:
        for _ in range(5):
            runner.run_all()
            QCoreApplication.processEvents()

    settle()
    return view, settle


def test_one_in_progress_is_listed_and_goes_on_in_the_wizard(
    qtbot: QtBot, sqlite_backend: Backend, world: World, tmp_path: Path
) -> None:
    """R-MIG-34: an incomplete migration stands in the list, and opens where it was left."""
    package = world.package()
    begun = sqlite_backend.gateway("harbour_csa").call(
        START, StartRequest(package_id=package.package_id), key="start"
    )
    view, settle = area(qtbot, sqlite_backend, tmp_path)
    assert view.home.list.select(begun.order_id)
    settle()
    row = view.home.list.current()
    assert row is not None
    assert (row.reference, row.status) == (begun.reference, MigrationStatus.INCOMPLETE)
    view.home.row_actions["open"].trigger()
    settle()
    assert isinstance(view.tabs.current_widget, MigrationWizard)
    view.close()


def test_one_for_reading_says_what_may_be_done(
    qtbot: QtBot, sqlite_backend: Backend, world: World, tmp_path: Path
) -> None:
    """R-MIG-19: what is not submitted cannot be forced; the page says so."""
    begun = sqlite_backend.gateway("harbour_csa").call(
        START, StartRequest(package_id=world.package().package_id), key="start"
    )
    view, settle = area(qtbot, sqlite_backend, tmp_path)
    view.show_page(begun.order_id)
    settle()
    page = view.tabs.current_widget
    assert isinstance(page, MigrationPage)
    assert page.found is not None
    assert not page.force.isEnabled()
    assert page.withdraw.isEnabled()
    view.close()


def page_of(view: MigrationsView) -> MigrationPage:
    page = view.tabs.current_widget
    assert isinstance(page, MigrationPage)
    return page


def test_a_number_opens_its_migration_in_every_state(
    qtbot: QtBot, sqlite_backend: Backend, world: World, tmp_path: Path
) -> None:
    """R-MIG-34: in progress or past; its page leads to its packages and its task."""
    working = Working(sqlite_backend)
    made = submitted(working, world.package().package_id)
    view, settle = area(qtbot, sqlite_backend, tmp_path)
    for status in (MigrationStatus.AWAITING_PROVISIONING, MigrationStatus.COMPLETED):
        view.open(Target(MIGRATION, made.order_id, made.reference))
        settle()
        page_of(view).read()
        settle()
        found = page_of(view).found
        assert found is not None
        assert found.status is status
        if status is MigrationStatus.AWAITING_PROVISIONING:
            finalise(working, made)
    page = page_of(view)
    for facts in (page.facts, page.chain):
        for button in facts.findChildren(IconButton):
            if button.accessibleName().startswith("Open "):
                button.click()
    opened = {(target.kind, target.record_id) for target in shell_of(view._desk).targets}
    assert {(PACKAGE, made.package_id), (PACKAGE, made.winning_package_id)} <= opened
    assert TASK in {kind for kind, _ in opened}
    view.close()


def test_who_may_not_migrate_reads_an_incomplete_one(
    qtbot: QtBot, sqlite_backend: Backend, world: World, tmp_path: Path
) -> None:
    """D-19: a provisioner sees the list; the wizard is for who may migrate (R-MIG-10)."""
    begun = sqlite_backend.gateway("harbour_csa").call(
        START, StartRequest(package_id=world.package().package_id), key="start"
    )
    view, settle = area(qtbot, sqlite_backend, tmp_path, user="harbour_prov")
    view.open(Target(MIGRATION, begun.order_id, begun.reference))
    settle()
    page = page_of(view)
    assert page.found is not None
    assert page.found.reference == begun.reference
    assert not page.withdraw.isEnabled()
    assert not page.force.isEnabled()
    view.close()


def test_a_tab_of_a_wizard_that_was_submitted_meanwhile_opens_for_reading(
    qtbot: QtBot, sqlite_backend: Backend, world: World, tmp_path: Path
) -> None:
    """R-MIG-34: Ctrl+Shift+T after somebody else has submitted it."""
    made = submitted(Working(sqlite_backend), world.package().package_id)
    view, settle = area(qtbot, sqlite_backend, tmp_path)
    view.tabs.reopen_wanted.emit(made.order_id, made.reference)
    settle()
    assert page_of(view).order_id == made.order_id
    view.close()


def test_a_withdrawal_without_an_answer_is_checked_again_under_its_key(
    qtbot: QtBot, sqlite_backend: Backend, world: World, tmp_path: Path
) -> None:
    """R-MIG-32: nothing happens twice, and what was typed is locked until it is known."""
    made = submitted(Working(sqlite_backend), world.package().package_id)
    view, settle = area(qtbot, sqlite_backend, tmp_path, loses="migrations.withdraw")
    view.show_page(made.order_id)
    settle()
    page = page_of(view)
    page.withdraw.click()
    dialog = page.dialog
    assert isinstance(dialog, WithdrawNowDialog)
    dialog.form.set_values({"reason": "Changed their mind"})
    dialog.verb_button.click()
    settle()
    assert page.dialog is dialog
    assert not dialog.form.input("reason").isEnabled()
    dialog._summary.button_pressed.emit(AGAIN)
    settle()
    assert page.dialog is None
    assert page.found is not None
    assert page.found.status is MigrationStatus.WITHDRAWN
    line: Any = view._desk.gateway
    assert len(line.sent) == 2
    assert line.sent[0] == line.sent[1]
    view.close()


def test_a_forced_completion_without_an_answer_is_checked_again(
    qtbot: QtBot, sqlite_backend: Backend, world: World, tmp_path: Path
) -> None:
    """R-MIG-19: the refusal of a wrong number stands beside it, and the lost answer is asked for again."""
    made = submitted(Working(sqlite_backend), world.package().package_id)
    view, settle = area(
        qtbot, sqlite_backend, tmp_path, user="harbour_lead", loses="migrations.force_complete"
    )
    view.show_page(made.order_id)
    settle()
    page = page_of(view)
    page.force.click()
    dialog = page.dialog
    assert isinstance(dialog, ForceDialog)
    for number in ("7", "1"):
        dialog.form.set_values({"typed_number": number})
        dialog.verb_button.click()
        settle()
        assert page.dialog is dialog
    dialog._summary.button_pressed.emit(AGAIN)
    settle()
    assert page.dialog is None
    assert page.found is not None
    assert page.found.status is MigrationStatus.COMPLETED
    view.close()
