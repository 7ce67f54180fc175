"""The page on which one signs in: a list of people to be, or username and password."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from agentview.contract.session import Person
from agentview.core.text import words
from agentview.ui.kit.appearance import look
from agentview.ui.kit.banner import Banner, BannerText
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.card import Card
from agentview.ui.kit.text import INK_SECOND, PlainLabel, heading
from agentview.ui.kit.texts import ErrorText
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.shell.labelled import Labelled, password_field
from agentview.ui.shell.lines import Line, LineList
from agentview.ui.texts.role import roles_of

_WIDTH = 460
_LIST_HEIGHT = 380


class _PeopleList(QWidget):
    """A filter and the list of people; arrow keys in the filter move through the list."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        translate = QCoreApplication.translate
        self._people: tuple[Person, ...] = ()
        self._shown: tuple[Person, ...] = ()
        self._filter = QLineEdit()
        self._filter.setPlaceholderText(translate("SignIn", "Name, role or provider"))
        self._filter.setAccessibleName(translate("SignIn", "Filter people"))
        self._list = LineList(translate("SignIn", "People"), is_tall=True)
        self._list.setMinimumHeight(look().px(160))
        self._nobody = PlainLabel(translate("SignIn", "Nobody is called that."), ink=INK_SECOND)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._filter)
        column.addWidget(self._nobody)
        column.addWidget(self._list, 1)
        self._filter.textChanged.connect(self._on_filter)
        self._filter.installEventFilter(self)
        self._list.chosen.connect(self._on_chosen)
        self.setFocusProxy(self._filter)

    def show_people(self, people: tuple[Person, ...], last_username: str) -> None:
        self._people = people
        self._filter.clear()
        self._show(last_username)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}
            step = steps.get(Qt.Key(event.key()), 0)
            if step:
                self._list.step(step)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._list.choose_current()
                return True
        return super().eventFilter(watched, event)

    def choose_current(self) -> None:
        self._list.choose_current()

    def _show(self, current: str = "") -> None:
        typed = words(self._filter.text())
        self._shown = tuple(
            person
            for person in self._people
            if all(any(part.startswith(word) for part in words(_about(person))) for word in typed)
        )
        at = next((at for at, person in enumerate(self._shown) if person.username == current), 0)
        self._list.show_lines(
            [
                Line(person.display_name, f"{roles_of(person)} \u00b7 {person.provider}")
                for person in self._shown
            ],
            at,
        )
        self._nobody.setVisible(not self._shown)

    @Slot()
    def _on_filter(self) -> None:
        self._show()

    @Slot(int)
    def _on_chosen(self, at: int) -> None:
        self.chosen.emit(self._shown[at].username)


class SignInPage(QWidget):
    """Signals what was asked for: `wanted(username, password or None)`, or the set-up page."""

    wanted = Signal(str, object)
    set_up_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Shows nothing to choose yet."""
        super().__init__(parent)
        translate = QCoreApplication.translate
        self._sentence = PlainLabel("", ink=INK_SECOND, wrap=True)
        self._banner = Banner()
        self._people = _PeopleList()
        self._username = Labelled(translate("SignIn", "Username"))
        self._password = password_field()
        self._button = Button(translate("SignIn", "Sign in"), ButtonKind.PRIMARY)
        self.set_up = Button(translate("SignIn", "Connection and set-up..."), ButtonKind.QUIET)
        self.set_up.pressed_once.connect(self.set_up_wanted)
        self._pages = QStackedWidget()
        self._arrange()
        self._people.chosen.connect(self._on_person)
        self._password.field.returnPressed.connect(self._on_button)
        self._username.field.returnPressed.connect(self._on_button)
        self._button.pressed_once.connect(self._on_button)

    def show_choice(self, people: tuple[Person, ...], last_username: str) -> None:
        """Offers people to be, or asks for username and password."""
        translate = QCoreApplication.translate
        self._banner.show_texts([])
        self._password.field.clear()
        self._pages.setCurrentIndex(0 if people else 1)
        if people:
            self._sentence.setText(translate("SignIn", "Choose who you are. This computer asks no password."))
            self._people.show_people(people, last_username)
        else:
            self._sentence.setText(translate("SignIn", "Sign in with your username and password."))
            self._username.field.setText(last_username)

    def take_focus(self) -> None:
        """Puts the focus where typing starts: the filter, the username, or the password where it is known."""
        if self._pages.currentIndex() == 0:
            self._people.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._username.field.text():
            self._password.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._username.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, *, is_busy: bool) -> None:
        """Says that the sign-in is on its way."""
        self._button.set_busy(QCoreApplication.translate("SignIn", "Signing in...") if is_busy else None)
        for part in (self._people, self._username, self._password):
            part.setEnabled(not is_busy)

    def show_refused(self, text: ErrorText) -> None:
        """Says why it was refused; the name stays, the password goes."""
        rest = " ".join(part for part in (text.safe, text.next_step) if part)
        self._banner.show_texts([BannerText(Tone.BAD, text.what, rest)])
        self._password.field.clear()
        self.take_focus()

    def _arrange(self) -> None:
        translate = QCoreApplication.translate
        card = Card(padding=24)
        card.setFixedWidth(look().px(_WIDTH))
        card.body.setSpacing(look().px(12))
        card.body.addWidget(heading("AgentView", TypeRole.H1))
        card.body.addWidget(self._sentence)
        card.body.addWidget(self._banner)
        card.body.addWidget(self._pages)
        self._people.setMinimumHeight(look().px(_LIST_HEIGHT))
        self._pages.addWidget(self._people)
        self._pages.addWidget(self._password_page())
        card.body.addWidget(self._button)
        card.body.addWidget(self.set_up)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addLayout(middle)
        column.addStretch(1)
        self.setAccessibleName(translate("SignIn", "Sign in"))

    def _password_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(12))
        column.addWidget(self._username)
        column.addWidget(self._password)
        column.addStretch(1)
        return page

    @Slot(str)
    def _on_person(self, username: str) -> None:
        self._banner.show_texts([])
        self.wanted.emit(username, None)

    @Slot()
    def _on_button(self) -> None:
        if self._pages.currentIndex() == 0:
            self._people.choose_current()
            return
        username, password = self._username.field.text().strip(), self._password.field.text()
        if not username or not password:
            missing = self._password if username else self._username
            missing.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._banner.show_texts([])
        self.wanted.emit(username, password)


def _about(person: Person) -> str:
    return f"{person.display_name} {person.username} {roles_of(person)} {person.provider}"
