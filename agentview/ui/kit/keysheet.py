"""The sheet that lists every key, opened with "?"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.text import INK_SECOND, PlainLabel, heading
from agentview.ui.kit.type_scale import TypeRole


class KeySheet(QDialog):
    """Actions and their keys, in named groups; actions without a key are left out."""

    def __init__(self, groups: Mapping[str, Sequence[QAction]], parent: QWidget | None = None) -> None:
        """Lists the groups in their order. Open with `open()`."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(QCoreApplication.translate("KeySheet", "Keys"))
        grid_box = QWidget()
        grid_box.setProperty("part", "clear")
        grid = QGridLayout(grid_box)
        grid.setHorizontalSpacing(look().px(24))
        grid.setVerticalSpacing(look().px(6))
        grid.setColumnStretch(1, 1)
        at = 0
        for name, actions in groups.items():
            keyed = [action for action in actions if not action.shortcut().isEmpty()]
            if keyed:
                title = heading(name)
                title.setContentsMargins(0, look().px(12) if at else 0, 0, 0)
                grid.addWidget(title, at, 0, 1, 2)
                at += 1
            for action in keyed:
                key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                grid.addWidget(PlainLabel(key, TypeRole.STRONG, INK_SECOND), at, 0)
                grid.addWidget(PlainLabel(action.text().replace("&", "")), at, 1)
                at += 1
        grid.setRowStretch(at, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(grid_box)
        scroll.setAccessibleName(self.windowTitle())
        close = Button(QCoreApplication.translate("KeySheet", "Close"))
        close.pressed_once.connect(self.accept)
        column = QVBoxLayout(self)
        column.addWidget(scroll, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignTrailing)
        self.resize(look().px(460), look().px(520))
