"""The variables that a template can use: what each means, and how it looks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from agentview.contract.event_catalogue import Variable
from agentview.ui.kit.appearance import look
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.text import INK_SECOND, PlainLabel, heading, plain_tip

LINES = 6


class VariablesPanel(ColumnBox):
    """`wanted(name)` when one is double-clicked, or chosen by Enter."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Shows nothing yet."""
        super().__init__(look().px(4), parent)
        self.list = QListWidget()
        self.list.setAccessibleName(_word("Variables of this event"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setFixedHeight(self.list.fontMetrics().lineSpacing() * LINES + look().px(8))
        self.said = PlainLabel(
            _word("Double click or Enter inserts. In the text, Ctrl+Space offers them."),
            ink=INK_SECOND,
            wrap=True,
        )
        self.body.addWidget(heading(_word("Variables")))
        self.body.addWidget(self.list)
        self.body.addWidget(self.said)
        self.list.itemActivated.connect(self._on_item)

    def show_variables(self, variables: Sequence[Variable]) -> None:
        """Shows these variables in their order."""
        self.list.clear()
        for one in variables:
            meaning = QCoreApplication.translate("EventCatalogue", one.meaning)
            item = QListWidgetItem(f"{one.name} \u2014 {meaning}")
            item.setData(Qt.ItemDataRole.UserRole, one.name)
            sample = _word("Such as {sample}").replace("{sample}", one.sample)
            item.setData(Qt.ItemDataRole.ToolTipRole, plain_tip(f"{meaning}\n{sample}"))
            self.list.addItem(item)
        if variables:
            self.list.setCurrentRow(0)

    @Slot(QListWidgetItem)
    def _on_item(self, item: QListWidgetItem) -> None:
        self.wanted.emit(str(item.data(Qt.ItemDataRole.UserRole)))


def _word(text: str) -> str:
    return QCoreApplication.translate("TemplateEditor", text)
