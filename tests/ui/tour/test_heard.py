"""Scenes find their parts in every language, by the words of the sources."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from agentview.ui.kit.language import Language, Languages
from agentview.ui.kit.pseudo import pseudo
from agentview.ui.tour.heard import Listener, begins, is_word


def test_a_word_is_found_in_the_language_in_which_it_was_said(qapp: QApplication) -> None:
    languages = Languages(qapp)
    languages.speak(Language.GERMAN, Listener)
    said = QCoreApplication.translate("Notifications", "Notifications")
    assert said == "Nachrichten"
    assert is_word("Nach&richten", "Notifications")
    assert begins("Nachrichten 3", "Notif")
    assert begins("Nachrichten: Tabelle", "Notifications: show as a table")
    assert not begins("Vorlagen: Tabelle", "Notifications: show as a table")
    languages.speak(Language.PSEUDO, Listener)
    assert is_word(pseudo("Notifications"), "Notifications")
    assert not is_word("Nachrichten", "Notifications")
    languages.fall_silent()
    assert is_word("Notifications", "Notifications")
