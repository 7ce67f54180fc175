"""The language of the desktop: loads its texts and Qt's own, writes numbers and days as is usual there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from importlib import resources

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from agentview.ui.kit.local_format import ENGLISH, LocalFormat, use_format
from agentview.ui.kit.pseudo import PseudoTranslator
from agentview.ui.kit.settings_store import SettingsStore

LANGUAGE = "language"
"""The setting that keeps the choice."""

_FOLDER = resources.files("agentview") / "resources" / "translations"
_DAYS, _MONTHS = range(1, 8), range(1, 13)


class Language(StrEnum):
    """What can be chosen; PSEUDO is for who looks for texts that do not fit or are not translated."""

    SYSTEM = "system"
    ENGLISH = "en"
    GERMAN = "de"
    PSEUDO = "pseudo"


def kept_language(settings: SettingsStore) -> Language:
    """Return the language that was chosen last; one that is not known is the system's."""
    kept = settings.get(LANGUAGE)
    return Language(kept) if kept in list(Language) else Language.SYSTEM


def spoken(language: Language, system: QLocale) -> Language:
    """Return the language that is really spoken: a system in one that AgentView lacks gets English."""
    if language is not Language.SYSTEM:
        return language
    return Language.GERMAN if system.language() is QLocale.Language.German else Language.ENGLISH


class Languages:
    """Speaks one language at a time; chosen before the first text is made."""

    def __init__(self, app: QCoreApplication) -> None:
        """Speaks English, as the sources do."""
        self._app = app
        self._translators: list[QTranslator] = []

    def speak(
        self, language: Language, listener: Callable[[QTranslator, QObject], QTranslator] | None = None
    ) -> None:
        """Speak this language from now on; what is shown already stays as it is.

        `listener` makes one that is asked before our own translator.
        """
        self.fall_silent()
        system = QLocale.system()
        found = spoken(language, system)
        self._translators = self._made(found)
        if listener is not None:
            self._translators.append(listener(self._translators[-1], self._app))
        for translator in self._translators:
            self._app.installTranslator(translator)
        locale = _locale(found, system)
        QLocale.setDefault(locale)
        use_format(_with_words(_german_format(locale) if found is Language.GERMAN else ENGLISH))

    def fall_silent(self) -> None:
        """Speak the English of the sources again."""
        for translator in self._translators:
            self._app.removeTranslator(translator)
            translator.deleteLater()
        self._translators = []
        use_format(ENGLISH)

    def _made(self, language: Language) -> list[QTranslator]:
        """Return Qt's texts and ours, which are asked first; the application keeps them."""
        if language is Language.PSEUDO:
            return [PseudoTranslator(self._app)]
        qt, ours = QTranslator(self._app), QTranslator(self._app)
        qt.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        ours.load(f"agentview_{language}", str(_FOLDER))
        return [qt, ours]


def _locale(language: Language, system: QLocale) -> QLocale:
    """Return the system's country where it speaks the language, such as Austria's German."""
    wanted = QLocale.Language.German if language is Language.GERMAN else QLocale.Language.English
    return system if system.language() is wanted else QLocale(wanted)


def _german_format(locale: QLocale) -> LocalFormat:
    short = QLocale.FormatType.ShortFormat
    return LocalFormat(
        group=locale.groupSeparator(),
        point=locale.decimalPoint(),
        weekdays=tuple(locale.standaloneDayName(day, short) for day in _DAYS),
        months=tuple(locale.standaloneMonthName(month, short) for month in _MONTHS),
        day="{day:02}.{number:02}.{year}",
        short_day="{day:02}.{number:02}.",
        day_pattern="dd.MM.yyyy",
    )


def _with_words(local: LocalFormat) -> LocalFormat:
    translate = QCoreApplication.translate
    return replace(
        local,
        just_now=translate("When", "just now"),
        ago=translate("When", "{amount} ago"),
        ahead=translate("When", "in {amount}"),
        day_unit=translate("When", "d"),
    )
