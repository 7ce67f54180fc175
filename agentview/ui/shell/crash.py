"""What happens when something goes wrong that should be impossible: a line in the log, and a dialog."""

from __future__ import annotations

import faulthandler
import secrets
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from agentview.core import log
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.text import INK_SECOND, PlainLabel, heading

_LONGEST = 80


class CrashDialog(QDialog):
    """Tells the reference under which the log has the details; the program goes on."""

    def __init__(self, reference: str, parent: QWidget | None) -> None:
        """Open it with `open()`."""
        super().__init__(parent)
        translate = QCoreApplication.translate
        self._reference = reference
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Crash", "Something went wrong"))
        self.setMinimumWidth(look().px(460))
        sentence = translate(
            "Crash",
            "This is a fault of AgentView. What was saved before is safe, and what you typed is kept as a "
            "draft. You can go on; if something looks wrong, close AgentView and start it again.",
        )
        hint = translate("Crash", "Reference {reference}: with it, support finds the details in the log.")
        copy = Button(translate("Crash", "Copy reference"))
        close = Button(translate("Crash", "Go on"), ButtonKind.PRIMARY)
        copy.pressed_once.connect(self._on_copy)
        close.pressed_once.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(copy)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        edge = look().px(20)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look().px(12))
        column.addWidget(heading(self.windowTitle()))
        column.addWidget(PlainLabel(sentence, wrap=True))
        text = hint.replace("{reference}", reference)
        column.addWidget(PlainLabel(text, ink=INK_SECOND, wrap=True, selectable=True))
        column.addLayout(buttons)
        close.setDefault(True)

    @Slot()
    def _on_copy(self) -> None:
        QApplication.clipboard().setText(self._reference)


class CrashWatch(QObject):
    """Takes what nobody caught, on any thread, once `install` was called; at most one dialog is open.

    `happened` tells on the GUI thread of each, so that what was typed can be saved before anything else.
    """

    happened = Signal()
    _happened = Signal(str)

    def __init__(self, parent: QObject) -> None:
        """Watches nothing yet."""
        super().__init__(parent)
        self.references: list[str] = []
        self.ended_badly = False
        self._file: IO[bytes] | None = None
        self._dialog: CrashDialog | None = None
        self._happened.connect(self._on_happened, Qt.ConnectionType.QueuedConnection)

    def install(self, crash_file: Path) -> None:
        """Takes over the hooks of Python and Qt; faults of the machine code are written to the file.

        `ended_badly` says afterwards whether one was written since the start before; it is then kept beside.
        """
        sys.excepthook = self._on_error
        threading.excepthook = self._on_thread_error
        qInstallMessageHandler(_on_qt_message)
        try:
            self.ended_badly = _keep_last(crash_file)
            # Left open: the handler writes to it when nothing can be opened any more.
            self._file = crash_file.open("wb")
        except OSError as error:
            log.warn("desktop.no_crash_file", error=type(error).__qualname__)
        stream = self._file or sys.__stderr__
        if stream is not None:
            faulthandler.enable(stream)

    def uninstall(self) -> None:
        """Gives the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            self._file = None

    def note(self, error: BaseException) -> str:
        """Writes a line to the log, asks for the dialog and returns the reference of both."""
        reference = secrets.token_hex(4)
        self.references.append(reference)
        log.bug("desktop.bug", error, request_id=reference)
        self._happened.emit(reference)
        return reference

    def _on_error(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, error, trace)
            QCoreApplication.exit(1)
            return
        self.note(error)

    def _on_thread_error(self, hook: threading.ExceptHookArgs) -> None:
        if hook.exc_value is not None:
            self.note(hook.exc_value)

    @Slot(str)
    def _on_happened(self, reference: str) -> None:
        self.happened.emit()
        if self._dialog is not None:
            return
        self._dialog = CrashDialog(reference, QApplication.activeWindow())
        self._dialog.finished.connect(self._on_closed)
        self._dialog.open()

    @Slot()
    def _on_closed(self) -> None:
        self._dialog = None


def _keep_last(crash_file: Path) -> bool:
    """Put a crash file with content aside, in place of the one before; say whether there was one."""
    if not crash_file.exists() or not crash_file.stat().st_size:
        return False
    crash_file.replace(crash_file.with_suffix(".last.txt"))
    return True


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Write a warning of Qt to the log: what stands before a colon, since values may follow it."""
    if kind is not QtMsgType.QtDebugMsg:
        where = str(context.category or "qt")
        log.warn("qt.message", where=where, code=message.partition(":")[0][:_LONGEST])
