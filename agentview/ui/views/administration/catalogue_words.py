"""What contract types, pools and plans are called on the screen, and how amounts are typed; imports no Qt."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from agentview.contract.contract_pools import BlockSetting, PoolPlan
from agentview.contract.contract_terms import BreakOutMethod, ContractTerms, EndMethod, LengthUnit
from agentview.contract.contract_types import TypeRow, TypeStatus
from agentview.contract.pool_import import LineEffect
from agentview.core.money import Money
from agentview.ui.forms.merge import Value
from agentview.ui.kit.amount import grouped_amount, money_text
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.theme import Tone

NOTHING = "\u2014"


def length_word(terms: ContractTerms) -> str:
    """How long a contract binds."""
    return f"{terms.length} {unit_word(terms.length_unit)}"


def unit_word(unit: LengthUnit) -> str:
    """What a length is counted in."""
    translate = QCoreApplication.translate
    return {
        LengthUnit.DAY: translate("Contracts", "days"),
        LengthUnit.MONTH: translate("Contracts", "months"),
        LengthUnit.YEAR: translate("Contracts", "years"),
    }[unit]


def end_name(method: EndMethod) -> str:
    """What an end method is called, in a list."""
    translate = QCoreApplication.translate
    return {
        EndMethod.NO_CONTRACT: translate("Contracts", "No contract"),
        EndMethod.CANCEL_SERVICE: translate("Contracts", "Cancel service"),
        EndMethod.RENEW_CONTRACT: translate("Contracts", "Renew contract"),
    }[method]


def end_word(method: EndMethod) -> str:
    """What happens at the end of a contract."""
    translate = QCoreApplication.translate
    return {
        EndMethod.NO_CONTRACT: translate("Contracts", "No contract: goes on without one"),
        EndMethod.CANCEL_SERVICE: translate("Contracts", "Cancel service"),
        EndMethod.RENEW_CONTRACT: translate("Contracts", "Renew contract"),
    }[method]


def method_word(method: BreakOutMethod) -> str:
    """How the fee for leaving early is computed."""
    translate = QCoreApplication.translate
    return {
        BreakOutMethod.FIXED: translate("Contracts", "Fixed amount"),
        BreakOutMethod.PER_REMAINING_MONTH: translate("Contracts", "Amount for each remaining month"),
        BreakOutMethod.PERCENT_REMAINING_ACCESS_FEE: translate(
            "Contracts", "Percent of the remaining access fees"
        ),
    }[method]


def break_out_word(row: TypeRow) -> str:
    """What leaving early costs."""
    translate, terms = QCoreApplication.translate, row.terms
    if terms.break_out_method is BreakOutMethod.PERCENT_REMAINING_ACCESS_FEE:
        return translate("Contracts", "{percent} % of access fees").replace(
            "{percent}", str(terms.break_out_percent or 0)
        )
    amount = amount_word(terms.break_out_amount_cents, row.currency)
    if terms.break_out_method is BreakOutMethod.FIXED:
        return amount
    return translate("Contracts", "{amount} a month").replace("{amount}", amount)


def early_word(row: TypeRow) -> str:
    """When an upgrade is early, and what it costs then."""
    translate, terms = QCoreApplication.translate, row.terms
    if terms.early_upgrade_remaining_months is None:
        return NOTHING
    fee = translate("Contracts", "as breaking out")
    if terms.early_upgrade_fee_cents is not None:
        fee = amount_word(terms.early_upgrade_fee_cents, row.currency)
    text = translate("Contracts", "up to {months} months left: {fee}")
    return text.replace("{months}", str(terms.early_upgrade_remaining_months)).replace("{fee}", fee)


def credit_word(row: TypeRow) -> str:
    """What is given back in each period, and for how long."""
    translate, terms = QCoreApplication.translate, row.terms
    if not terms.period_credit_cents:
        return NOTHING
    amount = amount_word(terms.period_credit_cents, row.currency)
    if terms.credit_periods is None:
        return translate("Contracts", "{amount} in every period").replace("{amount}", amount)
    text = translate("Contracts", "{amount} in the first {periods} periods")
    return text.replace("{amount}", amount).replace("{periods}", str(terms.credit_periods))


def status_chip(status: TypeStatus) -> ChipValue:
    """Whether a contract type can be chosen."""
    translate = QCoreApplication.translate
    if status is TypeStatus.ACTIVE:
        return ChipValue(Tone.SUCCESS, "\u2713", translate("Contracts", "Active"))
    return ChipValue(Tone.NEUTRAL, "\u00d7", translate("Contracts", "Withdrawn"))


def fit_chip(row: PoolPlan) -> ChipValue:
    """Whether customers can be moved to a plan inside its pool (R-MIG-11)."""
    translate = QCoreApplication.translate
    if not row.is_sold:
        word, sentence = (
            translate("Contracts", "Not sold"),
            translate("Contracts", "Nobody can be moved to it"),
        )
        return ChipValue(Tone.NEUTRAL, "\u00d7", word, sentence)
    if not row.fits:
        word = translate("Contracts", "Other type")
        sentence = translate("Contracts", "Its default contract type is not the one of the pool")
        return ChipValue(Tone.WARNING, "!", word, sentence)
    return ChipValue(Tone.SUCCESS, "\u2713", translate("Contracts", "Fits"))


def effect_chip(effect: LineEffect | None) -> ChipValue:
    """What a line of an import comes to."""
    translate = QCoreApplication.translate
    if effect is None:
        return ChipValue(Tone.BAD, "!", translate("Contracts", "Refused"))
    return {
        LineEffect.ADDED: ChipValue(Tone.SUCCESS, "+", translate("Contracts", "New")),
        LineEffect.CHANGED: ChipValue(Tone.INFO, "\u2194", translate("Contracts", "Changed")),
        LineEffect.SAME: ChipValue(Tone.NEUTRAL, "=", translate("Contracts", "As it is")),
    }[effect]


def setting_word(setting: BlockSetting) -> str:
    """When a contract blocks a migration."""
    translate = QCoreApplication.translate
    if setting is BlockSetting.STRICT:
        return translate("Contracts", "Always, until it is broken or has ended")
    return translate("Contracts", "Only where no plan of its pool can take the package's place")


def price_words() -> dict[str, str]:
    """What the charges and discounts of a plan in a pool are called, by their fields."""
    translate = QCoreApplication.translate
    return {
        "upgrade_charge_cents": translate("Contracts", "Charge for an upgrade"),
        "crossgrade_charge_cents": translate("Contracts", "Charge for a crossgrade"),
        "downgrade_charge_cents": translate("Contracts", "Charge for a downgrade"),
        "upgrade_discount_cents": translate("Contracts", "Discount for an upgrade"),
        "crossgrade_discount_cents": translate("Contracts", "Discount for a crossgrade"),
        "downgrade_discount_cents": translate("Contracts", "Discount for a downgrade"),
    }


def amount_word(cents: int | None, currency: str) -> str:
    """An amount with its currency; a dash for none."""
    return NOTHING if cents is None else money_text(Money(cents, currency))


def amount_cell(cents: int | None, currency: str) -> str:
    """An amount in a column; nothing for none."""
    return "" if not cents else grouped_amount(Money(cents, currency))


def typed(cents: int | None) -> Value:
    """An amount as a form holds it."""
    return None if cents is None else Decimal(cents).scaleb(-2)


def number(value: int | None) -> Value:
    """A whole number as a form holds it."""
    return None if value is None else Decimal(value)


def cents(value: Value) -> object:
    """An amount of a form in minor units; a fraction of a cent stays one, so that the contract refuses it."""
    return whole(value * 100 if isinstance(value, Decimal) else value)


def whole(value: Value) -> object:
    """A number of a form as a whole one, where it is one."""
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return value
