"""Every area speaks the language that is chosen: under the pseudo translation nothing stays English."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTabBar, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from agentview.core.clock import ManualClock
from agentview.reach_tour import make_template, open_drafts, open_place
from agentview.ui.kit.pseudo import pseudo
from agentview.ui.shell.registry import AREAS
from agentview.ui.tour.plain import plain_texts
from agentview.ui.tour.scene import Scene
from agentview.ui.tour.stage import Stage, Steps
from agentview.ui.tour.walk import PSEUDO, START, Equipment, Result, Walk
from tests.fixtures.patience import PATIENCE_SECONDS

PEOPLE = ("grace", "ingrid", "stuart", "hugo")
"""Together they have every area."""

DATA = re.compile(r"AgentView")
"""What is not translated: names."""


@pytest.mark.timeout(600)
def test_every_area_is_translated(
    qtbot: QtBot, app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agentview.ui.tour.driver.LONGEST_WAIT_MS", PATIENCE_SECONDS * 1000)
    make_template(tmp_path, ManualClock(START))
    seen: set[str] = set()
    results: list[Result] = []

    def look_at_all(stage: Stage) -> Steps:
        for username in PEOPLE:
            yield from stage.until(stage.window.sign_in_page.isVisible)
            stage.window.session.sign_in(username, None)
            yield from stage.until(lambda: stage.window.workplace is not None)
            for tab in stage.workplace.tabs():
                stage.workplace.open_area(tab.key)
                seen.add(tab.key)
                yield from stage.picture(f"{username}-{tab.key}")
            stage.window.session.sign_out()

    equipment = Equipment(
        open_place=lambda look, clock: open_place(tmp_path, look, clock),
        open_drafts=lambda person, clock: open_drafts(tmp_path, person, clock),
        work_folder=tmp_path,
        folder=tmp_path,
    )
    Walk(app, equipment, [PSEUDO], results.append, [Scene("all areas", look_at_all)]).start()
    qtbot.waitUntil(lambda: bool(results), timeout=600_000)
    assert results[0].trouble == ""
    assert seen == {area.key for area in AREAS}
    plain = {text.partition(": ")[2] for text in results[0].plain}
    assert not {text for text in plain if not DATA.search(text)}


def test_what_no_translator_made_is_told(qtbot: QtBot) -> None:
    top = QWidget()
    qtbot.addWidget(top)
    box, tabs, empty = QVBoxLayout(top), QTabBar(), QLineEdit()
    tabs.addTab("Orders")
    empty.setPlaceholderText("Search")
    labels = ("It is not known", pseudo("It is not known"), "Marlow Dental", "Anna Berger")
    for part in (QPushButton("Save"), QPushButton(pseudo("Save")), QPushButton("AB"), tabs, empty):
        box.addWidget(part)
    for text in labels:
        box.addWidget(QLabel(text))
    top.show()
    assert plain_texts(top) == {"Save", "Orders", "Search", "It is not known"}
