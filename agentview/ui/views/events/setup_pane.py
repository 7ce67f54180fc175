"""The page that says what is missing, makes the recommended set in one step, and sets how messages go out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter, QStackedLayout, QVBoxLayout, QWidget

from agentview.contract.delivery import DeliverySettings, DeliveryTested
from agentview.contract.events import RecommendedApplied
from agentview.contract.notifications import Channel
from agentview.core.power import Power
from agentview.gateway.port import FeedNews, LinkState
from agentview.ui.failure_words import offline_text
from agentview.ui.forms.record_dialog import RecordDialog
from agentview.ui.kit.action import ActionText, make_action, refuse_action, tip_with_key
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.card import Card
from agentview.ui.kit.facts import Fact, FactList
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.kit.state_overlay import StateOverlay
from agentview.ui.kit.text import INK_SECOND, PlainLabel, heading
from agentview.ui.lists.words import failed_text
from agentview.ui.navigation import Desk
from agentview.ui.views.events.check_list import CheckList
from agentview.ui.views.events.delivery_forms import (
    TryDialog,
    delivery_form,
    fault_word,
    fields_told,
    keys_sentence,
)
from agentview.ui.views.events.recommended_dialog import RecommendedDialog
from agentview.ui.views.events.setup_checks import checks, is_complete
from agentview.ui.views.events.setup_presenter import SetUp, SetUpPresenter
from agentview.ui.views.events.words import NOTHING, channel_word, full_moment

APPLY, EDIT, TRY = "apply", "edit", "try"
_KEYS = {APPLY: "Ctrl+Shift+R", EDIT: "Ctrl+Shift+E", TRY: "Ctrl+T"}
_ICONS = {APPLY: "check", EDIT: "edit", TRY: "refresh"}


class SetupPane(QWidget):
    """A `SetUpView`; reads nothing before `start`."""

    def __init__(self, desk: Desk) -> None:
        """Puts what is missing left, and the delivery settings right."""
        super().__init__()
        self._desk = desk
        self.presenter = SetUpPresenter(desk, self)
        self.checks = CheckList()
        self.facts = FactList()
        self.tests = FactList()
        self.buttons = {
            APPLY: self._button(APPLY, ButtonKind.PRIMARY),
            EDIT: self._button(EDIT, ButtonKind.SECONDARY),
            TRY: self._button(TRY, ButtonKind.SECONDARY),
        }
        runs = {APPLY: self.apply, EDIT: self.edit, TRY: self.try_out}
        self._actions: dict[str, QAction] = {}
        for name, run in runs.items():
            self.buttons[name].pressed_once.connect(run)
            text = ActionText(command_word(name), _KEYS[name], _ICONS[name])
            self._actions[name] = make_action(self, text, run)
        self.overlay = StateOverlay()
        self._stack = QStackedLayout(self)
        self._arrange()
        self.overlay.button_pressed.connect(self.start)
        self._unsubscribe = desk.shell.on_news(self._hear)
        self._show_causes()

    # What the area asks

    def start(self) -> None:
        """Reads how everything is set up."""
        self.overlay.show_loading()
        self._stack.setCurrentWidget(self.overlay)
        self.presenter.read()

    def take_focus(self) -> None:
        """Puts the focus on the one button that makes the set, or on the next one that is open."""
        for button in self.buttons.values():
            if button.isEnabled() and button.isVisible():
                button.setFocus()
                return

    def close_down(self) -> None:
        """Stops reading and hearing; a second time does nothing."""
        self._unsubscribe()
        self._unsubscribe = _nothing
        self.presenter.close()
        self._desk.runner.drop(self)

    def actions_shown(self) -> Sequence[QAction]:
        """Every action, for the key sheet."""
        return tuple(self._actions.values())

    # What the presenter tells (SetUpView)

    def show_set_up(self, found: SetUp) -> None:
        """Shows how everything is set up."""
        self.checks.show_checks(checks(found))
        self.facts.set_facts(self._facts(found.delivery))
        self.tests.set_facts(self._tested())
        self._stack.setCurrentWidget(self.sides)
        self._show_causes()

    def show_failed(self, error: Exception) -> None:
        """Shows that it could not be read, with a button that tries again."""
        text = self._desk.texts.report(error).text
        self.overlay.show_text(failed_text(" ".join(part for part in (text.what, text.next_step) if part)))
        self._stack.setCurrentWidget(self.overlay)

    # What a person does

    @Slot()
    def apply(self) -> None:
        """Shows what the recommended set would make, and makes it when that is confirmed."""
        found = self.presenter.found
        if found is not None and self._cause(APPLY) is None:
            dialog = RecommendedDialog(self, self._desk, found.recommended)
            dialog.sent.connect(self._on_applied)
            dialog.open()

    @Slot()
    def edit(self) -> None:
        """Opens the form of the delivery settings."""
        found = self.presenter.found
        if found is not None and self._cause(EDIT) is None:
            dialog = RecordDialog(self, self._desk, delivery_form(found.delivery), self)
            dialog.sent.connect(self._on_saved)
            dialog.open()

    @Slot()
    def try_out(self) -> None:
        """Opens the dialog that tries a channel out."""
        if self.presenter.found is not None and self._cause(TRY) is None:
            dialog = TryDialog(self, self._desk)
            dialog.sent.connect(self._on_tried)
            dialog.open()

    # Inside

    @Slot(object)
    def _on_applied(self, applied: RecommendedApplied) -> None:
        said = _word("{mappings} mappings and {templates} templates are made; {kept} stay as they are")
        said = said.replace("{mappings}", str(applied.mappings)).replace("{kept}", str(applied.kept))
        self._desk.toasts.say(said.replace("{templates}", str(applied.templates)))
        self.presenter.read()

    @Slot(object)
    def _on_saved(self, _settings: DeliverySettings) -> None:
        self._desk.toasts.say(_word("The delivery settings are saved"))
        self.presenter.read()

    @Slot(object)
    def _on_tried(self, tested: DeliveryTested) -> None:
        self.presenter.tried(tested)
        if tested.fault is None:
            self._desk.toasts.say(self._outcome(tested))
        else:
            self._desk.toasts.fail(self._outcome(tested))

    def _facts(self, found: DeliverySettings) -> tuple[Fact, ...]:
        told = [Fact(label, value) for label, value in fields_told(found.fields)]
        if found.changed_at is not None:
            changed = f"{full_moment(found.changed_at, self._desk.zone)}, {found.changed_by}"
            told.append(Fact(_word("Changed"), changed))
        return tuple(told)

    def _tested(self) -> tuple[Fact, ...]:
        return tuple(
            Fact(_word("Last test: {channel}").replace("{channel}", channel_word(one)), self._last(one))
            for one in Channel
        )

    def _last(self, channel: Channel) -> str:
        tested = self.presenter.tested.get(channel)
        if tested is None:
            return NOTHING
        return f"{self._outcome(tested)} ({full_moment(tested.tested_at, self._desk.zone)})"

    @staticmethod
    def _outcome(tested: DeliveryTested) -> str:
        channel = channel_word(tested.channel)
        if tested.fault is not None:
            parts = (f"{channel}: {fault_word(tested.fault)}", tested.answer)
            return " ".join(part for part in parts if part)
        said = (
            _word("{channel}: the test message was sent.")
            if tested.is_sent
            else _word("{channel}: it works.")
        )
        return said.replace("{channel}", channel)

    def _button(self, name: str, kind: ButtonKind) -> Button:
        return Button(command_word(name), kind, tip=tip_with_key(command_word(name), _KEYS[name]))

    def _cause(self, name: str) -> str | None:
        found = self.presenter.found
        if self._desk.shell.link is LinkState.LOST:
            return offline_text()
        if not self._desk.has(Power.EVENT_ADMIN):
            return _word("Only an administrator sets up events.")
        if found is None:
            return _word("It is being read.")
        if name == APPLY and is_complete(found):
            return _word("All of the recommended set is there already.")
        return None

    def _show_causes(self) -> None:
        for name, action in self._actions.items():
            cause = self._cause(name)
            self.buttons[name].set_refusal(cause)
            refuse_action(action, cause)

    def _hear(self, news: FeedNews) -> None:
        self.presenter.hear(news)
        self._show_causes()

    def _arrange(self) -> None:
        gap = look().px(8)
        left, right = Card(padding=16), Card(padding=16)
        missing = ScrollColumn(_word("What is set up"))
        missing.body.addWidget(self.checks)
        left.body.addWidget(heading(_word("What is set up")))
        left.body.addWidget(FlowRow((self.buttons[APPLY],)))
        left.body.addWidget(missing, 1)
        delivery = ScrollColumn(_word("How messages go out"))
        for part in (self.facts, self.tests, PlainLabel(keys_sentence(), ink=INK_SECOND, wrap=True)):
            delivery.body.addWidget(part)
        right.body.addWidget(heading(_word("How messages go out")))
        right.body.addWidget(FlowRow((self.buttons[EDIT], self.buttons[TRY])))
        right.body.addWidget(delivery, 1)
        self.sides = QWidget()
        column = QVBoxLayout(self.sides)
        column.setContentsMargins(0, 0, 0, 0)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(gap)
        split.addWidget(left)
        split.addWidget(right)
        split.setSizes([500, 500])
        column.addWidget(split)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.overlay)
        self._stack.addWidget(self.sides)


def command_word(name: str) -> str:
    """What a command of the page is called."""
    return {
        APPLY: _word("Apply the recommended set"),
        EDIT: _word("Edit delivery settings"),
        TRY: _word("Test connection"),
    }[name]


def _nothing() -> None:
    """Stands where there is nothing left to end."""


def _word(text: str) -> str:
    return QCoreApplication.translate("EventSetUp", text)
