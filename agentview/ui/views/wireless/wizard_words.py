"""The words of the wizard of a wireless request: pages, buttons, what follows, and both sides of a clash."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.wireless import WirelessStatus
from agentview.contract.wireless_orders import Content, WirelessOrder
from agentview.ui.kit.facts import NO_VALUE
from agentview.ui.kit.plural import plural
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.texts.wireless import type_word
from agentview.ui.views.wireless.request_step import RequestStep


def step_title(step: RequestStep, order: WirelessOrder | None) -> str:
    """What stands above a page."""
    title = {
        RequestStep.COMPANY: _word("For which company?"),
        RequestStep.WHAT: _word("What is it about?"),
        RequestStep.WHO: _word("For whom, and for what?"),
        RequestStep.DETAILS: _word("What exactly?"),
        RequestStep.SHIPPING: _word("Where does it go?"),
        RequestStep.CONFIRM: _word("Is everything right?"),
    }[step]
    return type_word(order.type) if order is not None and step is RequestStep.DETAILS else title


def step_word(step: RequestStep) -> str:
    """What a page is called in the strip and in sentences."""
    return {
        RequestStep.COMPANY: _word("Company"),
        RequestStep.WHAT: _word("Request"),
        RequestStep.WHO: _word("For whom"),
        RequestStep.DETAILS: _word("Details"),
        RequestStep.SHIPPING: _word("Shipping"),
        RequestStep.CONFIRM: _word("Confirm"),
    }[step]


def busy_word(doing: str) -> str:
    """What a button says while something is carried out."""
    return {
        "begin": _word("Beginning..."),
        "next": _word("Checking..."),
        "submit": _word("Submitting..."),
        "discard": _word("Discarding..."),
    }.get(doing, _word("Saving..."))


def verb_of(step: RequestStep) -> str:
    """What the button says that goes on; "" for the usual word."""
    return _word("Confirm and submit") if step is RequestStep.CONFIRM else ""


def over_text(number: str) -> StateText:
    """What stands in place of the pages of an order that is a draft no more."""
    title = _word("{order} is not a draft any more").replace("{order}", number)
    sentence = _word("It was submitted or discarded. Among the requests you see where it stands.")
    return StateText(title, sentence, _word("Show it"))


def submitted_text(order: WirelessOrder) -> StateText:
    """What stands in place of the pages for who has just submitted: what happens next."""
    title = _word("{order} is submitted").replace("{order}", order.reference)
    following = {
        WirelessStatus.AWAITING_APPROVAL: _word("An approver decides next; you hear by e-mail."),
        WirelessStatus.APPROVED: _word("No approval is needed; it goes to the vendor next."),
        WirelessStatus.SUBMITTED_TO_VENDOR: _word("No approval is needed; it is with the vendor."),
        WirelessStatus.COMPLETE: _word("It is carried out already; lines and devices are up to date."),
    }.get(order.status, _word("Among the requests you see where it stands at any time."))
    return StateText(title, following, _word("Show it"))


def content_word(name: str) -> str:
    """What a part of an order is called where two sides differ."""
    return {
        "beneficiary_id": _word("Person"),
        "vendor_id": _word("Carrier"),
        "line_id": _word("Line"),
        "device_id": _word("Device"),
        "fields": _word("Fields"),
        "items": _word("Items"),
        "ship_to": _word("Shipping"),
        "justification": _word("Why it is needed"),
        "acknowledged": _word("What you agree to"),
        "is_policy_overwritten": _word("Order it against the mobile policy"),
    }.get(name, name)


def content_text(name: str, form: Content) -> str:
    """The value of a part, short, where two sides differ."""
    if name == "fields":
        return ", ".join(text for text in form.fields.values() if text) or NO_VALUE
    if name == "items":
        return plural(_word("1 item"), _word("{count} items"), len(form.items))
    if name == "ship_to":
        address = form.ship_to
        parts = (address.name, address.line1, address.postal_code, address.city, address.country)
        return ", ".join(part for part in parts if part) or NO_VALUE
    if name == "acknowledged":
        return str(len(form.acknowledged))
    value = getattr(form, name)
    if isinstance(value, bool):
        return _word("Yes") if value else _word("No")
    return NO_VALUE if value in (None, "") else str(value)


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessRequest", text)
