"""Texts of the codes of customers, their contacts, notes and services."""

from agentview.contract.texts.text import Text

_KEPT = "Nothing was changed."
_TYPED = "Nothing was changed, and what you typed is still there."

TEXTS = {
    "E-ACCOUNT-TAKEN": Text(
        "The account number {account} belongs to {name}.",
        _TYPED,
        "Open that customer, or leave the number empty to be given a free one.",
    ),
    "E-ALERT-ENDED": Text("{by} has taken this alert out of the header already.", _KEPT),
    "E-BIRTH": Text(
        "The date of birth does not lie between {earliest} and yesterday.", _TYPED, "Correct it."
    ),
    "E-CONTACT-EMPTY": Text(
        "The contact has neither a name nor a number nor an e-mail address.", _KEPT, "Enter one of them."
    ),
    "E-CUSTOMER-KNOWN": Text(
        "{name} ({account_no}) has the same number, or the same name and address.",
        _TYPED,
        "Open that customer, or confirm that this is another one.",
    ),
    "E-EMAIL": Text(
        "The e-mail address does not have the form name@example.com.",
        _TYPED,
        "Correct it, or leave it empty.",
    ),
    "E-LANGUAGE": Text(
        "The language is no code such as en or de-AT.", _TYPED, "Correct it, or leave it empty."
    ),
    "E-LAST-CONTACT": Text(
        "The customer has no name: without this contact nobody could tell who it is.",
        _KEPT,
        "Give the customer a name first.",
    ),
    "E-LONG": Text(
        "The text has {length} characters; {most} can be kept.",
        _TYPED,
        "Shorten it, or put the rest into a note.",
    ),
    "E-NAME-OR-NUMBER": Text("The customer has neither a name nor a number.", _TYPED, "Enter one of them."),
    "E-NO-DIGITS": Text("The number holds no digit.", _TYPED, "Correct it, or leave it empty."),
    "E-NOT-ALERT": Text("The note is no alert.", _KEPT),
    "E-PROFILE": Text("There is no such account profile.", _TYPED, "Choose one of the list."),
    "E-SERIAL": Text(
        "This is no valid {serial}: a digit is wrong, missing or too many.",
        _TYPED,
        "Compare it with the device.",
    ),
    "E-SERIAL-TWICE": Text("The same {serial} stands there twice.", _TYPED, "Remove one of them."),
    "E-SERVICE-BUSY": Text(
        "{reference} is under way for this service.",
        _TYPED,
        "Change the identifier there, or wait for its end.",
    ),
    "E-SERVICE-ENDED": Text("The service has ended.", _KEPT),
    "E-STAFF-ONLY": Text("Only the people of your provider can do this.", _KEPT, "Ring your provider."),
}
