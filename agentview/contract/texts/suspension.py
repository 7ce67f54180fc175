"""Texts of the codes of suspension, and the sentences of what keeps the rules from an account."""

from collections.abc import Mapping

from agentview.contract.restriction import Obstacle
from agentview.contract.texts.text import Text

_AS_IT_WAS = "The rules stay as they are."
_AS_THEY_WERE = "The closed days stay as they are."

TEXTS: dict[str, Text] = {
    "E-RULES-THRESHOLD": Text(
        "Whoever owes the least amount would be restored at once.",
        _AS_IT_WAS,
        "Choose a restoration threshold below the least amount.",
    ),
    "E-RULES-NO-WINDOW": Text(
        "Without an action window these rules would never act.", _AS_IT_WAS, "Add a window."
    ),
    "E-RULES-WINDOW": Text(
        "Window {number} does not end after it begins, on the same day.",
        _AS_IT_WAS,
        "Make two windows of one that goes over midnight.",
    ),
    "E-RULES-PAST": Text(
        "These rules would begin on {day}, which has passed.", _AS_IT_WAS, "Choose today or a later day."
    ),
    "E-RULES-BEGUN": Text(
        "Only rules of a later day can be edited; these begin on {day}.",
        _AS_IT_WAS,
        "Copy them, and edit the copy.",
    ),
    "E-RULES-SAME-PERSON": Text(
        "You proposed these rules, or edited them last.",
        "They have no effect yet.",
        "Ask somebody else who may enable rules.",
    ),
    "E-RULES-DAY": Text(
        "{name} is enabled from {day} on already.",
        _AS_IT_WAS,
        "Withdraw that one first, or choose another day.",
    ),
    "E-GROUP-NO-LIST": Text(
        "{group} is no distribution list.", _AS_IT_WAS, "Choose a group that is a distribution list."
    ),
    "E-GROUP-EXCLUDED": Text("{group} is left out already.", _AS_IT_WAS),
    "E-GROUP-TAKEN": Text("There is a group called {group} already.", "", "Choose another name."),
    "E-EXEMPTION-PAST": Text(
        "The exemption would end on {day}, which has passed.",
        "Nothing was exempted.",
        "Choose today or a later day.",
    ),
    "E-CLOSED-DAY": Text(
        "There is no such day: {day}.", _AS_THEY_WERE, "Write 2026-12-25, or *-12-25 for every year."
    ),
    "E-CLOSED-KNOWN": Text(
        "{day} is a closed day already: {name}.",
        _AS_THEY_WERE,
        "Remove that one first, if its name is wrong.",
    ),
    "E-CLOSED-MANY": Text(
        "There are {most} closed days at most.", _AS_THEY_WERE, "Remove days that have passed first."
    ),
    "E-CLOSED-NAME": Text("The day has no name.", _AS_THEY_WERE, "Say why nobody is restricted on it."),
    "E-CLOSED-COLUMNS": Text(
        "The file has no column {columns}.", _AS_THEY_WERE, "Name the columns in its first line."
    ),
    "E-CLOSED-LINES": Text(
        "{lines} lines cannot be taken in, the first is line {first}.",
        _AS_THEY_WERE,
        "Try the file out, mend these lines, and send all of it again.",
    ),
    "E-CLOSED-TWICE": Text(
        "The file names {day} twice.",
        _AS_THEY_WERE,
        "Keep the line that is right, and take the other one out.",
    ),
    "E-COMPLAINT-DAY": Text(
        "The day must be from {first} to {last}.", "The case is as it was.", "Choose one of these days."
    ),
    "E-COMPLAINT-KNOWN": Text(
        "The case {reference} is noted for this customer already.", "Nothing was noted.", "Look at that case."
    ),
    "E-COMPLAINT-CLOSED": Text("This case was closed on {day}.", "It is kept as it is."),
    "E-RUN-NOT-IN-FORCE": Text(
        "{name} is not in force today.", "Nobody was restricted.", "Confirm the run of the rules in force."
    ),
    "E-RUN-NOT-STOPPED": Text("The run of today is not stopped.", "It goes on as it is."),
    "E-CASE-NO-SERVICE": Text(
        "There is no active service to restrict that this case does not bar already.",
        "Nothing was restricted.",
        "Refresh the customer: what is barred by hand stays so until it is restored by hand.",
    ),
    "E-CASE-SERVICE": Text(
        "SS-{service} is not an active service of this customer.",
        "Nothing was restricted.",
        "Choose among the active services.",
    ),
    "E-CASE-BY-HAND": Text(
        "A person restricted this account: a payment does not restore it.",
        "It stays restricted.",
        "Restore it by hand.",
    ),
    "E-CASE-RESTORING": Text(
        "The account is being restored: {reference} waits for the network.",
        "Nothing was restricted.",
        "Wait until it is restored, then restrict it again.",
    ),
    "E-EXEMPTION-OVER": Text("This exemption is over; its last day was {day}.", "It is kept as it is."),
}

