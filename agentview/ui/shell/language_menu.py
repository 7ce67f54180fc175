"""The actions that choose the language, and keep the choice for the next start."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QWidget

from agentview.ui.kit.action import ActionText
from agentview.ui.kit.language import LANGUAGE, Language, kept_language
from agentview.ui.kit.settings_store import SettingsStore
from agentview.ui.shell.window_action import window_action


class LanguageActions(QObject):
    """One action a language, each called in its own; what is shown stays as it is until the next start."""

    def __init__(self, window: QWidget, settings: SettingsStore, say: Callable[[str], None]) -> None:
        """Shows the present choice as ticked; `say` tells when it will hold."""
        super().__init__(window)
        self._settings, self._say = settings, say
        group = QActionGroup(self)
        self.actions: Sequence[QAction] = [
            window_action(window, ActionText(word), self._choosing(language))
            for language, word in _names().items()
        ]
        kept = kept_language(settings)
        for language, action in zip(_names(), self.actions, strict=True):
            action.setCheckable(True)
            action.setChecked(language is kept)
            group.addAction(action)

    def _choosing(self, language: Language) -> Callable[[], None]:
        return lambda: self._choose(language)

    def _choose(self, language: Language) -> None:
        if language is kept_language(self._settings):
            return
        self._settings.set(LANGUAGE, language.value)
        self._say(_told(language))


def _names() -> dict[Language, str]:
    """Return what each is called; who cannot read the present language finds their own."""
    return {
        Language.SYSTEM: QCoreApplication.translate("Language", "Language of the system"),
        Language.ENGLISH: "English",
        Language.GERMAN: "Deutsch",
        Language.PSEUDO: QCoreApplication.translate("Language", "Pseudo language, for testers"),
    }


def _told(language: Language) -> str:
    """Return when it will hold, in the language that was chosen where it has its own name."""
    return {
        Language.ENGLISH: "AgentView speaks English from its next start on.",
        Language.GERMAN: "AgentView spricht ab dem n\u00e4chsten Start Deutsch.",
    }.get(language, QCoreApplication.translate("Language", "The language changes with the next start."))
