"""Walks through the day once for each look, and tells what was drawn and what blocked the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from agentview.contract.session import Person
from agentview.core.clock import ManualClock
from agentview.gateway.port import Gateway
from agentview.ui.kit.appearance import Appearance, AppearanceKeeper
from agentview.ui.kit.draft_store import DraftStore
from agentview.ui.kit.language import Language, Languages
from agentview.ui.kit.settings_store import SettingsStore
from agentview.ui.kit.stall import Stall, StallDetector
from agentview.ui.kit.theme import ThemeChoice
from agentview.ui.kit.thread_runner import ThreadRunner
from agentview.ui.shell.first_steps import FirstSteps
from agentview.ui.shell.guard import GuardedGateway
from agentview.ui.shell.registry import AREAS
from agentview.ui.shell.session import Reached
from agentview.ui.shell.window import MainWindow, Tools
from agentview.ui.texts.errors import CodeTexts
from agentview.ui.tour.driver import Day
from agentview.ui.tour.heard import Listener
from agentview.ui.tour.moody import Mood, MoodyGateway
from agentview.ui.tour.plain import Data, plain_texts, shown_texts
from agentview.ui.tour.scene import Scene
from agentview.ui.tour.scenes import SCENES
from agentview.ui.tour.set_up import StagedSetUp
from agentview.ui.tour.stage import Place, Stage

START = datetime(2026, 11, 17, 9, 30, tzinfo=UTC)
"""A Tuesday morning: the clock of the tour stands here until a scene moves it."""

SIZE = (1366, 768)


@dataclass(frozen=True)
class Look:
    """How a day is drawn; `is_whole` draws all scenes, else only the key ones (D-38).

    In the pseudo language everything is translated, and what is not is told.
    """

    name: str
    theme: ThemeChoice
    scale: float = 1.0
    is_mirrored: bool = False
    is_whole: bool = True
    language: Language = Language.ENGLISH


LOOKS = (
    Look("light", ThemeChoice.LIGHT),
    Look("dark", ThemeChoice.DARK),
    Look("light-150", ThemeChoice.LIGHT, 1.5, is_whole=False),
    Look("contrast", ThemeChoice.CONTRAST, is_whole=False),
    Look("mirrored", ThemeChoice.LIGHT, is_mirrored=True, is_whole=False, language=Language.PSEUDO),
)
FURTHER = (
    Look("pseudo", ThemeChoice.DARK, language=Language.PSEUDO),
    Look("german", ThemeChoice.LIGHT, language=Language.GERMAN),
    Look("german-150", ThemeChoice.DARK, 1.5, language=Language.GERMAN),
)
"""Not among the usual ones: all scenes once more, for who looks at the languages."""


class OpenPlace(Place, Protocol):
    """A place that can be closed."""

    def texts(self) -> set[str]:
        """Return every text in the database: what people wrote, which no translator gets."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...


@dataclass(frozen=True)
class Equipment:
    """What the tour gets from outside: services for each day, drafts, and folders to work and draw in."""

    open_place: Callable[[str, ManualClock], OpenPlace]
    open_drafts: Callable[[Person, ManualClock], DraftStore]
    work_folder: Path
    folder: Path


@dataclass(frozen=True)
class Result:
    """What came of the tour; `trouble` is "" where all scenes were drawn, `plain` what was not translated."""

    pictures: tuple[Path, ...]
    longest: Stall | None
    trouble: str
    plain: tuple[str, ...] = ()


