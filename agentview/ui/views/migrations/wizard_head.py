"""The line above the wizard: which migration it is, where it stands, and giving it up."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agentview.contract.migrations import MigrationCommand, MigrationDraft, MigrationStatus, Preflight
from agentview.ui.forms.wizard_screen import closed_text
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.navigation import Texts
from agentview.ui.views.migrations.words import joined, status_chip


class MigrationHead(QWidget):
    """Number, state and who began it; `withdraw_wanted` gives it up."""

    withdraw_wanted = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        """Shows no migration yet."""
        super().__init__(parent)
        self._texts = texts
        translate = QCoreApplication.translate
        self.number = PlainLabel("", TypeRole.STRONG, selectable=True)
        self.chip = Chip(status_chip(MigrationStatus.INCOMPLETE))
        self.said = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.withdraw = Button(
            translate("MigrationWizard", "Withdraw"),
            ButtonKind.DANGER,
            tip=translate("MigrationWizard", "Give this migration up; the package stays as it is"),
        )
        # The line stays as high as it is when the button comes.
        policy = self.withdraw.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.withdraw.setSizePolicy(policy)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().px(12))
        row.addWidget(self.number)
        row.addWidget(self.chip)
        row.addWidget(self.said, 1)
        row.addWidget(self.withdraw)
        self.withdraw.pressed_once.connect(self.withdraw_wanted)

    def show_flight(self, flight: Preflight) -> None:
        """Shows a package that nothing was begun for."""
        self.number.setText(flight.reference)
        self.said.setText(joined((flight.plan, flight.customer)))
        self.chip.hide()
        self.withdraw.hide()

    def show_draft(self, draft: MigrationDraft) -> None:
        """Shows a migration, and whether the person may give it up."""
        begun = QCoreApplication.translate("MigrationWizard", "begun by {name}")
        initiator = "" if draft.is_mine else begun.replace("{name}", draft.initiator)
        self.number.setText(draft.reference)
        self.chip.set_value(status_chip(draft.status))
        self.chip.show()
        self.said.setText(joined((initiator, draft.preflight.customer)))
        self.withdraw.show()
        self.withdraw.set_refusal(closed_text(draft.commands, MigrationCommand.WITHDRAW, self._texts))
