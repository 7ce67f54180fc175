"""The forms of contract types; imports no Qt widgets."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.contract_terms import BreakOutMethod, EndMethod, LengthUnit
from agentview.contract.contract_types import (
    CREATE_TYPE,
    EDIT_TYPE,
    TYPE,
    CreateTypeRequest,
    EditTypeRequest,
    TypeRef,
    TypeRow,
)
from agentview.contract.op import Message
from agentview.gateway.port import Gateway
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Values
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.local_format import count_text
from agentview.ui.views.administration.catalogue_words import (
    cents,
    end_word,
    method_word,
    number,
    typed,
    unit_word,
    whole,
)

_AMOUNTS = ("break_out_amount_cents", "early_upgrade_fee_cents", "period_credit_cents")
_NUMBERS = ("length", "break_out_percent", "early_upgrade_remaining_months", "credit_periods")


def create_type_form() -> RecordForm:
    """A new contract type."""
    translate = QCoreApplication.translate

    def request(_nothing: None, values: Values) -> Message:
        return CreateTypeRequest.model_validate(_sent(values))

    text = DialogText(
        translate("TypeForm", "New contract type"),
        translate("TypeForm", "Add contract type"),
        translate("TypeForm", "Add nothing"),
        translate("TypeForm", "Adding..."),
        translate(
            "TypeForm", "Amounts exclude tax. Terms can change until the first contract binds somebody."
        ),
    )
    initial: Values = {
        "length_unit": LengthUnit.MONTH.value,
        "end_method": EndMethod.NO_CONTRACT.value,
        "break_out_method": BreakOutMethod.FIXED.value,
    }
    return RecordForm(None, FormSpec("contract_type:new", CREATE_TYPE, request), text, _fields(), initial)


def edit_type_form(row: TypeRow) -> RecordForm:
    """What a contract type holds; while contracts of it are in force, only some of it may change."""
    translate, type_id = QCoreApplication.translate, row.terms.contract_type_id

    def request(shown: TypeRow, values: Values) -> Message:
        at = {"contract_type_id": type_id, "version": shown.version}
        return EditTypeRequest.model_validate({**_sent(values), **at})

    def read(gateway: Gateway) -> TypeRow:
        return gateway.call(TYPE, TypeRef(contract_type_id=type_id))

    locked = translate(
        "TypeForm",
        "{count} contracts in force read their terms from it: names, description and tax alone may change.",
    ).replace("{count}", count_text(row.in_force))
    text = DialogText(
        translate("TypeForm", "Edit {name}").replace("{name}", row.terms.internal_name),
        translate("TypeForm", "Save"),
        translate("TypeForm", "Change nothing"),
        translate("TypeForm", "Saving..."),
        locked if row.in_force else translate("TypeForm", "Amounts exclude tax."),
    )
    spec = FormSpec(f"contract_type:{type_id}", EDIT_TYPE, request, _values, read)
    return RecordForm(row, spec, text, _fields(), _values(row))


def _values(row: TypeRow) -> Values:
    terms = row.terms
    return {
        "internal_name": terms.internal_name,
        "external_name": terms.external_name,
        "description": row.description,
        "tax_code": row.tax_code,
        "length_unit": terms.length_unit.value,
        "end_method": terms.end_method.value,
        "break_out_method": terms.break_out_method.value,
        **{name: typed(getattr(terms, name)) for name in _AMOUNTS},
        **{name: number(getattr(terms, name)) for name in _NUMBERS},
    }


def _sent(values: Values) -> dict[str, object]:
    amounts = {name: cents(values[name]) for name in _AMOUNTS}
    numbers = {name: whole(values[name]) for name in _NUMBERS}
    return {**values, **amounts, **numbers}


def _fields() -> tuple[Field, ...]:
    translate = QCoreApplication.translate
    units = tuple((unit.value, unit_word(unit)) for unit in LengthUnit)
    ends = tuple((method.value, end_word(method)) for method in EndMethod)
    methods = tuple((method.value, method_word(method)) for method in BreakOutMethod)
    figure, choice = FieldKind.NUMBER, FieldKind.CHOICE
    return (
        Field("internal_name", translate("TypeForm", "Internal name"), required=True, most_chars=200),
        Field("external_name", translate("TypeForm", "External name"), required=True, most_chars=200),
        Field("description", translate("TypeForm", "Description"), FieldKind.NOTE, most_chars=10_000),
        Field("tax_code", translate("TypeForm", "Tax"), required=True, chars=12, most_chars=20),
        Field("length", translate("TypeForm", "Length"), figure, required=True, chars=8),
        Field("length_unit", translate("TypeForm", "Length unit"), choice, choices=units, can_be_empty=False),
        Field("end_method", translate("TypeForm", "At its end"), choice, choices=ends, can_be_empty=False),
        Field(
            "break_out_method",
            translate("TypeForm", "Break-out fee"),
            choice,
            choices=methods,
            can_be_empty=False,
        ),
        Field(
            "break_out_amount_cents",
            translate("TypeForm", "Break-out amount"),
            figure,
            help=translate("TypeForm", "For a fixed amount or one for each month; 0 costs nothing."),
            chars=12,
        ),
        Field(
            "break_out_percent",
            translate("TypeForm", "Break-out percent"),
            figure,
            help=translate("TypeForm", "For a percent of the access fees that remain."),
            chars=8,
        ),
        Field(
            "early_upgrade_remaining_months",
            translate("TypeForm", "Early upgrade: remaining months"),
            figure,
            help=translate("TypeForm", "An upgrade is early while no more months than these remain."),
            chars=8,
        ),
        Field(
            "early_upgrade_fee_cents",
            translate("TypeForm", "Early upgrade: fee"),
            figure,
            help=translate("TypeForm", "It takes the place of the break-out fee; without one, that holds."),
            chars=12,
        ),
        Field("period_credit_cents", translate("TypeForm", "Credit in each period"), figure, chars=12),
        Field(
            "credit_periods",
            translate("TypeForm", "For so many periods"),
            figure,
            help=translate("TypeForm", "Empty: as long as the contract binds."),
            chars=8,
        ),
    )
