"""The dialog that records results: a scanner's Enter leads on, and check digits are judged while typing."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from agentview.contract.hardware import SerialType
from agentview.ui.forms.record_dialog import RecordDialog
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.field import TextField
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, new_key
from agentview.ui.views.wireless_fulfilment.results_check import check

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class ResultsDialog(RecordDialog):
    """Enter in a field leads to the next one and sends nothing: a scanner ends each code with it."""

    def __init__(
        self, parent: QWidget, desk: Desk, content: RecordForm, keeper: QObject, make_key: NewKey = new_key
    ) -> None:
        """Judges what is known already, and what comes back from a draft."""
        super().__init__(parent, desk, content, keeper, make_key)
        self.form.changed.connect(self._on_typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter that a field leaves to the dialog would press its default button."""
        if event.key() in _ENTER and event.modifiers() in _PLAIN and self._go_on():
            event.accept()
            return
        super().keyPressEvent(event)

    def _go_on(self) -> bool:
        """Leads to the next field, from the last one to the first; False where no field has the focus."""
        fields: list[QWidget] = [self.form.input(name) for name in self.form.values()]
        here = self.focusWidget()
        if here not in fields:
            return False
        following = fields[(fields.index(here) + 1) % len(fields)]
        following.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(following, TextField):
            following.selectAll()
        return True

    @Slot(str)
    def _on_typed(self, name: str) -> None:
        values = self.form.values()
        if name in {"serial_no", "serial_type"}:
            self._tell("serial_no", SerialType(str(values["serial_type"])), str(values["serial_no"] or ""))
        elif name == "iccid":
            self._tell("iccid", SerialType.ICCID, str(values["iccid"] or ""))

    def _tell(self, name: str, kind: SerialType, typed: str) -> None:
        told = check(kind, typed)
        self.form.tell(name, told.text, is_wrong=told.is_wrong)
        self.fit()
