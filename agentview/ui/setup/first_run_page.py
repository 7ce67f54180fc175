"""The first run: three ways to begin, each by one key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from agentview.ui.kit.action import ActionText, make_action, tip_with_key
from agentview.ui.kit.appearance import look
from agentview.ui.kit.banner import Banner, BannerText
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.card import Card
from agentview.ui.kit.runner import Runner
from agentview.ui.kit.text import INK_SECOND, INK_THIRD, PlainLabel, heading, set_tip
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.navigation import Texts
from agentview.ui.setup.first_run_presenter import FirstRunPresenter
from agentview.ui.setup.port import SetUp

_WIDTH = 960


class FirstRunPage(QWidget):
    """Implements `FirstRunView`. `own_wanted` and `server_wanted` ask for a form, `chosen` goes on."""

    own_wanted = Signal()
    server_wanted = Signal()
    chosen = Signal()

    def __init__(self, runner: Runner, set_up: SetUp, texts: Texts, parent: QWidget | None = None) -> None:
        """Nothing is chosen yet."""
        super().__init__(parent)
        translate = QCoreApplication.translate
        self._texts = texts
        self._presenter = FirstRunPresenter(self, runner, set_up)
        self.banner = Banner()
        self.demo = Button(translate("FirstRun", "Look around"), ButtonKind.PRIMARY)
        self.own = Button(translate("FirstRun", "Start alone..."))
        self.server = Button(translate("FirstRun", "Connect..."))
        self._arrange()
        for at, (button, act) in enumerate(
            ((self.demo, self._on_demo), (self.own, self._on_own), (self.server, self._on_server)), 1
        ):
            button.pressed_once.connect(act)
            self._give_key(button, str(at), act)
        self.setAccessibleName(translate("FirstRun", "Welcome to AgentView"))

    def take_focus(self) -> None:
        """Puts the focus on the first way, so that the keys work."""
        self.demo.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self) -> None:
        """Says that the demo is being made ready."""
        self.banner.show_texts([])
        self.demo.set_busy(QCoreApplication.translate("FirstRun", "Starting..."))

    def show_wrong(self, error: Exception) -> None:
        """Says why the choice was refused."""
        self.demo.set_busy(None)
        text = self._texts.report(error).text
        self.banner.show_texts([BannerText(Tone.BAD, text.what, text.safe, text.next_step)])

    def show_done(self) -> None:
        """Goes on."""
        self.demo.set_busy(None)
        self.chosen.emit()

    def show_kept(self) -> None:
        """Says from when a choice counts that was made while the program runs."""
        translate = QCoreApplication.translate
        cause = translate("FirstRun", "Kept. It counts from the next start of AgentView.")
        safe = translate("FirstRun", "What is open goes on as it is.")
        self.banner.show_texts([BannerText(Tone.SUCCESS, cause, safe)])

    def close_calls(self) -> None:
        """Hear no answers any more."""
        self._presenter.close()

    def _give_key(self, button: Button, key: str, act: Callable[[], None]) -> None:
        action = make_action(self, ActionText(button.text(), key), act)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        set_tip(button, tip_with_key(button.text(), key))

    @Slot()
    def _on_demo(self) -> None:
        if not self.demo.is_busy:
            self._presenter.use_demo()

    @Slot()
    def _on_own(self) -> None:
        self.own_wanted.emit()

    @Slot()
    def _on_server(self) -> None:
        self.server_wanted.emit()

    def _arrange(self) -> None:
        translate = QCoreApplication.translate
        cards = QHBoxLayout()
        cards.setSpacing(look().px(16))
        for card in self._cards():
            cards.addWidget(card, 1)
        inner = QWidget()
        inner.setMaximumWidth(look().px(_WIDTH))
        column = QVBoxLayout(inner)
        column.setSpacing(look().px(16))
        column.addWidget(heading(translate("FirstRun", "Welcome to AgentView"), TypeRole.H1))
        sentence = translate(
            "FirstRun", "How do you want to begin? You can choose again at any time, in Help."
        )
        column.addWidget(PlainLabel(sentence, ink=INK_SECOND, wrap=True))
        column.addWidget(self.banner)
        column.addLayout(cards)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(inner, 100)
        middle.addStretch(1)
        whole = QVBoxLayout(self)
        whole.addStretch(1)
        whole.addLayout(middle)
        whole.addStretch(1)

    def _cards(self) -> list[Card]:
        translate = QCoreApplication.translate
        parts = (
            (
                translate("FirstRun", "Look around"),
                translate(
                    "FirstRun",
                    "A made-up operator with customers, orders and a queue. Nothing you do there is real, "
                    "and no password is asked.",
                ),
                self.demo,
            ),
            (
                translate("FirstRun", "Start alone"),
                translate(
                    "FirstRun",
                    "Your own provider in a database on this computer. You are its owner; no server is "
                    "needed.",
                ),
                self.own,
            ),
            (
                translate("FirstRun", "Connect to a server"),
                translate(
                    "FirstRun",
                    "Work with your colleagues. You need the address of the server, which your administrator "
                    "has, and your username.",
                ),
                self.server,
            ),
        )
        return [_card(title, text, button, key) for key, (title, text, button) in enumerate(parts, 1)]


def _card(title: str, text: str, button: Button, key: int) -> Card:
    card = Card(title, padding=24)
    card.body.setSpacing(look().px(12))
    told = PlainLabel(text, ink=INK_SECOND, wrap=True)
    told.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
    told.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
    card.body.addWidget(told, 1)
    template = QCoreApplication.translate("FirstRun", "Key {key}")
    card.body.addWidget(PlainLabel(template.replace("{key}", str(key)), ink=INK_THIRD))
    card.body.addWidget(button)
    return card
