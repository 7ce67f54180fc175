"""The dialog of a command on one task: the form, and the preview of what others will read."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from agentview.contract.provisioning import Acted, TaskCommand, TaskDetail
from agentview.ui.forms.form_dialog import FormDialog, FormWords
from agentview.ui.kit.form import FormBinder
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, new_key
from agentview.ui.views.provisioning.dialog_presenter import DialogPresenter, ResubmitPresenter
from agentview.ui.views.provisioning.dialog_texts import dialog_text
from agentview.ui.views.provisioning.form_fields import CONFIRMS, form_fields
from agentview.ui.views.provisioning.halt_preview import HaltPreview, HaltSummary
from agentview.ui.views.provisioning.migration_facts import move_list
from agentview.ui.views.provisioning.plans import PLANS
from agentview.ui.views.provisioning.words import field_word


class TaskDialog(FormDialog):
    """Open it with `open()`; `acted(verb, Acted)` tells that the command was carried out."""

    acted = Signal(str, object)

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        verb: str,
        task: TaskDetail,
        keeper: QObject,
        make_key: NewKey = new_key,
    ) -> None:
        """Looks for a draft at once."""
        self._verb = verb
        if verb == TaskCommand.RESUBMIT:
            self.presenter: DialogPresenter = ResubmitPresenter(desk, self, task, make_key)
        else:
            self.presenter = DialogPresenter(desk, self, task, PLANS[verb], make_key)
        initial = self.presenter.initial()
        form = FormBinder(form_fields(verb, task, initial), self.presenter.today)
        words = FormWords(
            dialog_text(verb, task), lambda name: field_word(name, task.identifier_label), ticks=CONFIRMS
        )
        super().__init__(parent, desk, words, (self.presenter, form, initial), keeper)
        if verb == TaskCommand.RESUBMIT and task.halt is not None:
            self.body.insertWidget(0, HaltSummary(task, task.halt))
        if verb == TaskCommand.HALT:
            self.body.addWidget(HaltPreview(self.form, self.session))
        if verb == TaskCommand.FINALISE_MIGRATION and task.migration is not None:
            self.body.insertWidget(0, move_list(task.migration))
        self.presenter.restore()

    def _succeeded(self, answer: object) -> None:
        self.acted.emit(self._verb, cast("Acted", answer))
