"""Texts of the codes of payment plans."""

from agentview.contract.texts.text import Text

_NOTHING = "No plan was made."

TEXTS: dict[str, Text] = {
    "E-PLAN-START": Text(
        "A plan begins on a day from {first} to {last}.", _NOTHING, "Choose one of these days."
    ),
    "E-PLAN-INVOICE": Text(
        "Invoice {number} is in a payment plan that runs already.",
        _NOTHING,
        "Leave it out, or cancel that plan.",
    ),
    "E-PLAN-PAID": Text("Nothing is due of invoice {number}.", _NOTHING, "Leave it out."),
    "E-PLAN-CENTS": Text("{total} cannot be paid in {payments} parts.", _NOTHING, "Choose fewer parts."),
    "E-PLAN-OVER": Text("This plan does not run any more.", "It is kept as it is."),
}
