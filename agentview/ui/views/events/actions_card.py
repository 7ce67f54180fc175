"""The actions of a mapping, drawn: what each does, whether it runs, and its switch."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agentview.contract.events import ActionRow, ActionType, MappingRow
from agentview.core.errors import Refusal
from agentview.ui.kit.action import tip_with_key
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.card import line
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.text import INK_SECOND, ElidedLabel, PlainLabel, set_tip
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.navigation import Texts
from agentview.ui.views.events.mapping_forms import action_of
from agentview.ui.views.events.words import action_word

ORDER = tuple(ActionType)


def action_chip(action: ActionRow) -> ChipValue:
    """Whether an action happens, and why not (R-EVT-04, 05)."""
    if not action.is_enabled:
        return ChipValue(Tone.NEUTRAL, "\u2013", _word("Off"), _word("Off: it does not happen"))
    if action.runs:
        return ChipValue(Tone.SUCCESS, "\u2713", _word("On"), _word("On: it happens with the event"))
    return ChipValue(Tone.WARNING, "!", _word("Cannot run"), why_not(action))


def why_not(action: ActionRow) -> str:
    """Why an action that is on does not run."""
    if not action.is_offered:
        return _word("On, but text messages are not part of your subscription")
    if action.template_id is None:
        return _word("On, but it has no template")
    return _word("On, but its template is a draft")


class ActionsCard(ColumnBox):
    """One line for each action. `switched`, `edited` and `opened` tell which was wanted."""

    switched = Signal(object)
    edited = Signal(object)
    opened = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        """Shows nothing yet."""
        super().__init__(look().px(8), parent)
        self.setAccessibleName(_word("Actions"))
        self._texts = texts
        self.lines = {kind: _Line(kind, at) for at, kind in enumerate(ORDER, start=1)}
        for kind, one in self.lines.items():
            self.body.addWidget(one)
            one.switch.pressed_once.connect(partial(self.switched.emit, kind))
            one.edit.pressed_once.connect(partial(self.edited.emit, kind))
            one.open.pressed_once.connect(partial(self.opened.emit, kind))

    def show_mapping(self, row: MappingRow, cause: str | None) -> None:
        """Shows the actions of a mapping; `cause` closes all of their switches."""
        for kind, one in self.lines.items():
            action = action_of(row, kind)
            against = cause
            if against is None and not action.is_offered and not action.is_enabled:
                text = self._texts.refusal(Refusal("E-ACTION-NO-SMS"))
                against = f"{text.what} {text.next_step}"
            one.show_action(action, against, cause)


class _Line(QWidget):
    """One action."""

    def __init__(self, kind: ActionType, at: int) -> None:
        super().__init__()
        self._kind, self._key = kind, str(at)
        self.name = PlainLabel(action_word(kind), TypeRole.STRONG)
        self.template = ElidedLabel("", ink=INK_SECOND)
        self.chip = Chip(ChipValue(Tone.NEUTRAL, "\u2013", _word("Off")))
        self.switch = Button(_word("Switch on"))
        self.edit = Button(_word("Template"))
        self.open = Button(_word("Open"), icon_name="arrow-right")
        head = QHBoxLayout()
        head.setSpacing(look().px(8))
        head.addWidget(self.name)
        head.addWidget(self.chip)
        head.addWidget(self.template, 1)
        box = ColumnBox(look().px(4))
        if at > 1:
            box.body.addWidget(line())
        box.body.addLayout(head)
        box.body.addWidget(FlowRow((self.switch, self.edit, self.open)))
        around = QHBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(box)

    def show_action(self, action: ActionRow, against: str | None, cause: str | None) -> None:
        """Shows how the action stands; `against` closes its switch, `cause` the rest too."""
        self.chip.set_value(action_chip(action))
        self.template.setText(action.template or _word("no template"))
        word = _word("Switch off") if action.is_enabled else _word("Switch on")
        name = action_word(self._kind)
        self.switch.setText(word)
        for button in (self.switch, self.edit, self.open):
            button.setAccessibleName(f"{name}: {button.text()}")
        self.switch.set_refusal(against)
        if against is None:
            set_tip(self.switch, tip_with_key(word, self._key))
        self.edit.set_refusal(cause)
        self.open.setVisible(action.template_id is not None)


def _word(text: str) -> str:
    return QCoreApplication.translate("EventMappings", text)
