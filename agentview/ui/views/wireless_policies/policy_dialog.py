"""The editor of a policy: shows the levels that there are, and tries it on an order before it is saved."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from pydantic import ValidationError
from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from agentview.contract.approval_policies import PolicyFields
from agentview.core.errors import Rejected
from agentview.ui.forms.merge import Merge, Values
from agentview.ui.forms.record_dialog import RecordDialog
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.forms.seeking import Choices
from agentview.ui.kit.action import tip_with_key
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.found_field import FoundField
from agentview.ui.kit.found_several_field import FoundSeveralField
from agentview.ui.navigation import Desk
from agentview.ui.sending import rejection_of
from agentview.ui.views.wireless_policies.policy_fields import KIND
from agentview.ui.views.wireless_policies.policy_forms import (
    FINDERS,
    beside,
    closed_up,
    fields_from,
    shown_parts,
)
from agentview.ui.views.wireless_policies.policy_reading import Entry
from agentview.ui.views.wireless_policies.trial_dialog import TrialDialog
from agentview.ui.views.wireless_policies.words import word

_WIDTH = 720
_KEY = "Ctrl+T"


class PolicyDialog(RecordDialog):
    """`sent(policy)` tells that it was saved."""

    def __init__(self, parent: QWidget, desk: Desk, content: RecordForm, keeper: QObject) -> None:
        """Looks for a draft at once."""
        super().__init__(parent, desk, content, keeper)
        self.setMinimumWidth(look().px(_WIDTH))
        tip = word("See whether it decides about an order, and who would approve it")
        self.test_button = Button(word("Test against an order"), tip=tip_with_key(tip, _KEY))
        self.buttons.insertWidget(0, self.test_button)
        self.test_button.pressed_once.connect(self.test)
        QShortcut(QKeySequence(_KEY), self).activated.connect(self.test)
        self.form.changed.connect(self._on_changed)
        self._show_levels()

    def refused(self, error: Exception) -> None:
        """Shows each reason beside the field that holds what it is about."""
        if isinstance(error, Rejected):
            values = self.form.values()
            error = Rejected(*(replace(one, field=beside(one, values)) for one in error.refusals))
        super().refused(error)

    def show_draft(self, values: Values, saved_at: datetime) -> None:
        """Fills in what was typed before, with the levels that it had."""
        super().show_draft(values, saved_at)
        self._show_levels()

    def show_changed(self, by: str, at: datetime | None, _record: object, both: Merge) -> None:
        """Takes over what somebody else changed, with the levels that they added."""
        super().show_changed(by, at, _record, both)
        self._show_levels()

    def show_choices(self, name: str, text: str, choices: Choices) -> None:
        """Offers what fits the text, and to each level: levels close up, and take their people along."""
        super().show_choices(name, text, choices)
        for field_name in FINDERS:
            field = self.form.input(field_name)
            if field_name != name and isinstance(field, FoundField | FoundSeveralField):
                field.offer(choices)

    @Slot()
    def test(self) -> None:
        """Tries what is typed on an order; nothing is saved."""
        fields = self._fields_typed()
        if fields is not None:
            self.failed({})
            shown = self.presenter.shown
            policy_id = shown.policy.policy_id if isinstance(shown, Entry) else None
            TrialDialog(self, self._desk, policy_id, fields).open()

    # Inside

    def _fields_typed(self) -> PolicyFields | None:
        missing = self.form.check()
        if missing:
            self.failed(missing)
            return None
        try:
            return fields_from(self.form.values())
        except ValidationError as error:
            self.refused(rejection_of(error))
            return None

    def _on_resolved(self, taken: Values) -> None:
        super()._on_resolved(taken)
        self._show_levels()

    @Slot(str)
    def _on_changed(self, name: str) -> None:
        if name.startswith(KIND):
            self._show_levels()

    def _show_levels(self) -> None:
        """A level that is emptied gives its place to the next one."""
        values = self.form.values()
        moved = closed_up(values)
        if any((values[name] or None) != (value or None) for name, value in moved.items()):
            self.form.set_values(moved)
        for name, is_shown in shown_parts({**values, **moved}).items():
            self.form.set_visible(name, visible=is_shown)
        self.fit()
