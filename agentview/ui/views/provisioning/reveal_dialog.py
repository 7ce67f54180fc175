"""Asks for the reason before a customer's contact is shown in full; both are recorded."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QWidget

from agentview.core.clock import local_day
from agentview.core.errors import AgentViewError
from agentview.ui.failure_words import failure_banner
from agentview.ui.kit.dialog import DialogText, VerbDialog
from agentview.ui.kit.field import Field
from agentview.ui.kit.form import FormBinder
from agentview.ui.navigation import Desk
from agentview.ui.views.provisioning.detail_presenter import DetailPresenter
from agentview.ui.views.provisioning.form_fields import LINE


class RevealDialog(VerbDialog):
    """One field: why."""

    def __init__(self, parent: QWidget, desk: Desk, presenter: DetailPresenter, customer: str) -> None:
        """Asks about the task that is shown."""
        translate = QCoreApplication.translate
        self._desk, self._presenter = desk, presenter
        self.form = FormBinder(
            (Field("reason", translate("Reveal", "Reason"), required=True, most_chars=LINE),),
            lambda: local_day(desk.clock.now(), desk.zone.key),
        )
        text = DialogText(
            translate("Reveal", "Show the contact of {name}").replace("{name}", customer),
            translate("Reveal", "Show contact"),
            translate("Reveal", "Keep it hidden"),
            translate("Reveal", "Reading..."),
            translate("Reveal", "It is shown for 30 seconds. Your name and the reason are recorded."),
        )
        super().__init__(parent, text, self.form)
        self.form.setParent(self)
        self.verb_pressed.connect(self._on_pressed)

    @Slot()
    def _on_pressed(self) -> None:
        reason = self.form.values()["reason"]
        self._presenter.reveal(str(reason), self.succeeded, self._on_error)

    def _on_error(self, error: Exception) -> None:
        errors = self._desk.texts.by_field(error) if isinstance(error, AgentViewError) else {}
        if "reason" in errors:
            self.failed(errors)
        else:
            self.failed({}, failure_banner(self._desk.texts, error))
