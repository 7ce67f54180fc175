"""The dialog of an event mapping: says in words when it will be told, as it is filled in."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.event_catalogue import CATALOGUE, Threshold
from agentview.contract.events import EventType, MappingRow
from agentview.ui.forms.record_dialog import RecordDialog
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.text import PlainLabel
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.navigation import Desk
from agentview.ui.views.events.mapping_forms import EVENT, LEAD, THRESHOLD
from agentview.ui.views.events.words import event_word, threshold_text


class MappingDialog(RecordDialog):
    """A `RecordDialog`; fields that the event does not have are hidden and go out empty."""

    def __init__(self, parent: QWidget, desk: Desk, content: RecordForm, keeper: QObject) -> None:
        """Says it of what is filled in at first."""
        super().__init__(parent, desk, content, keeper)
        row = content.record
        self._fixed = row.event_type if isinstance(row, MappingRow) else None
        self.said = PlainLabel("", TypeRole.STRONG, wrap=True)
        self.said.setAccessibleName(QCoreApplication.translate("EventMappings", "When it is told"))
        self.body.insertWidget(1, self.said)
        self.form.changed.connect(self._on_changed)
        self.session.restored.connect(self._say)
        self._say()

    def event_type(self) -> EventType:
        """The event that is mapped, as it is chosen now."""
        return self._fixed or EventType(str(self.form.values()[EVENT]))

    @Slot()
    def _say(self) -> None:
        event_type = self.event_type()
        counts = CATALOGUE[event_type].threshold
        self._show(THRESHOLD, is_shown=counts is not Threshold.NONE)
        self._show(LEAD, is_shown=event_type is EventType.INVOICE_DUE)
        values = self.form.values()
        days, lead = _days(values[THRESHOLD]), _days(values[LEAD])
        told = QCoreApplication.translate("EventMappings", "{event}: each time it happens")
        when = threshold_text(event_type, days or 0, lead)
        if counts is not Threshold.NONE:
            told = f"{{event}}: {when}"
        self.said.setText(told.replace("{event}", event_word(event_type)))
        self.fit()

    def _show(self, name: str, *, is_shown: bool) -> None:
        self.form.set_visible(name, visible=is_shown)
        if not is_shown:
            self.form.set_values({name: Decimal(0) if name == THRESHOLD else None})

    @Slot(str)
    def _on_changed(self, _name: str) -> None:
        self._say()


def _days(value: object) -> int | None:
    return int(value) if isinstance(value, Decimal) else None
