"""The desk of an agent on the phone: the real window on real services, moved by keys alone.

Nothing sleeps and nothing is clicked. A scenario presses keys and waits for what a person would wait for:
words on the screen, or a fact in the database. What does not come within a while fails with all that is to be
read on the screen, and with a picture of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)
from sqlalchemy import Select
from sqlalchemy.orm import Session

from agentview.core.clock import Clock
from agentview.models.database import Database
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.thread_runner import ThreadRunner
from agentview.ui.shell.window import MainWindow

LONGEST_MS = 180_000
"""Long enough for the jobs of a night on a computer that does other work; what never comes still fails."""
LOOK_MS = 5
QUIET_LOOKS = 60
MOST_TABS = 120
MOST_ROWS = 60
NO_BREAK = "\N{NO-BREAK SPACE}"


class NeverCameError(AssertionError):
    """What a scenario waits for did not come."""


@dataclass
class PhoneDesk:
    """Window, services and database of one agent. `place` is "embedded" or "server"."""

    window: MainWindow
    runner: ThreadRunner
    clock: Clock
    database: Database
    place: str
    folder: Path

    # Keys

    def press(self, *keys: str) -> None:
        """Press keys such as "Ctrl+K" or "Down" one after the other, wherever the focus is."""
        for key in keys:
            self._be_awake()
            QTest.keySequence(self.focus(), QKeySequence(key))
            self._turn()

    def write(self, text: str) -> None:
        """Type a text where the focus is."""
        for letter in text:
            self._be_awake()
            if letter.isascii():
                QTest.keyClicks(self.focus(), letter)
            else:
                # QTest knows the keys of an American keyboard alone.
                self._send(letter)
        self._turn()

    def tab_to(self, name: str) -> None:
        """Press Tab until the part has the focus that a screen reader calls so, or that is labelled so."""
        seen: list[str] = []
        for _ in range(MOST_TABS):
            if name_of(self.focus()).startswith(name):
                return
            seen.append(name_of(self.focus()))
            self.press("Tab")
        raise NeverCameError(f"Tab never reaches {name!r}; it passes {list(dict.fromkeys(seen))}")

    def fill(self, name: str, text: str) -> None:
        """Go to a field by Tab and type into it, in place of what stands there."""
        self.tab_to(name)
        self.press("Ctrl+A")
        self.write(text)

    def choose(self, name: str, word: str) -> None:
        """Go to a field of choices by Tab, and step to a choice with the arrow keys."""
        self.tab_to(name)
        box = self.focus()
        assert isinstance(box, QComboBox), f"{name} offers no choices"
        # What may be chosen is read from the server after the part is shown.
        self.until(
            lambda: any(one.startswith(word) for one in _choices(box)), f"{name} has no choice {word!r}"
        )
        self.press("Home")
        for _ in range(MOST_ROWS):
            if box.currentText().startswith(word):
                return
            self.press("Down")
        raise NeverCameError(f"{name} never comes to the choice {word!r}: {_choices(box)}")

    def step_to(self, name: str, key: str = "Down") -> None:
        """Press an arrow key until the part has the focus whose name begins so."""
        seen: list[str] = []
        for _ in range(MOST_ROWS):
            if name_of(self.focus()).startswith(name):
                return
            seen.append(name_of(self.focus()))
            self.press(key)
        raise NeverCameError(f"{key} never reaches {name!r}; it passes {list(dict.fromkeys(seen))}")

    def tick(self, name: str) -> None:
        """Go to a box or a switch by Tab and press the space bar."""
        self.tab_to(name)
        self.press("Space")

    def go_to_row(self, *words: str) -> None:
        """Step down the list that has the focus until the current row holds all words."""
        view = self.focus()
        assert isinstance(view, QAbstractItemView), f"no list has the focus, but {name_of(view)!r}"
        self.press("Home")
        while view.currentIndex().row() > 0:
            self.press("Up")
        for _ in range(MOST_ROWS):
            row = " ".join(row_texts(view, view.currentIndex().row()))
            if all(word in row for word in words):
                return
            self.press("Down")
        raise NeverCameError(f"no row holds {words}: {self.read()}")

    # Looking

    def focus(self) -> QWidget:
        """Return the part that takes the keys."""
        found: QWidget | None = QApplication.focusWidget()
        inside: QWidget | None = self._top().focusWidget()
        return found or inside or self._top()

    def read(self) -> list[str]:
        """Return all texts on the screen, in front first."""
        found = [text for part in self._parts() for text in texts_of(part) if text.strip()]
        return [text.replace(NO_BREAK, " ") for text in found]

    def sees(self, *words: str) -> bool:
        """Say whether all these words are to be read now."""
        screen = "\n".join(self.read())
        return all(word in screen for word in words)

    def dialog(self) -> QDialog | None:
        """Return the dialog in front, if there is one."""
        found = [one for one in self.window.findChildren(QDialog) if one.isVisible()]
        return found[-1] if found else None

    def ask(self, statement: Select[*tuple[Any, ...]]) -> list[Any]:
        """Read the database as it is now."""
        with self.database.read() as session:
            return [tuple(row) for row in session.execute(statement)]

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Open the database to read it."""
        with self.database.read() as session:
            yield session

    # Waiting

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until something holds; `what` is told when it never does."""
        waited = QElapsedTimer()
        waited.start()
        while not holds():
            if waited.elapsed() > LONGEST_MS:
                picture = self.folder / "never-came.png"
                self.window.grab().save(str(picture))
                raise NeverCameError(
                    f"{what}; focus on {name_of(self.focus())!r}; picture {picture}; screen:\n"
                    + "\n".join(self.read())
                )
            self._turn()

    def until_sees(self, *words: str) -> None:
        """Wait until all these words are to be read."""
        self.until(lambda: self.sees(*words), f"never saw {words}")

    def until_gone(self, *words: str) -> None:
        """Wait until none of these words is to be read."""
        self.until(lambda: not any(self.sees(word) for word in words), f"still sees {words}")

    def until_focus(self, name: str) -> None:
        """Wait until the part of this name has the focus."""
        self.until(lambda: name_of(self.focus()).startswith(name), f"{name} never has the focus")

    def until_dialog(self, title: str = "") -> None:
        """Wait for a dialog, with this in its title."""

        def is_there() -> bool:
            found = self.dialog()
            return found is not None and title in found.windowTitle()

        self.until(is_there, f"no dialog {title!r}")

    def until_no_dialog(self) -> None:
        """Wait until no dialog stands in front."""
        self.until(lambda: self.dialog() is None, "a dialog stays")

    def settle(self) -> None:
        """Wait until nothing is asked of the services any more."""
        quiet = 0

        def is_quiet() -> bool:
            nonlocal quiet
            quiet = quiet + 1 if self.runner.is_idle else 0
            return quiet > QUIET_LOOKS

        self.until(is_quiet, "the services are never quiet")

    # What every call begins with

    def sign_in(self, username: str, password: str) -> None:
        """Sign in with keys: by the list of people on an embedded database, by password on a server."""
        self.window.start()
        self.until(self.window.sign_in_page.isVisible, "nobody is asked to sign in")
        self._be_awake()
        if self.place == "embedded":
            self.write(username)
            self.press("Return")
        else:
            self.fill("Username", username)
            self.fill("Password", password)
            self.press("Return")
        self.until(lambda: self.window.workplace is not None, f"{username} is not let in")
        self.settle()

    def find(self, text: str, expected: str) -> None:
        """Search with Ctrl+K, and open the finding that holds `expected`."""
        self.press("Ctrl+K", "Ctrl+A")
        self.write(text)
        self.until_sees(expected)
        self.settle()
        self.press("Return")
        self.until(lambda: not isinstance(self.focus(), QLineEdit), "the search box keeps the focus")
        self.settle()

    # Inside

    def _top(self) -> QWidget:
        return QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.window

    def _parts(self) -> list[QWidget]:
        tops = [self._top(), *([self.window] if self._top() is not self.window else [])]
        return [part for top in tops for part in (top, *top.findChildren(QWidget)) if part.isVisible()]

    def _be_awake(self) -> None:
        """Without a window system a window must be told that it is in front."""
        top = self._top()
        if not top.isActiveWindow():
            top.activateWindow()
            self.until(lambda: top.isActiveWindow() or not top.isVisible(), "the window is not in front")

    def _send(self, letter: str) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(self.focus(), event)

    @staticmethod
    def _turn() -> None:
        """Let the window do what is due; an event loop of its own leaves the interpreter to other threads."""
        loop = QEventLoop()
        QTimer.singleShot(LOOK_MS, loop, loop.quit)
        loop.exec()


def _choices(box: QComboBox) -> list[str]:
    return [box.itemText(at) for at in range(box.count())]


def name_of(part: QWidget) -> str:
    """Return what a screen reader calls a part: its name, the word on it, or its label."""
    if part.accessibleName():
        return part.accessibleName()
    if isinstance(part, QAbstractButton):
        return part.text().replace("&", "")
    return type(part).__name__


def texts_of(part: QWidget) -> list[str]:
    """Return what is to be read on one part."""
    if isinstance(part, QAbstractItemView):
        rows = min(part.model().rowCount(), MOST_ROWS)
        return [" | ".join(row_texts(part, row)) for row in range(rows)]
    if isinstance(part, QTabBar):
        return [part.tabText(at) for at in range(part.count())]
    return [_text_of(part)]


def _text_of(part: QWidget) -> str:
    match part:
        case QLabel() | QAbstractButton():
            return part.text().replace("&", "") or part.accessibleName()
        case QLineEdit():
            return part.text() if part.echoMode() is QLineEdit.EchoMode.Normal else ""
        case QPlainTextEdit():
            return part.toPlainText()
        case QComboBox():
            return part.currentText()
    return part.accessibleName() if isinstance(part, Chip) else ""


def row_texts(view: QAbstractItemView, row: int) -> list[str]:
    """Return the texts of a row, and what a screen reader says of it."""
    found: list[str] = []
    model = view.model()
    # How many columns the model of a plain list has is its own secret.
    for column in range(1 if isinstance(view, QListView) else model.columnCount()):
        index = model.index(row, column)
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            text = model.data(index, role)
            if isinstance(text, str) and text not in found:
                found.append(text)
    return found
