"""Texts of the codes of hardware orders, stock, batches and device enrolment."""

from agentview.contract.texts.text import Text

_KEPT = "The order stays as it is."
_NOT_GENERATED = "The order was not generated; nothing goes to a warehouse."
_UNSAVED = "Nothing was saved."
_DEVICE = "The device stays as it is."

TEXTS: dict[str, Text] = {
    "E-ACCOUNT-CLOSED-TO-ORDERS": Text(
        "This account is not Active, so nothing can be ordered for it.",
        "No order was made.",
        "Look at the status of the account first.",
    ),
    "E-NO-STOCK-SOURCE": Text(
        "No warehouse is connected that can be asked for its stock.",
        _KEPT,
        "The order can be generated without a stock check.",
    ),
    "E-NO-LINES": Text("The order has no items.", _NOT_GENERATED, "Add an item first."),
    "E-DELIVERY": Text("{field} of the delivery is missing.", _NOT_GENERATED, "Fill it in."),
    "E-NO-WAREHOUSE": Text(
        "No connected warehouse ships {product}.", _NOT_GENERATED, "Choose another product, or a warehouse."
    ),
    "E-BATCH-WRITTEN": Text(
        "The order has been sent to a warehouse, or is being sent.",
        _KEPT,
        "Wait for the answer of the warehouse; what was shipped can be returned.",
    ),
    "E-FRAUD-STATE": Text("The fraud check of this order is {fraud}.", _KEPT, "Look at what is open now."),
    "E-ENROL-UNSUPPORTED": Text(
        "This product cannot be enrolled.", _DEVICE, "Only products of a manufacturer with a programme can."
    ),
    "E-NO-AGREEMENT": Text(
        "The account has no agreement with the enrolment programme.",
        _DEVICE,
        "Ask an administrator to enter the agreement.",
    ),
    "E-NOT-DISPATCHED": Text(
        "The device has not been dispatched yet, so its serial number is not known.",
        _DEVICE,
        "Wait for the answer of the warehouse.",
    ),
    "E-PROGRAMME-INACTIVE": Text(
        "The enrolment programme is not active.", _DEVICE, "Ask an administrator to activate it."
    ),
    "E-ENROL-BATCHED": Text(
        "The request is on its way to the enrolment programme.", _DEVICE, "Wait for the answer."
    ),
    "E-ENROL-VOID-DUE": Text(
        "The order that the programme got is voided first, with the next run.",
        _DEVICE,
        "Wait for the answer; the device can be unenrolled after it.",
    ),
    "E-ENROL-LISTED": Text(
        "This serial number stands for {customer} at the same programme: {state}.",
        _DEVICE,
        "Unenrol it there first, or ask with override.",
    ),
    "E-OVERRIDE-RETURN": Text(
        "Letting a device go overrides nothing.", _DEVICE, "Ask again without override."
    ),
    "E-ENROL-LATE": Text(
        "The answer is about a request that is answered, or was replaced by another one.",
        _DEVICE,
        "Look at the requests of the device.",
    ),
    "E-ENROL-UNKNOWN": Text(
        "The programme has answered a request that it never got.",
        "No device was changed.",
        "Ask the programme.",
    ),
    "E-ENROL-DEVICE": Text("The answer names other devices than the request.", _DEVICE, "Ask the programme."),
    "E-ENROL-PROGRAMME": Text(
        "The file is of another enrolment programme, not {expected}.",
        "Nothing of the file was used.",
        "Ask the sender.",
    ),
    "E-ENROL-REFUSED": Text(
        "The enrolment programme has refused the request.", _DEVICE, "Read what it says, mend it, ask again."
    ),
    "E-PROGRAMME-EXISTS": Text(
        "There is a programme with the code {programme} already.",
        "No programme was added.",
        "Edit that one.",
    ),
    "E-NO-ACCOUNT": Text(
        "No account has the number {account}.", "No agreement was added.", "Copy it from the customer's page."
    ),
    "E-AGREEMENT-EXISTS": Text(
        "The account has an agreement with this programme already.",
        "No agreement was added.",
        "Edit that one.",
    ),
    "E-ADDRESS-WRONG": Text(
        "{field} of the delivery cannot be right for this country.", _KEPT, "Correct it."
    ),
    "E-PHONE": Text(
        "The telephone number of the delivery cannot be read.", _KEPT, "Correct it, or leave it empty."
    ),
    "E-NO-TAX": Text(
        "There is no percentage for the tax code {tax_code}, so nothing can be invoiced at once.",
        _KEPT,
        "Bill on the next invoice, or ask an administrator to enter the percentage.",
    ),
    "E-PRODUCT-WITHDRAWN": Text("{product} is not sold any more.", _KEPT, "Choose another product."),
    "E-NOT-SHIPPED": Text(
        "{warehouse} does not ship {product}, or is not connected.", _KEPT, "Choose another warehouse."
    ),
    "E-LINES-MANY": Text("An order has {most} items at most.", _KEPT, "Begin another order for the rest."),
    "E-LINE-STATE": Text("This item is {state}.", _KEPT, "Look at what is open now."),
    "E-RETURN-OVER": Text(
        "This item could be returned until {until}.", _KEPT, "Ask a supervisor for a credit instead."
    ),
    "E-SERIAL-UNKNOWN": Text(
        "The serial numbers of what was shipped are not known.",
        _KEPT,
        "Wait for the answer of the warehouse.",
    ),
    "E-STOCK-SHORT": Text(
        "{product}: {wanted} wanted, {available} in stock.",
        "The order can be generated all the same; the warehouse decides.",
        "Look whether another warehouse has more.",
    ),
    "E-CODE-TAKEN": Text("The code {taken} is taken.", _UNSAVED, "Choose another one."),
    "E-SERIAL-TYPE": Text(
        "Only a product with serial numbers has a kind of them.",
        _UNSAVED,
        "Choose Unknown, or tick Serialised.",
    ),
    "E-ENROL-SERIAL": Text(
        "Only a product with serial numbers can be enrolled.",
        _UNSAVED,
        "Tick Serialised, or choose no programme.",
    ),
    "E-TAX-CODE-IN-USE": Text(
        "The tax code {tax_code} is that of a product or of an order, and needs its percentage.",
        _UNSAVED,
        "Enter the percentage again.",
    ),
}
