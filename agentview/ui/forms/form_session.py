"""Keeps what is typed into a form: saves it while typing, restores it, forgets it once it was sent."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from agentview.ui.forms.draft_values import to_plain
from agentview.ui.forms.merge import Values
from agentview.ui.kit.autosave import Autosaver
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.notice import NoticeBar
from agentview.ui.navigation import Desk


class FormSession(QObject):
    """A form with its draft; `notice` says from when the restored text is and can throw it away.

    `keeper` lives longer than the form, so that a save that is under way when the form closes still has
    somebody to answer to.
    """

    restored = Signal()

    def __init__(self, desk: Desk, record: str, form: FormBinder, initial: Values, keeper: QObject) -> None:
        """Fills the form with `initial`; saves nothing before something is typed."""
        super().__init__(form)
        self._zone: ZoneInfo = desk.zone
        self._form, self._initial = form, initial
        self._last = to_plain(initial)
        self._is_dirty = False
        self.notice = NoticeBar()
        self._saver = Autosaver(desk.drafts, desk.runner, record, self._read, keeper)
        form.set_values(initial)
        form.changed.connect(self._on_changed)
        self.notice.button_pressed.connect(self._on_discard)

    def restore(self, values: Values, saved_at: datetime) -> None:
        """Shows a draft in the form, unless something was typed already."""
        if self._is_dirty:
            return
        known = {name: value for name, value in values.items() if name in self._form.values()}
        self._form.set_values(known)
        translate = QCoreApplication.translate
        when = saved_at.astimezone(self._zone)
        text = translate("TaskForm", "What you typed is restored, from {time}.")
        self.notice.show_notice(text.replace("{time}", f"{when:%H:%M}"), translate("TaskForm", "Discard"))
        self.restored.emit()

    def forget(self) -> None:
        """Deletes the draft, because it was sent or thrown away."""
        self._is_dirty = False
        self._saver.discard()

    def end(self) -> None:
        """Saves what was typed last; the form goes away."""
        if self._is_dirty:
            self._saver.save_now()
        self._saver.saved.connect(self._saver.deleteLater)

    @Slot()
    def _on_changed(self) -> None:
        self._is_dirty = True
        self._saver.touch()

    @Slot()
    def _on_discard(self) -> None:
        self.forget()
        self.notice.show_notice("")
        self._form.set_values(self._initial)
        self.restored.emit()

    def _read(self) -> dict[str, str | int | float | bool | None]:
        return to_plain(self._form.values())
