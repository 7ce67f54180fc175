"""The dialogs of a field of wireless orders: its editor, and where texts are tried in it."""

from __future__ import annotations

from pydantic import ValidationError
from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from agentview.contract.wireless_forms import FieldFields
from agentview.core.clock import local_day
from agentview.ui.failure_words import failure_banner
from agentview.ui.forms.record_dialog import RecordDialog
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.action import tip_with_key
from agentview.ui.kit.appearance import look
from agentview.ui.kit.banner import Banner, BannerText
from agentview.ui.kit.button import Button
from agentview.ui.kit.help_dialog import give_help
from agentview.ui.kit.text import INK_SECOND, PlainLabel, heading
from agentview.ui.kit.theme import Tone
from agentview.ui.navigation import Desk
from agentview.ui.sending import rejection_of
from agentview.ui.texts.wireless_fields import field_label
from agentview.ui.views.administration.field_form import fields_typed
from agentview.ui.views.administration.field_list import FieldRow
from agentview.ui.views.administration.field_trial import Tried, TryPresenter
from agentview.ui.views.administration.field_words import word
from agentview.ui.wireless.request_fields import RequestFields, asked_field

TYPED_MS = 200
_KEY = "Ctrl+T"
_WIDTH = 520


class FieldDialog(RecordDialog):
    """The editor of a field; what is typed in it can be tried before it is saved."""

    def __init__(self, parent: QWidget, desk: Desk, content: RecordForm, keeper: QObject) -> None:
        """Looks for a draft at once."""
        super().__init__(parent, desk, content, keeper)
        self.setMinimumWidth(look().px(_WIDTH))
        tip = word("See the field as it would be asked for, and try texts in it; nothing is saved")
        self.try_button = Button(word("Try it"), tip=tip_with_key(tip, _KEY))
        self.buttons.insertWidget(0, self.try_button)
        self.try_button.pressed_once.connect(self.attempt)
        QShortcut(QKeySequence(_KEY), self).activated.connect(self.attempt)

    @Slot()
    def attempt(self) -> None:
        """Tries what is typed here."""
        missing = self.form.check()
        if missing:
            self.failed(missing)
            return
        row: FieldRow = self.presenter.shown
        try:
            fields = fields_typed(row, self.form.values())
        except ValidationError as error:
            self.refused(rejection_of(error))
            return
        self.failed({})
        TryDialog(self, self._desk, row, fields).open()


class TryDialog(QDialog):
    """A `TryView`: the field as it is asked for, and what stands against a text in it. Esc closes it."""

    def __init__(self, parent: QWidget, desk: Desk, row: FieldRow, fields: FieldFields) -> None:
        """Tries nothing before somebody types."""
        super().__init__(parent)
        self._desk, self._details = desk, ""
        self.presenter = TryPresenter(desk, self, row, fields)
        label = field_label(self.presenter.asked.field)
        title = word("Try {field}").replace("{field}", label)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fields = RequestFields(lambda: local_day(desk.clock.now(), desk.zone.key), look().px(8))
        self.fields.show_fields((asked_field(self.presenter.asked),), {})
        self.banner = Banner()
        self.close_button = Button(word("Close"), tip=word("Esc"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPED_MS)
        self._timer.timeout.connect(self.attempt)
        self._arrange(title)
        self._show_start()
        self.fields.changed.connect(self._timer.start)
        self.banner.button_pressed.connect(self._on_banner)
        self.close_button.pressed_once.connect(self.reject)
        self.finished.connect(self._on_finished)
        give_help(
            self, word("Type a text as people would: what stands against it is told. Nothing is saved.")
        )

    @Slot()
    def attempt(self) -> None:
        """Tries what stands in the field now."""
        self._timer.stop()
        self.presenter.attempt(next(iter(self.fields.texts().values()), ""))

    # What the presenter tells

    def show_tried(self, tried: Tried) -> None:
        """Says what came of a text."""
        self.banner.show_texts([self.presenter.banner(tried, self._desk.texts)])

    def show_failed(self, error: Exception) -> None:
        """Says that it could not be tried."""
        self._details = self._desk.texts.report(error).details
        self.banner.show_texts([failure_banner(self._desk.texts, error)])

    # Inside

    def _show_start(self) -> None:
        told = word("Type a text: it is tried at once.")
        if self.presenter.is_excluded:
            cause = word("Excluded: nobody sees this field")
            self.banner.show_texts([BannerText(Tone.WARNING, cause, told)])
        else:
            self.banner.show_texts([BannerText(Tone.INFO, word("As it is asked for"), told)])

    def _arrange(self, title: str) -> None:
        edge, gap = look().px(20), look().px(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(gap)
        column.addWidget(heading(title))
        column.addWidget(PlainLabel(word("Nothing is saved or sent."), ink=INK_SECOND, wrap=True))
        column.addWidget(self.fields)
        column.addWidget(self.banner)
        column.addStretch(1)
        column.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)
        self.setMinimumWidth(look().px(_WIDTH))
        if self.fields.form is not None:
            self.fields.form.focus_first()

    @Slot(str)
    def _on_banner(self, _key: str) -> None:
        self._desk.shell.copy_text(self._details)

    @Slot()
    def _on_finished(self) -> None:
        self._timer.stop()
        self.presenter.close()
