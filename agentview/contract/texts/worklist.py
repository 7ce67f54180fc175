"""Texts of the codes of the worklist."""

from agentview.contract.texts.text import Text

_KEPT = "Nothing was changed."

TEXTS = {
    "E-ASSIGNEE": Text("Nobody can be given this case under that name.", _KEPT, "Choose a colleague."),
    "E-ASSIGNEE-DEPARTMENT": Text(
        "{name} does not work the cases of {department}.", _KEPT, "Choose a colleague who does."
    ),
    "E-CASE-FOLLOWS-HARDWARE": Text(
        "The case follows a hardware order and ends with what is decided of it.",
        _KEPT,
        "Open the hardware order: check or override the fraud result, or retry or close what failed.",
    ),
    "E-CASE-FOLLOWS-NETWORK": Text(
        "The case follows a request to the network and ends with it.",
        _KEPT,
        "Have the request retried or aborted.",
    ),
    "E-CASE-FOLLOWS-TASK": Text(
        "The case follows {reference} and ends with it.",
        _KEPT,
        "Open {reference}, and correct and resubmit it or have it aborted.",
    ),
    "E-CASE-FREE": Text("Nobody has this case.", _KEPT),
    "E-CASE-SUMMARY": Text("What the case is about is missing.", "Nothing was raised.", "Say it in a line."),
    "E-CASE-TAKEN": Text("{by} has this case.", _KEPT, "Take another one, or have it assigned to you."),
    "E-CASE-YOURS": Text("You have this case already.", _KEPT),
    "E-DEPARTMENT": Text(
        "Cases of {department} are worked by its own people and by supervisors.",
        _KEPT,
        "Ask one of them, or your supervisor.",
    ),
}
