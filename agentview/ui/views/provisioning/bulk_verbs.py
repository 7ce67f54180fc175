"""What can be done to all the tasks that are selected."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.provisioning import BulkCommand
from agentview.ui.lists.selection_bar import BulkVerb


def bulk_verbs(*, can_abort: bool) -> tuple[BulkVerb, ...]:
    """The verbs in their order; aborting only for who has the power for it."""
    translate = QCoreApplication.translate
    verbs = (
        BulkVerb(BulkCommand.CLAIM.value, translate("Bulk", "Claim")),
        BulkVerb(BulkCommand.RELEASE.value, translate("Bulk", "Release")),
        BulkVerb(BulkCommand.HALT.value, translate("Bulk", "Halt...")),
    )
    abort = BulkVerb(BulkCommand.ABORT.value, translate("Bulk", "Abort..."), is_danger=True)
    return (*verbs, abort) if can_abort else verbs
