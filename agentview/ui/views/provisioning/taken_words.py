"""Says which task take next gave, and why this one."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from agentview.contract.provisioning import Taken
from agentview.ui.kit.when import show_short


def taken_text(taken: Taken, now: datetime) -> str:
    """The task and how soon it is due: the first in the order of the queue (D-20)."""
    translate = QCoreApplication.translate
    if taken.task is None:
        return translate("Provisioning", "Nothing waits: every task is claimed, halted or done.")
    if taken.due_at is None:
        text = translate("Provisioning", "Took {order}: the first of your queue.")
    elif taken.due_at < now:
        text = translate("Provisioning", "Took {order}: overdue by {time}, the first of your queue.")
        text = text.replace("{time}", show_short(now - taken.due_at))
    else:
        text = translate("Provisioning", "Took {order}: due in {time}, the first of your queue.")
        text = text.replace("{time}", show_short(max(taken.due_at - now, timedelta(0))))
    return text.replace("{order}", taken.task.reference)
