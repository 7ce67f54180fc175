"""Begins a template: for which event, and for which channel; both stay."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.event_catalogue import CATALOGUE
from agentview.contract.event_templates import TemplateFilter
from agentview.contract.events import EventType, TemplateChannel
from agentview.ui.kit.dialog import DialogText, VerbDialog
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.form import FormBinder
from agentview.ui.views.events.editor_presenter import Begun
from agentview.ui.views.events.words import event_word, template_channel_word

_NO_DAY = date(2000, 1, 1)
"""The form has no field for a day that would ask for today."""


class BeginDialog(VerbDialog):
    """`begun(Begun)` tells what was chosen."""

    begun = Signal(object)

    def __init__(self, parent: QWidget, shown: TemplateFilter) -> None:
        """Offers first what the list is narrowed to."""
        text = DialogText(
            _word("New template"),
            _word("Write it"),
            _word("Close"),
            _word("Opening..."),
            _word("What it is for stays: which variables it can use follows from the event."),
        )
        events = tuple((kind.value, event_word(kind.value)) for kind in CATALOGUE)
        channels = tuple((one.value, template_channel_word(one)) for one in TemplateChannel)
        choice = FieldKind.CHOICE
        form = FormBinder(
            (
                Field("event_type", _word("Event type"), choice, choices=events, can_be_empty=False),
                Field(
                    "channel",
                    _word("Channel"),
                    choice,
                    help=_word("Inside text is for log entries, pages to print, banners and cases."),
                    choices=channels,
                    can_be_empty=False,
                ),
            ),
            lambda: _NO_DAY,
        )
        super().__init__(parent, text, form)
        form.setParent(self)
        self.form = form
        form.set_values(
            {
                "event_type": (shown.event_type or EventType.INVOICE_OVERDUE).value,
                "channel": (shown.channel or TemplateChannel.EMAIL).value,
            }
        )
        self.verb_pressed.connect(self._on_pressed)

    @Slot()
    def _on_pressed(self) -> None:
        values = self.form.values()
        chosen = Begun(EventType(str(values["event_type"])), TemplateChannel(str(values["channel"])))
        self.succeeded()
        self.begun.emit(chosen)


def _word(text: str) -> str:
    return QCoreApplication.translate("EventTemplates", text)
