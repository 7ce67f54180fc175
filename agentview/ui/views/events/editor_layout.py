"""The editor of a template, drawn: head, commands, the form left, variables and preview right."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from agentview.contract.event_templates import TemplateCommand, TemplateStatus
from agentview.ui.kit.action import ActionText, make_action, refuse_action, tip_with_key
from agentview.ui.kit.appearance import look
from agentview.ui.kit.banner import Banner
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.kit.text import INK_SECOND, ElidedLabel
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.navigation import Texts
from agentview.ui.views.events.editor_form import TemplateForm
from agentview.ui.views.events.preview_panel import PreviewPanel
from agentview.ui.views.events.variables_panel import VariablesPanel
from agentview.ui.views.events.words import template_chip

SAVE, TEST, ACCOUNT = "save", "test", "account"
ACTIVATE, WITHDRAW = TemplateCommand.ACTIVATE.value, TemplateCommand.WITHDRAW.value
KEYS = {
    SAVE: "Ctrl+S",
    ACTIVATE: "Ctrl+Shift+A",
    WITHDRAW: "Ctrl+Shift+B",
    TEST: "Ctrl+T",
    ACCOUNT: "Ctrl+Shift+P",
}
_ICONS = {SAVE: "check", ACTIVATE: "play", WITHDRAW: "undo", TEST: "arrow-right", ACCOUNT: "user"}
LEFT, RIGHT = 58, 42


class EditorLayout(QWidget):
    """Where everything stands; `place_form` puts the form of the template in once it is known."""

    def __init__(self, owner: QWidget, texts: Texts, runs: Mapping[str, Callable[[], None]]) -> None:
        """`runs` are the commands by their names; their keys work in all of `owner`."""
        super().__init__()
        self.title = ElidedLabel("", TypeRole.H2)
        self.line = ElidedLabel("", ink=INK_SECOND)
        self.chip = Chip(template_chip(TemplateStatus.DRAFT))
        self.buttons = {
            name: Button(
                command_word(name),
                ButtonKind.PRIMARY if name == SAVE else ButtonKind.SECONDARY,
                tip=tip_with_key(command_word(name), KEYS[name]),
            )
            for name in (SAVE, ACTIVATE, WITHDRAW, TEST)
        }
        self.actions_by_name: dict[str, QAction] = {
            name: make_action(owner, ActionText(command_word(name), key, _ICONS[name]), runs[name])
            for name, key in KEYS.items()
        }
        for name, button in self.buttons.items():
            button.pressed_once.connect(runs[name])
        self.banner = Banner()
        self.notices = QVBoxLayout()
        self.variables = VariablesPanel()
        self.preview = PreviewPanel(texts)
        self.sides = QSplitter(Qt.Orientation.Horizontal)
        self._left = QVBoxLayout()
        self._arrange()

    def place_form(self, form: TemplateForm) -> None:
        """Puts the form left: its fields, and the text that takes the rest of the height."""
        self._left.insertWidget(0, form.widget)
        self._left.insertWidget(1, form.text_box, 1)

    def show_causes(self, causes: Mapping[str, str | None]) -> None:
        """Closes the commands that have a cause, and says it."""
        for name, action in self.actions_by_name.items():
            refuse_action(action, causes.get(name))
        for name, button in self.buttons.items():
            button.set_refusal(causes.get(name))

    def _arrange(self) -> None:
        gap, edge = look().px(8), look().px(12)
        head = QHBoxLayout()
        head.setSpacing(gap)
        head.addWidget(self.title)
        head.addWidget(self.chip)
        head.addWidget(self.line, 1)
        left = QWidget()
        left.setLayout(self._left)
        self._left.setContentsMargins(0, 0, gap, 0)
        self._left.setSpacing(gap)
        right = ScrollColumn(_word("Variables and preview"))
        right.body.setContentsMargins(gap, 0, 0, 0)
        right.body.addWidget(self.variables)
        right.body.addWidget(self.preview)
        self.sides.setChildrenCollapsible(False)
        self.sides.setHandleWidth(gap)
        self.sides.addWidget(left)
        self.sides.addWidget(right)
        self.sides.setStretchFactor(0, LEFT)
        self.sides.setStretchFactor(1, RIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(gap)
        column.addLayout(head)
        column.addWidget(FlowRow(list(self.buttons.values())))
        column.addLayout(self.notices)
        column.addWidget(self.banner)
        column.addWidget(self.sides, 1)


def command_word(name: str) -> str:
    """What a command of the editor is called."""
    return {
        SAVE: _word("Save"),
        ACTIVATE: _word("Activate"),
        WITHDRAW: _word("Back to draft"),
        TEST: _word("Test send"),
        ACCOUNT: _word("Preview with another account"),
    }[name]


def _word(text: str) -> str:
    return QCoreApplication.translate("TemplateEditor", text)
