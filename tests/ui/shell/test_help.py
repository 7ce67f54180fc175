"""F1 helps everywhere: each area and each dialog has help, written for who works there."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

import agentview
from agentview.ui.area import Area
from agentview.ui.kit.dialog import DialogText, VerbDialog
from agentview.ui.kit.field import Field
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.help_dialog import HelpDialog
from agentview.ui.shell.registry import AREAS
from tests.ui.fake_desk import NOON

THEMSELVES = {"AboutDialog", "CrashDialog", "HelpDialog", "KeySheet"}
"""Dialogs that say all there is to say of them."""


def helpless(source: str) -> list[str]:
    """Return the dialogs in a source, made from Qt's own, that do not give help."""
    tree = ast.parse(source)
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and any(_is(base, "QDialog") for base in node.bases):
            name, makes = node.name, True
        elif isinstance(node, ast.FunctionDef):
            name, makes = node.name, any(_is_call(part, "QDialog") for part in ast.walk(node))
        else:
            continue
        if makes and not any(_is_call(part, "give_help") for part in ast.walk(node)):
            found.append(name)
    return found


def _is(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _is_call(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and _is(node.func, name)


def test_every_dialog_gives_help() -> None:
    root = Path(agentview.__file__).parent / "ui"
    found = {name for path in root.rglob("*.py") for name in helpless(path.read_text(encoding="utf-8"))}
    assert found <= THEMSELVES, f"call give_help in {found - THEMSELVES}"


def test_a_dialog_without_help_is_found() -> None:
    assert helpless("class A(QDialog):\n    pass") == ["A"]
    assert helpless("def show():\n    QDialog(window).open()") == ["show"]
    assert helpless("class A(QDialog):\n    def __init__(self):\n        give_help(self)") == []
    assert helpless("class A(VerbDialog):\n    pass") == []


@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.key)
def test_every_area_has_help_for_who_works_there(area: Area) -> None:
    paragraphs = area.summary().split("\n\n")
    assert len(paragraphs) >= 2, "one paragraph says what stands here, another what is done"
    assert len(area.summary()) >= 200
    assert all(paragraph.rstrip().endswith(".") for paragraph in paragraphs)
    for word in ("SQL", "API", "JSON", "presenter", "widget", "TODO"):
        assert word not in area.summary()


def test_f1_in_a_dialog_says_what_its_fields_want(qtbot: QtBot, app: object) -> None:
    assert app is not None
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    form = FormBinder([Field("sim", "SIM", help="19 or 20 digits")], NOON.date)
    text = DialogText("Change the SIM?", "Change", "Keep", "Changing...", "The old one stops at once.")
    dialog = VerbDialog(window, text, form)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_F1)
    shown = dialog.findChildren(HelpDialog)
    assert len(shown) == 1
    told = [label.text() for label in shown[0].findChildren(QLabel)]
    assert "The old one stops at once." in told
    assert "SIM: 19 or 20 digits" in told
    shown[0].close()
    dialog.close()
