"""What there is to tell of each event type: number, trigger, threshold and variables (3.5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from agentview.contract.events import EventType


class Centric(StrEnum):
    """Whom an event is about: each service is told by itself, or the account once (E37)."""

    ACCOUNT = "ACCOUNT"
    SERVICE = "SERVICE"


class Trigger(StrEnum):
    """What makes an event happen (E37, E38)."""

    ACTION = "ACTION"
    """Somebody does something."""
    TRANSITION = "TRANSITION"
    """A status changes."""
    POLLED = "POLLED"
    """A day or threshold is reached."""


class Threshold(StrEnum):
    """What the threshold of a mapping counts."""

    NONE = "NONE"
    DAYS_BEFORE_DUE = "DAYS_BEFORE_DUE"
    DAYS_AFTER_DUE = "DAYS_AFTER_DUE"


class Says(StrEnum):
    """What a message about money should say, and a variable can."""

    AMOUNT = "AMOUNT"
    DATE = "DATE"
    PAY = "PAY"
    HELP = "HELP"


@dataclass(frozen=True, slots=True)
class Variable:
    """A value that a template can show by `%%name%%`, what it means, and how it looks."""

    name: str
    meaning: str
    sample: str
    says: Says | None = None


@dataclass(frozen=True, slots=True)
class EventKind:
    """An event type. `number` is its id in lists, None where it has none there.

    `expects` is what its messages to customers should say: what is missing is warned of.
    """

    type: EventType
    number: int | None
    name: str
    centric: Centric
    trigger: Trigger
    threshold: Threshold
    variables: tuple[Variable, ...]
    expects: tuple[Says, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """The names of the variables."""
        return frozenset(variable.name for variable in self.variables)


_ACCOUNT = (
    Variable("accountId", "Account number", "004-1001"),
    Variable("accountName", "Name of the account", "Anna Berger"),
    Variable("contactFirstName", "First name of the contact", "Anna"),
    Variable("contactSurname", "Surname of the contact", "Berger"),
    Variable("exportReference", "Reference in other systems", "EXT-77"),
    Variable("tradingName", "Name of the provider", "Harbour Mobile"),
    Variable("payUrl", "Where to pay, from the delivery settings", "https://pay.example.com", Says.PAY),
    Variable("careLine", "Whom to call, from the delivery settings", "1300 000 111", Says.HELP),
    Variable("today", "The day of the message", "2026-03-21"),
)
_OWING = (
    Variable("totalOwing", "All that the account owes", "120.00", Says.AMOUNT),
    Variable("currency", "Currency of the amounts", "AUD"),
)
_INVOICE = (
    Variable("invoiceId", "Invoice number", "INV-2041"),
    Variable("invoiceDate", "Day of the invoice", "2026-03-07"),
    Variable("invoiceDueDate", "Day on which it is due", "2026-03-21", Says.DATE),
    Variable("invoiceAmountIncTax", "Amount of the invoice with tax", "79.90"),
    Variable("amountDueIncTax", "Still to be paid of it with tax", "59.90", Says.AMOUNT),
    Variable("amountPayableIncTax", "Still to be paid, less what is in dispute", "59.90", Says.AMOUNT),
    Variable("daysOverdue", "Days since it was due, 0 before", "3"),
)
_PACKAGE = (
    Variable("packageExternalName", "Package as customers know it", "Mobile 40"),
    Variable("packageInternalName", "Package as staff know it", "MOB-40 Mobile 40"),
    Variable("packageSubscriptionId", "Number of the package subscription", "PS-3381"),
    Variable("packageStatus", "Status of the package", "PRE_ACTIVE"),
    Variable("packageCreationDate", "Day on which it was created", "2026-03-21"),
    Variable("accessFee", "Access fee of the plan", "49.90", Says.AMOUNT),
    Variable("currency", "Currency of the amounts", "AUD"),
)
_SERVICE = (
    Variable("serviceId", "Number of the service", "SS-5120"),
    Variable("serviceIdentifier", "Telephone number or other identifier", "+61400111222"),
    Variable("servicePlanName", "Service as customers know it", "Mobile SIM"),
    Variable("packageName", "Its package as customers know it", "Mobile 40"),
    Variable("serviceStartDate", "Day on which it started", "2026-03-21", Says.DATE),
    Variable("contractStartDate", "Day on which its contract began", "2026-03-21"),
    Variable("contractEndDate", "Last day of its contract", "2028-03-20"),
)
_DEBT = (
    *_OWING,
    Variable("oldestDueDate", "Day on which the oldest of it was due", "2026-03-01", Says.DATE),
)
_STATUS = (
    Variable("oldStatus", "Status before", "Active"),
    Variable("newStatus", "Status now", "Suspended"),
    Variable("reason", "Why it changed", "Non-payment"),
)
_PAYMENT = (
    Variable("paymentAmount", "Amount that was paid", "59.90", Says.AMOUNT),
    Variable("paymentDate", "Day on which it was received", "2026-03-21", Says.DATE),
    Variable("paymentMethod", "How it was paid", "CARD"),
    Variable("paymentReference", "Reference of the payment", "R-88120"),
)
_PLAN = (
    Variable("planStartDate", "Day of the first payment", "2026-04-01", Says.DATE),
    Variable("planFrequency", "How often is paid", "MONTHLY"),
    Variable("planPayments", "Number of payments", "3"),
    Variable("planAmount", "Sum of the invoices of the plan", "180.00", Says.AMOUNT),
    Variable("currency", "Currency of the amounts", "AUD"),
)
_TASK = (Variable("task", "Number of the provisioning task", "PO-70015/1"),)

_NONE, _SERVICES, _ACCOUNTS = Threshold.NONE, Centric.SERVICE, Centric.ACCOUNT
_OF_DEBT = (Says.AMOUNT, Says.DATE, Says.PAY)


def _service(of_type: EventType, number: int | None, name: str, *more: Variable) -> EventKind:
    return EventKind(
        of_type, number, name, _SERVICES, Trigger.TRANSITION, _NONE, (*_ACCOUNT, *_SERVICE, *more)
    )


def _invoice(of_type: EventType, number: int, name: str, threshold: Threshold) -> EventKind:
    told = (*_ACCOUNT, *_INVOICE, *_OWING)
    return EventKind(of_type, number, name, _ACCOUNTS, Trigger.POLLED, threshold, told, _OF_DEBT)


def _plan(of_type: EventType, name: str) -> EventKind:
    return EventKind(of_type, None, name, _ACCOUNTS, Trigger.POLLED, _NONE, (*_ACCOUNT, *_PLAN))


def _automation(of_type: EventType, name: str, *expects: Says) -> EventKind:
    told = (*_ACCOUNT, *_SERVICE, *_DEBT)
    return EventKind(of_type, None, name, _SERVICES, Trigger.TRANSITION, _NONE, told, expects)


_KINDS = (
    EventKind(
        EventType.NEW_PACKAGE_SUBSCRIPTION,
        4,
        "New package subscription",
        _ACCOUNTS,
        Trigger.ACTION,
        _NONE,
        (*_ACCOUNT, *_PACKAGE, Variable("orderId", "Number of the order", "PO-70015")),
    ),
    _invoice(EventType.INVOICE_OVERDUE, 7, "Invoice Overdue", Threshold.DAYS_AFTER_DUE),
    _invoice(EventType.INVOICE_DUE, 13, "Invoice Due", Threshold.DAYS_BEFORE_DUE),
    _service(EventType.SERVICE_ACTIVATION, 1011, "Service Activation", *_TASK),
    _service(EventType.NEW_PACKAGE_ACTIVATION, None, "New package activation", *_TASK),
    _service(EventType.PROVISIONING_HALTED, None, "Provisioning halted", *_TASK),
    _automation(EventType.AUTO_SUSPEND, "Auto Suspend", *_OF_DEBT, Says.HELP),
    _automation(EventType.AUTO_UNSUSPEND, "Auto UnSuspend"),
    EventKind(
        EventType.ACCOUNT_STATUS_CHANGE,
        None,
        "Account Status Change",
        _ACCOUNTS,
        Trigger.TRANSITION,
        _NONE,
        (*_ACCOUNT, *_STATUS),
    ),
    EventKind(
        EventType.PAYMENT_RECEIVED,
        None,
        "Payment received",
        _ACCOUNTS,
        Trigger.POLLED,
        _NONE,
        (*_ACCOUNT, *_PAYMENT, *_OWING),
    ),
    _plan(EventType.PAYMENT_PLAN_CREATED, "Payment plan created"),
    _plan(EventType.PAYMENT_PLAN_FAILED, "Payment plan: payment failed"),
    _plan(EventType.PAYMENT_PLAN_COMPLETED, "Payment plan completed"),
    _plan(EventType.PAYMENT_PLAN_CANCELLED, "Payment plan cancelled"),
)
CATALOGUE: Mapping[EventType, EventKind] = {kind.type: kind for kind in _KINDS}
"""Every event type, in the order in which they are listed."""

AUTOMATIONS = frozenset({EventType.AUTO_SUSPEND, EventType.AUTO_UNSUSPEND})
"""Types whose mapping switches the automation itself; each profile always has them (R-EVT-01, 02)."""
