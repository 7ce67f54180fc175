"""The strip above the pages, the summary beside them, and the facts that are confirmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from agentview.contract.wireless import FieldType, OrderType
from agentview.contract.wireless_orders import OrderField, ShipTo, Subject, WirelessOrder
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.strip import Step, StepState
from agentview.ui.kit.when import show_day
from agentview.ui.kit.wizard import SummarySection
from agentview.ui.texts.wireless import type_word
from agentview.ui.texts.wireless_fields import choice_word, field_label
from agentview.ui.views.wireless.amounts import amount
from agentview.ui.views.wireless.confirm_page import Costs
from agentview.ui.views.wireless.cost_lines import CostLine
from agentview.ui.views.wireless.flow import step_of
from agentview.ui.views.wireless.request_step import RequestStep
from agentview.ui.views.wireless.wizard_words import step_word

_ROLES = ("beneficiary_id", "line_id", "device_id", "vendor_id")


def strip(steps: Sequence[RequestStep], shown: RequestStep, order: WirelessOrder | None) -> list[Step]:
    """The pages as steps: those before are done, or failed where something is missing on them."""
    wrong = {step_of(one.field) for one in order.problems} if order is not None else set()
    return [Step(step_word(one), _state(one, shown, wrong)) for one in steps]


def _state(one: RequestStep, shown: RequestStep, wrong: set[RequestStep]) -> StepState:
    if one is shown:
        return StepState.CURRENT
    if one.number > shown.number:
        return StepState.FUTURE
    return StepState.FAILED if one in wrong else StepState.DONE


def summary(
    company: str, order_type: OrderType | None, names: Mapping[str, str], order: WirelessOrder | None
) -> list[SummarySection]:
    """Who wants what for whom, and what it costs as it was saved last."""
    facts = [
        Fact(_word("Company"), company),
        Fact(_word("Request"), type_word(order_type) if order_type else ""),
    ]
    facts += [Fact(_role(role), names.get(role, "")) for role in _ROLES]
    sections = [SummarySection(_word("Request"), tuple(one for one in facts if one.value))]
    if order is not None:
        costs = (
            Fact(_word("Once"), amount(order.once_cents, order.currency)),
            Fact(_word("Monthly"), amount(order.monthly_cents, order.currency)),
        )
        sections.append(SummarySection(_word("Cost, without tax"), costs))
    return [one for one in sections if one.facts]


def names_of(order: WirelessOrder) -> dict[str, str]:
    """Whom and what an order is about, by the parts of the form."""
    subjects = (order.beneficiary, order.line, order.device, order.vendor)
    return {role: one.name for role, one in zip(_ROLES, subjects, strict=True) if one is not None}


def costs_of(order: WirelessOrder) -> Costs:
    """What an order costs, line by line."""
    lines = tuple(
        CostLine(
            one.name if one.qty == 1 else f"{one.qty} \u00d7 {one.name}",
            one.once_cents * one.qty,
            one.monthly_cents * one.qty,
            one.is_in_policy,
        )
        for one in order.items
    )
    return Costs(lines, order.currency, order.once_cents, order.monthly_cents)


def order_facts(order: WirelessOrder) -> list[Fact]:
    """All that an order says, as it is confirmed and read."""
    subjects = (
        (_role(role), one)
        for role, one in zip(_ROLES, (order.beneficiary, order.line, order.device, order.vendor), strict=True)
    )
    facts = [Fact(word, subject_text(one)) for word, one in subjects if one is not None]
    facts += [Fact(field_label(one.field), field_text(one)) for one in order.fields if one.is_filled]
    if order.preferred_date is not None:
        facts.append(Fact(_word("Preferred date"), show_day(order.preferred_date)))
    if order.ship_to is not None and order.is_shipped:
        facts.append(Fact(_word("Goes to"), address_text(order.ship_to)))
    facts.append(Fact(_word("Why it is needed"), order.justification))
    if order.is_policy_overwritten:
        facts.append(Fact(_word("Policy"), _word("Ordered against the mobile policy")))
    return list({fact.label: fact for fact in facts if fact.value}.values())


def subject_text(one: Subject) -> str:
    """A person, line or device with what more is known of it."""
    return ", ".join(part for part in (one.name, one.more) if part)


def address_text(address: ShipTo) -> str:
    """An address on one line."""
    place = " ".join(part for part in (address.postal_code, address.city) if part)
    express = _word("by express") if address.is_expedited else ""
    parts = (
        address.name,
        address.attention_to,
        address.line1,
        place,
        address.state,
        address.country,
        express,
    )
    return ", ".join(part for part in parts if part)


def field_text(one: OrderField) -> str:
    """What was typed into a field, as people read it."""
    if one.field.type is FieldType.CHOICE:
        return choice_word(one.text)
    if one.field.type is FieldType.DATE:
        try:
            return show_day(date.fromisoformat(one.text))
        except ValueError:
            return one.text
    return one.text


def _role(role: str) -> str:
    return {
        "beneficiary_id": _word("For"),
        "line_id": _word("Line"),
        "device_id": _word("Device"),
        "vendor_id": _word("Carrier"),
    }[role]


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessRequest", text)
