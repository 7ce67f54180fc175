"""Plays the scenes of a day: goes on whenever the condition of the moment holds, without ever sleeping."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Slot

from agentview.ui.tour.scene import Scene
from agentview.ui.tour.stage import MissingPartError, Stage, Steps

LONGEST_WAIT_MS = 20_000
_LOOK_MS = 5


class Day(QObject):
    """Plays scenes on a stage and tells `ended(trouble)`; trouble is "" where all went well."""

    def __init__(self, stage: Stage, scenes: Sequence[Scene], ended: Callable[[str], None]) -> None:
        """Plays nothing before `start`."""
        super().__init__(stage.window)
        self._stage, self._scenes, self._ended = stage, list(scenes), ended
        self._name = ""
        self._steps: Steps = iter(())
        self._holds: Callable[[], bool] = lambda: True
        self._waited = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_look)

    def start(self) -> None:
        """Begin."""
        self._waited.start()
        self._timer.start()

    @Slot()
    def _on_look(self) -> None:
        try:
            if self._holds() and self._stage.is_awake():
                self._go_on()
            elif self._waited.elapsed() > LONGEST_WAIT_MS:
                self._end(f"{self._name}: waited in vain")
        except MissingPartError as error:
            self._end(f"{self._name}: no {error}")

    def _go_on(self) -> None:
        self._waited.restart()
        found = next(self._steps, None)
        while found is None and self._scenes:
            scene = self._scenes.pop(0)
            self._name, self._steps = scene.name, scene.play(self._stage)
            found = next(self._steps, None)
        if found is None:
            self._end("")
        else:
            self._holds = found

    def _end(self, trouble: str) -> None:
        self._timer.stop()
        if trouble:
            self._stage.draw("trouble", is_key=True)
        self._ended(trouble)
