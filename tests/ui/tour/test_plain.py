"""Texts that no translator made are told, under the pseudo translation."""

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTabBar, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from agentview.ui.kit.pseudo import pseudo
from agentview.ui.tour.plain import plain_texts


def test_what_no_translator_made_is_told(qtbot: QtBot) -> None:
    top = QWidget()
    qtbot.addWidget(top)
    box, tabs, empty = QVBoxLayout(top), QTabBar(), QLineEdit()
    tabs.addTab("Orders")
    empty.setPlaceholderText("Search")
    labels = ("It is not known", pseudo("It is not known"), "Marlow Dental", "Anna Berger")
    for part in (QPushButton("Save"), QPushButton(pseudo("Save")), QPushButton("AB"), tabs, empty):
        box.addWidget(part)
    for text in labels:
        box.addWidget(QLabel(text))
    top.show()
    assert plain_texts(top) == {"Save", "Orders", "Search", "It is not known"}
