"""A choice of very many is looked for as one types."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCompleter, QLineEdit
from pytestqt.qtbot import QtBot

from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.found_field import FoundField
from tests.ui.kit.test_form import TODAY

# The list of what is found is a window of its own.
pytestmark = pytest.mark.qt_log_ignore(r"raise\(\)", "grabbing the keyboard", extend=True)
PEOPLE = (("1", "Ana Abel"), ("2", "Bo Berg"))


class Form:
    """A form with one person to choose."""

    def __init__(self, qtbot: QtBot, *, required: bool = False) -> None:
        field = Field("who", "Who", FieldKind.FOUND, choices=PEOPLE, required=required, nothing="Nobody")
        self.binder = FormBinder([field], lambda: TODAY)
        self.qtbot = qtbot
        qtbot.addWidget(self.binder.widget)
        self.binder.widget.show()
        found = self.binder.input("who")
        assert isinstance(found, FoundField)
        self.field = found
        self.sought: list[str] = []
        self.field.sought.connect(self.sought.append)

    @property
    def line(self) -> QLineEdit:
        """Where is typed."""
        line = self.field.lineEdit()
        assert line is not None
        return line

    @property
    def completer(self) -> QCompleter:
        """What offers."""
        completer = self.field.completer()
        assert completer is not None
        return completer

    def type(self, text: str) -> None:
        """Type over what stands there."""
        line = self.line
        self.binder.widget.activateWindow()
        self.field.setFocus()
        self.qtbot.waitUntil(self.field.hasFocus, timeout=20_000)
        line.selectAll()
        QTest.keyClicks(line, text)

    @property
    def value(self) -> object:
        """What is chosen."""
        return self.binder.values()["who"]


def test_what_is_typed_is_sought_once_the_typing_rests(qtbot: QtBot) -> None:
    form = Form(qtbot)
    form.type("Zoe")
    qtbot.waitUntil(lambda: form.sought == ["Zoe"], timeout=20_000)
    form.field.show_found("Zoe", (("900", "Zoe Zimmer"),))
    assert form.field.currentText() == "Zoe", "what was typed stays"
    assert form.binder.check() == {"who": "Choose one of those that are found"}
    form.type("zoe zimmer")
    assert (form.value, form.binder.check()) == ("900", {})


def test_one_that_is_found_is_chosen_by_keys(qtbot: QtBot) -> None:
    form = Form(qtbot)
    form.type("Zo")
    form.field.show_found("Zo", (("900", "Zoe Zimmer"), ("901", "Zora Zeman")))
    popup = form.completer.popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible, timeout=20_000)
    found = form.completer.completionModel()
    words = [found.index(row, 0).data() for row in range(found.rowCount())]
    assert words == ["Zoe Zimmer", "Zora Zeman"], "those that fit alone"
    popup.setCurrentIndex(found.index(1, 0))
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert form.value == "901"


def test_an_answer_to_what_was_typed_before_is_late(qtbot: QtBot) -> None:
    form = Form(qtbot)
    form.type("Zoe")
    form.field.show_found("Zo", (("901", "Zora Zeman"),))
    assert [form.field.itemData(at) for at in range(1, form.field.count())] == ["1", "2"]


def test_a_chosen_one_stays_and_nothing_typed_is_nothing(qtbot: QtBot) -> None:
    form = Form(qtbot)
    form.binder.set_values({"who": "2"})
    assert form.value == "2"
    form.line.clear()
    assert form.value is None
    assert form.binder.check() == {}
    form.type("Nobody")
    assert form.value is None
    assert form.binder.check() == {}


@pytest.mark.parametrize("typed", ["", "Nob"])
def test_one_that_is_needed_and_missing_is_told_beside_it(qtbot: QtBot, typed: str) -> None:
    form = Form(qtbot, required=True)
    if typed:
        form.type(typed)
    assert set(form.binder.check()) == {"who"}
