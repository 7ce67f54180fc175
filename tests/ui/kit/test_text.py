"""Text from people is never taken for markup, and personal data hides again."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from agentview.ui.kit.button import IconButton
from agentview.ui.kit.facts import Fact, FactList
from agentview.ui.kit.masked import MaskedValue
from agentview.ui.kit.text import ElidedLabel, PlainLabel, breakable, set_tip

EVIL = "<b>Bobby</b> & 'Co'"


def test_markup_is_shown_as_it_is(qtbot: QtBot) -> None:
    label = PlainLabel(EVIL)
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == EVIL


def test_tooltips_are_escaped(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    set_tip(widget, EVIL)
    assert "&lt;b&gt;Bobby&lt;/b&gt; &amp;" in widget.toolTip()
    set_tip(widget, "")
    assert not widget.toolTip()


def test_an_elided_label_tells_the_rest_in_its_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel(EVIL * 5)
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert "&lt;b&gt;" in label.toolTip()
    label.resize(4000, 20)
    assert not label.toolTip()


def test_wrapped_text_claims_its_height(qtbot: QtBot) -> None:
    label = PlainLabel("word " * 60, wrap=True)
    qtbot.addWidget(label)
    label.resize(120, 10)
    label.show()
    tall = label.minimumHeight()
    assert tall > 5 * label.fontMetrics().height()
    label.resize(2000, tall)
    assert label.minimumHeight() < tall


def test_text_stands_where_the_language_starts(app: QApplication, qtbot: QtBot) -> None:
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    label = PlainLabel("latin")
    qtbot.addWidget(label)
    assert label.alignment() & Qt.AlignmentFlag.AlignRight
    label.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert label.alignment() & Qt.AlignmentFlag.AlignLeft


def test_a_masked_value_shows_three_characters(qtbot: QtBot) -> None:
    masked = MaskedValue("identity number", "123456789")
    qtbot.addWidget(masked)
    assert masked.text().endswith("789")
    assert "456" not in masked.text()


def test_the_eye_asks_and_the_owner_reveals(qtbot: QtBot) -> None:
    masked = MaskedValue("identity number", "789")
    qtbot.addWidget(masked)
    eye = masked.findChildren(IconButton)[0]
    with qtbot.waitSignal(masked.reveal_requested):
        eye.click()
    assert not masked.is_revealed
    masked.reveal("123456789")
    assert masked.text() == "123456789"
    with qtbot.waitSignal(masked.masked_again):
        eye.click()
    assert not masked.is_revealed


def test_a_revealed_value_hides_by_itself(qtbot: QtBot) -> None:
    masked = MaskedValue("identity number", "123456789")
    qtbot.addWidget(masked)
    masked.reveal("123456789")
    masked._timer.setInterval(0)
    with qtbot.waitSignal(masked.masked_again):
        masked._timer.start()
    assert masked.text().endswith("789")
    assert "123" not in masked.text()


def test_facts_copy_what_was_given(app: QApplication, qtbot: QtBot) -> None:
    facts = FactList()
    qtbot.addWidget(facts)
    facts.set_facts([Fact("Phone", "+61 3 5550", can_copy=True), Fact("Fax")])
    shown = [label.text() for label in facts.findChildren(PlainLabel)]
    assert shown == ["Phone", "+61\u00a03\u00a05550", "Fax", "\u2014"] or "\u2014" in shown
    with qtbot.waitSignal(facts.copied):
        facts.findChildren(IconButton)[0].click()
    assert app.clipboard().text() == "+61 3 5550"


def test_facts_open_what_they_name(qtbot: QtBot) -> None:
    facts = FactList()
    qtbot.addWidget(facts)
    facts.set_facts([Fact("Followed", "PS-1", opens=1, tip="PS-1 Mobile 40"), Fact("Fax", "x")])
    [button] = facts.findChildren(IconButton)
    assert button.accessibleName() == "Open PS-1 Mobile 40"
    facts.set_facts([Fact("Followed", "PS-2", opens=2), Fact("Fax", "x")])
    assert facts.findChildren(IconButton) == [button]
    with qtbot.waitSignal(facts.opened) as told:
        button.click()
    assert told.args == [2]
    assert button.accessibleName() == "Open PS-2"


def test_an_endless_word_makes_no_window_wide(qtbot: QtBot) -> None:
    text = "x" * 10_000
    label = PlainLabel(text, wrap=True)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < 600
    assert label.text() == text
    assert (
        PlainLabel("Donaudampfschifffahrt 0491 570 156", wrap=True).text()
        == "Donaudampfschifffahrt 0491 570 156"
    )
    assert breakable("two words") == "two words"
