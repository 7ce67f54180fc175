"""Every screen of events and messages, in contrast, large, mirrored, with long words: nothing is clipped."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from agentview.contract.events import ActionType
from agentview.ui.kit.a11y import nameless
from agentview.ui.kit.appearance import Appearance, apply_appearance
from agentview.ui.kit.theme import ThemeChoice
from agentview.ui.views.events.editor_presenter import Account
from agentview.ui.views.events.home import Section
from agentview.ui.views.events.mapping_pane import CREATE, EDIT, SWITCH
from tests import build
from tests.ui.views.cut_words import LongWords, clipped
from tests.ui.views.events.seat import Seat, Sending, Sit


@pytest.fixture
def long_words(app: QApplication) -> Iterator[None]:
    words = LongWords()
    app.installTranslator(words)
    yield
    app.removeTranslator(words)


def dialog(seat: Seat, name: str) -> Iterator[tuple[str, QWidget]]:
    """Show the dialog in front, and close it."""
    shown = seat.dialog(QDialog)
    yield name, shown
    shown.reject()
    seat.settle()


def each_screen(seat: Seat) -> Iterator[tuple[str, QWidget]]:
    """Show each page, the editor, and each dialog."""
    root = seat.view.root
    log = seat.view.home.log.list
    for at in range(log.model.rowCount()):
        log.table.setCurrentIndex(log.table.model().index(at, 0))
        seat.settle()
        yield f"log {at}", root
    setup = seat.show(Section.SETUP)
    yield "set-up", root
    setup.apply()
    yield from dialog(seat, "recommended")
    setup.edit()
    yield from dialog(seat, "delivery")
    setup.try_out()
    yield from dialog(seat, "try")
    mappings = seat.show(Section.MAPPINGS)
    mappings.list.table.setCurrentIndex(mappings.list.table.model().index(0, 0))
    seat.settle()
    yield "mappings", root
    for command in (EDIT, SWITCH, CREATE):
        mappings.run(command)
        yield from dialog(seat, command)
    mappings.edit_action(ActionType.LOG)
    yield from dialog(seat, "action")
    yield from each_editor(seat)


def each_editor(seat: Seat) -> Iterator[tuple[str, QWidget]]:
    """Show the templates, the editor, and its dialogs."""
    root = seat.view.root
    templates = seat.show(Section.TEMPLATES)
    templates.list.table.setCurrentIndex(templates.list.table.model().index(0, 0))
    seat.settle()
    yield "templates", root
    templates.run("create")
    yield from dialog(seat, "begin")
    templates.run("open")
    seat.settle()
    page = seat.page
    assert page.saving.form is not None
    page._try_on(Account(build.MARLOW, "Marlow Dental Group"))
    page.saving.form.text.setPlainText("Pay %%wrong%% and %%invoiceId%%")
    page._ask_preview()
    seat.settle()
    yield "editor", root
    page.choose_account()
    yield from dialog(seat, "account")
    page.try_out()
    yield from dialog(seat, "test")
    page.may_close()
    yield from dialog(seat, "leave")


def rest(seat: Seat) -> None:
    """Let layouts settle."""
    for _ in range(2):
        seat.settle()
        QCoreApplication.processEvents()


def prepared(sending: Sending, sit: Sit) -> Seat:
    """A person with a message in each state, and a template."""
    sending.messages()
    sending.template()
    return sit()


@pytest.mark.parametrize(("theme", "scale"), [(ThemeChoice.CONTRAST, 1.0), (ThemeChoice.DARK, 1.5)])
def test_nothing_is_clipped(
    sending: Sending, sit: Sit, app: QApplication, theme: ThemeChoice, scale: float
) -> None:
    apply_appearance(app, Appearance(theme, scale))
    seat = prepared(sending, sit)
    for name, screen in each_screen(seat):
        rest(seat)
        assert clipped(screen) == [], name
        assert screen.height() <= max(seat.view.root.height(), 640), name


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_long_words_fit_in_both_directions(
    sending: Sending, sit: Sit, app: QApplication, long_words: None, direction: Qt.LayoutDirection
) -> None:
    del long_words
    app.setLayoutDirection(direction)
    seat = prepared(sending, sit)
    for name, screen in each_screen(seat):
        rest(seat)
        assert clipped(screen) == [], name


def test_everything_that_takes_the_focus_has_a_name_and_one_button_is_primary_at_most(
    sending: Sending, sit: Sit
) -> None:
    seat = prepared(sending, sit)
    for name, screen in each_screen(seat):
        rest(seat)
        assert nameless(screen) == [], name
        primary = [
            button
            for button in screen.findChildren(QPushButton)
            if button.property("kind") == "primary" and button.isVisibleTo(screen)
        ]
        assert len(primary) <= 1, name
