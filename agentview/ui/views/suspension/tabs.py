"""The tabs of the area in their order, one line each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from agentview.ui.late import Late
from agentview.ui.navigation import (
    NEW_RULE_SET,
    PROMISES,
    RESTRICTION_CASE,
    RESTRICTION_CASES,
    RULE_SET,
    SUSPENSION_CANDIDATES,
    SUSPENSION_WHY,
    Desk,
    Target,
)


class SuspensionPane(Protocol):
    """What a tab shows: a `QWidget` that reads when it is first shown."""

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
        """Show a record of one of the kinds of the tab."""
        ...

    def close_down(self) -> None:
        """Save drafts, drop calls and stop hearing news."""
        ...


@dataclass(frozen=True)
class Tab:
    """A tab: its key, its word, what builds it, and the kinds of target that it opens."""

    key: str
    word: Callable[[], str]
    build: Callable[[Desk], SuspensionPane]
    kinds: frozenset[str] = frozenset()


def _pane(module: str, name: str) -> Late:
    return Late(f"{__package__}.{module}", name)


CANDIDATES, RULES, CALENDAR = "candidates", "rules", "calendar"

DASHBOARD, CASES, PROMISES_TAB = "dashboard", "cases", "promises"

TABS: tuple[Tab, ...] = (
    Tab(
        DASHBOARD,
        lambda: QCoreApplication.translate("Suspension", "Dashboard"),
        _pane("cases.dashboard_pane", "DashboardPane"),
    ),
    Tab(
        CANDIDATES,
        lambda: QCoreApplication.translate("Suspension", "Candidates"),
        _pane("candidates_pane", "CandidatesPane"),
        frozenset({SUSPENSION_WHY, SUSPENSION_CANDIDATES}),
    ),
    Tab(
        CASES,
        lambda: QCoreApplication.translate("Suspension", "Cases"),
        _pane("cases.cases_pane", "CasesPane"),
        frozenset({RESTRICTION_CASE, RESTRICTION_CASES}),
    ),
    Tab(
        PROMISES_TAB,
        lambda: QCoreApplication.translate("Suspension", "Promises"),
        _pane("cases.promises_pane", "PromisesPane"),
        frozenset({PROMISES}),
    ),
    Tab(
        RULES,
        lambda: QCoreApplication.translate("Suspension", "Rules"),
        _pane("rules_pane", "RulesPane"),
        frozenset({RULE_SET, NEW_RULE_SET}),
    ),
    Tab(
        CALENDAR,
        lambda: QCoreApplication.translate("Suspension", "Calendar and groups"),
        _pane("calendar_pane", "CalendarPane"),
    ),
)
"""What stands first is shown first. The kinds of the cases: a case, or a view by the title of its target."""