class Walk(QObject):
    """Plays the day in each look; tells `finished(Result)` once."""

    def __init__(
        self,
        app: QApplication,
        equipment: Equipment,
        looks: Sequence[Look],
        finished: Callable[[Result], None],
        scenes: Sequence[Scene] = SCENES,
    ) -> None:
        """Draws nothing before `start`."""
        super().__init__(app)
        self._app, self._equipment, self._finished = app, equipment, finished
        self._looks, self._scenes = list(looks), scenes
        self._keeper = AppearanceKeeper(app, Appearance(ThemeChoice.LIGHT))
        self._languages = Languages(app)
        self._stalls = StallDetector(parent=self)
        self._pictures: list[Path] = []
        self._plain: set[str] = set()
        self._today: _Today | None = None

    def start(self) -> None:
        """Begin with the first look."""
        self._next()

    def _next(self) -> None:
        look = self._looks.pop(0)
        self._dress(look)
        self._today = _Today(look, self._equipment, self._keeper, self._grabbing)
        day = Day(self._today.stage, self._scenes, self._on_ended)
        self._stalls.start()
        self._today.begin()
        day.start()

    def _dress(self, look: Look) -> None:
        self._keeper.choose(Appearance(look.theme, look.scale))
        sides = Qt.LayoutDirection
        self._app.setLayoutDirection(sides.RightToLeft if look.is_mirrored else sides.LeftToRight)
        self._languages.speak(look.language, Listener)

    def _grabbing(self, draw: Callable[[], QPixmap]) -> QPixmap:
        """Draw without counting the time of it: nobody waits for a picture of a window."""
        self._stalls.stop()
        try:
            return draw()
        finally:
            self._stalls.start()

    def _on_ended(self, trouble: str) -> None:
        today, self._today = self._today, None
        self._stalls.stop()
        if today is not None:
            self._pictures += today.stage.pictures
            self._plain |= today.plain()
            trouble = f"{today.look.name}: {trouble}" if trouble else ""
            today.end()
        if self._looks and not trouble:
            self._next()
            return
        self._languages.fall_silent()
        longest = max(self._stalls.stalls, key=lambda stall: stall.milliseconds, default=None)
        self._finished(Result(tuple(self._pictures), longest, trouble, tuple(sorted(self._plain))))


class _Today:
    """One day in one look: window, services and stage."""

    def __init__(
        self,
        look: Look,
        equipment: Equipment,
        keeper: AppearanceKeeper,
        grabbing: Callable[[Callable[[], QPixmap]], QPixmap],
    ) -> None:
        self.look, self._equipment = look, equipment
        self._runner = ThreadRunner()
        self._clock, self._mood = ManualClock(START), Mood()
        self._place: OpenPlace | None = None
        self._set_up = StagedSetUp()
        self._shown: dict[str, str] = {}
        self._window = MainWindow(self._tools(keeper))
        self.stage = Stage(self._window, self, self._runner, self._clock, self._mood, grabbing, self._save)
        self.stage.set_up = self._set_up

    def begin(self) -> None:
        self._window.resize(*SIZE)
        self._window.show()
        self._window.activateWindow()
        self._window.start()

    def gateway(self) -> Gateway:
        """Return another gateway on the same services; on a thread of the runner."""
        if self._place is None:
            self._place = self._equipment.open_place(self.look.name, self._clock)
        return self._place.gateway()

    def plain(self) -> set[str]:
        """Return what was shown without a translation, with the first picture that shows it."""
        written: set[str] = set() if self._place is None else self._place.texts()
        found = plain_texts(self._shown, Data(written | self.stage.written))
        return {f"{self._shown[text]}: {text}" for text in found}

    def end(self) -> None:
        self._window.close()
        self._runner.close()
        if self._place is not None:
            self._place.close()
        self._window.deleteLater()

    def _tools(self, keeper: AppearanceKeeper) -> Tools:
        folder = self._equipment.work_folder / self.look.name
        return Tools(
            areas=AREAS,
            runner=self._runner,
            clock=self._clock,
            settings=SettingsStore(folder / "desktop.json"),
            texts=CodeTexts(self._clock),
            keeper=keeper,
            reach=lambda: Reached(GuardedGateway(MoodyGateway(self.gateway(), self._mood))),
            open_drafts=lambda person: self._equipment.open_drafts(person, self._clock),
            first_steps=FirstSteps(self._set_up),
        )

    def _save(self, name: str, picture: QPixmap, *, is_key: bool) -> Path | None:
        if self.look.language is Language.PSEUDO:
            self._shown = dict.fromkeys(shown_texts(self._window), name) | self._shown
        if not self.look.is_whole and not is_key:
            return None
        path = self._equipment.folder / f"{name}-{self.look.name}.png"
        picture.save(str(path))
        return path
