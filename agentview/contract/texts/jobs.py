"""Texts of the codes of jobs and their runs."""

from agentview.contract.texts.text import Text

_KEPT = "Nothing was changed."

TEXTS = {
    "E-JOB-BUG": Text(
        "The run ended by a fault of the program.",
        "What it had done until then is kept.",
        "Retry it; if it happens again, send the log of the worker to support.",
    ),
    "E-JOB-NO-ROUND": Text(
        "This job does one thing at a time, when something asks for it; it cannot be started by hand.", _KEPT
    ),
    "E-JOB-NO-SCHEDULE": Text("This job has no schedule.", _KEPT),
    "E-JOB-RUNS": Text(
        "A run of this job waits or is under way.",
        "No second one was started.",
        "Wait until it ends, or cancel it.",
    ),
    "E-JOB-UNKNOWN": Text(
        "This version of the program has no such job.",
        "Nothing was done.",
        "Bring all workers to the same version, then retry.",
    ),
    "E-JOBS-LATE": Text(
        "A run has been waiting for {seconds} seconds to be begun.",
        "Nothing is lost: it begins as soon as a worker is free.",
        "Look whether the workers run, and whether there are enough of them.",
    ),
    "E-RUN-STOPPING": Text(
        "The run was cancelled already; it stops as soon as its present block of records is done.", _KEPT
    ),
    "E-RUN-WENT-ON": Text("The run went on meanwhile.", _KEPT, "Look at it again."),
}
