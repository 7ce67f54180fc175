"""Chooses a file, by dialog or by dropping it here, and sends it at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from agentview.contract.attachments import LARGEST, Attachment
from agentview.core.errors import AgentViewError
from agentview.ui.kit.announce import announce
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.text import INK_ERROR, INK_SECOND, PlainLabel
from agentview.ui.navigation import Desk
from agentview.ui.views.customers.attachment_transfer import Upload
from agentview.ui.views.customers.attachment_words import file_line, size_word


class AttachmentPicker(QWidget):
    """One file. `attached(file)` tells that it is kept; `file` is it, None while there is none."""

    attached = Signal(object)

    def __init__(self, desk: Desk, account_id: int, *, is_single: bool = True) -> None:
        """Offers to choose a file; `is_single` shows the one that was sent and lets it be left out again."""
        super().__init__()
        self._desk = desk
        self._is_single = is_single
        self.file: Attachment | None = None
        self._upload = Upload(desk, account_id, self._on_progress, self._on_done, self._on_failed)
        self.button = Button(_word("Attach a file..."), icon_name="plus")
        self.remove = Button(_word("Leave it out"), ButtonKind.QUIET)
        self.state = PlainLabel(_hint(), ink=INK_SECOND, wrap=True)
        self.button.pressed_once.connect(self._on_choose)
        self.remove.pressed_once.connect(self.clear)
        self.remove.hide()
        self.setAcceptDrops(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(look().px(8))
        buttons.addWidget(self.button)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(4))
        column.addLayout(buttons)
        column.addWidget(self.state)

    @property
    def is_busy(self) -> bool:
        """Whether a file is on its way."""
        return self.button.is_busy

    def take(self, path: Path) -> None:
        """Sends a file."""
        if self.is_busy:
            return
        self.file = None
        self.remove.hide()
        self.button.set_busy(_word("Attaching..."))
        self._show(path.name)
        self._upload.start(path)

    def close_down(self) -> None:
        """Gives up what is on its way."""
        self._upload.stop()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes one file of this computer."""
        if self._dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Sends the file that was dropped."""
        path = self._dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.take(path)

    @Slot()
    def clear(self) -> None:
        """Leaves the file out; it stays with the customer."""
        self.file = None
        self.remove.hide()
        self._show(_hint())
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    # Inside

    @staticmethod
    def _dropped(event: QDropEvent) -> Path | None:
        urls = event.mimeData().urls()
        path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
        return path if path is not None and path.is_file() else None

    @Slot()
    def _on_choose(self) -> None:
        chooser = QFileDialog(self, _word("Attach a file"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(self._on_chosen)
        chooser.open()

    @Slot(str)
    def _on_chosen(self, name: str) -> None:
        self.take(Path(name))

    def _on_progress(self, sent: int, parts: int) -> None:
        told = _word("Sending part {sent} of {parts}...")
        self._show(told.replace("{sent}", str(min(sent + 1, parts))).replace("{parts}", str(parts)))

    def _on_done(self, file: Attachment) -> None:
        self.button.set_busy(None)
        if self._is_single:
            self.file = file
            self.remove.show()
            self._show(f"{file.name}  \u00b7  {file_line(file)}")
        else:
            self._show(_hint())
        announce(self, file.name)
        self.attached.emit(file)

    def _on_failed(self, error: Exception) -> None:
        self.button.set_busy(None)
        text = self._desk.texts.report(error).text.sentences
        if isinstance(error, AgentViewError):
            text = " ".join(self._desk.texts.refusal(refusal).sentences for refusal in error.refusals)
        self._show(text, is_wrong=True)
        announce(self, text)

    def _show(self, text: str, *, is_wrong: bool = False) -> None:
        self.state.set_ink(INK_ERROR if is_wrong else INK_SECOND)
        self.state.setText(text)


def _hint() -> str:
    told = _word("Any kind of file up to {size}; you can also drop it here.")
    return told.replace("{size}", size_word(LARGEST))


def _word(text: str) -> str:
    return QCoreApplication.translate("Attachment", text)
