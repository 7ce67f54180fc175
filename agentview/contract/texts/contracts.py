"""Texts of the codes of contracts."""

from agentview.contract.texts.text import Text

_KEPT = "The contract stays as it is."
_NONE = "No contract was added."

TEXTS: dict[str, Text] = {
    "E-NO-CONTRACT": Text("{product} is not under contract.", "Nothing was charged.", "Open it again."),
    "E-FEE-CHANGED": Text(
        "Breaking out costs {fee} now, not what was shown.",
        "The contract stays as it is, and nothing was charged.",
        "Look at the fee again, and confirm it if it is still wanted.",
    ),
    "E-EARLY-FEE": Text(
        "The fee for the early upgrade is not the one that was shown.",
        "Nothing was ordered or charged.",
        "Look at the fee again, and order the upgrade if it is still wanted.",
    ),
    "E-CONTRACT-OPEN": Text(
        "{product} is under contract until {until} already.", _NONE, "Wait for its end, or break out first."
    ),
    "E-CONTRACT-POOL": Text(
        "The plan of {product} is in no contract pool of this contract.",
        _NONE,
        "Choose a contract of one of its pools, or ask an administrator to add the plan.",
    ),
    "E-CONTRACT-END": Text(
        "The end date of the contract is missing.",
        _NONE,
        "Choose a day, or tick that it is set automatically.",
    ),
    "E-CONTRACT-END-TWICE": Text(
        "An end date is chosen, and that it is set automatically too.", _NONE, "Choose one of both."
    ),
    "E-CONTRACT-ORDER": Text("The contract would end before it starts.", _NONE, "Choose a later end date."),
    "E-CONTRACT-START": Text(
        "The contract would start before its package.", _NONE, "Choose a day from {earliest} on."
    ),
    "E-DISCOUNT-NONE": Text(
        "This contract has no fixed period discount.", _KEPT, "Choose a contract that has one."
    ),
    "E-DISCOUNT-BILLED": Text(
        "Billed periods stay as they are: the discount cannot change before {earliest}.",
        _KEPT,
        "Choose days from {earliest} on.",
    ),
    "E-DISCOUNT-ORDER": Text("The discount would end before it begins.", _KEPT, "Choose a later last day."),
}
