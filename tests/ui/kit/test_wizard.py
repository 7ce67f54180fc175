"""The frame of a wizard shows one page at a time, waits while it is busy, and says what stands in the way."""

from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from agentview.ui.kit.a11y import nameless
from agentview.ui.kit.action import cause_of
from agentview.ui.kit.appearance import look
from agentview.ui.kit.banner import BannerText
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.field import Field
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.strip import Step, StepState
from agentview.ui.kit.text import PlainLabel
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.wizard import SUMMARY_PX, SummarySection, WizardFrame

NONE = Qt.KeyboardModifier.NoModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class _Page(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.label, self.field = PlainLabel("Number"), QLineEdit()
        self.field.setAccessibleName("Number")
        column = QVBoxLayout(self)
        column.addWidget(self.label)
        column.addWidget(self.field)


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def frame(qtbot: QtBot, told: list[str]) -> WizardFrame:
    made = WizardFrame("Pages", "Your order")
    qtbot.addWidget(made)
    for key in ("first", "second"):
        made.add_page(key, _Page())
    made.next_wanted.connect(lambda: told.append("next"))
    made.back_wanted.connect(lambda: told.append("back"))
    made.save_wanted.connect(lambda: told.append("save"))
    made.resize(1000, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.show_page("first", "Services", can_go_back=False)
    return made


def _page(frame: WizardFrame) -> _Page:
    shown = frame.stack.shown
    assert isinstance(shown, _Page)
    return shown


def test_a_page_comes_with_its_title_and_the_focus_in_its_first_field(
    frame: WizardFrame, qtbot: QtBot
) -> None:
    qtbot.waitUntil(_page(frame).field.hasFocus)
    frame.show_page("second", "Review", can_go_back=True, verb="Submit order")
    qtbot.waitUntil(_page(frame).field.hasFocus)
    assert (frame.current, frame.title.text(), frame.next.text()) == ("second", "Review", "Submit order")
    assert frame.back.isEnabled()


@pytest.mark.parametrize(
    ("key", "modifier", "wanted"),
    [
        (Qt.Key.Key_Return, CTRL, "next"),
        (Qt.Key.Key_PageDown, CTRL, "next"),
        (Qt.Key.Key_Right, ALT, "next"),
        (Qt.Key.Key_PageUp, CTRL, "back"),
        (Qt.Key.Key_Left, ALT, "back"),
        (Qt.Key.Key_S, CTRL, "save"),
    ],
)
def test_every_way_has_its_key(
    frame: WizardFrame, told: list[str], key: Qt.Key, modifier: Qt.KeyboardModifier, wanted: str
) -> None:
    frame.show_page("second", "Review", can_go_back=True)
    QTest.keyClick(_page(frame).field, key, modifier)
    assert told == [wanted]


def test_the_first_page_leads_nowhere_back(frame: WizardFrame, told: list[str]) -> None:
    QTest.keyClick(_page(frame).field, Qt.Key.Key_Left, ALT)
    assert told == []
    assert not frame.back.isEnabled()
    assert cause_of(frame.actions_by_name["back"]) == "This is the first page"


def test_nothing_is_told_while_a_page_is_checked(frame: WizardFrame, told: list[str]) -> None:
    frame.show_page("second", "Review", can_go_back=True)
    frame.set_busy("Checking...")
    assert frame.next.text() == "Checking..."
    assert not frame.save.isEnabled()
    assert not frame.back.isEnabled()
    assert not _page(frame).field.isEnabled()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_S, Qt.Key.Key_PageUp):
        QTest.keyClick(frame, key, CTRL)
    assert told == []
    frame.set_busy(None)
    assert frame.next.text() == "Next"
    assert all(widget.isEnabled() for widget in (frame.next, frame.back, frame.save, _page(frame).field))
    frame.set_busy("Saving...", saving=True)
    assert (frame.save.text(), frame.next.isEnabled()) == ("Saving...", False)


def test_errors_stand_on_top_and_go_with_the_page(frame: WizardFrame) -> None:
    frame.set_busy("Checking...")
    frame.show_errors([BannerText(Tone.BAD, "This number is taken")])
    assert frame.errors.isVisible()
    assert not frame.is_busy
    frame.show_page("second", "Review", can_go_back=True)
    assert not frame.errors.isVisible()


def test_a_closed_way_on_says_why(frame: WizardFrame, told: list[str]) -> None:
    frame.set_refusal("The server does not answer")
    QTest.keyClick(_page(frame).field, Qt.Key.Key_Return, CTRL)
    frame.set_busy("Checking...")
    frame.set_busy(None)
    assert told == []
    assert not frame.next.isEnabled()
    assert "The server does not answer" in frame.next.toolTip()
    frame.set_refusal(None)
    assert frame.next.isEnabled()


def test_the_summary_grows_and_shrinks(frame: WizardFrame) -> None:
    def shown() -> list[str]:
        labels = frame.summary.findChildren(PlainLabel)
        return [label.text() for label in labels if label.isVisibleTo(frame.summary) and label.text()]

    assert "What you choose appears here." in shown()
    sections = [
        SummarySection("Customer", (Fact("Name", "Marlow"),)),
        SummarySection("Package", (Fact("Name", "Fibre 500"),)),
    ]
    frame.set_summary(sections)
    assert "Fibre 500" in shown()
    assert "What you choose appears here." not in shown()
    frame.set_summary(sections[:1])
    assert "Fibre 500" not in shown()
    assert "Marlow" in shown()


def test_the_strip_says_where_one_stands(frame: WizardFrame) -> None:
    frame.set_steps([Step("Services", StepState.DONE), Step("Review", StepState.CURRENT)])
    assert frame.strip.accessibleName() == "Services done, now at Review"
    assert nameless(frame) == []
    assert len(frame.wizard_actions()) == 3


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_the_summary_is_as_wide_as_usual_or_as_its_facts_and_covers_no_page(
    frame: WizardFrame, direction: Qt.LayoutDirection
) -> None:
    frame.setLayoutDirection(direction)
    for value in ("+61", "A_package_with_a_name_that_cannot_be_broken_at_all"):
        frame.set_summary([SummarySection("Services", (Fact(value, "+61", can_copy=True),))])
        for _ in range(3):
            QCoreApplication.sendPostedEvents()
            QCoreApplication.processEvents()
        assert frame.summary.width() >= look().px(SUMMARY_PX)
        assert not frame.page.geometry().intersects(frame.summary.geometry())


def test_a_short_page_does_not_scroll_because_another_one_is_long(frame: WizardFrame, qtbot: QtBot) -> None:
    long = QWidget()
    column = QVBoxLayout(long)
    for number in range(80):
        column.addWidget(PlainLabel(f"Line {number} " + "goes on and on " * 20, wrap=True))
    frame.add_page("long", long)
    bar = frame.page.verticalScrollBar()
    frame.show_page("long", "Everything", can_go_back=True)
    qtbot.waitUntil(bar.isVisible)
    frame.show_page("second", "Customer", can_go_back=True)
    qtbot.waitUntil(lambda: not bar.isVisible())


class _Below(QWidget):
    """A page with a field far below the fold, and as much again below the field."""

    def __init__(self, help_text: str) -> None:
        super().__init__()
        self.form = FormBinder((Field("note", "Note", help=help_text),), lambda: date(2026, 11, 17))
        column = QVBoxLayout(self)
        column.addSpacing(900)
        column.addWidget(self.form.widget)
        column.addSpacing(900)


def _shown_at(frame: WizardFrame, part: QWidget) -> tuple[bool, bool]:
    """Say whether the top and the bottom of a part are in sight."""
    view = frame.page.viewport()
    top = part.mapTo(view, QPoint(0, 0)).y()
    return 0 <= top <= view.height(), 0 <= top + part.height() <= view.height()


@pytest.mark.parametrize("from_above", [True, False])
def test_a_field_comes_into_view_with_its_label_and_what_is_wrong_with_it(
    frame: WizardFrame, qtbot: QtBot, *, from_above: bool
) -> None:
    page = _Below("")
    frame.add_page("below", page)
    frame.show_page("below", "Below", can_go_back=True)
    page.form.show_errors({"note": "Fill this in"})
    label, error = (one for one in page.form.widget.findChildren(PlainLabel) if one.text())
    QCoreApplication.processEvents()
    bar = frame.page.verticalScrollBar()
    bar.setValue(0 if from_above else bar.maximum())
    assert True not in _shown_at(frame, page.form.input("note"))
    frame.reveal_focus()
    qtbot.waitUntil(lambda: all(_shown_at(frame, page.form.input("note"))))
    assert (_shown_at(frame, label), _shown_at(frame, error)) == ((True, True), (True, True))


def test_a_field_that_is_higher_than_the_page_stays_where_its_input_is_in_sight(
    frame: WizardFrame,
) -> None:
    page = _Below("\n".join("A long help" for _ in range(80)))
    frame.add_page("below", page)
    frame.show_page("below", "Below", can_go_back=True)
    page.form.focus_first()
    QCoreApplication.processEvents()
    assert page.form.widget.height() > frame.page.viewport().height()
    bar = frame.page.verticalScrollBar()
    bar.setValue(900 - frame.page.viewport().height() // 2)
    before = bar.value()
    assert _shown_at(frame, page.form.input("note")) == (True, True)
    frame.reveal_focus()
    QCoreApplication.processEvents()
    assert bar.value() == before
