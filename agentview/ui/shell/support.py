"""The file for support: every text of it is shown before it is saved, and nothing is sent by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6 import __version__ as qt_version
from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from agentview.core import log
from agentview.core.support_file import Part, collect, default_name, save
from agentview.ui.kit.appearance import look
from agentview.ui.kit.banner import Banner, BannerText
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.help_dialog import give_help
from agentview.ui.kit.runner import Runner
from agentview.ui.kit.state_overlay import StateOverlay, StateText
from agentview.ui.kit.text import INK_SECOND, PlainLabel, heading
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.type_scale import sized_font


@dataclass(frozen=True)
class SupportDesk:
    """What the dialog works with: where log files lie, who works off the GUI thread, and the moment."""

    log_folder: Path
    runner: Runner
    now: datetime


class SupportDialog(QDialog):
    """Shows the texts, each in a tab, and saves them as one file."""

    def __init__(self, desk: SupportDesk, parent: QWidget) -> None:
        """Open it with `open()`; the texts are read on another thread."""
        super().__init__(parent)
        translate = QCoreApplication.translate
        self._desk = desk
        self._parts: tuple[Part, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Support", "File for support"))
        self.resize(look().px(760), look().px(520))
        self.banner = Banner()
        self._state = StateOverlay()
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(translate("Support", "Texts in the file"))
        self.save_button = Button(translate("Support", "Save file..."), ButtonKind.PRIMARY)
        self.close_button = Button(translate("Support", "Close"))
        self.save_button.pressed_once.connect(self._on_save)
        self.close_button.pressed_once.connect(self.reject)
        self._arrange()
        self._read()

    def done(self, result: int) -> None:
        """Hears no late answers."""
        self._desk.runner.drop(self)
        super().done(result)

    @Slot(str)
    def save_to(self, path: str) -> None:
        """Saves the file under this path."""
        translate = QCoreApplication.translate
        self.save_button.set_busy(translate("Support", "Saving..."))
        where, parts = Path(path), self._parts
        self._desk.runner.submit(
            lambda: save(parts, where), lambda _: self._on_saved(where), self._on_failed, self
        )

    def _arrange(self) -> None:
        translate = QCoreApplication.translate
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.save_button)
        column = QVBoxLayout(self)
        edge = look().px(20)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look().px(12))
        column.addWidget(heading(self.windowTitle()))
        sentence = translate(
            "Support",
            "What AgentView did on this computer, without customers, people, numbers and passwords. Read it "
            "here, save it, and send it to support yourself: AgentView sends nothing.",
        )
        column.addWidget(PlainLabel(sentence, ink=INK_SECOND, wrap=True))
        column.addWidget(self.banner)
        column.addWidget(self._state, 1)
        column.addWidget(self.tabs, 1)
        column.addLayout(buttons)
        give_help(self, sentence)

    def _read(self) -> None:
        translate = QCoreApplication.translate
        self.tabs.hide()
        self._state.show_loading(translate("Support", "Reading the log..."))
        self.save_button.set_refusal(translate("Support", "The log is being read"))
        desk, facts = self._desk, _screen_facts()
        desk.runner.submit(
            lambda: collect(desk.log_folder, facts, desk.now), self._on_read, self._on_not_read, self
        )

    def _on_read(self, parts: tuple[Part, ...]) -> None:
        self._parts = parts
        for part in parts:
            self.tabs.addTab(_page(part), part.name)
        self._state.hide()
        self.tabs.show()
        self.save_button.set_refusal(None)
        self.save_button.setFocus()

    def _on_not_read(self, error: Exception) -> None:
        translate = QCoreApplication.translate
        log.bug("support.not_read", error)
        self._state.show_text(
            StateText(
                translate("Support", "The log could not be read"),
                translate("Support", "Nothing was changed. Close this and try again."),
            )
        )

    @Slot()
    def _on_save(self) -> None:
        translate = QCoreApplication.translate
        chooser = QFileDialog(self, translate("Support", "Save the file for support"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("zip")
        chooser.selectFile(default_name(self._desk.now))
        chooser.fileSelected.connect(self.save_to)
        chooser.open()

    def _on_saved(self, path: Path) -> None:
        translate = QCoreApplication.translate
        self.save_button.set_busy(None)
        log.note("support.saved", count=len(self._parts))
        saved = translate("Support", "Saved as {name}").replace("{name}", path.name)
        self.banner.show_texts([BannerText(Tone.SUCCESS, saved)])
        self.close_button.setFocus()

    def _on_failed(self, error: Exception) -> None:
        translate = QCoreApplication.translate
        self.save_button.set_busy(None)
        log.warn("support.not_saved", error=type(error).__qualname__)
        cause = translate("Support", "The file was not saved.")
        next_step = translate("Support", "Choose another folder, or make room on the disk.")
        self.banner.show_texts([BannerText(Tone.BAD, cause, next_step=next_step)])


def _page(part: Part) -> QPlainTextEdit:
    page = QPlainTextEdit()
    page.setReadOnly(True)
    page.setTabChangesFocus(True)
    font = sized_font(1.0)
    font.setFamilies(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families())
    page.setFont(font)
    page.setAccessibleName(part.name)
    page.setPlainText(part.text)
    return page


def _screen_facts() -> Mapping[str, str]:
    screens = (
        f"{screen.size().width()} x {screen.size().height()} at {screen.devicePixelRatio():g}"
        for screen in QGuiApplication.screens()
    )
    return {
        "Qt": qt_version,
        "Platform": QGuiApplication.platformName(),
        "Screens": ", ".join(screens),
        "Scale": f"{look().scale:g}",
    }
