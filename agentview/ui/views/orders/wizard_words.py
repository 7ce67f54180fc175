"""The words of a new order: pages, fields, amounts, addresses, who provisions what."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from agentview.contract.account import ACCOUNT_STATUS_LABELS
from agentview.contract.order_entry import Method, OfferedPart, PlannedService
from agentview.contract.order_form import OrderForm, OrderPage
from agentview.contract.orders import OrderStatus, OrderType
from agentview.contract.provisioning import AddressFields
from agentview.core.money import Money
from agentview.core.phone import grouped
from agentview.ui.kit.amount import money_text
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.when import show_day

NO_VALUE = "\u2014"
_DOT = " \u00b7 "


def page_title(page: OrderPage) -> str:
    """What stands above a page."""
    translate = QCoreApplication.translate
    return {
        OrderPage.SERVICE_TYPES: translate("OrderWizard", "Which services?"),
        OrderPage.PACKAGE: translate("OrderWizard", "Which package?"),
        OrderPage.CUSTOMER: translate("OrderWizard", "For which customer?"),
        OrderPage.SERVICES: translate("OrderWizard", "How are the services set up?"),
        OrderPage.REVIEW: translate("OrderWizard", "Is everything right?"),
    }[page]


def page_word(page: OrderPage) -> str:
    """What a page is called in the strip and in sentences."""
    translate = QCoreApplication.translate
    return {
        OrderPage.SERVICE_TYPES: translate("OrderWizard", "Service types"),
        OrderPage.PACKAGE: translate("OrderWizard", "Package"),
        OrderPage.CUSTOMER: translate("OrderWizard", "Customer"),
        OrderPage.SERVICES: translate("OrderWizard", "Configuration"),
        OrderPage.REVIEW: translate("OrderWizard", "Review"),
    }[page]


def busy_word(doing: str) -> str:
    """What a button says while something is carried out."""
    translate = QCoreApplication.translate
    return {
        "next": translate("OrderWizard", "Checking..."),
        "submit": translate("OrderWizard", "Submitting..."),
        "discard": translate("OrderWizard", "Giving up..."),
    }.get(doing, translate("OrderWizard", "Saving..."))


def type_word(order_type: OrderType) -> str:
    """What an order does."""
    translate = QCoreApplication.translate
    return {
        OrderType.NEW: translate("OrderWizard", "New service"),
        OrderType.PORT_CHURN: translate("OrderWizard", "Port from another supplier"),
        OrderType.CHOWN: translate("OrderWizard", "Change of ownership"),
        OrderType.UPGRADE: translate("OrderWizard", "Upgrade"),
        OrderType.MIGRATE: translate("OrderWizard", "Migration"),
    }[order_type]


def method_word(part: OfferedPart) -> str:
    """Who provisions a service."""
    translate = QCoreApplication.translate
    if part.method is Method.AUTOMATIC:
        return translate("OrderWizard", "provisioned automatically")
    return translate("OrderWizard", "provisioned by {provider}").replace("{provider}", part.queue)


def next_step(service: PlannedService) -> str:
    """What happens to a service once the order is submitted, in a sentence."""
    translate = QCoreApplication.translate
    if service.method is Method.AUTOMATIC:
        text = translate("OrderWizard", "{service} is set up automatically by the carrier's platform.")
        return text.replace("{service}", service.name)
    text = translate("OrderWizard", "{service} goes to the queue of {provider}, to be done within {hours} h.")
    return (
        text.replace("{service}", service.name)
        .replace("{provider}", service.queue)
        .replace("{hours}", str(service.target_hours))
    )


def amount(cents: int, currency: str) -> str:
    """An amount with its currency."""
    return money_text(Money(cents, currency))


def monthly(cents: int, currency: str) -> str:
    """What is paid each month."""
    text = QCoreApplication.translate("OrderWizard", "{amount} a month")
    return text.replace("{amount}", amount(cents, currency))


def once(cents: int, currency: str) -> str:
    """What is paid once."""
    text = QCoreApplication.translate("OrderWizard", "{amount} once")
    return text.replace("{amount}", amount(cents, currency))


def fees(setup_cents: int, access_cents: int, currency: str) -> str:
    """Both fees in one line."""
    parts = [monthly(access_cents, currency)]
    return _DOT.join([*parts, once(setup_cents, currency)] if setup_cents else parts)


def address_line(address: AddressFields | None) -> str:
    """An address in one line; a dash where there is none."""
    if address is None:
        return NO_VALUE
    town = " ".join(part for part in (address.postcode, address.city) if part)
    parts = (address.line1, address.line2, town, address.region, address.country)
    return ", ".join(part for part in parts if part) or NO_VALUE


def identifier_text(identifier: str) -> str:
    """An identifier in groups; one that comes later is said to."""
    later = QCoreApplication.translate("OrderWizard", "entered when it is provisioned")
    return grouped(identifier) if identifier else later


def account_status_word(status: int | None) -> str:
    """The exact label of an account's status."""
    label = ACCOUNT_STATUS_LABELS.get(status or 0, "")
    return QCoreApplication.translate("Values", label) if label else ""


