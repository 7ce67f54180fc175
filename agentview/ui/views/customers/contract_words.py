"""The words of a package's contract: what breaking out costs, what is added."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.contract_terms import BreakOutMethod, ContractFee, ContractInForce
from agentview.contract.contracts import PackageContract
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.when import show_day
from agentview.ui.views.customers.words import amount_text


def break_out_text(bound: PackageContract, contract: ContractInForce) -> DialogText:
    """The texts of breaking out: the fee stands in the caption (S-16)."""
    fee = amount_text(contract.break_out.amount_cents, contract.break_out.currency)
    title = _word("Break out of the contract of {package} for {fee}?")
    return DialogText(
        title.replace("{package}", bound.reference).replace("{fee}", fee),
        _word("Yes, break out"),
        _word("No, keep the contract"),
        _word("Breaking out..."),
        _word("The fee becomes a pending charge. The package goes on without a contract."),
        is_dangerous=True,
    )


def break_out_facts(bound: PackageContract, contract: ContractInForce) -> list[Fact]:
    """The contract, its end, what remains of it, and how the fee comes about."""
    months = _word("1 month") if contract.break_out.remaining_months == 1 else _word("{count} months")
    return [
        Fact(_word("Package"), bound.plan),
        Fact(_word("Contract"), contract.terms.external_name),
        Fact(_word("End date"), show_day(contract.end_on)),
        Fact(_word("Remaining"), months.replace("{count}", str(contract.break_out.remaining_months))),
        Fact(_word("Fee, without tax"), _formula(contract.break_out)),
    ]


def _formula(fee: ContractFee) -> str:
    """How a fee comes about, such as "7 months x 10.00 = 70.00"."""
    total = amount_text(fee.amount_cents, fee.currency)
    template = {
        BreakOutMethod.FIXED: _word("{total}, fixed"),
        BreakOutMethod.PER_REMAINING_MONTH: _word("{months} \u00d7 {unit} = {total}"),
        BreakOutMethod.PERCENT_REMAINING_ACCESS_FEE: _word(
            "{months} \u00d7 {access} \u00d7 {percent} % = {total}"
        ),
    }[fee.method]
    values = {
        "months": str(fee.remaining_months),
        "unit": amount_text(fee.unit_cents or 0, fee.currency),
        "access": amount_text(fee.access_fee_cents, fee.currency),
        "percent": str(fee.percent or 0),
        "total": total,
    }
    for name, value in values.items():
        template = template.replace(f"{{{name}}}", value)
    return template


def add_text(bound: PackageContract) -> DialogText:
    """The texts of adding a contract."""
    return DialogText(
        _word("Add a contract to {package}").replace("{package}", bound.reference),
        _word("Add contract"),
        _word("Not now"),
        _word("Adding..."),
        _word("The package is bound from the day of the start. Leaving early may cost a fee."),
    )


def add_fields(bound: PackageContract) -> tuple[Field, ...]:
    """Which contract, from when, and its end (R-CON-02)."""
    offers = tuple((str(one.contract_type_id), one.external_name) for one in bound.offers)
    return (
        Field("contract_type_id", _word("Contract"), FieldKind.CHOICE, required=True, choices=offers),
        Field("started_on", _word("From"), FieldKind.DATE, help=_word("Empty: from today.")),
        Field(
            "is_auto_end",
            _word("Automatically Set End Date"),
            FieldKind.CHECK,
            help=_word("The start and the length of the contract give its end."),
        ),
        Field("end_on", _word("End date"), FieldKind.DATE),
    )


def discount_text(bound: PackageContract) -> DialogText:
    """The texts of moving the days of the discount."""
    return DialogText(
        _word("Move the discount days of {package}").replace("{package}", bound.reference),
        _word("Move days"),
        _word("Leave them"),
        _word("Moving..."),
        _word("The discount is given in the billing periods of these days. Billed periods stay as they are."),
    )


def discount_fields() -> tuple[Field, ...]:
    """The first and the last day of the discount (R-CON-06)."""
    return (
        Field("credit_from_on", _word("First day"), FieldKind.DATE, required=True),
        Field("credit_to_on", _word("Last day"), FieldKind.DATE, required=True),
    )


def no_offers_text(bound: PackageContract) -> str:
    """Why there is no contract to add."""
    told = _word("{plan} is in no contract pool. An administrator can add it to one.")
    return told.replace("{plan}", bound.plan)


def _word(text: str) -> str:
    return QCoreApplication.translate("CustomerContract", text)
