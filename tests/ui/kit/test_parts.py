"""The small parts say what they show, to the eye and to a screen reader."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from agentview.ui.kit.appearance import Appearance, apply_appearance
from agentview.ui.kit.banner import Banner, BannerText
from agentview.ui.kit.button import Button
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.mark import Age, ChipValue, Presence, PresenceState
from agentview.ui.kit.notice import NoticeBar
from agentview.ui.kit.pills import Pill, ViewPills, count_text
from agentview.ui.kit.state_overlay import StateOverlay, StateText
from agentview.ui.kit.strip import LifecycleStrip, Step, StepState
from agentview.ui.kit.text import PlainLabel
from agentview.ui.kit.theme import ThemeChoice, Tone
from agentview.ui.kit.timeline import Timeline, TimelineEntry
from agentview.ui.kit.toast import MOST_TOASTS, ToastStack, ToastText

HALTED = ChipValue(Tone.BAD, "!", "Halted", "Stopped; somebody must act")


def _words(widget: QWidget) -> list[str]:
    return [button.text() for button in widget.findChildren(Button) if button.isVisibleTo(widget)]


def _press(widget: QWidget, word: str) -> None:
    next(button for button in widget.findChildren(Button) if button.text() == word).click()


def test_a_chip_speaks_its_sentence_and_grows(app: QApplication, qtbot: QtBot) -> None:
    chip = Chip(HALTED)
    qtbot.addWidget(chip)
    chip.show()
    before = chip.sizeHint()
    assert chip.accessibleName() == "Stopped; somebody must act"
    apply_appearance(app, Appearance(ThemeChoice.LIGHT, 2.0))
    assert chip.sizeHint().width() > 1.6 * before.width()


@pytest.mark.parametrize(
    ("share", "tone"), [(0.1, Tone.SUCCESS), (0.75, Tone.WARNING), (1.0, Tone.WARNING), (1.01, Tone.BAD)]
)
def test_ages_have_three_bands(share: float, tone: Tone) -> None:
    assert Age("1h", share).tone is tone


@pytest.mark.parametrize(("name", "initials"), [("Mei Chen", "MC"), ("Olga", "O"), ("", ""), ("a b c", "AC")])
def test_initials(name: str, initials: str) -> None:
    assert Presence(name, PresenceState.EDITING).initials == initials


def test_counts_stop_at_999() -> None:
    assert [count_text(count) for count in (None, 0, 999, 1000)] == [
        "",
        "0",
        "999",
        "999+",
    ]


@pytest.fixture
def pills(qtbot: QtBot) -> ViewPills:
    made = ViewPills("Views")
    qtbot.addWidget(made)
    made.set_pills([Pill("mine", "Mine", 5), Pill("free", "Unclaimed", 9), Pill("all", "All")])
    made.show()
    return made


def test_pills_are_chosen_by_mouse_and_keys(pills: ViewPills) -> None:
    heard: list[str] = []
    pills.chosen.connect(heard.append)
    pills._buttons[1].click()
    QTest.keyClick(pills._buttons[1], Qt.Key.Key_Right)
    QTest.keyClick(pills._buttons[2], Qt.Key.Key_Right)
    assert heard == ["free", "all", "mine"]
    assert pills.current == "mine"


def test_one_pill_is_in_the_tab_order(pills: ViewPills) -> None:
    policies = [button.focusPolicy() for button in pills._buttons]
    assert policies.count(Qt.FocusPolicy.StrongFocus) == 1


def test_new_counts_keep_choice_and_buttons(pills: ViewPills) -> None:
    pills.choose("free")
    button = pills._buttons[1]
    pills.set_pills([Pill("mine", "Mine", 6), Pill("free", "Unclaimed", 0), Pill("all", "All")])
    assert pills._buttons[1] is button
    assert (pills.current, button.accessibleName()) == ("free", "Unclaimed 0")
    pills.set_pills([Pill("x", "X")])
    assert pills.current == "x"


def test_a_strip_is_one_sentence(qtbot: QtBot) -> None:
    strip = LifecycleStrip(
        [Step("Ordered", StepState.DONE), Step("Carrier", StepState.FAILED), Step("Active", StepState.FUTURE)]
    )
    qtbot.addWidget(strip)
    assert strip.accessibleName() == "Ordered done, Carrier failed, Active to come"
    with pytest.raises(ValueError, match="8"):
        strip.set_steps([Step("x", StepState.DONE)] * 8)


def test_a_banner_shows_the_worst_and_offers_the_rest(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    assert not banner.isVisible()
    banner.show_texts(
        [
            BannerText(Tone.INFO, "News"),
            BannerText(Tone.BAD, "Halted", "No lead-in.", "Edit it.", (("edit", "Edit address"),)),
        ]
    )
    assert banner.isVisible()
    assert banner.accessibleName() == "Halted. No lead-in. Edit it."
    assert _words(banner) == ["1 more", "Edit address"] or _words(banner) == ["Edit address", "1 more"]
    with qtbot.waitSignal(banner.button_pressed) as heard:
        _press(banner, "Edit address")
    assert heard.args == ["edit"]
    _press(banner, "1 more")
    assert (banner.tone, banner.accessibleName()) == (Tone.INFO, "News.")
    banner.show_texts([])
    assert not banner.isVisible()


def test_a_narrow_banner_puts_its_buttons_below(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.show_texts(
        [BannerText(Tone.BAD, "Cause", "Meaning", "", (("a", "Reload"), ("b", "Copy details")))]
    )
    banner.resize(900, 100)
    reload = next(button for button in banner.findChildren(Button) if button.text() == "Reload")
    beside = reload.y()
    banner.resize(300, 200)
    QApplication.sendPostedEvents()
    assert reload.y() > beside


def test_a_timeline_shows_plain_text(qtbot: QtBot) -> None:
    timeline = Timeline()
    qtbot.addWidget(timeline)
    entry = TimelineEntry(Tone.BAD, "<b>Halted</b>", "T. Silva", "Tue 14:02", "address", "No lead-in.")
    timeline.set_entries([entry, TimelineEntry(Tone.INFO, "Created", "Portal", "Tue 09:10")])
    texts = [label.text() for label in timeline.findChildren(PlainLabel)]
    assert texts[0] == "<b>Halted</b>"
    assert "T. Silva  \u00b7  Tue 14:02  \u00b7  address" in texts
    timeline.set_entries([])
    assert timeline._column.count() == 0


def test_a_notice_hides_without_a_text(qtbot: QtBot) -> None:
    notice = NoticeBar()
    qtbot.addWidget(notice)
    notice.show_notice("Restored from 14:02", "Discard")
    assert (notice.isVisible(), _words(notice)) == (True, ["Discard"])
    notice.show_notice("")
    assert not notice.isVisible()


def test_an_overlay_shows_one_state_at_a_time(qtbot: QtBot) -> None:
    overlay = StateOverlay()
    qtbot.addWidget(overlay)
    overlay.show()
    overlay.show_text(StateText("Nothing matches", "Two filters are on.", "Clear filters"))
    assert _words(overlay) == ["Clear filters"]
    assert overlay.accessibleName() == "Nothing matches. Two filters are on."
    overlay.show_loading()
    assert _words(overlay) == []
    overlay._lines_timer.setInterval(0)
    overlay._text_timer.setInterval(0)
    overlay.show_loading()
    qtbot.waitUntil(lambda: _words(overlay) == ["Cancel"])
    assert overlay._skeleton.isVisible()
    with qtbot.waitSignal(overlay.cancel_pressed):
        _press(overlay, "Cancel")


@pytest.fixture
def stack(qtbot: QtBot) -> Iterator[ToastStack]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    yield ToastStack(window)
    window.close()


def test_at_most_three_toasts_and_errors_stay(stack: ToastStack) -> None:
    stack.show_toast(ToastText("failed", Tone.BAD))
    for number in range(4):
        stack.show_toast(ToastText(str(number)))
    assert stack.texts() == ["failed", "2", "3"]
    assert len(stack.texts()) == MOST_TOASTS


def test_toasts_stand_inside_the_window(stack: ToastStack) -> None:
    stack.show_toast(ToastText("Saved"))
    window = stack.parentWidget()
    assert window is not None
    assert window.rect().contains(stack.geometry())
    window.resize(500, 400)
    assert window.rect().contains(stack.geometry())


def test_undo_is_called_once_and_closes(stack: ToastStack) -> None:
    heard: list[int] = []
    stack.show_toast(ToastText("Claimed", undo=lambda: heard.append(1)))
    _press(stack, "Undo")
    assert (heard, stack.texts()) == ([1], [])


def test_a_calm_toast_leaves_by_itself(stack: ToastStack, qtbot: QtBot) -> None:
    stack.show_toast(ToastText("Saved"))
    stack._toasts[0]._timer.start(0)
    qtbot.waitUntil(lambda: stack.texts() == [])


def test_a_row_goes_on_in_a_new_line(qtbot: QtBot) -> None:
    row = FlowRow([Button("One word"), Button("Another word"), Button("Third")])
    qtbot.addWidget(row)
    row.resize(600, 40)
    row.show()
    buttons = row.findChildren(Button)
    assert len({button.y() for button in buttons}) == 1
    row.resize(150, 140)
    assert len({button.y() for button in buttons}) == 3
    assert all(row.rect().contains(button.geometry()) for button in buttons)
