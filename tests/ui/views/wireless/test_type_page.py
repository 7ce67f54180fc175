"""The first page of a wireless request: tiles, words, and reasons (S-28)."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from agentview.contract.wireless import OrderGroup, OrderType
from agentview.ui.views.wireless.type_page import TypeChoice, TypePage

SUSPENDED = "The line is suspended. Restore it first."
CHOICES = (
    TypeChoice(OrderType.DEVICE_ONLY, OrderGroup.NEW),
    TypeChoice(OrderType.ACCESSORY, OrderGroup.NEW),
    TypeChoice(OrderType.UPGRADE_REPLACE, OrderGroup.MODIFY),
    TypeChoice(OrderType.CHANGE_PLAN, OrderGroup.MODIFY, SUSPENDED),
    TypeChoice(OrderType.DISCONNECT, OrderGroup.DELETE),
)


def shown(page: TypePage) -> dict[str, bool]:
    """What is listed, and whether it can be taken."""
    buttons = page.options.findChildren(QAbstractButton)
    return {one.text(): one.isEnabled() for one in buttons if one.isVisibleTo(page)}


def page_of(qtbot: QtBot, chosen: OrderType | None = None) -> TypePage:
    page = TypePage()
    qtbot.addWidget(page)
    page.resize(700, 600)
    page.show_choices(CHOICES, chosen)
    page.show()
    return page


def test_a_tile_shows_its_kind_and_a_closed_type_says_why(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    assert shown(page) == {"Device without a line": True, "Accessories": True}
    QTest.keyClick(page.tiles, Qt.Key.Key_Right)
    assert page.tiles.current == OrderGroup.MODIFY.value
    assert shown(page) == {"Upgrade or replace the device": True, "Change the plan": False}
    assert [label.text() for label in page.options._labels.values()][1] == SUSPENDED


def test_words_are_asked_for_and_what_fits_is_shown_over_all_tiles(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    with qtbot.waitSignal(page.wanted) as asked:
        QTest.keyClicks(page.search, "my phone is broken")
        QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert asked.args == ["my phone is broken"]
    page.show_found((OrderType.UPGRADE_REPLACE, OrderType.ACCESSORY))
    assert list(shown(page)) == ["Upgrade or replace the device", "Accessories"]
    page.show_found(())
    assert shown(page) == {}
    assert "Nothing fits" in page.said.text()


def test_a_tile_ends_the_search(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    page.search.setText("roaming")
    page.show_found((OrderType.ACCESSORY,))
    page.tiles.chosen.emit(OrderGroup.NEW.value)
    assert page.search.text() == ""
    assert list(shown(page)) == ["Device without a line", "Accessories"]


def test_taking_a_type_tells_it_and_its_tile_is_in_front_when_it_comes_back(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    with qtbot.waitSignal(page.changed):
        next(one for one in page.options.findChildren(QAbstractButton) if one.text() == "Accessories").click()
    assert page.values() == {"type": OrderType.ACCESSORY}
    again = page_of(qtbot, OrderType.DISCONNECT)
    assert again.tiles.current == OrderGroup.DELETE.value
    assert again.values() == {"type": OrderType.DISCONNECT}


def test_the_tiles_say_how_much_is_possible(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    said = [one.accessibleDescription() for one in page.tiles.findChildren(QAbstractButton)]
    assert [one.rsplit(" ", 2)[-2:] for one in said] == [
        ["2", "possible"],
        ["1", "possible"],
        ["1", "possible"],
    ]
