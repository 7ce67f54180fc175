"""What stands behind a pill of the fixed tab of the wireless area: a pane, as an area of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from agentview.contract.session import Person
from agentview.ui.area import Area, AreaView
from agentview.ui.kit.button import Button
from agentview.ui.navigation import Desk, Target


class Pane(Protocol):
    """A page: a `QWidget` that reads when it is first shown."""

    def start(self) -> None:
        """Read for the first time."""
        ...

    def take_focus(self) -> None:
        """Put the focus where work goes on."""
        ...

    def actions_shown(self) -> Sequence[QAction]:
        """Return every action, for the key sheet."""
        ...

    def open_target(self, target: Target) -> None:
        """Show a record of one of the kinds of the page."""
        ...

    def close_down(self) -> None:
        """Drop calls and stop hearing news."""
        ...


@dataclass(frozen=True)
class Page:
    """A page: its key, word and icon, what builds it, for whom it is, the kinds that it opens, its help."""

    key: str
    word: Callable[[], str]
    icon: str
    build: Callable[[Desk], Pane]
    is_for: Callable[[Person], bool]
    kinds: frozenset[str] = frozenset()
    summary: Callable[[], str] = str


class PaneView:
    """A pane as the home takes it; what the whole area begins stays in its header."""

    primary: Button | None = None

    def __init__(self, pane: Pane, word: str) -> None:
        """Reads at once: it is built when it is first shown."""
        self.pane, self._word = pane, word
        pane.start()

    @property
    def widget(self) -> QWidget:
        """The pane itself."""
        if not isinstance(self.pane, QWidget):
            raise TypeError(self.pane)
        return self.pane

    def action_groups(self) -> Mapping[str, Sequence[QAction]]:
        """Every action of the pane."""
        return {self._word: self.pane.actions_shown()}

    def open(self, target: Target) -> None:
        """Shows a record."""
        self.pane.open_target(target)

    def take_focus(self) -> None:
        """Puts the focus where work goes on."""
        self.pane.take_focus()

    def close(self) -> None:
        """Drops calls and stops hearing news."""
        self.pane.close_down()


def area_of(page: Page) -> Area:
    """The page as an area, so that the home treats the pages of all packages alike."""

    def build(desk: Desk) -> AreaView:
        return PaneView(page.build(desk), page.word())

    return Area(page.key, page.word, page.icon, build, page.is_for, page.summary, page.kinds)
