"""Texts that no translator made are told, under the pseudo translation; what people wrote is not."""

from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QTabBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from agentview.ui.kit.pseudo import pseudo
from agentview.ui.tour.plain import Data, plain_texts, shown_texts

DATA = Data(["Marlow Dental", "Anna", "Berger", "Rang; will call back", '{"city": "Bad Homburg"}', "PO-1"])


def test_all_that_a_window_says_is_collected(qtbot: QtBot) -> None:
    top = QWidget()
    qtbot.addWidget(top)
    box, tabs, empty, table = QVBoxLayout(top), QTabBar(), QLineEdit(), QTableView()
    tabs.addTab("Orders")
    empty.setPlaceholderText("Search")
    model = QStandardItemModel(1, 1)
    model.setHorizontalHeaderLabels(["Status"])
    model.setData(model.index(0, 0), "Halted")
    table.setModel(model)
    button = QPushButton("Save")
    button.setToolTip("<b>Keeps it</b>")
    button.setAccessibleName("Save the order")
    hidden = QLabel("Not shown")
    for part in (button, QPushButton("AB"), QLabel("12:30"), tabs, empty, table, hidden):
        box.addWidget(part)
    hidden.hide()
    top.show()
    said = {"Save", "Save the order", "Keeps it", "Orders", "Search", "Status", "Halted"}
    assert said <= shown_texts(top)
    assert shown_texts(top).isdisjoint({"Not shown", "AB", "12:30"})
    lists = QListView()
    qtbot.addWidget(lists)
    lists.setModel(model)
    lists.show()
    assert "Halted" in shown_texts(lists)


def test_what_no_translator_made_is_told() -> None:
    halted = f"{pseudo('Order')} Halted"
    texts = {"Save", "It is not known", halted, "Anna has it", pseudo("It is not known")}
    assert plain_texts(texts, DATA) == texts - {pseudo("It is not known")}


def test_what_people_wrote_is_not_told() -> None:
    texts = {
        "Marlow Dental",
        "Anna Berger, PO-10482/1",
        "Rang; will call back",
        "61348 Bad Homburg",
        pseudo("Claimed by {name}").replace("{name}", "Anna Berger"),
        pseudo("Save") + " (Ctrl+S)",
        "PDF",
        "AgentView",
    }
    assert plain_texts(texts, DATA) == set()


def test_a_part_of_what_people_wrote_is_no_excuse() -> None:
    assert plain_texts({"call", "Dental"}, DATA) == {"call", "Dental"}
