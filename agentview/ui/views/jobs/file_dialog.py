"""Shows the file of a batch page by page, as plain text and never as markup."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtGui import QFontDatabase, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from agentview.contract.batches import BatchDetail, TextPage
from agentview.ui.failure_words import AGAIN
from agentview.ui.kit.action import tip_with_key
from agentview.ui.kit.appearance import look
from agentview.ui.kit.banner import Banner, BannerText
from agentview.ui.kit.button import Button
from agentview.ui.kit.help_dialog import give_help
from agentview.ui.kit.text import INK_SECOND, ElidedLabel, PlainLabel
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.navigation import Desk
from agentview.ui.views.jobs.file_presenter import FilePresenter

_WIDTH, _HEIGHT, _SHARE = 860, 620, 0.94


class FileDialog(QDialog):
    """A `FileScreen`. Ctrl+PgDown and Ctrl+PgUp turn pages, Esc closes."""

    def __init__(self, parent: QWidget, desk: Desk, batch: BatchDetail) -> None:
        """Reads the first page, which is written down."""
        super().__init__(parent)
        translate = QCoreApplication.translate
        self._desk = desk
        title = translate("Jobs", "File of batch {number}").replace("{number}", str(batch.row.batch_id))
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.presenter = FilePresenter(desk, self, batch.row.batch_id)
        self.name = ElidedLabel(batch.row.file_name, TypeRole.H2)
        told = translate(
            "Jobs", "It may hold names and addresses: each page that you look at is written down."
        )
        give_help(self, told)
        self.told = PlainLabel(told, ink=INK_SECOND, wrap=True)
        self.banner = Banner()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setTabChangesFocus(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(translate("Jobs", "Text of the file"))
        self.place = PlainLabel("", ink=INK_SECOND)
        before, after = translate("Jobs", "Page before"), translate("Jobs", "Next page")
        self.back_button = Button(before, tip=tip_with_key(before, "Ctrl+PgUp"), icon_name="chevron-left")
        self.on_button = Button(after, tip=tip_with_key(after, "Ctrl+PgDown"), icon_name="chevron-right")
        self.close_button = Button(translate("Jobs", "Close"))
        self._arrange(parent.window())
        self.back_button.pressed_once.connect(self._on_back)
        self.on_button.pressed_once.connect(self._on_on)
        self.close_button.pressed_once.connect(self.reject)
        self.banner.button_pressed.connect(self._on_again)
        for key, receive in (("Ctrl+PgUp", self._on_back), ("Ctrl+PgDown", self._on_on)):
            QShortcut(QKeySequence(key), self).activated.connect(receive)
        self.finished.connect(self._on_finished)
        self.presenter.go_to(0)
        self.text.setFocus()

    # What the presenter tells

    def show_page(self, page: TextPage) -> None:
        """Shows a page as it is."""
        self.banner.show_texts([])
        self.text.setPlainText(page.text)
        text = QCoreApplication.translate("Jobs", "Page {number} of {pages}")
        text = text.replace("{number}", str(page.number + 1)).replace("{pages}", str(page.pages))
        self.place.setText(text)
        self._show_ends()

    def show_reading(self) -> None:
        """Says that a page is on its way."""
        self.place.setText(QCoreApplication.translate("Jobs", "Reading..."))
        for button in (self.back_button, self.on_button):
            button.setEnabled(False)

    def show_failed(self, error: Exception) -> None:
        """Says why, and offers to try again."""
        text = self._desk.texts.report(error).text
        again = QCoreApplication.translate("Jobs", "Try again")
        self.banner.show_texts(
            [BannerText(Tone.BAD, text.what, text.safe, text.next_step, ((AGAIN, again),))]
        )
        self.place.setText("")
        self._show_ends()

    # Inside

    def _arrange(self, window: QWidget) -> None:
        column = QVBoxLayout(self)
        edge = look().px(16)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look().px(8))
        for part in (self.name, self.told, self.banner):
            column.addWidget(part)
        column.addWidget(self.text, 1)
        foot = QHBoxLayout()
        foot.setSpacing(look().px(8))
        foot.addWidget(self.place, 1)
        for button in (self.back_button, self.on_button, self.close_button):
            foot.addWidget(button)
        column.addLayout(foot)
        width, height = look().px(_WIDTH), look().px(_HEIGHT)
        self.resize(min(width, round(window.width() * _SHARE)), min(height, round(window.height() * _SHARE)))

    def _show_ends(self) -> None:
        translate, presenter = QCoreApplication.translate, self.presenter
        first, last = translate("Jobs", "This is the first page"), translate("Jobs", "This is the last page")
        self.back_button.set_refusal(None if presenter.can_go_back else first)
        self.on_button.set_refusal(None if presenter.can_go_on else last)

    @Slot()
    def _on_back(self) -> None:
        self.presenter.back()

    @Slot()
    def _on_on(self) -> None:
        self.presenter.on()

    @Slot(str)
    def _on_again(self, _key: str) -> None:
        self.presenter.again()

    @Slot(int)
    def _on_finished(self, _code: int) -> None:
        self.presenter.close()
