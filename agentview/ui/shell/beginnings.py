"""What other areas begin, as actions of the command box, so that it can be begun from anywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from agentview.contract.session import Person
from agentview.ui.area import Area
from agentview.ui.kit.action import ActionText, make_action
from agentview.ui.navigation import Target


class Beginnings:
    """The actions of one person; they have no keys."""

    def __init__(
        self, owner: QWidget, areas: Sequence[Area], person: Person, begin: Callable[[Target], object]
    ) -> None:
        """`begin` opens the target of what was chosen."""
        self._titles = {area.key: area.title() for area in areas}
        self._actions = {
            area.key: [
                make_action(owner, ActionText(one.word(), "", area.icon), partial(_open, begin, one.target))
                for one in area.beginnings
                if one.is_for(person)
            ]
            for area in areas
        }

    def beside(self, open_area: str) -> Mapping[str, Sequence[QAction]]:
        """Those of every area but the open one, which lists its own, by the area's title."""
        return {
            self._titles[key]: actions
            for key, actions in self._actions.items()
            if actions and key != open_area
        }


def _open(begin: Callable[[Target], object], target: Target) -> None:
    begin(target)
