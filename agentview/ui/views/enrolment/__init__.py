"""Device enrolment: which devices stand in their manufacturers' programmes, and what was refused (S-21)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.session import Person
from agentview.core.power import Power
from agentview.ui.area import Area
from agentview.ui.late import Late
from agentview.ui.navigation import ENROLMENT


def _title() -> str:
    return QCoreApplication.translate("Enrolment", "Device enrolment")


def _summary() -> str:
    translate = QCoreApplication.translate
    return "\n\n".join(
        (
            translate(
                "Enrolment",
                "A device that stands in its manufacturer's programme gets the policies of its organisation "
                "when it is first switched on. Devices come here as warehouses dispatch them: those that the "
                "customer wants enrolled wait for the next run, the others can be enrolled later (E).",
            ),
            translate(
                "Enrolment",
                "What a programme refuses stands under Refused, with what it said, and a case goes to the "
                "worklist (O). Mend it and resubmit (R), also many at once. Override asks the programme to "
                "take a device that it lists already.",
            ),
            translate(
                "Enrolment",
                "Unenrol (U) asks the programme to let a device go, with a reason: the request type RE "
                "(Return). A returned unit is unenrolled by itself. Void (V) takes back what was not sent; "
                "what was sent is voided there first, and asked for again.",
            ),
            translate(
                "Enrolment",
                "Enter or H opens the hardware order, C the customer. Programmes and agreements are kept in "
                "the administration.",
            ),
        )
    )


def _is_for(person: Person) -> bool:
    return bool({Power.ENROL_DEVICE, Power.RUN_JOBS} & set(person.powers))


AREA = Area(
    "enrolment",
    _title,
    "lock",
    Late(f"{__name__}.view", "EnrolmentAreaView"),
    _is_for,
    _summary,
    frozenset({ENROLMENT}),
)
"""The line of this area in the shell's registry, or a page of the area that hosts it."""
