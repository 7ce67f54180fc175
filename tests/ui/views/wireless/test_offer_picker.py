"""Choosing devices, plans, features and accessories with the keys (S-28)."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from agentview.ui.wireless.cost_lines import CostLine, CostLines
from agentview.ui.wireless.offer_picker import Offer, OfferPicker

CASE = Offer(1, "Case X1", once_cents=2_900, most=2)
CHARGER = Offer(2, "Charger 30 W", once_cents=4_900, is_in_policy=False)
ROAMING = Offer(3, "Roaming Europe", monthly_cents=990, is_had=True)


def picker(qtbot: QtBot, *, several: bool) -> OfferPicker:
    made = OfferPicker("Accessories", several=several)
    qtbot.addWidget(made)
    made.show_offers((CASE, CHARGER, ROAMING), {}, "AUD")
    made.resize(700, 400)
    made.show()
    return made


def texts(made: OfferPicker, key: str) -> list[str]:
    """What a column says, from top to bottom."""
    column = next(one for one in made.list.model.columns if one.key == key)
    return [column.text(row) for row in made.list.source.rows]


def test_its_field_says_what_it_narrows(qtbot: QtBot) -> None:
    """Several of them stand on one page: who hears the name knows which one has the focus."""
    made = picker(qtbot, several=False)
    assert made.list.search.accessibleName() == "Accessories: Narrow by words"


def test_enter_takes_one_in_place_of_the_other(qtbot: QtBot) -> None:
    made = picker(qtbot, several=False)
    QTest.keyClick(made.list.search, Qt.Key.Key_Return)
    assert made.taken == {1: 1}
    QTest.keyClick(made.list.search, Qt.Key.Key_Down)
    QTest.keyClick(made.list.search, Qt.Key.Key_Return)
    assert made.taken == {2: 1}
    assert "Charger 30 W" in made.said.text()


def test_of_several_enter_lets_go_again(qtbot: QtBot) -> None:
    made = picker(qtbot, several=True)
    made.take(CASE)
    made.take(CHARGER)
    assert made.taken == {1: 1, 2: 1}
    made.take(CASE)
    assert made.taken == {2: 1}


def test_plus_and_minus_stay_within_what_is_allowed(qtbot: QtBot) -> None:
    """R-WL-13: the quantity is limited."""
    made = picker(qtbot, several=True)
    more, less = made.row_actions
    for _ in range(3):
        more.trigger()
    assert made.taken == {1: 2}, "not more than may be ordered"
    for _ in range(3):
        less.trigger()
    assert made.taken == {}


def test_what_the_line_has_is_said_and_choosing_it_removes_it(qtbot: QtBot) -> None:
    made = picker(qtbot, several=True)
    assert texts(made, "taken") == ["\u2014", "\u2014", "In use"]
    made.take(ROAMING)
    assert texts(made, "taken") == ["\u2014", "\u2014", "Remove"]
    assert texts(made, "policy") == ["In policy", "Out of policy", "In policy"]


def test_words_narrow_the_list(qtbot: QtBot) -> None:
    made = picker(qtbot, several=True)
    made.list.search.setText("30 charger")
    made.list.typed.emit("30 charger")
    assert [one.name for one in made.list.source.rows] == ["Charger 30 W"]


def test_what_is_offered_no_more_is_not_taken_any_longer(qtbot: QtBot) -> None:
    made = picker(qtbot, several=True)
    made.show_offers((CHARGER,), {1: 2, 2: 1}, "AUD")
    assert made.taken == {2: 1}


def test_costs_stand_once_and_monthly_with_both_totals(qtbot: QtBot) -> None:
    """R-WL-16: the confirm step shows one-time and monthly cost."""
    lines = CostLines("Cost")
    qtbot.addWidget(lines)
    lines.show_lines(
        (CostLine("Pomelo X1", 99_900, 0), CostLine("Plan", 0, 4_990, is_in_policy=False)),
        "AUD",
        99_900,
        4_990,
    )
    said = [one.accessibleName() for one in lines.findChildren(QLabel) if one.accessibleName()]
    assert "Total, without tax, once: 999.00\u00a0AUD" in said
    assert "Plan, monthly: 49.90\u00a0AUD" in said
