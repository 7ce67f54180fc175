"""What an area of the desktop offers to the shell: a line in the registry, and a view that is built late."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from agentview.contract.session import Person
from agentview.ui.kit.button import Button
from agentview.ui.navigation import Desk, Target


class AreaView(Protocol):
    """The screen of an area. The shell draws the header (title, Ctrl+K box) above `widget`.

    A view is built when it is first shown and lives until the person signs out.
    """

    @property
    def widget(self) -> QWidget:
        """What fills the window below the header, without an outer margin."""
        ...

    @property
    def primary(self) -> Button | None:
        """The one primary button, which stands at the end of the header."""
        ...

    def action_groups(self) -> Mapping[str, Sequence[QAction]]:
        """Every action by its group ("Queue", "Task"), for the key sheet and the command box.

        Actions come from `kit.action.make_action`; a closed one is disabled with its cause (`refuse_action`).
        """
        ...

    def open(self, target: Target) -> None:
        """Show this record, or what is related to it, whatever is filtered now."""
        ...

    def take_focus(self) -> None:
        """Put the focus where work goes on, which is the list."""
        ...

    def close(self) -> None:
        """Save drafts, drop calls and stop hearing news, because the person signs out."""
        ...


@dataclass(frozen=True)
class Beginning:
    """What can be begun from anywhere by the command box: its word, what it opens, and for whom it is."""

    word: Callable[[], str]
    target: Target
    is_for: Callable[[Person], bool]


@dataclass(frozen=True)
class Area:
    """A line of the shell's registry.

    `title` stands above the area, `tab` in the rail where it should be shorter. `kinds` are the kinds of
    target that it opens; `summary` is its help (F1): sentences, an empty line between two paragraphs.
    A person begins in the first area that `is_home_for` them. `beginnings` are in the command box while
    another area is in front.
    """

    key: str
    title: Callable[[], str]
    icon: str
    build: Callable[[Desk], AreaView]
    is_for: Callable[[Person], bool]
    summary: Callable[[], str]
    kinds: frozenset[str] = frozenset()
    tab: Callable[[], str] | None = None
    is_home_for: Callable[[Person], bool] = lambda _person: False
    beginnings: tuple[Beginning, ...] = ()

    def word(self) -> str:
        """Return the word in the rail."""
        return (self.tab or self.title)()
