"""Texts of the codes of cancelling."""

from agentview.contract.texts.text import Text

_KEPT = "Nothing was cancelled."

TEXTS = {
    "E-ATTACHMENT": Text(
        "The attached file is not there, or belongs to another customer.", _KEPT, "Attach it again."
    ),
    "E-CONFIRM-GROUP": Text(
        "This is the primary package of a group: {packages} packages end with it.",
        _KEPT,
        "Type {packages} if all of them are meant.",
    ),
    "E-END-EARLY": Text(
        "{product} would end before it has started.", _KEPT, "Choose a day from {earliest} on."
    ),
    "E-NO-PERIOD": Text(
        "{product} has no billing period at present, so there is no end of it.",
        _KEPT,
        "Choose another time frame.",
    ),
    "E-NOMINATED-DAY": Text("The nominated day is missing.", _KEPT, "Choose a day from {earliest} on."),
    "E-NOMINATED-PAST": Text(
        "The nominated day lies in the past.", _KEPT, "Choose a day from {earliest} on."
    ),
    "E-NOMINATED-UNUSED": Text(
        "A day is nominated, but another time frame is chosen.",
        _KEPT,
        "Leave the day empty, or choose the nominated day as time frame.",
    ),
}
