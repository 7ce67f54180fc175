"""Notifications: which events are told for whom, what messages say, what became of them (S-25 to S-27)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.session import Person
from agentview.core.power import Power
from agentview.ui.area import Area
from agentview.ui.late import Late
from agentview.ui.navigation import EVENT_MAPPING, EVENT_TEMPLATE, NOTIFICATION, NOTIFICATIONS


def _title() -> str:
    return QCoreApplication.translate("Notifications", "Notifications")


def _summary() -> str:
    translate = QCoreApplication.translate
    return "\n\n".join(
        (
            translate(
                "Notifications",
                "The notification log tells which messages went to customers, which did not and why. The "
                "stored copy beside it is word for word what was sent, with the answer of the server. Send "
                "again (R) queues the same text once more; O opens the customer. A message may arrive "
                "before or after the change that it tells of, so its time proves nothing about the service.",
            ),
            translate(
                "Notifications",
                "Event mappings say what happens for which kind of account, and when. S switches the chosen"
                " one on or off, 1 to 6 its actions; an action runs only while it is on and its template is"
                " active. Of Auto Suspend and Auto UnSuspend S switches the automation itself, not only the"
                " message.",
            ),
            translate(
                "Notifications",
                "Templates are what messages say. In the editor Ctrl+Space offers the variables of the "
                "event, those that nobody knows are underlined, and the preview shows what a real customer "
                "would read. Ctrl+T sends a test, Ctrl+S saves; only what is active is sent (Ctrl+Shift+A).",
            ),
            translate(
                "Notifications",
                "Set-up and delivery says what is missing. Apply the recommended set (Ctrl+Shift+R) makes "
                "mappings, templates and actions in one step and switches no automation on. Passwords of "
                "mail servers and gateways are not typed in.",
            ),
        )
    )


def _is_for(person: Person) -> bool:
    """Everybody who reads how records stand sees the log; the rest is for administrators."""
    return Power.READ_STATUS in person.powers


AREA = Area(
    "notifications",
    _title,
    "bell",
    Late(f"{__name__}.view", "NotificationsView"),
    _is_for,
    _summary,
    frozenset({NOTIFICATION, NOTIFICATIONS, EVENT_MAPPING, EVENT_TEMPLATE}),
)
"""The line of this area in the shell's registry."""
