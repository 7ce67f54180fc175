"""The files of a customer: attach, and save a copy; none is ever opened here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from agentview.contract.attachments import LIST, Attachment, Attachments, AttachmentsRequest
from agentview.contract.customers import CustomerDetail
from agentview.core.power import Power
from agentview.gateway.port import FeedNews
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.card import Card
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.kit.text import INK_SECOND, ElidedLabel, PlainLabel
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.kit.when import show_moment
from agentview.ui.views.customers.attachment_picker import AttachmentPicker
from agentview.ui.views.customers.attachment_transfer import Download
from agentview.ui.views.customers.attachment_words import file_line
from agentview.ui.views.customers.section import PageContext, PageSection, PlainSection
from agentview.ui.views.customers.words import DOT


class FilesSection(PlainSection):
    """A `Section`."""

    def __init__(self, page: PageContext) -> None:
        """Reads when it is first shown a customer."""
        self._page = page
        self._account_id = page.presenter.account_id
        self._files: tuple[Attachment, ...] | None = None
        self._download = Download(page.desk, self._on_saved, page.desk.shell.show_error)
        self.picker = AttachmentPicker(page.desk, self._account_id, is_single=False)
        self.picker.attached.connect(self._on_attached)
        self.picker.setVisible(page.desk.has(Power.NOTE))
        self.column = ScrollColumn(_word("Files"), spacing=8)
        self.column.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.state = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.rows = ColumnBox(look().px(8))
        self.cards: list[FileCard] = []
        for part in (self.picker, self.state, self.rows):
            self.column.body.addWidget(part)
        self.widget = QWidget()
        around = QVBoxLayout(self.widget)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.column)

    @property
    def lists(self) -> Sequence[QWidget]:
        """The column of files."""
        return (self.column,)

    def show_customer(self, customer: CustomerDetail) -> None:
        """Reads the files, again if they are shown already."""
        del customer
        self.read()

    def read(self) -> None:
        """Reads the files."""
        gateway, wanted = self._page.desk.gateway, AttachmentsRequest(account_id=self._account_id)
        self._page.desk.runner.submit(
            lambda: gateway.call(LIST, wanted), self._show, self._failed, self, newest="files"
        )

    def hear(self, news: FeedNews) -> None:
        """The customer is read again when something is attached, and the files with it."""
        del news

    def take_focus(self) -> None:
        """Puts the focus on the button, or on the files."""
        if self.picker.isVisibleTo(self.widget):
            self.picker.button.setFocus()
        else:
            self.column.setFocus()

    def close(self) -> None:
        """Gives up what is on its way."""
        self.picker.close_down()
        self._download.stop()
        self._page.desk.runner.drop(self)

    def save(self, file: Attachment, path: Path) -> None:
        """Writes a copy of a file."""
        self._download.start(file, path)

    # Inside

    def _show(self, found: Attachments) -> None:
        self.state.setText("" if found.attachments else _word("No files yet."))
        self.state.setVisible(not found.attachments)
        if found.attachments == self._files:
            return
        self._files = found.attachments
        while (item := self.rows.body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.cards = [FileCard(file, self._when(file), self) for file in found.attachments]
        for card in self.cards:
            self.rows.body.addWidget(card)

    def _when(self, file: Attachment) -> str:
        return f"{file.by}, {show_moment(file.at, self._page.times.now(), self._page.desk.zone)}"

    def _failed(self, error: Exception) -> None:
        self.state.setText(self._page.desk.texts.report(error).text.sentences)
        self.state.show()

    @Slot(object)
    def _on_attached(self, file: Attachment) -> None:
        self._page.desk.toasts.say(_word("Attached {name}").replace("{name}", file.name))
        self.read()

    def _on_saved(self, path: Path) -> None:
        self._page.desk.toasts.say(_word("Saved {name}").replace("{name}", path.name))


class FileCard(Card):
    """A file with its size, its kind, and a button that saves a copy."""

    def __init__(self, file: Attachment, when: str, section: FilesSection) -> None:
        """Names who attached it, and when."""
        super().__init__(padding=12)
        self.file, self._section = file, section
        texts = QVBoxLayout()
        texts.setSpacing(look().px(2))
        texts.addWidget(ElidedLabel(file.name, TypeRole.STRONG))
        texts.addWidget(PlainLabel(f"{file_line(file)}{DOT}{when}", ink=INK_SECOND, wrap=True))
        self.button = Button(_word("Save a copy..."), tip=_word("Save {name}").replace("{name}", file.name))
        self.button.setAccessibleName(_word("Save a copy of {name}").replace("{name}", file.name))
        self.button.pressed_once.connect(self._on_save)
        line = QHBoxLayout()
        line.addLayout(texts, 1)
        line.addWidget(self.button)
        self.body.addLayout(line)

    @Slot()
    def _on_save(self) -> None:
        chooser = QFileDialog(self, _word("Save a copy"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.selectFile(self.file.name)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(self._on_place)
        chooser.open()

    @Slot(str)
    def _on_place(self, name: str) -> None:
        self._section.save(self.file, Path(name))


def _word(text: str) -> str:
    return QCoreApplication.translate("Attachment", text)


FILES = PageSection("files", lambda: _word("Files"), FilesSection)
