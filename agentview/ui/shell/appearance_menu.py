"""The actions that choose theme, density and scale, and keep the choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QWidget

from agentview.ui.kit.action import ActionText
from agentview.ui.kit.appearance import LARGEST_SCALE, SMALLEST_SCALE, Appearance, AppearanceKeeper
from agentview.ui.kit.settings_store import SettingsStore
from agentview.ui.kit.theme import Density, ThemeChoice
from agentview.ui.shell.window_action import window_action

APPEARANCE = "appearance"
_STEP = 0.1


def kept_appearance(settings: SettingsStore) -> Appearance:
    """Return the appearance that was chosen last."""
    return Appearance.from_json(settings.get(APPEARANCE))


class AppearanceActions(QObject):
    """Three groups of actions: `themes`, `densities` and `scales`."""

    def __init__(self, window: QWidget, keeper: AppearanceKeeper, settings: SettingsStore) -> None:
        """Shows the present choice as ticked."""
        super().__init__(window)
        self._window, self._keeper, self._settings = window, keeper, settings
        translate = QCoreApplication.translate
        self.themes = self._choices(
            {
                translate("Appearance", "Theme of the system"): lambda: self._theme(ThemeChoice.SYSTEM),
                translate("Appearance", "Light theme"): lambda: self._theme(ThemeChoice.LIGHT),
                translate("Appearance", "Dark theme"): lambda: self._theme(ThemeChoice.DARK),
                translate("Appearance", "High contrast theme"): lambda: self._theme(ThemeChoice.CONTRAST),
            },
            list(ThemeChoice).index(keeper.chosen.theme),
        )
        self.densities = self._choices(
            {
                translate("Appearance", "Compact lists"): lambda: self._density(Density.COMPACT),
                translate("Appearance", "Normal lists"): lambda: self._density(Density.NORMAL),
                translate("Appearance", "Relaxed lists"): lambda: self._density(Density.RELAXED),
            },
            list(Density).index(keeper.chosen.density),
        )
        self.scales = (
            self._action(translate("Appearance", "Larger"), lambda: self._scale(_STEP), "Ctrl++"),
            self._action(translate("Appearance", "Smaller"), lambda: self._scale(-_STEP), "Ctrl+-"),
            self._action(translate("Appearance", "Normal size"), self._normal_size, "Ctrl+0"),
        )

    def choose(self, wanted: Appearance) -> None:
        """Apply an appearance and keep it."""
        self._keeper.choose(wanted)
        self._settings.set(APPEARANCE, wanted.as_json())
        self.themes[list(ThemeChoice).index(wanted.theme)].setChecked(True)
        self.densities[list(Density).index(wanted.density)].setChecked(True)

    def _theme(self, theme: ThemeChoice) -> None:
        self.choose(replace(self._keeper.chosen, theme=theme))

    def _density(self, density: Density) -> None:
        self.choose(replace(self._keeper.chosen, density=density))

    def _scale(self, step: float) -> None:
        scale = round(self._keeper.chosen.scale + step, 2)
        self.choose(replace(self._keeper.chosen, scale=min(LARGEST_SCALE, max(SMALLEST_SCALE, scale))))

    def _normal_size(self) -> None:
        self.choose(replace(self._keeper.chosen, scale=1.0))

    def _choices(self, acts: dict[str, Callable[[], None]], chosen: int) -> Sequence[QAction]:
        group = QActionGroup(self)
        actions = [self._action(text, act) for text, act in acts.items()]
        for at, action in enumerate(actions):
            action.setCheckable(True)
            action.setChecked(at == chosen)
            group.addAction(action)
        return actions

    def _action(self, text: str, act: Callable[[], None], key: str = "") -> QAction:
        return window_action(self._window, ActionText(text, key), act)
