"""The worklist: cases that need a person, with what became of each beside the list (S-34)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.session import Person
from agentview.core.power import Power, Role
from agentview.ui.area import Area
from agentview.ui.late import Late
from agentview.ui.navigation import NEW_CASE, WORK_ITEM


def _title() -> str:
    return QCoreApplication.translate("Worklist", "Worklist")


def _summary() -> str:
    translate = QCoreApplication.translate
    return "\n\n".join(
        (
            translate(
                "Worklist",
                "Everything that needs a person stands here, from every area, first the case that must be "
                "resolved first. Above the list stands how many cases each department and person has, and "
                "how many are overdue.",
            ),
            translate(
                "Worklist",
                "Take a case (T) to begin it, assign it (A), or give it back (G). Enter opens the record "
                "that it is about. A case that follows a record ends by itself when that is settled; the "
                "others are resolved (R) or cancelled with a reason. Notes (O) stay with the case.",
            ),
        )
    )


def _is_for(person: Person) -> bool:
    return Power.READ_STATUS in person.powers and Role.VIEWER not in person.roles


AREA = Area(
    "worklist",
    _title,
    "clock",
    Late(f"{__name__}.view", "WorklistView"),
    _is_for,
    _summary,
    frozenset({WORK_ITEM, NEW_CASE}),
)
"""The line of this area in the shell's registry."""
