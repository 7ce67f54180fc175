"""The status bar: where the services are, how the link is, how old the data are, who is signed in."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QStatusBar, QWidget

from agentview.gateway.port import THIS_COMPUTER, LinkState
from agentview.ui.kit.announce import announce
from agentview.ui.kit.appearance import look
from agentview.ui.kit.text import PlainLabel
from agentview.ui.kit.when import show_short
from agentview.ui.shell.link import LinkStatus


class StatusLine(QStatusBar):
    """Three texts: link and data at the start, keys in the middle, the person at the end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Says nothing yet."""
        super().__init__(parent)
        self._place = ""
        self._state: LinkState | None = None
        self._link, self._keys, self._person = PlainLabel(""), PlainLabel(""), PlainLabel("")
        self.setSizeGripEnabled(False)
        side = look().px(8)
        self.setContentsMargins(side, 0, side, 0)
        self.addWidget(self._link)
        self.addWidget(self._keys, 1)
        self.addPermanentWidget(self._person)
        self._keys.setText(QCoreApplication.translate("StatusLine", "Ctrl+K commands \u00b7 ? keys"))
        self._keys.setContentsMargins(side, 0, 0, 0)

    def show_person(self, place: str, person: str) -> None:
        """Shows where the services are and who is signed in."""
        self._place, self._state = _place_word(place), None
        self._person.setText(person)

    def show_link(self, status: LinkStatus) -> None:
        """Shows the link and the age of the data; a change of the link is read out."""
        parts = [_state_word(status.state), self._place]
        if status.data_age is not None:
            parts.append(_age_words(show_short(status.data_age)))
        text = " \u00b7 ".join(part for part in parts if part)
        self._link.setText(text)
        self.setAccessibleName(text)
        if self._state is not None and self._state is not status.state:
            announce(self, text)
        self._state = status.state

    def show_nobody(self) -> None:
        """Shows nothing, because nobody is signed in."""
        self._place, self._state = "", None
        for label in (self._link, self._person):
            label.setText("")


def _place_word(place: str) -> str:
    return QCoreApplication.translate("StatusLine", "This computer") if place == THIS_COMPUTER else place


def _state_word(state: LinkState) -> str:
    if state is LinkState.LOST:
        return "! " + QCoreApplication.translate("StatusLine", "Not connected")
    return "\u25cf " + QCoreApplication.translate("StatusLine", "Connected")


def _age_words(age: str) -> str:
    return QCoreApplication.translate("StatusLine", "data {age} old").replace("{age}", age)
