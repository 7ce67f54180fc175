"""The words of transfers: change of owner and upgrade."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.transfers import (
    MovedService,
    MoveOutcome,
    PlanOffer,
    TransferPreview,
    UpgradeContract,
)
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.when import show_day
from agentview.ui.views.customers.words import DOT, amount_text, identifier_text

_ARROW = "  \u2192  "


def owner_text(reference: str, name: str) -> DialogText:
    """The texts of the change of owner; it names the record."""
    title = _word("Give {reference} {name} to another customer?")
    return DialogText(
        title.replace("{reference}", reference).replace("{name}", " ".join(name.split())),
        _word("Order the change"),
        _word("Keep the owner"),
        _word("Ordering..."),
        _word("The package stays with its owner until the change is activated."),
    )


def upgrade_text(reference: str, name: str) -> DialogText:
    """The texts of the upgrade; it names the record."""
    title = _word("Upgrade {reference} {name}?")
    return DialogText(
        title.replace("{reference}", reference).replace("{name}", " ".join(name.split())),
        _word("Order the upgrade"),
        _word("Keep the plan"),
        _word("Ordering..."),
        _word("The old package stays until all services of the new one are activated."),
    )


def transfer_fields() -> tuple[Field, ...]:
    """The fields of both."""
    return (
        Field("requested_on", _word("From"), FieldKind.DATE, help=_word("Empty: from today.")),
        Field("note", _word("Note for who activates it"), FieldKind.NOTE),
    )


def upgrade_fields() -> tuple[Field, ...]:
    """Those of an upgrade: the fee for leaving a contract early may be waived (R-MIG-28)."""
    return (
        *transfer_fields(),
        Field("is_fee_waived", _word("Waive the early-upgrade fee"), FieldKind.CHECK),
        Field("waive_reason", _word("Reason for waiving it"), FieldKind.NOTE),
    )


def contract_line(contract: UpgradeContract) -> str:
    """The contract that an upgrade would leave, and what that costs."""
    told = _word("Under contract ({name}) until {day}.").replace("{day}", show_day(contract.end_on))
    told = told.replace("{name}", contract.name)
    if contract.fee is None:
        return told
    cost = _word("Early upgrade: {fee} is charged when the upgrade is done, and the contract ends.")
    fee = amount_text(contract.fee.amount_cents, contract.fee.currency)
    return " ".join((told, cost.replace("{fee}", fee)))


def transfer_facts(preview: TransferPreview, *, has_choice: bool) -> tuple[Fact, ...]:
    """Before and after, side by side."""
    facts = [
        Fact(_word("Owner"), _pair(preview.owner, preview.new_owner)),
        Fact(_word("Plan"), _pair(preview.plan, preview.new_plan)),
        Fact(
            _word("Access fee"),
            _pair(
                amount_text(preview.fee_cents, preview.currency),
                amount_text(preview.new_fee_cents, preview.currency),
            ),
        ),
    ]
    if not has_choice:
        facts = []
    if preview.closed_until is not None:
        facts.append(Fact(_word("Billed until"), show_day(preview.closed_until)))
    if preview.earliest_on is not None:
        facts.append(Fact(_word("Possible from"), show_day(preview.earliest_on)))
    return tuple(facts)


def _pair(old: str, new: str) -> str:
    return old if old == new else f"{old}{_ARROW}{new}"


def moved_line(service: MovedService) -> str:
    """A service and what becomes of it."""
    name = DOT.join(part for part in (identifier_text(service.identifier), service.name) if part)
    told = {
        MoveOutcome.MOVES: _word("goes on"),
        MoveOutcome.NEW: _word("is new"),
        MoveOutcome.ENDS: _word("ends: the new plan has none of its kind"),
    }[service.outcome]
    by = _word("activated by {worker}").replace("{worker}", service.worked_by) if service.worked_by else ""
    return ", ".join(part for part in (f"{name} {told}", by) if part)


def plan_line(plan: PlanOffer) -> str:
    """A plan with its fee, and what would end with it."""
    fee = _word("{amount} a month").replace("{amount}", amount_text(plan.access_fee_cents, plan.currency))
    ends = _word("ends: {kinds}").replace("{kinds}", ", ".join(plan.ends)) if plan.ends else ""
    return DOT.join(part for part in (plan.name, fee, ends) if part)


def owner_hint() -> str:
    """What is typed to find a customer."""
    return _word("Name, number, or account number")


def owner_label() -> str:
    """The list of customers."""
    return _word("New owner")


def plan_label() -> str:
    """The list of plans."""
    return _word("New plan")


def plan_hint() -> str:
    """What is typed to find a plan."""
    return _word("Part of the name or code")


def none_found(text: str) -> str:
    """What stands under an empty list."""
    if not text:
        return _word("Type to search.")
    return _word('Nothing fits "{text}".').replace("{text}", text)


def _word(text: str) -> str:
    return QCoreApplication.translate("Transfer", text)
