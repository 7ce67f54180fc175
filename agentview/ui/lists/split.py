"""List and detail side by side: the list gets its share, or what it needs; what the person chose is kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.settings_store import SettingsStore

LIST_SHARE = 0.65


class ListAndDetail(QSplitter):
    """Follows the width of the window until the person moves the line between.

    `least_width` says what the list needs so that it need not scroll sideways; `key` names the setting.
    """

    def __init__(
        self,
        pane: QWidget,
        detail: QWidget,
        settings: SettingsStore,
        key: str,
        least_width: Callable[[], int],
        share: float = LIST_SHARE,
    ) -> None:
        """Puts the list left and the detail right."""
        super().__init__(Qt.Orientation.Horizontal)
        self._share = share
        self._settings, self._key, self._least_width = settings, key, least_width
        self._is_by_hand = False
        self.setChildrenCollapsible(False)
        self.setHandleWidth(look().px(8))
        self.addWidget(pane)
        self.addWidget(detail)
        self.setStretchFactor(0, 65)
        self.setStretchFactor(1, 35)
        match settings.get(key):
            case [int(left), int(right)] if left > 0 and right > 0:
                self._is_by_hand = True
                self.setSizes([left, right])
            case _:
                pass
        self.splitterMoved.connect(self._on_moved)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Gives the list its share, or more where it would else scroll sideways."""
        super().resizeEvent(event)
        if not self._is_by_hand:
            width = self.width() - self.handleWidth()
            left = max(round(width * self._share), self._least_width())
            self.setSizes([left, max(width - left, 1)])

    @Slot()
    def _on_moved(self) -> None:
        self._is_by_hand = True
        self._settings.set(self._key, self.sizes())
