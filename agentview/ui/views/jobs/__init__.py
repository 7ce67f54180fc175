"""Jobs and batches: what the program does by itself, and the files to and from partners (S-20)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.session import Person
from agentview.core.power import Power
from agentview.ui.area import Area
from agentview.ui.late import Late
from agentview.ui.navigation import BATCH, JOB_RUN


def _title() -> str:
    return QCoreApplication.translate("Jobs", "Jobs and batches")


def _summary() -> str:
    translate = QCoreApplication.translate
    return "\n\n".join(
        (
            translate(
                "Jobs",
                "Jobs are what the program does by itself: it sends orders to warehouses, takes in what "
                "they answer, and asks enrolment programmes. Each has a schedule, and its last run with "
                "its state.",
            ),
            translate(
                "Jobs",
                "Run now (N) starts a round at once; one round of a job runs at a time. Pause schedule "
                "(P) lets the schedule rest until you resume it: what is asked for by hand runs all the "
                "same. Enter lists the runs of a job, A those of all.",
            ),
            translate(
                "Jobs",
                "A run tells how far it is, how quick, and why it failed. Retry (R) carries a failed run "
                "out once more; nothing is done twice. Cancel run (X) ends it after its present block of "
                "records, and what it has done is kept.",
            ),
            translate(
                "Jobs",
                "Batches are the files to and from partners. A file that is wrong as a whole fails, and "
                "nothing of it is used: its validation report says where and why. Have it mended and "
                "reprocess it (R), or mark it ignored with a reason (I). What was sent is never sent "
                "again.",
            ),
            translate(
                "Jobs",
                "View file (V) shows it page by page as plain text, Download (D) saves it. Files hold "
                "names and addresses, so each reading is written down. Enter goes to the records, and on "
                "a record to its order; Esc leads back.",
            ),
        )
    )


def _is_for(person: Person) -> bool:
    return Power.RUN_JOBS in person.powers


AREA = Area(
    "jobs",
    _title,
    "server",
    Late(f"{__name__}.view", "JobsAreaView"),
    _is_for,
    _summary,
    frozenset({BATCH, JOB_RUN}),
    tab=lambda: QCoreApplication.translate("Jobs", "Jobs"),
)
"""The line of this area in the shell's registry."""
