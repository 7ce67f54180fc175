"""Texts of the codes of orders that come in."""

from agentview.contract.texts.text import Text

_NOT_TAKEN = "The order was not taken in."
_KEPT = "Nothing was changed."
_SEND_AGAIN = "Correct it and send the order again."

TEXTS = {
    "E-ACCOUNT": Text(
        "There is no account {account} at your provider.", _NOT_TAKEN, "Check the account number."
    ),
    "E-ACCOUNT-STATUS": Text(
        "The account is {status}, and only an Active account may order.",
        _KEPT,
        "Settle the account first.",
    ),
    "E-ACTION": Text(
        'A line with the action "{action}" cannot be carried out here.',
        _NOT_TAKEN,
        "Send add or delete lines.",
    ),
    "E-CUSTOMER-MISSING": Text(
        "The order names no customer.",
        _NOT_TAKEN,
        "Add a related party with the role customer and the account number as its id.",
    ),
    "E-FOLLOWED": Text(
        "{product} is followed by another package already.", _KEPT, "Look at the newer package."
    ),
    "E-IDENTIFIER-LONG": Text("An identifier is longer than 200 characters.", _NOT_TAKEN, _SEND_AGAIN),
    "E-ITEM-NESTED": Text(
        "Line {item} is a part of more than one line, of itself, or of another part.",
        _NOT_TAKEN,
        "Name each part once, directly below its package.",
    ),
    "E-ITEM-TWICE": Text("Two lines have the id {item}.", _NOT_TAKEN, "Give each line an id of its own."),
    "E-ITEM-UNKNOWN": Text("There is no line {item} to bundle.", _NOT_TAKEN, _SEND_AGAIN),
    "E-MANDATORY": Text(
        "{product} is a mandatory service of its package.", _KEPT, "Cancel the whole package instead."
    ),
    "E-NEW-OWNER-MISSING": Text(
        "A change of ownership names no new owner.",
        _NOT_TAKEN,
        "Add a related party with the role newOwner and the account number as its id.",
    ),
    "E-NO-KEY": Text(
        "The order has neither an externalId nor an id.",
        "It was not taken in: sent twice, it could not be recognised.",
        "Give the order an externalId of its own.",
    ),
    "E-NOTHING-TO-DO": Text(
        "No line of the order asks for anything.", _NOT_TAKEN, "Send add or delete lines."
    ),
    "E-OFFERING": Text(
        "Your provider sells no package plan {offering} now.", _NOT_TAKEN, "Check the code of the plan."
    ),
    "E-OFFERING-MISSING": Text(
        "The line names no product offering.", _NOT_TAKEN, "Add the code of the plan as productOffering.id."
    ),
    "E-ONE-PACKAGE": Text(
        "The order replaces more than one package.", _NOT_TAKEN, "Send one order for each package."
    ),
    "E-OPEN-ORDER": Text(
        "{reference} is under way for {product} already.",
        _KEPT,
        "Wait until it is finished, or abort it.",
    ),
    "E-ORDER-CHANGED": Text(
        "This order came in before as {reference}, and says something else now.",
        "The earlier order stays as it is.",
        "If the change is meant, send it under a new externalId.",
    ),
    "E-OTHER-PLAN": Text(
        "A change of ownership keeps the plan {package}; {offering} is another.",
        _NOT_TAKEN,
        "Leave the offering out, or send an upgrade afterwards.",
    ),
    "E-PART": Text(
        "The package plan {package} has no service plan {offering}.",
        _NOT_TAKEN,
        "Check the code of the plan.",
    ),
    "E-PART-QUANTITY": Text(
        "Line {item} is a part, and a package has each part once.",
        _NOT_TAKEN,
        "Order the package more often.",
    ),
    "E-PART-TWICE": Text("The service plan {offering} is named twice.", _NOT_TAKEN, "Name it once."),
    "E-PRODUCT": Text(
        "The customer has no product {product}.",
        _NOT_TAKEN,
        "Check the number: PS- for packages, SS- for services.",
    ),
    "E-PRODUCT-MISSING": Text(
        "The line does not say which product it is about.", _NOT_TAKEN, "Add its number as product.id."
    ),
    "E-PRODUCT-STATE": Text("{product} is {status}, not Active.", _KEPT, "Look at what is under way for it."),
    "E-PRODUCT-TWICE": Text("The order ends the same product twice.", _NOT_TAKEN, "Name it once."),
    "E-PROVIDER": Text(
        "The order is meant for the provider {provider}, which is not yours.",
        _NOT_TAKEN,
        "Send it to that provider.",
    ),
    "E-QUANTITY": Text(
        "{quantity} packages cannot share one identifier, nor take the place of one package.",
        _NOT_TAKEN,
        "Send a line for each package.",
    ),
    "E-SAME-OWNER": Text("The new owner is the owner already.", _KEPT, "Check the account numbers."),
    "E-SAME-PLAN": Text("The package has the plan {offering} already.", _KEPT, "Check the code of the plan."),
}