KEPT_OUT: Mapping[Obstacle, Text] = {
    Obstacle.NO_RULES: Text("No rules are in force."),
    Obstacle.ACCOUNT_STATUS: Text("The account is {status}; only Active ones are restricted."),
    Obstacle.NO_ACTIVE_SERVICE: Text("It has no active service."),
    Obstacle.OWES_LITTLE: Text("It owes {owing}, less than {least}."),
    Obstacle.NOT_OLD: Text("The oldest of it is overdue for {days} days, not more than {least}."),
    Obstacle.OPEN_CASE: Text("It has an open case already."),
    Obstacle.OMITTED: Text("Omit From Auto-Restrict is set."),
    Obstacle.EXCLUDED_GROUP: Text("The rules leave out {groups}."),
    Obstacle.EXEMPT: Text("It is exempt to the end of {day}."),
    Obstacle.PAYMENT_PLAN: Text("A payment plan covers {cents} of {owing}."),
    Obstacle.CREDIT: Text("Pending credits cover {cents} of {owing}."),
    Obstacle.DISPUTE: Text("{cents} of {owing} are in dispute."),
    Obstacle.COMPLAINT: Text("A case of the ombudsman is open."),
    Obstacle.RESTORED_LATELY: Text("It was restored by hand, and is left alone before {day}."),
    Obstacle.PROMISE: Text("The customer has promised to pay by {day}."),
    Obstacle.PAYMENT_UNDER_WAY: Text("Payments on their way cover {cents} of {owing}."),
    Obstacle.NO_NOTICE: Text("No notice was sent about an open invoice since it was due."),
}
"""What keeps the rules from an account."""

LET_THROUGH: Mapping[Obstacle, Text] = {
    Obstacle.NO_RULES: Text("{rule_set} is in force."),
    Obstacle.ACCOUNT_STATUS: Text("The account is Active."),
    Obstacle.NO_ACTIVE_SERVICE: Text("Active services: {services}."),
    Obstacle.OWES_LITTLE: Text("It owes {owing}, at least {least}."),
    Obstacle.NOT_OLD: Text("The oldest of it is overdue for {days} days, more than {least}."),
    Obstacle.OPEN_CASE: Text("It has no open case."),
    Obstacle.OMITTED: Text("Omit From Auto-Restrict is not set."),
    Obstacle.EXCLUDED_GROUP: Text("It is in no group that the rules leave out."),
    Obstacle.EXEMPT: Text("It is not exempt."),
    Obstacle.PAYMENT_PLAN: Text("Payment plans cover {cents} of {owing}: more than {threshold} is left."),
    Obstacle.CREDIT: Text("Pending credits cover {cents} of {owing}: more than {threshold} is left."),
    Obstacle.DISPUTE: Text("{cents} of {owing} are in dispute: more than {threshold} is left."),
    Obstacle.COMPLAINT: Text("No case of the ombudsman is open."),
    Obstacle.RESTORED_LATELY: Text("It was not restored by hand lately."),
    Obstacle.PROMISE: Text("No promise to pay is open."),
    Obstacle.PAYMENT_UNDER_WAY: Text(
        "Payments on their way cover {cents} of {owing}: more than {threshold} is left."
    ),
    Obstacle.NO_NOTICE: Text("A notice was sent since it was due, or the rules want none."),
}
"""What a rule says that does not keep them from it."""
