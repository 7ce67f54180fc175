"""The words of approval policies: kinds of approvers, conditions, levels; imports no Qt widgets."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from agentview.contract.approval_policies import Conditions, StepFields
from agentview.contract.wireless import ApproverKind
from agentview.core.money import Money
from agentview.ui.forms.merge import Value
from agentview.ui.kit.amount import money_text
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.plural import plural
from agentview.ui.kit.theme import Tone
from agentview.ui.texts.wireless import type_word
from agentview.ui.texts.wireless_inventory import device_type_word

NOTHING = "\u2014"


def word(text: str) -> str:
    """A text of approval policies in the user's language."""
    return QCoreApplication.translate("ApprovalPolicies", text)


def on_chip(*, is_active: bool) -> ChipValue:
    """Whether a policy decides about orders."""
    if is_active:
        return ChipValue(Tone.SUCCESS, "\u2713", word("On"), word("On: decides about orders that it matches"))
    return ChipValue(Tone.NEUTRAL, "\u2013", word("Off"), word("Off: decides about nothing"))


def kind_word(kind: ApproverKind) -> str:
    """How the approvers of a level are found (T17)."""
    return {
        ApproverKind.EMP_REPORTING_MANAGER: word("The person's manager"),
        ApproverKind.EMP_HIERARCHY_MANAGER: word("The nearest manager above"),
        ApproverKind.ORG_REPORTING: word("The head of the unit"),
        ApproverKind.ORG_HIERARCHY: word("The nearest head of a unit above"),
        ApproverKind.PREDEFINED: word("Named people"),
        ApproverKind.USER_DEFINED: word("Whom the requester chooses"),
    }[kind]


def names_people(kind: ApproverKind) -> bool:
    """Whether people can be named for a level of this kind."""
    return kind in {ApproverKind.PREDEFINED, ApproverKind.USER_DEFINED}


def step_word(step: StepFields, names: Mapping[int, str]) -> str:
    """Who decides a level, such as \u201cNamed people: Grace, Omar (the first decision counts)\u201d."""
    said = kind_word(step.kind)
    people = ", ".join(names.get(one, f"#{one}") for one in step.approver_ids)
    if not people:
        return said
    if step.kind is ApproverKind.USER_DEFINED:
        return word("{kind}, of {people}").replace("{kind}", said).replace("{people}", people)
    return f"{said}: {people}"


def default_word(step: StepFields, names: Mapping[int, str]) -> str:
    """Who steps in on a level."""
    default = step.default_approver_id
    return NOTHING if default is None else names.get(default, f"#{default}")


def condition_words(
    asked: Conditions, vendors: Mapping[str, str], currency: str
) -> tuple[tuple[str, str], ...]:
    """What must hold for an order, each with its name; nothing for a policy that is for every order."""
    said = (
        ("types", ", ".join(map(type_word, asked.types))),
        ("vendors", ", ".join(vendors.get(one, one) for one in asked.vendors)),
        ("device_types", ", ".join(map(device_type_word, asked.device_types))),
        ("upgrade_eligible", _yes_no(asked.upgrade_eligible)),
        ("total_above_cents", _amount(asked.total_above_cents, currency)),
        ("total_below_cents", _amount(asked.total_below_cents, currency)),
        ("policy_exception", _yes_no(asked.policy_exception)),
    )
    return tuple((name, text) for name, text in said if text)


def condition_label(name: str) -> str:
    """What a condition is called, as the contract names it."""
    return {
        "account_id": word("Company"),
        "types": word("Type of order"),
        "vendors": word("Carrier"),
        "device_types": word("Kind of device"),
        "upgrade_eligible": word("Due for an upgrade"),
        "total_above_cents": word("Costs more than"),
        "total_below_cents": word("Costs less than"),
        "policy_exception": word("Breaks the mobile policy"),
    }[name]


def condition_phrases(
    asked: Conditions, vendors: Mapping[str, str], currency: str
) -> tuple[tuple[str, str], ...]:
    """What must hold for an order, each as a phrase of its own."""
    return tuple(
        (name, _phrase(name, asked, text)) for name, text in condition_words(asked, vendors, currency)
    )


def conditions_line(asked: Conditions, vendors: Mapping[str, str], currency: str) -> str:
    """All conditions in one line."""
    return "; ".join(said for _, said in condition_phrases(asked, vendors, currency)) or word("Every order")


def levels_word(count: int) -> str:
    """How many levels there are."""
    return plural(word("1 level"), word("{count} levels"), count) if count else word("No approval needed")


def days_word(days: int) -> str:
    """A number of days."""
    return plural(word("1 day"), word("{count} days"), days)


def typed_amount(cents: int | None) -> Value:
    """An amount as a form holds it."""
    return None if cents is None else Decimal(cents).scaleb(-2)


def whole(value: Value) -> object:
    """A number of a form as a whole one, where it is one; the contract refuses others."""
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return value


def cents(value: Value) -> object:
    """An amount of a form in minor units; a fraction of a cent stays one, so that the contract refuses it."""
    return whole(value * 100 if isinstance(value, Decimal) else value)


def _phrase(name: str, asked: Conditions, text: str) -> str:
    label = condition_label(name)
    if name in {"total_above_cents", "total_below_cents"}:
        return f"{label} {text}"
    if name in {"upgrade_eligible", "policy_exception"}:
        return label if getattr(asked, name) else word("Not: {condition}").replace("{condition}", label)
    return f"{label}: {text}"


def _amount(cents: int | None, currency: str) -> str:
    return "" if cents is None else money_text(Money(cents, currency))


def _yes_no(asked: bool | None) -> str:
    if asked is None:
        return ""
    return word("yes") if asked else word("no")
