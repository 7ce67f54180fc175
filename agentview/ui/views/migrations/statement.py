"""What is read out to the customer before a migration is submitted (S-14, page 6)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.migration_quote import Quote
from agentview.contract.migrations import ChosenPlan, LosingService, MigrationDraft
from agentview.ui.kit.when import show_day
from agentview.ui.texts.charge import charge_word
from agentview.ui.views.migrations.wizard_services import DROP, chosen_moves
from agentview.ui.views.migrations.words import amount, length_text, listed, monthly


def statement(draft: MigrationDraft) -> str:
    """The sentences, one after the other; "" until a plan is chosen."""
    quote, winning = draft.quote, draft.winning
    if quote is None or winning is None:
        return ""
    said = (
        _move(draft, quote, winning),
        _fee(draft, winning),
        _money(quote),
        _kept(draft),
        _dropped(draft),
        _extras(draft),
        _contract(draft),
        _new_contract(winning),
    )
    return " ".join(sentence for sentence in said if sentence)


def kept_and_dropped(draft: MigrationDraft) -> tuple[list[LosingService], list[LosingService]]:
    """The services that go on, and those that end, as it was saved."""
    moves = chosen_moves(draft.services, draft.form)
    dropped = [one for one in draft.services if moves[one.service_id] == DROP]
    return [one for one in draft.services if one not in dropped], dropped


def _move(draft: MigrationDraft, quote: Quote, winning: ChosenPlan) -> str:
    text = QCoreApplication.translate("Statement", "From {day} your package {old} becomes {new}.")
    for name, value in (
        ("{day}", show_day(quote.effective_on)),
        ("{old}", draft.losing_plan),
        ("{new}", winning.name),
    ):
        text = text.replace(name, value)
    return text


def _fee(draft: MigrationDraft, winning: ChosenPlan) -> str:
    translate = QCoreApplication.translate
    old, new = draft.losing_access_fee_cents, winning.access_fee_cents
    if old == new:
        text = translate("Statement", "You go on paying {new}.")
    else:
        text = translate("Statement", "You pay {new} instead of {old}.")
    money = draft.currency
    return text.replace("{new}", monthly(new, money)).replace("{old}", monthly(old, money))


def _money(quote: Quote) -> str:
    translate = QCoreApplication.translate
    charged = [line for line in quote.lines if line.is_charged]
    if not charged:
        return translate("Statement", "Nothing else is charged.")
    if quote.total_cents > 0:
        text = translate("Statement", "Once, you are charged {total} in all: {lines}.")
    elif quote.total_cents < 0:
        text = translate("Statement", "Once, you are credited {total} in all: {lines}.")
    else:
        text = translate("Statement", "Charges and credits come out even: {lines}.")
    lines = listed(
        [f"{charge_word(line.kind)} {amount(line.amount_cents, quote.currency)}" for line in charged]
    )
    return text.replace("{total}", amount(abs(quote.total_cents), quote.currency)).replace("{lines}", lines)


def _kept(draft: MigrationDraft) -> str:
    kept, _ = kept_and_dropped(draft)
    translate = QCoreApplication.translate
    one, several = (
        translate("Statement", "{services} stays in use."),
        translate("Statement", "{services} stay in use."),
    )
    text = one if len(kept) == 1 else several
    return text.replace("{services}", listed([one.name for one in kept])) if kept else ""


def _dropped(draft: MigrationDraft) -> str:
    _, dropped = kept_and_dropped(draft)
    text = QCoreApplication.translate("Statement", "These services end: {services}.")
    return text.replace("{services}", listed([_named(one) for one in dropped])) if dropped else ""


def _extras(draft: MigrationDraft) -> str:
    text = QCoreApplication.translate("Statement", "These bolt-ons end: {extras}.")
    return text.replace("{extras}", listed([one.name for one in draft.extras])) if draft.extras else ""


def _contract(draft: MigrationDraft) -> str:
    if draft.preflight.contract is None:
        return ""
    text = QCoreApplication.translate("Statement", "Your contract {contract} ends on that day.")
    return text.replace("{contract}", draft.preflight.contract.terms.external_name)


def _new_contract(winning: ChosenPlan) -> str:
    """A new contract begins with the new package (R-CON-04)."""
    terms = winning.contract
    if terms is None:
        return ""
    text = QCoreApplication.translate("Statement", "A new contract {contract} begins, for {length}.")
    return text.replace("{contract}", terms.external_name).replace("{length}", length_text(terms))


def _named(service: LosingService) -> str:
    return f"{service.name} ({service.service_type})"
