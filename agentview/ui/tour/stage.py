"""What a scene can do: press keys, type, click, wait, let somebody else act meanwhile, draw a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from agentview.core.clock import ManualClock
from agentview.gateway.port import Gateway
from agentview.ui.kit.appearance import look
from agentview.ui.kit.thread_runner import ThreadRunner
from agentview.ui.shell.window import MainWindow
from agentview.ui.shell.workplace import Workplace
from agentview.ui.tour.heard import begins, is_word
from agentview.ui.tour.moody import Mood
from agentview.ui.tour.set_up import StagedSetUp

W = TypeVar("W", bound=QWidget)
Steps = Iterator[Callable[[], bool]]
_QUIET_TURNS = 90


class MissingPartError(LookupError):
    """A scene looked for a part of the window that is not there."""


class Place(Protocol):
    """Where the day happens: services on a database of its own."""

    def gateway(self) -> Gateway:
        """Return another gateway, on which nobody is signed in yet."""
        ...


class SavePicture(Protocol):
    """Takes a picture by its name; returns its file, or None where it is not wanted."""

    def __call__(self, name: str, picture: QPixmap, *, is_key: bool) -> Path | None:
        """Save it."""
        ...


class Stage:
    """The window of one day, with a clock that moves only when a scene says so."""

    def __init__(
        self,
        window: MainWindow,
        place: Place,
        runner: ThreadRunner,
        clock: ManualClock,
        mood: Mood,
        grabbing: Callable[[Callable[[], QPixmap]], QPixmap],
        save: SavePicture,
    ) -> None:
        """`grabbing` stands around the drawing of a picture, `save` takes it."""
        self.window, self.clock, self.mood = window, clock, mood
        self._place, self._runner, self._grabbing, self._save = place, runner, grabbing, save
        self.set_up = StagedSetUp()
        self.written: set[str] = set()
        """What scenes typed."""
        self.pictures: list[Path] = []

    @property
    def workplace(self) -> Workplace:
        """The workplace of who is signed in."""
        if self.window.workplace is None:
            raise MissingPartError("workplace")
        return self.window.workplace

    # Acting

    def press(self, keys: str) -> None:
        """Press a key such as "Ctrl+K" or "C", wherever the focus is."""
        QTest.keySequence(self._focus(), QKeySequence(keys))

    def write(self, text: str) -> Steps:
        """Type a text where the focus is, a key at a time."""
        self.written.add(text)
        for letter in text:
            QTest.keyClicks(self._focus(), letter)
            yield lambda: True

    def click(self, word: str, inside: QWidget | None = None) -> None:
        """Click the button that bears this word, inside a part where there are several."""
        QTest.mouseClick(self.button(word, inside), Qt.MouseButton.LeftButton)

    def click_part(self, name: str) -> None:
        """Click the button whose name for a screen reader starts so, such as a view with its count."""
        QTest.mouseClick(self.part(QAbstractButton, name), Qt.MouseButton.LeftButton)

    def focus(self, name: str) -> None:
        """Put the focus on the part that a screen reader calls so."""
        self.part(QWidget, name).setFocus(Qt.FocusReason.TabFocusReason)

    # Looking

    def button(self, word: str, inside: QWidget | None = None) -> QAbstractButton:
        """Return the button that bears this word and can be pressed."""
        for found in self._visible(QAbstractButton):
            is_there = inside is None or inside.isAncestorOf(found)
            if is_there and is_word(found.text(), word) and found.isEnabled():
                return found
        raise MissingPartError(word)

    def part(self, kind: type[W], name: str) -> W:
        """Return the part that a screen reader calls so, or that starts so."""
        for found in self._visible(kind):
            if self.is_called(found, name):
                return found
        raise MissingPartError(name)

    def is_called(self, part: QWidget, name: str) -> bool:
        """Say whether a part is called so, or starts so, in whatever language."""
        return begins(part.accessibleName(), name)

    def has(self, word: str) -> bool:
        """Say whether there is such a button."""
        return any(is_word(found.text(), word) for found in self._visible(QAbstractButton))

    def is_awake(self) -> bool:
        """Say whether what stands in front takes keys; without a window system it must be told to."""
        top = self._top()
        if top.isActiveWindow():
            return True
        top.activateWindow()
        return False

    # Waiting

    def until(self, holds: Callable[[], bool]) -> Steps:
        """Wait until something holds."""
        yield holds

    def settled(self) -> Steps:
        """Wait until nothing is asked of the services and what was asked has been drawn."""
        turns = 0

        def is_quiet() -> bool:
            nonlocal turns
            turns = turns + 1 if self._runner.is_idle else 0
            return turns > _QUIET_TURNS

        yield is_quiet

    def meanwhile(self, username: str, act: Callable[[Gateway], object]) -> Steps:
        """Let somebody else do something on the same services."""
        done: list[object] = []

        def work() -> object:
            gateway = self._place.gateway()
            gateway.sign_in(username, None)
            answer = act(gateway)
            gateway.close()
            return answer

        def failed(error: Exception) -> None:
            raise error

        self._runner.submit(work, done.append, failed, self)
        yield lambda: bool(done)

    def picture(self, name: str, *, is_key: bool = False) -> Steps:
        """Draw the window once all is settled; key pictures are drawn in every look (D-38)."""
        yield from self.settled()
        self.draw(name, is_key=is_key)

    def draw(self, name: str, *, is_key: bool = False) -> None:
        """Draw the window as it is now, with all that stands above it."""
        path = self._save(name, self._grabbing(self._grab), is_key=is_key)
        if path is not None:
            self.pictures.append(path)

    # Inside

    def _focus(self) -> QWidget:
        found: QWidget | None = QApplication.focusWidget()
        inside: QWidget | None = self._top().focusWidget()
        return found or inside or self._top()

    def _top(self) -> QWidget:
        modal: QWidget | None = QApplication.activeModalWidget()
        return modal or self.window

    def _visible(self, kind: type[W]) -> list[W]:
        top = QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.window
        return [found for found in top.findChildren(kind) if found.isVisible()]

    def _grab(self) -> QPixmap:
        drawn = self.window.grab()
        painter = QPainter(drawn)
        origin = self.window.mapToGlobal(QPoint(0, 0))
        for above in QApplication.topLevelWidgets():
            if above is not self.window and above.isVisible() and above.width() > 1:
                box = QRect(above.mapToGlobal(QPoint(0, 0)) - origin, above.size())
                painter.drawPixmap(box.topLeft(), above.grab())
                painter.setPen(QColor(look().tokens.control_border))
                painter.drawRect(box.adjusted(-1, -1, 0, 0))
        painter.end()
        return drawn
