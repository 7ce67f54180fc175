"""The View menu offers the languages; the choice is kept and told, and holds from the next start on."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from agentview.ui.kit.language import LANGUAGE, Language, kept_language
from tests.ui.shell.opened import OpenedWindow


def choices(window: QWidget) -> dict[str, QAction]:
    return {one.text(): one for one in window.actions() if one.isCheckable()}


def test_a_language_is_chosen_and_told_in_itself(opened: OpenedWindow) -> None:
    opened.enter()
    offered = choices(opened.window)
    assert offered["Language of the system"].isChecked()
    offered["Deutsch"].trigger()
    assert opened.settings.get(LANGUAGE) == "de"
    assert kept_language(opened.settings) is Language.GERMAN
    assert offered["Deutsch"].isChecked()
    assert not offered["Language of the system"].isChecked()
    assert any("Deutsch" in told for told in opened.workplace.toasts.texts())


def test_it_can_be_chosen_while_nobody_is_signed_in(opened: OpenedWindow) -> None:
    offered = choices(opened.window)
    offered["English"].trigger()
    assert opened.settings.get(LANGUAGE) == "en"
    assert opened.window.statusBar().currentMessage() == "AgentView speaks English from its next start on."
    offered["English"].trigger()
    assert kept_language(opened.settings) is Language.ENGLISH
