"""Texts of the codes of new orders."""

from agentview.contract.texts.text import Text

_KEPT = "What you typed is kept, and nothing was ordered."

TEXTS = {
    "E-ADDRESS-EMPTY": Text(
        "The service address is empty.", _KEPT, "Enter a street or a place, or use the customer's address."
    ),
    "E-AGENT": Text("The agent is not one of your provider's.", _KEPT, "Choose another, or none."),
    "E-CUSTOMER-GONE": Text("The customer is not there, or not yours.", _KEPT, "Choose the customer again."),
    "E-IDENTIFIER-TWICE": Text(
        "Two services of this order have the same {label}.", _KEPT, "Give each its own."
    ),
    "E-LOSING-SUPPLIER": Text(
        "A port needs the supplier that the number comes from.", _KEPT, "Enter the losing supplier."
    ),
    "E-NO-CUSTOMER": Text("No customer is chosen.", _KEPT, "Choose a customer, or enter a new one."),
    "E-NOT-OWNER": Text(
        "This order is {owner}'s.",
        "Nothing was changed.",
        "Ask {owner} to do it, or begin an order of your own.",
    ),
    "E-OPTION": Text(
        "An optional service that is chosen is not part of this package.", _KEPT, "Choose again."
    ),
    "E-OPTION-LEFT-OUT": Text(
        "A service type that was chosen is only optional in this package, and its service is not ticked.",
        _KEPT,
        "Tick the service, or take the type away on the first page.",
    ),
    "E-PACKAGE": Text("The package is not on sale any more.", _KEPT, "Choose another package."),
    "E-PACKAGE-MISSING": Text("No package is chosen.", _KEPT, "Choose a package."),
    "E-PACKAGE-TYPES": Text(
        "The package does not hold every service type that is chosen.", _KEPT, "Choose another package."
    ),
    "E-PORT-IDENTIFIER": Text(
        "A port needs the {label} that is to move.", _KEPT, "Enter it as the losing supplier knows it."
    ),
    "E-REQUESTED-DATE": Text(
        "The requested date lies outside of {earliest} to {latest}.", _KEPT, "Choose a day between them."
    ),
    "E-SUBMITTED": Text(
        "The order was submitted once, so it is read-only.", "Nothing was changed.", "Begin a new order."
    ),
    "E-TYPE": Text(
        "A service type that is chosen is not on sale any more.", _KEPT, "Take it away, and choose again."
    ),
    "E-TYPES-MISSING": Text("No service type is chosen.", _KEPT, "Choose at least one."),
}
