"""The screen in every theme, scale, direction and with long words: nothing clipped, nothing sideways."""

import itertools

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from agentview.ui.kit.appearance import Appearance, apply_appearance
from agentview.ui.kit.pills import ViewPills
from agentview.ui.kit.stall import StallDetector
from agentview.ui.kit.theme import Density, ThemeChoice
from tests.ui.views.provisioning.builders import halted, mine, queue_of, row, theirs
from tests.ui.views.provisioning.conftest import OpenScreen, Screen

THEMES = (ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.CONTRAST)
AREA_AT_1366 = (1138, 660)
ROWS = tuple(
    make(number, customer="Marlow Dental Group Holdings Limited", identifier="+61355500142")
    for number, make in zip(range(1, 40), itertools.cycle((row, mine, theirs)), strict=False)
)


class LongWords(QTranslator):
    """Makes every text two fifths longer, as German does."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:
        del context, disambiguation
        if sourceText.startswith("F%"):
            return sourceText
        words = sourceText.replace("%n", str(n)).split(" ")
        return " ".join(word if "{" in word else word + "x" * (2 * len(word) // 5) for word in words)


def _clipped(root: QWidget) -> list[str]:
    buttons = [button for button in root.findChildren(QPushButton) if button.isVisibleTo(root)]
    labels = [label for label in root.findChildren(QLabel) if label.isVisibleTo(root) and label.wordWrap()]
    pills = [(pill, row) for row in root.findChildren(ViewPills) for pill in row.findChildren(QWidget)]
    return [
        *(button.text() for button in buttons if button.width() < button.minimumSizeHint().width()),
        *(label.text() for label in labels if label.height() < label.heightForWidth(label.width())),
        *("pill" for pill, row in pills if pill.geometry().right() > row.width()),
    ]


def _resize(screen: Screen, width: int, height: int) -> None:
    screen.view.root.resize(width, height)
    for _ in range(3):
        QCoreApplication.sendPostedEvents()
        screen.settle()


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("theme", THEMES)
def test_nothing_is_clipped_and_nothing_scrolls_sideways(
    open_screen: OpenScreen, app: QApplication, theme: ThemeChoice, scale: float
) -> None:
    apply_appearance(app, Appearance(theme, scale))
    screen = open_screen(*ROWS)
    _resize(screen, AREA_AT_1366[0] + (110 if scale > 1 else 0), AREA_AT_1366[1])
    assert screen.view.queue.table.horizontalScrollBar().maximum() == 0
    assert _clipped(screen.view.root) == []


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_long_words_fit_in_both_directions(
    open_screen: OpenScreen, app: QApplication, direction: Qt.LayoutDirection
) -> None:
    words = LongWords()
    app.installTranslator(words)
    app.setLayoutDirection(direction)
    screen = open_screen(*ROWS)
    _resize(screen, *AREA_AT_1366)
    clipped = _clipped(screen.view.root)
    sideways = screen.view.queue.table.horizontalScrollBar().maximum()
    app.removeTranslator(words)
    assert (clipped, sideways) == ([], 0)


def test_fourteen_rows_are_seen_at_1366_by_768(open_screen: OpenScreen, app: QApplication) -> None:
    screen = open_screen(*ROWS)
    _resize(screen, AREA_AT_1366[0], 620)
    table = screen.view.queue.table
    assert table.viewport().height() // table.rowHeight(0) >= 14
    normal = table.rowHeight(0)
    apply_appearance(app, Appearance(density=Density.COMPACT))
    QCoreApplication.sendPostedEvents()
    assert table.rowHeight(0) < normal


def test_a_wide_window_shows_more_columns_and_a_narrow_one_fewer(open_screen: OpenScreen) -> None:
    screen = open_screen(*ROWS)
    _resize(screen, 900, 600)
    narrow = screen.view.queue.shown_keys()
    _resize(screen, 2300, 900)
    wide = screen.view.queue.shown_keys()
    assert wide == [column.key for column in screen.view.queue.model.columns]
    assert {"reference", "customer", "status", "age"} <= set(narrow) < set(wide)


def test_forms_are_not_clipped_either(open_screen: OpenScreen) -> None:
    screen = open_screen(*ROWS)
    _resize(screen, *AREA_AT_1366)
    screen.view.commands.run("halt", screen.view.chosen_row())
    screen.settle()
    dialog = screen.view.commands.dialog
    assert dialog is not None
    QCoreApplication.sendPostedEvents()
    assert _clipped(dialog) == []
    dialog.reject()
    screen.view.commands.run("edit", screen.view.chosen_row())
    screen.settle()
    assert screen.view.side.is_editing
    assert _clipped(screen.view.side.pane) == []


def test_changing_theme_and_scale_while_it_runs_keeps_the_place(
    open_screen: OpenScreen, app: QApplication
) -> None:
    screen = open_screen(*ROWS)
    screen.view.queue.select(5)
    screen.settle()
    for theme in THEMES:
        apply_appearance(app, Appearance(theme, 1.25))
        QCoreApplication.sendPostedEvents()
    current = screen.view.queue.current()
    assert current is not None
    assert current.task_id == 5


def test_walking_through_the_list_blocks_nobody(open_screen: OpenScreen, stalls: StallDetector) -> None:
    screen = open_screen(*ROWS)
    asked = len(screen.gateway.sent("provisioning.task"))
    for _ in range(10):
        screen.key(Qt.Key.Key_J)
    assert len(screen.gateway.sent("provisioning.task")) == asked
    screen.settle()
    assert screen.view.side.presenter.subject == 11
    assert stalls is not None


def test_the_demo_of_a_halted_task_fits(open_screen: OpenScreen) -> None:
    task = halted(1)
    screen = open_screen(task.row)
    screen.gateway.answers.update({**queue_of(task.row), "provisioning.task": lambda _request: task})
    screen.view.side.presenter.read()
    screen.settle()
    _resize(screen, *AREA_AT_1366)
    assert _clipped(screen.view.root) == []
