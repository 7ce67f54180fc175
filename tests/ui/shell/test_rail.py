"""The keys of the rail: every area of the program has one of its own."""

from pytestqt.qtbot import QtBot

from agentview.ui.kit.appearance import look
from agentview.ui.shell.rail import NARROW, WIDE, Rail, RailTab, area_key
from agentview.ui.shell.registry import AREAS


def test_every_area_has_a_key_of_its_own() -> None:
    keys = [area_key(position) for position in range(len(AREAS))]
    assert keys[:2] == ["Ctrl+1", "Ctrl+2"]
    assert keys[8:11] == ["Ctrl+9", "Ctrl+Shift+1", "Ctrl+Shift+2"]
    assert "" not in keys
    assert len(set(keys)) == len(AREAS)


def test_there_are_no_keys_beyond_the_second_row() -> None:
    assert (area_key(17), area_key(18)) == ("Ctrl+Shift+9", "")


def test_a_longer_word_makes_the_rail_wider_within_bounds(qtbot: QtBot) -> None:
    rail = Rail()
    qtbot.addWidget(rail)
    widths = []
    for word in ("Notifications", "Benachrichtigungen", "Benachrichtigungsvorlagenverwaltungen"):
        rail.set_tabs([RailTab("events", word, "bell", "Ctrl+8")])
        rail.show_count("events", 12)
        widths.append(rail.width())
    assert widths[0] == look().px(WIDE) < widths[1] < widths[2] == look().px(WIDE) * 3 // 2
    rail.set_narrow(is_narrow=True)
    assert rail.width() == look().px(NARROW)
