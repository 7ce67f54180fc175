"""The manual provisioning queue: the list, the task beside it, and what is done to it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.session import Person
from agentview.core.power import Power
from agentview.ui.area import Area
from agentview.ui.late import Late
from agentview.ui.navigation import ACCOUNT_TASKS, TASK


def _title() -> str:
    return QCoreApplication.translate("Provisioning", "Manual provisioning")


def _tab() -> str:
    return QCoreApplication.translate("Provisioning", "Provisioning")


def _summary() -> str:
    translate = QCoreApplication.translate
    return "\n\n".join(
        (
            translate(
                "Provisioning",
                "Every submitted order that somebody provisions by hand stands here, first the one that is "
                "due first. Take next (N) claims it for you; a claim holds while you work and ends after "
                "15 minutes without activity.",
            ),
            translate(
                "Provisioning",
                "Check the task on the right, do the work at the carrier, then activate it or finalise the "
                "cancellation (A). What cannot be done is halted (H) with a reason that the retailer reads; "
                "they correct it and resubmit (R).",
            ),
            translate(
                "Provisioning",
                "What you type is kept as a draft until it is sent, and nothing is carried out twice.",
            ),
        )
    )


def _is_for(person: Person) -> bool:
    return Power.READ_STATUS in person.powers


def _is_home_for(person: Person) -> bool:
    return Power.WORK_QUEUE in person.powers


AREA = Area(
    "provisioning",
    _title,
    "inbox",
    Late(f"{__name__}.view", "ProvisioningView"),
    _is_for,
    _summary,
    frozenset({TASK, ACCOUNT_TASKS}),
    _tab,
    _is_home_for,
)
"""The line of this area in the shell's registry."""
