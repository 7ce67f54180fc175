"""The line above the queue: sides, views with counts, how fresh it is, and the tools of the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agentview.contract.provisioning import Side, View
from agentview.ui.kit.action import tip_with_key
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import IconButton
from agentview.ui.kit.pills import Pill, ViewPills
from agentview.ui.kit.text import INK_SECOND, PlainLabel, set_tip
from agentview.ui.kit.when import show_short
from agentview.ui.views.provisioning.words import side_word, view_word

FRESH_SECONDS = 1


class QueueHeader(QWidget):
    """Tells what was chosen: `view_chosen(View)`, `side_chosen(Side)`; the tools are its buttons."""

    view_chosen = Signal(object)
    side_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Shows no view yet."""
        super().__init__(parent)
        translate = QCoreApplication.translate
        self.sides = ViewPills(translate("Provisioning", "Side of the queue"))
        self.views = ViewPills(translate("Provisioning", "Views"))
        self.info = PlainLabel("", ink=INK_SECOND)
        self.filter = _tool("filter", translate("Provisioning", "Filter"), "Ctrl+F")
        self.saved = _tool("tag", translate("Provisioning", "Saved views"), "")
        self.columns = _tool("columns", translate("Provisioning", "Columns"), "")
        self.export = _tool("download", translate("Provisioning", "Export"), "Ctrl+E")
        self.sides.chosen.connect(self._on_side)
        self.views.chosen.connect(self._on_view)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look().px(8))
        top = Qt.AlignmentFlag.AlignTop
        line.addWidget(self.sides, 0, top)
        line.addWidget(self.views, 1)
        for part in (self.info, self.filter, self.saved, self.columns, self.export):
            line.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self.sides.hide()

    def show_sides(self, sides: Sequence[Side], current: Side) -> None:
        """Offers the two sides to who works on both."""
        self.sides.set_pills([Pill(side.value, side_word(side)) for side in sides])
        self.sides.choose(current.value)
        self.sides.setVisible(len(sides) > 1)

    def show_views(
        self, views: Sequence[View], side: Side, current: View, counts: Mapping[View, int]
    ) -> None:
        """Shows the pills with what is known of their counts."""
        self.views.set_pills(
            [
                Pill(view.value, view_word(view, side), None if view is View.DONE else counts.get(view))
                for view in views
            ]
        )
        self.views.choose(current.value)

    def show_info(self, total: int | None, read_at: datetime, now: datetime) -> None:
        """Shows how many rows the list has and how old it is."""
        translate = QCoreApplication.translate
        age = now - read_at
        fresh = translate("Provisioning", "updated just now")
        if age.total_seconds() > FRESH_SECONDS:
            fresh = translate("Provisioning", "updated {age} ago").replace("{age}", show_short(age))
        if total is None:
            self.info.setText(fresh)
            return
        orders = translate("Provisioning", "%n orders", None, total)
        if total == 1:
            orders = translate("Provisioning", "1 order")
        self.info.setText(f"{orders}, {fresh}")

    @Slot(str)
    def _on_side(self, key: str) -> None:
        self.side_chosen.emit(Side(key))

    @Slot(str)
    def _on_view(self, key: str) -> None:
        self.view_chosen.emit(View(key))


def _tool(icon_name: str, name: str, key: str) -> IconButton:
    button = IconButton(icon_name, name)
    set_tip(button, tip_with_key(name, key))
    return button
