"""Asks why a submitted migration is given up, and does it (R-MIG-32)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from agentview.contract.migrations import WITHDRAW, MigrationChanged, MigrationDetail, WithdrawRequest
from agentview.core.clock import local_day
from agentview.ui.forms.sent_dialog import SentDialog
from agentview.ui.navigation import Desk
from agentview.ui.sending import Sending
from agentview.ui.views.migrations.wizard_dialogs import REASON, reason_form, withdraw_text


class WithdrawNowDialog(SentDialog):
    """Sends the withdrawal itself; the wizard's own dialog leaves that to the wizard."""

    def __init__(self, parent: QWidget, desk: Desk, found: MigrationDetail) -> None:
        """Names the migration."""
        self.form = reason_form(local_day(desk.clock.now(), desk.zone.key))
        super().__init__(parent, desk, withdraw_text(found.reference), self.form)
        self.form.setParent(self)
        self._found = found

    def sending(self, key: str) -> Sending[WithdrawRequest, MigrationChanged]:
        """The migration in the version that was seen, and the reason."""
        reason = str(self.form.values()[REASON] or "")
        request = WithdrawRequest(order_id=self._found.order_id, version=self._found.version, reason=reason)
        return Sending(WITHDRAW, request, key)
