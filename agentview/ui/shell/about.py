"""What this program is, in which version, under which licence."""

from __future__ import annotations

import sys

from PySide6 import __version__ as qt_version
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from agentview import __version__
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.facts import Fact, FactList
from agentview.ui.kit.text import INK_SECOND, PlainLabel, heading
from agentview.ui.kit.type_scale import TypeRole


class AboutDialog(QDialog):
    """Versions that support asks for can be read and copied."""

    def __init__(self, parent: QWidget) -> None:
        """Open it with `open()`."""
        super().__init__(parent)
        translate = QCoreApplication.translate
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("About", "About AgentView"))
        self.setMinimumWidth(look().px(420))
        facts = FactList()
        facts.set_facts(
            [
                Fact(translate("About", "Version"), __version__, can_copy=True),
                Fact(translate("About", "Qt for Python"), qt_version),
                Fact(translate("About", "Python"), ".".join(map(str, sys.version_info[:3]))),
                Fact(translate("About", "Licence"), "Apache-2.0"),
            ]
        )
        close = Button(translate("About", "Close"))
        close.pressed_once.connect(self.accept)
        column = QVBoxLayout(self)
        edge = look().px(20)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look().px(12))
        column.addWidget(heading("AgentView", TypeRole.H1))
        sentence = translate("About", "The desktop on which a telecom operator's people do their day.")
        column.addWidget(PlainLabel(sentence, ink=INK_SECOND, wrap=True))
        column.addWidget(facts)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignTrailing)
