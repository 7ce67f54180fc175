"""Texts of the codes of the provisioning queue."""

from agentview.contract.texts.text import Text

_KEPT = "Nothing was changed."

TEXTS = {
    "E-ALREADY-YOURS": Text("The task is yours already.", _KEPT),
    "E-BACKDATE": Text(
        "The start lies before {earliest}, further back than you may set it.",
        _KEPT,
        "Choose a later date, or ask a supervisor to take the task over.",
    ),
    "E-BULK-LARGE": Text(
        "{rows} rows are more than the {limit} that you may change at once.",
        _KEPT,
        "Select fewer rows, or ask a supervisor.",
    ),
    "E-CLAIMED": Text(
        "{by} has claimed this task.", _KEPT, "Take another one, ask for it, or have it taken over."
    ),
    "E-CLOSED-PERIOD": Text(
        "The start lies in a billing period of the source package that is closed until {until}.",
        _KEPT,
        "Choose a day after {until}.",
    ),
    "E-CONFIRM-BACKDATE": Text(
        "The start lies before {earliest}, further back than usual.",
        _KEPT,
        "Confirm the date if it is meant.",
    ),
    "E-CONFIRM-IDENTIFIER": Text(
        "The service is live: with another identifier its usage may no longer be matched.",
        _KEPT,
        "Confirm the change if it is meant.",
    ),
    "E-DATE-ORDER": Text("The date lies too early.", _KEPT, "The earliest day is {earliest}."),
    "E-END-DATE": Text("The last day of the service is missing.", _KEPT, "Enter it."),
    "E-EXPORT-LARGE": Text(
        "{rows} rows are more than the {limit} that you may export.",
        "",
        "Narrow the filter, or ask a supervisor.",
    ),
    "E-FIELD-UNUSED": Text(
        "A task of type {transfer_type} does not have this date.", _KEPT, "Leave the field empty."
    ),
    "E-FIRST-PERIOD-ORDER": Text(
        "The first period ends before the service has started.",
        _KEPT,
        "Choose a day after the start of the service.",
    ),
    "E-FIRST-PERIOD-PLAN": Text(
        "The package plan does not take an end date for the first period.", _KEPT, "Leave it empty."
    ),
    "E-IDENTIFIER": Text(
        "The {label} does not have the form that the service type asks for.", _KEPT, "Correct it."
    ),
    "E-IDENTIFIER-MISSING": Text("The {label} is missing.", _KEPT, "Enter it."),
    "E-NO-CONTACT": Text("The customer has no contact on record."),
    "E-NOTE-EMPTY": Text("The note is empty.", _KEPT, "Write something, or close it."),
    "E-NOTHING-CHANGED": Text(
        "Nothing was changed since the task was halted.",
        _KEPT,
        "Correct a field, or say in a note why it can go on.",
    ),
    "E-NOT-CLAIMED": Text("Nobody has claimed this task.", _KEPT, "You can claim it."),
    "E-NOT-RETAILER": Text("The customer belongs to another provider.", _KEPT, "Ask that provider to do it."),
    "E-NOT-YOUR-FIELD": Text(
        "Only the provisioner may change this field.", _KEPT, "Ask for it in a shared note."
    ),
    "E-NOT-YOURS": Text(
        "The task is not claimed by you, or your claim has run out.", _KEPT, "Claim it again."
    ),
    "E-OTHER-QUEUE": Text("The task stands in another provider's queue.", _KEPT),
    "E-PORTAL-OFF": Text("Customers may not resubmit requests themselves.", _KEPT, "Ring your provider."),
    "E-REASON": Text("The reason is missing.", _KEPT, "Enter a reason; others will read it."),
    "E-REVEAL": Text(
        "You may see contact details only of a task that you have claimed.", "", "Claim the task first."
    ),
    "E-START-DATE": Text("The start date of the service is missing.", _KEPT, "Enter it."),
    "E-TRANSFER-TYPE": Text(
        "A task of type {transfer_type} is completed in another way.", _KEPT, "Use the action that it offers."
    ),
}
