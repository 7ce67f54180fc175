"""Texts of the codes of approval, its policies and delegation."""

from agentview.contract.texts.text import Text

_KEPT = "The order stays as it is."
_UNSAVED = "Nothing was saved."

TEXTS: dict[str, Text] = {
    "E-WL-APPROVED-FIRST": Text(
        "{who} has approved level {level} first, and the first decision of a level counts.",
        "Your decision was not needed.",
        "There is nothing left for you to do here.",
    ),
    "E-WL-REJECTED-FIRST": Text(
        "{who} has rejected this request first, and the first decision of a level counts.",
        "Your decision was not needed.",
        "There is nothing left for you to do here.",
    ),
    "E-WL-EXPIRED": Text(
        "The time to approve this request is over.", _KEPT, "The requester can order the same once more."
    ),
    "E-WL-HAS-APPROVER": Text("Somebody is there to decide this level.", _KEPT, "Wait for the decision."),
    "E-WL-CANNOT-APPROVE": Text(
        "This person cannot approve here.",
        _UNSAVED,
        "Choose somebody who approves, is there, and did not ask for the order.",
    ),
    "E-WL-CC": Text(
        "At level {level} this is no e-mail address: {addresses}.",
        _UNSAVED,
        "Correct it, or take it out. Several addresses stand apart by commas.",
    ),
    "E-WL-NO-CHOICE": Text(
        "The approver of this level cannot be chosen.", _KEPT, "The policy says who approves it."
    ),
    "E-WL-NO-APPROVERS": Text("Level {level} names nobody.", _UNSAVED, "Name its approvers."),
    "E-WL-TOTALS": Text(
        "No amount is above the one and below the other.", _UNSAVED, "Correct one of the two amounts."
    ),
    "E-WL-VENDOR-CODE": Text("There is no carrier {vendor}.", _UNSAVED, "Choose one of the list."),
    "E-WL-PRIORITY": Text(
        "The policy {taken} has this priority already.", _UNSAVED, "Give another number; 1 is asked first."
    ),
    "E-WL-DAYS": Text(
        "The last day is before the first, or over.", _UNSAVED, "Give days of which the last is to come."
    ),
    "E-WL-SELF": Text("Nobody decides for themselves by delegation.", _UNSAVED, "Choose another person."),
}
