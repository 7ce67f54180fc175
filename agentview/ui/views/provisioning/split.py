"""List and task side by side: the list gets its share, or what it needs; what the person chose is kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter

from agentview.ui.kit.appearance import look
from agentview.ui.kit.settings_store import SettingsStore
from agentview.ui.views.provisioning.detail_pane import DetailPane
from agentview.ui.views.provisioning.queue_pane import QueuePane

SPLIT = "provisioning.split"
LIST_SHARE = 0.65


class ListAndTask(QSplitter):
    """Follows the width of the window until the person moves the line between."""

    def __init__(self, queue: QueuePane, pane: DetailPane, settings: SettingsStore) -> None:
        """Puts the list left and the task right."""
        super().__init__(Qt.Orientation.Horizontal)
        self._queue, self._settings = queue, settings
        self._is_by_hand = False
        self.setChildrenCollapsible(False)
        self.setHandleWidth(look().px(8))
        self.addWidget(queue)
        self.addWidget(pane)
        self.setStretchFactor(0, 65)
        self.setStretchFactor(1, 35)
        match settings.get(SPLIT):
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
            left = max(round(width * LIST_SHARE), self._queue.least_width())
            self.setSizes([left, max(width - left, 1)])

    @Slot()
    def _on_moved(self) -> None:
        self._is_by_hand = True
        self._settings.set(SPLIT, self.sizes())
