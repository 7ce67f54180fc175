"""The texts of the recommended events: terms, warnings, what was done (E34), in plain English.

Each says how much, by when, how to pay, and how to get help (E.3); the short ones fit into one SMS.
"""

from dataclasses import dataclass

from agentview.contract.events import EventType


@dataclass(frozen=True, slots=True)
class Wording:
    """A template's name, and what it says as an e-mail and as an SMS."""

    event_type: EventType
    name: str
    subject: str
    body: str
    sms: str


_HELLO = "Hello %%contactFirstName%%,\n\n"
_CLOSE = "\n\nHow to pay: %%payUrl%%\nHow to get help: %%careLine%%\n\n%%tradingName%%\n"
_HELP = (
    "If you cannot pay in time, or do not agree with the invoice, please talk to us first. "
    "If you have paid already, thank you: nothing more is needed."
)
_SHORT_CLOSE = " Pay: %%payUrl%% Help: %%careLine%%"
_OWED = "Still to be paid: %%currency%% %%amountDueIncTax%%, due on %%invoiceDueDate%%."


def _reminder(name: str, subject: str, said: str, sms: str) -> Wording:
    body = f"{_HELLO}{said}\n\n{_OWED}\n\n{_HELP}{_CLOSE}"
    return Wording(EventType.INVOICE_OVERDUE, name, subject, body, sms + _SHORT_CLOSE)


DUE = Wording(
    EventType.INVOICE_DUE,
    "Invoice Due: terms",
    "Invoice %%invoiceId%% is due on %%invoiceDueDate%%",
    _HELLO
    + "This is about your invoice %%invoiceId%% of %%invoiceDate%%.\n\n"
    + _OWED
    + "\n\nWe remind you if it is not paid by that day. If an amount stays overdue, your services can be "
    + "restricted: calls still reach you, but you cannot make any. They are restored as soon as your payment "
    + "has arrived.\n\n"
    + _HELP
    + _CLOSE,
    "Invoice %%invoiceId%%: %%currency%% %%amountDueIncTax%% is due on %%invoiceDueDate%%." + _SHORT_CLOSE,
)

FIRST_REMINDER = _reminder(
    "Invoice Overdue: first reminder",
    "Invoice %%invoiceId%% is overdue",
    "Your invoice %%invoiceId%% has not been paid yet.",
    "Invoice %%invoiceId%%: %%currency%% %%amountDueIncTax%% was due on %%invoiceDueDate%%.",
)
SECOND_REMINDER = _reminder(
    "Invoice Overdue: second reminder",
    "Please pay invoice %%invoiceId%%, overdue for %%daysOverdue%% days",
    "Your invoice %%invoiceId%% is now overdue for %%daysOverdue%% days. Please pay it, so that your "
    "services are not restricted.",
    "Please pay invoice %%invoiceId%%: %%currency%% %%amountDueIncTax%%, due since %%invoiceDueDate%%.",
)
LAST_REMINDER = _reminder(
    "Invoice Overdue: last reminder",
    "Last reminder: invoice %%invoiceId%%",
    "Your invoice %%invoiceId%% is still not paid, after %%daysOverdue%% days. Your services can now be "
    "restricted: calls still reach you, but you cannot make any.",
    "Last reminder, invoice %%invoiceId%%: %%currency%% %%amountDueIncTax%%, due since %%invoiceDueDate%%.",
)
WARNING = _reminder(
    "Invoice Overdue: 24-hour warning",
    "Your services will be restricted from tomorrow",
    "Your invoice %%invoiceId%% is overdue for %%daysOverdue%% days. Unless it is paid today, your services "
    "are restricted from tomorrow on: calls still reach you, but you cannot make any.",
    "Restriction from tomorrow. Pay invoice %%invoiceId%%: %%currency%% %%amountDueIncTax%%, due "
    "%%invoiceDueDate%%.",
)
SUSPENDED = Wording(
    EventType.AUTO_SUSPEND,
    "Auto Suspend: what was done",
    "Your service %%serviceIdentifier%% is restricted",
    _HELLO
    + "Your service %%serviceIdentifier%% is restricted, because an amount is overdue since "
    + "%%oldestDueDate%%. Calls still reach you, but you cannot make any.\n\n"
    + "To be paid: %%currency%% %%totalOwing%%. The service is restored as soon as your payment has arrived. "
    + "This message may reach you before or after the change itself.\n\n"
    + "If you cannot pay at once, talk to us: we can agree on a day, or on parts."
    + _CLOSE,
    "%%serviceIdentifier%% is restricted: %%currency%% %%totalOwing%%, due since %%oldestDueDate%%."
    + _SHORT_CLOSE,
)
RESTORED = Wording(
    EventType.AUTO_UNSUSPEND,
    "Auto UnSuspend: what was done",
    "Your service %%serviceIdentifier%% is restored",
    _HELLO
    + "Thank you. Your service %%serviceIdentifier%% is restored, and can be used as before.\n\n"
    + "Still to be paid: %%currency%% %%totalOwing%%. This message may reach you before or after the change "
    + "itself. If the service does not work within an hour, talk to us."
    + _CLOSE,
    "Thank you: %%serviceIdentifier%% is restored. Help: %%careLine%%",
)
