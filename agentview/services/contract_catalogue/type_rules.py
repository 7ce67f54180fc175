"""What a contract type must be like, and what of it may change while it binds customers; pure."""

from collections.abc import Iterator, Mapping

from agentview.contract.contract_terms import BreakOutMethod, LengthUnit
from agentview.contract.contract_types import TypeFields
from agentview.core.errors import Refusal

LONGEST = {LengthUnit.DAY: 3_660, LengthUnit.MONTH: 120, LengthUnit.YEAR: 10}
"""No contract binds for longer than ten years."""

FREE = ("internal_name", "external_name", "description", "tax_code")
"""What may change while contracts of the type are in force: they read everything else from it."""


def field_refusals(fields: TypeFields) -> tuple[Refusal, ...]:
    """Return every reason against a contract type as it was typed."""
    return tuple(_refusals(fields))


def locked_refusals(now: Mapping[str, object], fields: TypeFields, in_force: int) -> tuple[Refusal, ...]:
    """Return a reason for each term that would change under the customers whom it binds."""
    if not in_force:
        return ()
    wanted = fields.model_dump(mode="json")
    return tuple(
        Refusal("E-TYPE-IN-FORCE", name, "R-CON-04", {"contracts": in_force})
        for name in TypeFields.model_fields
        if name not in FREE and now[name] != wanted[name]
    )


def _refusals(fields: TypeFields) -> Iterator[Refusal]:
    for name in ("internal_name", "external_name", "tax_code"):
        if not getattr(fields, name):
            yield Refusal("E-TYPE-MISSING", name)
    most = LONGEST[fields.length_unit]
    if fields.length > most:
        yield Refusal("E-TYPE-LENGTH", "length", values={"most": most})
    yield from _break_out_refusals(fields)
    if fields.early_upgrade_fee_cents is not None and fields.early_upgrade_remaining_months is None:
        yield Refusal("E-TYPE-EARLY", "early_upgrade_remaining_months", "R-MIG-27")
    if fields.credit_periods is not None and not fields.period_credit_cents:
        yield Refusal("E-TYPE-CREDIT", "period_credit_cents", "R-CON-06")


def _break_out_refusals(fields: TypeFields) -> Iterator[Refusal]:
    """A fee that is computed from one value has that one and not the other (R-MIG-23)."""
    is_percent = fields.break_out_method is BreakOutMethod.PERCENT_REMAINING_ACCESS_FEE
    amount, percent = "break_out_amount_cents", "break_out_percent"
    needed, unused = (percent, amount) if is_percent else (amount, percent)
    if getattr(fields, needed) is None:
        yield Refusal("E-TYPE-FEE-MISSING", needed, "R-MIG-23")
    if getattr(fields, unused) is not None:
        yield Refusal("E-TYPE-FEE-UNUSED", unused, "R-MIG-23")
