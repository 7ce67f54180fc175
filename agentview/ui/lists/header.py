"""The line above a list: views with counts, how fresh it is, and the tools of the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agentview.ui.kit.action import tip_with_key
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import IconButton
from agentview.ui.kit.pills import Pill, ViewPills
from agentview.ui.kit.text import INK_SECOND, PlainLabel, set_tip


class ListHeader(QWidget):
    """Tells which view was chosen: `view_chosen(key)`; the tools are its buttons."""

    view_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Shows no view yet."""
        super().__init__(parent)
        translate = QCoreApplication.translate
        self.views = ViewPills(translate("List", "Views"))
        self.info = PlainLabel("", ink=INK_SECOND)
        self.filter = _tool("filter", translate("List", "Filter"), "Ctrl+F")
        self.saved = _tool("tag", translate("List", "Saved views"), "")
        self.columns = _tool("columns", translate("List", "Columns"), "")
        self.export = _tool("download", translate("List", "Export"), "Ctrl+E")
        self.views.chosen.connect(self.view_chosen)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(look().px(8))
        self.line.addWidget(self.views, 1)
        for part in (self.info, self.filter, self.saved, self.columns, self.export):
            self.line.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)

    def lead_with(self, part: QWidget) -> None:
        """Puts a part of the area before the views."""
        self.line.insertWidget(0, part, 0, Qt.AlignmentFlag.AlignTop)

    def show_pills(self, pills: Sequence[Pill], current: str) -> None:
        """Shows the views with what is known of their counts."""
        self.views.set_pills(pills)
        self.views.choose(current)

    def show_info(self, count: str, fresh: str) -> None:
        """Shows how many rows the list has ("" where that is not known) and how old it is."""
        self.info.setText(f"{count}, {fresh}" if count else fresh)


def _tool(icon_name: str, name: str, key: str) -> IconButton:
    button = IconButton(icon_name, name)
    set_tip(button, tip_with_key(name, key))
    return button
