"""The words of a customer's charges: where each stands, and what waits for the next invoice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from agentview.contract.charges import Charge, PendingTotal
from agentview.core.money import Money
from agentview.ui.kit.amount import grouped_amount
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.theme import Tone
from agentview.ui.views.customers.words import amount_text


def charge_chip(charge: Charge) -> ChipValue:
    """Where a charge stands; a code that is not known is shown as words."""
    if charge.is_pending:
        return ChipValue(Tone.INFO, "\u25cb", _word("Pending"), _word("Pending: on the next invoice"))
    return ChipValue(Tone.NEUTRAL, "", charge.status.replace("_", " ").capitalize())


def charge_amount(charge: Charge, currency: str) -> str:
    """The amount; its currency stands with it only where it is not that of the column."""
    if charge.currency == currency:
        return grouped_amount(Money(charge.amount_cents, currency))
    return amount_text(charge.amount_cents, charge.currency)


def pending_text(pending: Sequence[PendingTotal]) -> str:
    """What waits for the next invoice, as a sentence."""
    if not pending:
        return _word("Nothing waits for the next invoice.")
    template = _word("On the next invoice: {total} excluding tax, charges and credits: {count}")
    total = " + ".join(amount_text(one.amount_cents, one.currency) for one in pending)
    return template.replace("{total}", total).replace("{count}", str(sum(one.rows for one in pending)))


def charge_sentence(charge: Charge) -> str:
    """What a screen reader hears of a charge."""
    amount = amount_text(charge.amount_cents, charge.currency)
    parts = (charge.description, amount, charge.reference, charge_chip(charge).spoken)
    return ", ".join(part for part in parts if part)


def empty_text() -> StateText:
    """Why there is nothing in the list."""
    return StateText(
        _word("No charges yet"),
        _word("Fees and credits of migrations and contracts appear here before they are invoiced."),
    )


def _word(text: str) -> str:
    return QCoreApplication.translate("CustomerCharge", text)
