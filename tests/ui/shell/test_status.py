"""The status line says where the services are: this computer in words, a server by its host."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agentview.gateway.port import THIS_COMPUTER, LinkState
from agentview.ui.kit.language import Language, Languages
from agentview.ui.shell.link import LinkStatus
from agentview.ui.shell.status import StatusLine


def test_this_computer_is_said_in_words_and_a_host_as_it_is(qapp: QApplication, qtbot: QtBot) -> None:
    languages = Languages(qapp)
    languages.speak(Language.GERMAN)
    line = StatusLine()
    qtbot.addWidget(line)
    for place, said in ((THIS_COMPUTER, "Dieser Computer"), ("voice.example.net", "voice.example.net")):
        line.show_person(place, "Priya")
        line.show_link(LinkStatus(LinkState.CONNECTED, None))
        assert said in line.accessibleName()
    languages.fall_silent()
    assert QCoreApplication.translate("StatusLine", "This computer") == THIS_COMPUTER
