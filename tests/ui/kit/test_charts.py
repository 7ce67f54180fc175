"""Charts say in text what they draw, can be walked with keys, and open what they count."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agentview.ui.kit.appearance import Appearance, apply_appearance, look
from agentview.ui.kit.bar_chart import Bar, BarChart, bar_colour
from agentview.ui.kit.day_chart import DayChart, DayColumn
from agentview.ui.kit.theme import ThemeChoice, Tone, contrast_ratio

BARS = (
    Bar("few", "Not due", 1.0, "10.00", Tone.NEUTRAL, can_open=False),
    Bar("many", "Over 90 days", 4.0, "40.00", Tone.BAD, "40.00 AUD of 2 accounts"),
    Bar("none", "Nothing", 0.0, "0.00"),
)
DAYS = (
    DayColumn("a", "1 Mar", "1 Mar 2026", 2, 0),
    DayColumn("b", "2 Mar", "2 Mar 2026", 0, 3),
    DayColumn("c", "3 Mar", "3 Mar 2026", 1, 1),
)


def bars(qtbot: QtBot) -> tuple[BarChart, list[str]]:
    chart, opened = BarChart("Owing by age"), list[str]()
    qtbot.addWidget(chart)
    chart.opened.connect(opened.append)
    chart.show_bars(BARS)
    chart.resize(400, chart.sizeHint().height())
    with qtbot.waitExposed(chart):
        chart.show()
    return chart, opened


def test_bars_say_words_and_values(qtbot: QtBot) -> None:
    chart, _opened = bars(qtbot)
    assert chart.accessibleName() == "Owing by age"
    assert chart.accessibleDescription() == (
        "Not due: 10.00. Over 90 days: 40.00 AUD of 2 accounts. Nothing: 0.00"
    )


def test_a_bar_is_opened_with_mouse_and_keys_unless_it_leads_nowhere(qtbot: QtBot) -> None:
    chart, opened = bars(qtbot)
    line = chart.height() // len(BARS)
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(20, line // 2))
    assert opened == [], "it counts what stands in no list"
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(20, line + line // 2))
    QTest.keyClick(chart, Qt.Key.Key_Down)
    QTest.keyClick(chart, Qt.Key.Key_Down)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    QTest.keyClick(chart, Qt.Key.Key_Up)
    QTest.keyClick(chart, Qt.Key.Key_Up)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert opened == ["many", "none"]


@pytest.mark.parametrize("theme", [ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.CONTRAST])
def test_every_bar_stands_out_from_the_ground(app: QApplication, theme: ThemeChoice) -> None:
    apply_appearance(app, Appearance(theme))
    for tone in Tone:
        assert contrast_ratio(bar_colour(tone), look().tokens.base) >= 3, tone
        assert contrast_ratio(bar_colour(tone), look().tokens.sunken) >= 3, tone


def test_the_largest_bar_is_drawn_longest(app: QApplication, qtbot: QtBot) -> None:
    apply_appearance(app, Appearance(ThemeChoice.LIGHT))
    chart, _opened = bars(qtbot)
    drawn = chart.grab().toImage()
    inks = [(0, bar_colour(Tone.NEUTRAL)), (1, bar_colour(Tone.BAD))]
    short, long = (_filled(drawn, chart, at, ink) for at, ink in inks)
    assert 0 < short < long
    assert abs(long - 4 * short) <= 4


def _filled(drawn: QImage, chart: BarChart, at: int, ink: str) -> int:
    y = int((at + 0.5) * chart.height() / len(BARS))
    wanted = QColor(ink).rgb()
    return sum(drawn.pixelColor(x, y).rgb() == wanted for x in range(drawn.width()))


def test_days_are_walked_and_opened(qtbot: QtBot) -> None:
    chart, opened = DayChart("By day", ("restricted", "restored")), list[str]()
    qtbot.addWidget(chart)
    chart.opened.connect(opened.append)
    chart.show_days(DAYS)
    with qtbot.waitExposed(chart):
        chart.show()
    assert chart.accessibleDescription().startswith("1 Mar 2026: restricted 2, restored 0. 2 Mar 2026")
    QTest.keyClick(chart, Qt.Key.Key_Return)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert opened == ["c", "b"], "the newest day is chosen first"
    assert not chart.grab().isNull()


def test_a_chart_without_values_draws_nothing_and_opens_nothing(qtbot: QtBot) -> None:
    chart, days = BarChart("Nothing"), DayChart("Nothing", ("up", "down"))
    for empty in (chart, days):
        qtbot.addWidget(empty)
        empty.show()
        QTest.keyClick(empty, Qt.Key.Key_Return)
        QTest.keyClick(empty, Qt.Key.Key_Left)
        assert not empty.grab().isNull()
