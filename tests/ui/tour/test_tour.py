"""The tour draws every scene, says what it waits for in vain, and its parts do as they say."""

import ast
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from agentview.contract.op import Nothing
from agentview.contract.session import ME
from agentview.core.errors import Refusal, Unavailable
from agentview.gateway.port import FeedNews, LinkState
from agentview.tour import looks
from agentview.ui.kit.pseudo import PseudoTranslator, accented, pseudo
from agentview.ui.tour import scenes
from agentview.ui.tour.driver import Day
from agentview.ui.tour.moody import Mood, MoodyGateway
from agentview.ui.tour.scene import Scene
from agentview.ui.tour.scenes import SCENES
from agentview.ui.tour.stage import MissingPartError, Stage, Steps
from tests.ui.fake_desk import person
from tests.ui.shell.fake_gateway import FakeGateway
from tests.ui.tour.known_plain import ANYWHERE, KNOWN

_DRAW = frozenset({"picture", "draw"})
PROGRAM = """
import sys
from pathlib import Path
from agentview.tour import run_tour
sys.exit(run_tour(Path(sys.argv[1]), (), "pseudo"))
"""


@pytest.mark.begins
@pytest.mark.timeout(900)
def test_the_tour_draws_every_scene_and_shows_no_text_that_is_not_translated(tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    homes = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"), str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder)],
        env=os.environ | homes | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert not _untold(done.stdout), "\n".join(_untold(done.stdout))
    assert "not finished" not in done.stdout, done.stdout + done.stderr
    assert done.returncode in (0, 1), done.stdout + done.stderr
    assert len(list(folder.glob("*-pseudo.png"))) >= 20
    assert not list(tmp_path.glob("*.sqlite3"))


def _untold(said: str) -> list[str]:
    """Return what the tour saw that was not translated, without what is known."""
    start = "not translated: "
    told = [line.removeprefix(start) for line in said.splitlines() if line.startswith(start)]
    return [line for line in told if not any(part in line for part in _known(line.split(":")[0]))]


def _known(picture: str) -> tuple[str, ...]:
    return KNOWN.get(picture, ()) + ANYWHERE


def test_further_scales_are_drawn_once_and_one_look_alone() -> None:
    assert [look.name for look in looks((1.0, 1.25), "")][-1] == "light-125"
    assert [look.name for look in looks((), "dark")] == ["dark"]
    assert [look.name for look in looks((), "german-150")] == ["german-150"]
    assert [look.name for look in looks((1.25,), "light-125")] == ["light-125"]
    assert len(looks((1.5,), "")) == len(looks((), ""))


def test_scenes_have_names_of_their_own() -> None:
    assert len({scene.name for scene in SCENES}) == len(SCENES)


def test_pictures_have_names_and_numbers_of_their_own() -> None:
    files = sorted(Path(scenes.__file__).parent.glob("*.py"))
    names = [(name, file.stem) for file in files for name in _pictures(file)]
    assert len(names) > 50
    assert len({name for name, _file in names}) == len(names)
    numbers = {(name.partition("-")[0], file) for name, file in names}
    assert len({number for number, _file in numbers}) == len(numbers), sorted(numbers)


def _pictures(file: Path) -> list[str]:
    """Return the names of the pictures that the scenes of a file draw."""
    calls = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
    drawn = [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr in _DRAW]
    return [ast.unparse(call.args[0]).lstrip("f").strip("'") for call in drawn]


class _Window(QPushButton):
    pass


class _FakeStage:
    """A stage with a window and nothing behind it."""

    def __init__(self) -> None:
        self.window = _Window()
        self.drawn: list[str] = []

    def is_awake(self) -> bool:
        return True

    def draw(self, name: str, *, is_key: bool) -> None:
        assert is_key
        self.drawn.append(name)


def _play(qtbot: QtBot, scenes: Sequence[Scene]) -> tuple[str, _FakeStage]:
    stage, ended = _FakeStage(), cast("list[str]", [])
    qtbot.addWidget(stage.window)
    Day(cast("Stage", stage), scenes, ended.append).start()
    qtbot.waitUntil(lambda: bool(ended))
    return ended[0], stage


def test_scenes_follow_each_other(qtbot: QtBot) -> None:
    told: list[str] = []

    def first(_stage: Stage) -> Steps:
        yield lambda: True
        told.append("first")

    def second(_stage: Stage) -> Steps:
        told.append("second")
        yield lambda: True

    assert _play(qtbot, [Scene("one", first), Scene("two", second)])[0] == ""
    assert told == ["first", "second"]


def test_a_missing_part_ends_the_day_with_a_picture(qtbot: QtBot) -> None:
    def play(_stage: Stage) -> Steps:
        yield lambda: True
        raise MissingPartError("Take next")

    trouble, stage = _play(qtbot, [Scene("taking", play)])
    assert trouble == "taking: no Take next"
    assert stage.drawn == ["trouble"]


def test_a_condition_that_never_holds_ends_the_day(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agentview.ui.tour.driver.LONGEST_WAIT_MS", 20)

    def play(_stage: Stage) -> Steps:
        yield lambda: True
        yield lambda: False

    assert _play(qtbot, [Scene("waiting", play)])[0] == "waiting: waited in vain"


def test_a_moody_gateway_fails_and_brings_news() -> None:
    inner, mood, heard = FakeGateway(person()), Mood(), cast("list[FeedNews]", [])
    gateway = MoodyGateway(inner, mood)
    gateway.sign_in("priya", None)
    assert gateway.call(ME, Nothing()) == person()
    gateway.subscribe(heard.append)
    mood.tell(FeedNews(link=LinkState.LOST))
    assert [news.link for news in heard] == [LinkState.LOST]
    mood.error = Unavailable(Refusal("E-SERVER"))
    with pytest.raises(Unavailable):
        gateway.call(ME, Nothing())
    mood.error = None
    mood.hold(ME.name)
    mood.let_go()
    assert gateway.call(ME, Nothing()) == person()


def test_pseudo_text_is_longer_and_keeps_placeholders(qtbot: QtBot) -> None:
    assert qtbot is not None
    text = "Claimed {order} by %n people"
    assert "{order}" in pseudo(text)
    assert "%n" in pseudo(text)
    assert len(pseudo(text)) >= len(text) * 1.2
    assert pseudo(text).startswith(accented("Claimed"))
    translator = PseudoTranslator()
    QCoreApplication.installTranslator(translator)
    assert QCoreApplication.translate("Any", "Halt") == pseudo("Halt")
    QCoreApplication.removeTranslator(translator)
    assert QCoreApplication.translate("Any", "Halt") == "Halt"
