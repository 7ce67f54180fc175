"""The person beside the list, drawn: who, what is open, every power and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from agentview.contract.people import PersonDetail, PersonStatus
from agentview.ui.kit.action import tip_with_key
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.card import Card
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.facts import Fact, FactList
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.kit.state_overlay import StateOverlay, StateText
from agentview.ui.kit.text import INK_SECOND, ElidedLabel, PlainLabel, heading
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.lists.words import failed_text
from agentview.ui.navigation import Desk
from agentview.ui.views.administration.commands import COMMANDS, Command, command_word
from agentview.ui.views.administration.words import (
    moment_text,
    power_word,
    roles_text,
    status_chip,
    why_text,
)


class PersonPane(QWidget):
    """Shows one person, or why there is none. `pressed(command)` tells which command was wanted."""

    pressed = Signal(str)
    retry_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Shows nobody yet."""
        super().__init__(parent)
        self._desk = desk
        self.title = ElidedLabel("", TypeRole.H2)
        self.line = PlainLabel("", ink=INK_SECOND, wrap=True)
        self._chip: Chip | None = None
        self._chip_place = QHBoxLayout()
        self.facts, self.powers = FactList(), FactList()
        self.buttons = {command: self._button(command) for command in COMMANDS}
        self.overlay = StateOverlay()
        self.sections = ScrollColumn(QCoreApplication.translate("People", "Person"), spacing=8)
        self._arrange()
        self.overlay.button_pressed.connect(self.retry_wanted)
        self.show_nothing()

    # What the presenter tells

    def show_person(self, detail: PersonDetail) -> None:
        """Shows a person."""
        row = detail.row
        self.title.setText(row.display_name)
        self.line.setText(f"{row.username} \u00b7 {roles_text(row)}")
        self._show_chip(row.status)
        self.facts.set_facts(self._facts(detail))
        zone = self._desk.zone
        self.powers.set_facts(
            tuple(Fact(power_word(state.power), why_text(state, zone)) for state in detail.powers)
        )
        is_active = row.status is PersonStatus.ACTIVE
        self.buttons[Command.DISABLE].setVisible(is_active)
        self.buttons[Command.ENABLE].setVisible(not is_active)
        self._stack.setCurrentWidget(self._page)

    def show_causes(self, causes: Mapping[Command, str | None]) -> None:
        """Closes the buttons that have a cause, and says it."""
        for command, button in self.buttons.items():
            button.set_refusal(causes.get(command))

    def show_nothing(self) -> None:
        """Shows that nobody is chosen."""
        translate = QCoreApplication.translate
        sentence = translate("People", "Choose somebody in the list to see what they may do, and why.")
        self._show_state(StateText(translate("People", "Nobody chosen"), sentence))

    def show_loading(self) -> None:
        """Shows that a person is being read."""
        self.overlay.show_loading()
        self._stack.setCurrentWidget(self.overlay)

    def show_failed(self, error: Exception) -> None:
        """Shows that the person could not be read."""
        text = self._desk.texts.report(error).text
        self._show_state(failed_text(" ".join(part for part in (text.what, text.next_step) if part)))

    def take_focus(self) -> None:
        """Puts the focus on the first command that is open."""
        for button in self.buttons.values():
            if button.isVisible() and button.isEnabled():
                button.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    # Inside

    def _facts(self, detail: PersonDetail) -> tuple[Fact, ...]:
        translate = QCoreApplication.translate
        row = detail.row
        facts = [
            Fact(translate("People", "Username"), row.username, can_copy=True),
            Fact(translate("People", "E-mail"), detail.email or "", can_copy=bool(detail.email)),
            Fact(translate("People", "Language"), detail.language),
            Fact(translate("People", "Agent"), row.agent or ""),
            Fact(translate("People", "Last login"), self._moment(row.last_sign_in_at)),
            Fact(translate("People", "Password"), _password_word(detail)),
            Fact(translate("People", "Open sessions"), str(len(detail.sessions))),
            Fact(translate("People", "Claimed tasks"), str(detail.claimed_tasks)),
            Fact(translate("People", "Assigned cases"), str(detail.assigned_cases)),
            Fact(translate("People", "Added"), f"{self._moment(detail.made_at)}, {detail.made_by}"),
            Fact(translate("People", "Changed"), f"{self._moment(detail.changed_at)}, {detail.changed_by}"),
        ]
        if row.account_no:
            facts.insert(4, Fact(translate("People", "Sees only account"), row.account_no, can_copy=True))
        return tuple(facts)

    def _moment(self, at: datetime | None) -> str:
        return moment_text(at, self._desk.clock.now(), self._desk.zone)

    def _show_chip(self, status: PersonStatus) -> None:
        if self._chip is not None:
            self._chip_place.removeWidget(self._chip)
            self._chip.hide()
            self._chip.deleteLater()
        self._chip = Chip(status_chip(status))
        self._chip_place.addWidget(self._chip)

    def _show_state(self, text: StateText) -> None:
        self.overlay.show_text(text)
        self._stack.setCurrentWidget(self.overlay)

    def _button(self, command: Command) -> Button:
        word, key = command_word(command), COMMANDS[command]
        kind = ButtonKind.DANGER if command is Command.DISABLE else ButtonKind.SECONDARY
        button = Button(word, kind, tip=tip_with_key(word, key))
        button.setProperty("command", command.value)
        button.pressed_once.connect(self._on_pressed)
        return button

    def _arrange(self) -> None:
        translate = QCoreApplication.translate
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addLayout(self._chip_place)
        for part in (
            self.facts,
            heading(translate("People", "Powers, and where they come from")),
            self.powers,
        ):
            self.sections.body.addWidget(part)
        card = Card(padding=12)
        card.body.addLayout(head)
        card.body.addWidget(self.line)
        card.body.addWidget(FlowRow(list(self.buttons.values())))
        card.body.addWidget(self.sections, 1)
        self._page = card
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self._page)
        self._stack.addWidget(self.overlay)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        column.addWidget(holder)

    @Slot()
    def _on_pressed(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.pressed.emit(str(sender.property("command")))


def _password_word(detail: PersonDetail) -> str:
    translate = QCoreApplication.translate
    if not detail.row.has_password:
        return translate("People", "none: cannot sign in with a password")
    if detail.row.must_change_password:
        return translate("People", "one-time, to be changed at the first sign-in")
    return translate("People", "set by the person")
