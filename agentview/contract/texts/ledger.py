"""Texts of the codes of invoices and payments."""

from agentview.contract.texts.text import Text

_NOTHING = "Nothing was booked."

TEXTS: dict[str, Text] = {
    "E-INVOICE-KNOWN": Text(
        "The customer has an invoice {number} with other content.",
        _NOTHING,
        "Look at the invoice that is there, and send this one under its own number.",
    ),
    "E-INVOICE-DATES": Text("The invoice would be due before it was issued.", _NOTHING, "Check both days."),
    "E-PAYMENT-KNOWN": Text(
        "The payment {number} is there already, with other content.",
        _NOTHING,
        "Look at the payment that is there, and send this one under its own number.",
    ),
    "E-PAYMENT-STATE": Text(
        "The payment is {status}: this cannot be done with it.", _NOTHING, "Read the customer's ledger again."
    ),
    "E-RECEIVED-LATER": Text(
        "The payment would be received on {day}, which has not come.",
        _NOTHING,
        "Choose a day up to today, or take it in as one that is on its way.",
    ),
    "E-CREDIT-MORE": Text("Only {due} is due of invoice {number}.", _NOTHING, "Credit that much at most."),
    "E-DISPUTE-MORE": Text(
        "Only {due} is due of invoice {number}: no more can be in dispute.",
        "The dispute stays as it is.",
        "Note that much at most.",
    ),
    "E-LEDGER-LINES": Text(
        "{lines} lines cannot be booked, the first is line {first}.",
        _NOTHING,
        "Try the file out, mend these lines, and send all of it again.",
    ),
    "E-LEDGER-TWICE": Text(
        "The file names {number} twice.", _NOTHING, "Keep the line that is right, and take the other one out."
    ),
    "E-LEDGER-MISSING": Text("{field} is missing.", _NOTHING, "Add it to the line."),
    "E-LEDGER-ACCOUNT": Text(
        "No customer has the account number {account}.", _NOTHING, "Correct the number."
    ),
    "E-LEDGER-KIND": Text(
        "{value} is neither invoice nor payment.", _NOTHING, "Write invoice or payment into the line."
    ),
    "E-LEDGER-DAY": Text("{value} is no day.", _NOTHING, "Write days as 2026-11-30."),
    "E-LEDGER-AMOUNT": Text(
        "{value} is no amount over nothing.",
        _NOTHING,
        "Write amounts as 49.90, without marks for thousands, to 10 million at most.",
    ),
    "E-LEDGER-COLUMNS": Text(
        "The file has no column {columns}.", _NOTHING, "Name the columns in its first line."
    ),
    "E-LEDGER-MANY": Text("The file has more than {most} lines.", _NOTHING, "Send it in parts."),
    "E-LEDGER-JSON": Text(
        "This is no list of invoices and payments.",
        _NOTHING,
        "Send a list of objects with the fields of the table, all of them text.",
    ),
}
