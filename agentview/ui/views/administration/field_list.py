"""The list of the fields of one form of wireless orders, and how it is read; imports no Qt widgets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from agentview.contract.feed import Topic
from agentview.contract.op import Message, Nothing
from agentview.contract.value import Line, RecordId
from agentview.contract.wireless import OrderType
from agentview.contract.wireless_forms import (
    EXPORT,
    FORM_CONFIG,
    FORM_TYPES,
    ConfiguredField,
    ConfiguredForm,
    FieldConfigRequest,
    FieldId,
    FormExportRequest,
)
from agentview.core.errors import NotFound, Refusal
from agentview.core.power import Power
from agentview.core.text import fold
from agentview.gateway.port import Gateway
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.plural import plural
from agentview.ui.lists.export import Content
from agentview.ui.lists.export_presenter import Part
from agentview.ui.lists.reading import Answer, Ask, ExportAsk, Pages
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.spec import (
    Choices,
    EmptyText,
    Exported,
    FilterField,
    ListSpec,
    ListWords,
    Narrowing,
)
from agentview.ui.navigation import Desk
from agentview.ui.texts.wireless import type_word
from agentview.ui.texts.wireless_fields import field_word
from agentview.ui.views.administration.field_words import (
    differing,
    limits_text,
    name_of,
    requirement_chip,
    setting_word,
    source_word,
    word,
)

_PLACE = "PLACE"
_FIELDS, _TYPES = tuple(FieldId), tuple(OrderType)
_ROOM = 100


class FormFilter(Message):
    """Which form is listed, and which of its fields."""

    type: OrderType = OrderType.NEW_DEVICE_SERVICE
    vendor_id: RecordId | None = None
    text: Line = ""
    only_changed: bool = False


@dataclass(frozen=True)
class FieldRow:
    """A field of a form; `vendor_id` None: as it stands where no carrier has its own way."""

    type: OrderType
    vendor_id: int | None
    field: ConfiguredField

    @property
    def number(self) -> int:
        """A number that no other field of any form has."""
        at = _TYPES.index(self.type) * _ROOM + _FIELDS.index(self.field.field_id)
        return (self.vendor_id or 0) * _ROOM * _ROOM + at

    @property
    def is_changed(self) -> bool:
        """Whether it stands otherwise than shipped."""
        return bool(differing(self.field.fields, self.field.shipped))


def row_of(gateway: Gateway, number: int) -> FieldRow:
    """Read the field that has this number. Raises NotFound."""
    vendor_id, at = divmod(number, _ROOM * _ROOM)
    type_at, field_at = divmod(at, _ROOM)
    asked = FieldConfigRequest(type=_TYPES[type_at], vendor_id=vendor_id or None)
    return picked(gateway.call(FORM_CONFIG, asked), _FIELDS[field_at])


def picked(form: ConfiguredForm, field_id: FieldId) -> FieldRow:
    """One field of a form. Raises NotFound."""
    for one in form.rows:
        if one.field_id is field_id:
            return FieldRow(form.type, form.vendor_id, one)
    raise NotFound(Refusal("E-NOT-FOUND", values={"field_id": field_id.value}))


def meant_rows(form: ConfiguredForm, wanted: FormFilter, *, is_descending: bool) -> list[FieldRow]:
    """The fields of a form that a filter leaves, in their places."""
    text = fold(wanted.text)
    rows = [FieldRow(form.type, form.vendor_id, one) for one in form.rows]
    found = [
        row
        for row in rows
        if text in fold(f"{name_of(row.field)} {field_word(row.field.field_id)}")
        and (row.is_changed or not wanted.only_changed)
    ]
    return found[::-1] if is_descending else found


def _read(gateway: Gateway, ask: Ask[FormFilter]) -> Answer[FieldRow]:
    wanted = ask.filter
    form = gateway.call(FORM_CONFIG, FieldConfigRequest(type=wanted.type, vendor_id=wanted.vendor_id))
    rows = meant_rows(form, wanted, is_descending=ask.is_descending)
    return Answer(rows[ask.offset : ask.offset + ask.limit], total=len(rows))


def _export(gateway: Gateway, ask: ExportAsk[FormFilter], key: str) -> Part[FieldRow]:
    wanted = ask.filter
    request = FormExportRequest(type=wanted.type, vendor_id=wanted.vendor_id, columns=ask.columns)
    rows = meant_rows(gateway.call(EXPORT, request, key=key), wanted, is_descending=ask.is_descending)
    return Part(rows, None, len(rows))


def _choices(gateway: Gateway, _wanted: FormFilter) -> Mapping[str, Choices]:
    vendors = gateway.call(FORM_TYPES, Nothing()).vendors
    return {"vendor_id": tuple((str(one.vendor_id), one.name) for one in vendors)}


def _source(row: FieldRow) -> str:
    return source_word(row.field, is_for_all=row.vendor_id is None)


def _changed(row: FieldRow) -> str:
    return ", ".join(setting_word(name) for name in differing(row.field.fields, row.field.shipped))


def _encrypted(row: FieldRow) -> str:
    return word("yes") if row.field.fields.is_encrypted else ""


def _columns(_desk: Desk, _times: ServerTime) -> Sequence[Column[FieldRow]]:
    return (
        Column(
            "place",
            lambda: word("Place"),
            lambda row: str(row.field.place),
            Kind.NUMBER,
            sort_key=_PLACE,
            sample=lambda: "999",
        ),
        Column(
            "field",
            lambda: word("Field"),
            lambda row: name_of(row.field),
            sample=lambda: word("Account number at the carrier"),
            least=lambda: word("Additional instructions"),
            stretch=True,
            tip=lambda row: name_of(row.field),
        ),
        Column(
            "requirement",
            lambda: word("Asked for"),
            lambda row: requirement_chip(row.field.fields.requirement).word,
            Kind.CHIP,
            mark=lambda row: requirement_chip(row.field.fields.requirement),
            sample=lambda: max(word("Required"), word("Optional"), word("Excluded"), key=len),
            tip=lambda row: requirement_chip(row.field.fields.requirement).sentence,
        ),
        Column("encrypted", lambda: word("Encrypted"), _encrypted, sample=lambda: word("yes"), gives_way=2),
        Column(
            "limits",
            lambda: word("Takes"),
            lambda row: limits_text(row.field),
            sample=lambda: "3 to 20, [+]?[0-9 ()/.-]+",
            tip=lambda row: limits_text(row.field),
            gives_way=3,
        ),
        Column(
            "source",
            lambda: word("Comes from"),
            _source,
            sample=lambda: word("Set for all carriers"),
            tip=_changed,
            gives_way=1,
        ),
        Column("help", lambda: word("Help below it"), lambda row: row.field.fields.help, hidden=True),
        Column("changed", lambda: word("Differs in"), _changed, hidden=True),
        Column("changed_by", lambda: word("Changed by"), lambda row: row.field.changed_by, hidden=True),
    )


def _words() -> ListWords:
    empty = EmptyText(word("No fields"), word("This type of order asks for nothing."))
    count = partial(plural, word("1 field"), word("{count} fields"))
    return ListWords(word("Wireless forms"), count, lambda _view: empty, "wireless-form")


def _filter_fields() -> tuple[FilterField, ...]:
    types = tuple((one.value, type_word(one)) for one in OrderType)
    return (
        FilterField("type", word("Order type"), Narrowing.ONE, types, is_always=True),
        FilterField(
            "vendor_id",
            word("Carrier"),
            Narrowing.ONE,
            are_ids=True,
            nothing=word("All carriers"),
            is_always=False,
        ),
        FilterField("text", word("Text"), hint=word("Name of a field")),
        FilterField("only_changed", word("Not as shipped"), Narrowing.YES),
    )


FIELD_SPEC: ListSpec[FormFilter, FieldRow] = ListSpec(
    key="administration.wireless_forms",
    first=FormFilter(),
    order=SortOrder(_PLACE),
    columns=_columns,
    row_id=lambda row: row.number,
    pages=Pages(_read),
    words=_words,
    topics=frozenset({Topic.CATALOGUE}),
    fields=_filter_fields,
    choices=_choices,
    exports=_export,
    exported={
        "place": Exported(lambda row: row.field.place, Content.OWN),
        "requirement": Exported(content=Content.OWN),
        "encrypted": Exported(content=Content.OWN),
        "source": Exported(content=Content.OWN),
    },
    summary=lambda row: f"{name_of(row.field)}, {requirement_chip(row.field.fields.requirement).word}",
    power=Power.EDIT_POLICY,
)
"""The list of the fields of one form."""
