"""Every scene of the gallery can be seen, read out and mirrored, in every theme and size."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from agentview.ui.kit.a11y import nameless, names
from agentview.ui.kit.appearance import Appearance, apply_appearance
from agentview.ui.kit.button import Button
from agentview.ui.kit.gallery import draw
from agentview.ui.kit.gallery_scenes import SCENES
from agentview.ui.kit.stall import StallDetector
from agentview.ui.kit.text import ElidedLabel, PlainLabel
from agentview.ui.kit.theme import ThemeChoice


def _shown(qtbot: QtBot, name: str) -> QWidget:
    make, width, height = SCENES[name]
    scene = make()
    scene.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(scene)
    scene.resize(width, height)
    scene.show()
    for _ in range(4):
        QCoreApplication.sendPostedEvents()
        least = scene.minimumSizeHint()
        scene.resize(max(scene.width(), least.width()), max(scene.height(), least.height()))
    return scene


@pytest.mark.parametrize("name", SCENES)
def test_everything_has_a_name(qtbot: QtBot, name: str) -> None:
    assert nameless(_shown(qtbot, name)) == []


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("name", SCENES)
def test_no_word_is_clipped(app: QApplication, qtbot: QtBot, name: str, scale: float, mirrored: bool) -> None:
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
    apply_appearance(app, Appearance(ThemeChoice.LIGHT, scale))
    scene = _shown(qtbot, name)
    words: list[Button | PlainLabel] = [*scene.findChildren(Button), *scene.findChildren(PlainLabel)]
    clipped = [
        widget.text()
        for widget in words
        if widget.isVisible() and not isinstance(widget, ElidedLabel) and _is_clipped(widget)
    ]
    assert clipped == []


def _is_clipped(widget: Button | PlainLabel) -> bool:
    needed = widget.sizeHint()
    if isinstance(widget, PlainLabel) and widget.wordWrap():
        return widget.height() < widget.minimumHeight()
    return widget.width() < needed.width() or widget.height() < needed.height()


def test_the_gallery_draws_all_scenes(app: QApplication, tmp_path: Path) -> None:
    written = draw(app, tmp_path)
    assert len(written) == len(SCENES) * 6
    assert all(path.stat().st_size > 1000 for path in written)


def test_a_nameless_widget_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    QLineEdit(window)
    QPushButton("Save", window)
    window.show()
    assert nameless(window) == ["QLineEdit < QWidget"]
    assert names(window) == ["", "Save"]


def test_a_blocked_thread_is_found_with_its_stack(qtbot: QtBot) -> None:
    with StallDetector(limit_ms=20) as detector:
        qtbot.waitUntil(lambda: True)
        _block_for_a_while()
    assert detector.stalls
    assert any("_block_for_a_while" in stall.stack for stall in detector.stalls)


def _block_for_a_while() -> None:
    threading.Event().wait(0.3)


def test_the_detector_can_be_a_fixture(stalls: StallDetector, qtbot: QtBot) -> None:
    qtbot.addWidget(QWidget())
    assert isinstance(stalls.stop(), list)
