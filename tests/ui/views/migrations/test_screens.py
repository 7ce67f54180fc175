"""Every page in every theme, scale and direction and with long words: nothing clipped, nothing sideways."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from agentview.contract.migration_form import MigrationPage
from agentview.ui.kit.a11y import nameless
from agentview.ui.kit.appearance import Appearance, apply_appearance
from agentview.ui.kit.theme import ThemeChoice
from agentview.ui.views.migrations.wizard import MigrationWizard
from tests.ui.views.cut_words import LongWords, clipped
from tests.ui.views.migrations.conftest import Seat, Sit
from tests.ui.views.migrations.world import HALF, World

THEMES = (ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.CONTRAST)


@pytest.fixture
def long_words(app: QApplication) -> Iterator[None]:
    words = LongWords()
    app.installTranslator(words)
    yield
    app.removeTranslator(words)


def rest(seat: Seat) -> None:
    """Let answers and layouts settle."""
    for _ in range(3):
        seat.settle()
        QCoreApplication.processEvents()


def opened(sit: Sit, world: World, scale: float = 1.0) -> Seat:
    """Open a migration of a bundle with a contract, a bolt-on and a chosen plan."""
    held = world.package("DUO")
    world.extras(held)
    world.bind(held, HALF)
    seat = sit("harbour_lead")
    seat.window.resize(1138 + (110 if scale > 1 else 0), 660)
    seat.wizard.open_new(held.package_id)
    rest(seat)
    seat.go_on()
    seat.wizard.presenter.type({"winning_plan_id": world.plan_id("MOB-80")})
    seat.wizard.presenter.go_to(MigrationPage.PACKAGE)
    seat.settle()
    seat.go_on()
    return seat


def each_page(seat: Seat, sit: Sit, world: World) -> Iterator[MigrationWizard]:
    """Show each page, and the first one with all that stands against a package."""
    for page in MigrationPage:
        seat.wizard.presenter.go_to(page)
        rest(seat)
        if page is MigrationPage.PACKAGE:
            seat.wizard.pages.package.hidden.presenter.find("plan")
            rest(seat)
        yield seat.wizard
    held = world.package("DUO")
    world.service(held, "PreActive")
    world.upgrade_order(held)
    blocked = sit("harbour_lead")
    blocked.window.resize(seat.window.size())
    blocked.wizard.open_new(held.package_id)
    rest(blocked)
    yield blocked.wizard


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("theme", THEMES)
def test_nothing_is_clipped_on_any_page(
    sit: Sit, world: World, app: QApplication, theme: ThemeChoice, scale: float
) -> None:
    apply_appearance(app, Appearance(theme, scale))
    seat = opened(sit, world, scale)
    for wizard in each_page(seat, sit, world):
        assert clipped(wizard) == [], wizard.presenter.page


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_long_words_fit_in_both_directions(
    sit: Sit, world: World, app: QApplication, long_words: None, direction: Qt.LayoutDirection
) -> None:
    del long_words
    app.setLayoutDirection(direction)
    seat = opened(sit, world)
    for wizard in each_page(seat, sit, world):
        assert clipped(wizard) == [], wizard.presenter.page


def test_everything_that_takes_the_focus_has_a_name_and_one_button_is_primary(sit: Sit, world: World) -> None:
    seat = opened(sit, world)
    for wizard in each_page(seat, sit, world):
        assert nameless(wizard) == [], wizard.presenter.page
        primary = [
            button
            for button in wizard.findChildren(QPushButton)
            if button.property("kind") == "primary" and button.isVisibleTo(wizard)
        ]
        assert len(primary) == 1, wizard.presenter.page