def joined(parts: Sequence[str]) -> str:
    """Parts of a line with dots between."""
    return _DOT.join(part for part in parts if part)


def field_word(name: str) -> str:
    """What a field of the form is called where two sides differ."""
    translate = QCoreApplication.translate
    return {
        "order_type": translate("OrderWizard", "Kind of order"),
        "service_type_ids": translate("OrderWizard", "Service types"),
        "package_plan_id": translate("OrderWizard", "Package"),
        "option_ids": translate("OrderWizard", "Optional services"),
        "account_id": translate("OrderWizard", "Customer"),
        "new_customer": translate("OrderWizard", "New customer"),
        "services": translate("OrderWizard", "Identifiers and addresses"),
        "port": translate("OrderWizard", "Losing supplier"),
        "requested_on": translate("OrderWizard", "Requested date"),
        "purchase_order_ref": translate("OrderWizard", "Purchase order"),
        "agent_id": translate("OrderWizard", "Agent"),
        "note": translate("OrderWizard", "Note"),
    }.get(name, name)


def field_text(name: str, form: OrderForm) -> str:
    """The value of a field of the form, short, where two sides differ."""
    shown = _FIELD_TEXTS.get(name)
    if shown is not None:
        return shown(form) or NO_VALUE
    value = getattr(form, name)
    if isinstance(value, tuple):
        chosen = QCoreApplication.translate("OrderWizard", "{count} chosen")
        return chosen.replace("{count}", count_text(len(value))) if value else NO_VALUE
    return str(value) if value else NO_VALUE


_FIELD_TEXTS: dict[str, Callable[[OrderForm], str]] = {
    "order_type": lambda form: type_word(OrderType(form.order_type)),
    "services": lambda form: ", ".join(one.identifier for one in form.services if one.identifier),
    "port": lambda form: joined((form.port.losing_supplier, form.port.account_no)),
    "new_customer": lambda form: form.new_customer.fields.name if form.new_customer else "",
    "requested_on": lambda form: show_day(form.requested_on) if form.requested_on else "",
}


def status_chip(status: OrderStatus) -> ChipValue:
    """The chip of an order's status; its word is the exact label (D-30)."""
    translate = QCoreApplication.translate
    done = translate("OrderStatus", "Order Completed: submitted, for reading alone")
    return {
        OrderStatus.ORDER_INCOMPLETE: ChipValue(
            Tone.NEUTRAL,
            "+",
            translate("OrderStatus", "Order Incomplete"),
            translate("OrderStatus", "Order Incomplete: in progress, nothing is ordered yet"),
        ),
        OrderStatus.ORDER_COMPLETED: ChipValue(
            Tone.SUCCESS, "\u2713", translate("OrderStatus", "Order Completed"), done
        ),
        OrderStatus.PROVISIONING_HALTED: ChipValue(
            Tone.BAD,
            "!",
            translate("OrderStatus", "Provisioning Halted"),
            translate("OrderStatus", "Provisioning Halted: a task of it waits for a correction"),
        ),
        OrderStatus.ORDER_PENDING: ChipValue(
            Tone.PROGRESS,
            "\u25d0",
            translate("OrderStatus", "Order Pending"),
            translate("OrderStatus", "Order Pending: the carrier's platform was asked"),
        ),
        OrderStatus.ORDER_QUARANTINED: ChipValue(
            Tone.WARNING,
            "!",
            translate("OrderStatus", "Order Quarantined"),
            translate("OrderStatus", "Order Quarantined: the carrier's platform holds it back"),
        ),
        OrderStatus.ORDER_FAILED: ChipValue(
            Tone.BAD,
            "!",
            translate("OrderStatus", "Order Failed"),
            translate("OrderStatus", "Order Failed: the carrier's platform refused it"),
        ),
        OrderStatus.ORDER_CANCELLED: ChipValue(
            Tone.NEUTRAL,
            "\u00d7",
            translate("OrderStatus", "Order Cancelled"),
            translate("OrderStatus", "Order Cancelled: given up, nothing was ordered"),
        ),
    }[status]
