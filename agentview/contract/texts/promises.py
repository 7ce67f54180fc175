"""Texts of the codes of promises to pay."""

from agentview.contract.texts.text import Text

_NOTHING = "No promise was noted."

TEXTS: dict[str, Text] = {
    "E-PROMISE-DAY": Text(
        "A promise is for a day from {first} to {last}.", _NOTHING, "Choose one of these days."
    ),
    "E-PROMISE-MORE": Text("The customer owes {owing}.", _NOTHING, "Note that much at most."),
    "E-PROMISE-OPEN": Text(
        "The customer has promised to pay by {day} already.",
        _NOTHING,
        "Cancel that promise first, if it does not hold any more.",
    ),
    "E-PROMISE-YEAR": Text(
        "The customer has made {taken} promises in 365 days; {most} are taken.",
        _NOTHING,
        "Agree on a payment plan instead.",
    ),
    "E-PROMISE-OVER": Text("This promise is over: it cannot be cancelled any more.", "It is kept as it is."),
}
