"""The fields of each form of this area, with their labels and help."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.customers import AccountType, Contact, ContactKind, CustomerChoices, ServiceRow
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.views.customers.specs import ADDRESS_NAMES, DUPLICATE, IDENTIFIER, INTERNAL, SHARED
from agentview.ui.views.customers.words import account_type_word, contact_kind_word, field_word

LINE, PROSE, NAME = 200, 10_000, 10_000
_CHARS = {
    "account_no": 16,
    "phone": 20,
    "mobile": 20,
    "postcode": 10,
    "country": 4,
    "city": 24,
    "region": 16,
    "language": 8,
    "export_reference": 24,
}


def summary_fields(choices: CustomerChoices) -> tuple[Field, ...]:
    """The fields of the account summary."""
    translate = QCoreApplication.translate
    omit = translate("CustomerForm", "Its services are never restricted by itself, whatever is owed.")
    return (
        _line("name", most_chars=NAME),
        _type_field(),
        _profile_field(choices),
        _line("export_reference"),
        Field("omit_from_auto_restrict", field_word("omit_from_auto_restrict"), FieldKind.CHECK, help=omit),
    )


def new_fields(choices: CustomerChoices) -> tuple[Field, ...]:
    """The fields of a new customer, what is asked first on top."""
    translate = QCoreApplication.translate
    number = translate("CustomerForm", "In any spelling, such as (03) 5550 0142. A name or a number will do.")
    given = translate("CustomerForm", "Leave it empty to have one given.")
    known = translate("CustomerForm", "It is another customer; add it all the same")
    return (
        _line("name", most_chars=NAME),
        _line("phone", help_text=number),
        _line("mobile"),
        _line("email"),
        _type_field(),
        _profile_field(choices),
        *(_line(name, most_chars=2 if name == "country" else LINE) for name in ADDRESS_NAMES),
        _line("account_no", help_text=given),
        Field("note", field_word("note"), FieldKind.NOTE, most_chars=PROSE),
        Field(DUPLICATE, known, FieldKind.CHECK),
    )


def contact_fields(contact: Contact | None, *, is_revealed: bool) -> tuple[Field, ...]:
    """The fields of a contact; those that are masked say that they stay as they are."""
    translate = QCoreApplication.translate
    kept = translate("CustomerForm", "Kept as it is ({mask}) unless you type another one.")

    def personal(name: str, kind: FieldKind = FieldKind.TEXT) -> Field:
        mask = getattr(contact, name) if contact is not None and not is_revealed else None
        help_text = kept.replace("{mask}", mask) if mask else ""
        return Field(name, field_word(name), kind, help=help_text, chars=_CHARS.get(name, 0))

    kinds = tuple((kind.value, contact_kind_word(kind)) for kind in ContactKind)
    return (
        Field("kind", field_word("kind"), FieldKind.CHOICE, choices=kinds, required=True, can_be_empty=False),
        _line("name"),
        personal("phone"),
        personal("mobile"),
        personal("email"),
        personal("date_of_birth", FieldKind.DATE),
        _line("language", help_text=translate("CustomerForm", "Such as en or de.")),
        Field("may_email", field_word("may_email"), FieldKind.CHECK),
        Field("may_sms", field_word("may_sms"), FieldKind.CHECK),
    )


def note_fields() -> tuple[Field, ...]:
    """The fields of a note."""
    translate = QCoreApplication.translate
    readers = (
        (INTERNAL, translate("CustomerForm", "Internal: only staff")),
        (SHARED, translate("CustomerForm", "Customer-visible: the customer may read it")),
    )
    return (
        Field("text", field_word("text"), FieldKind.NOTE, required=True, most_chars=PROSE),
        Field(
            "audience",
            field_word("audience"),
            FieldKind.CHOICE,
            choices=readers,
            required=True,
            can_be_empty=False,
        ),
        Field("is_alert", field_word("is_alert"), FieldKind.CHECK),
    )


def reason_fields() -> tuple[Field, ...]:
    """The one field of the question why."""
    return (Field("reason", field_word("reason"), required=True, most_chars=LINE),)


def service_fields(service: ServiceRow) -> tuple[Field, ...]:
    """The fields of a service."""
    translate = QCoreApplication.translate
    several = translate("CustomerForm", "Several with commas between.")
    confirm = translate("CustomerForm", "Yes, change the identifier of the live service")
    return (
        Field("identifier", service.identifier_label or field_word("identifier"), chars=24, most_chars=LINE),
        _line("vanity_name"),
        _line("imei", help_text=several),
        _line("iccid", help_text=several),
        Field(IDENTIFIER, confirm, FieldKind.CHECK),
    )


def _line(name: str, *, help_text: str = "", most_chars: int = LINE) -> Field:
    chars = _CHARS.get(name, 0)
    return Field(name, field_word(name), help=help_text, chars=chars, most_chars=most_chars)


def _type_field() -> Field:
    types = tuple((one.value, account_type_word(one)) for one in AccountType)
    word = field_word("account_type")
    return Field("account_type", word, FieldKind.CHOICE, choices=types, required=True, can_be_empty=False)


def _profile_field(choices: CustomerChoices) -> Field:
    profiles = tuple((str(one.id), one.name) for one in choices.profiles)
    word = field_word("profile_id")
    return Field("profile_id", word, FieldKind.CHOICE, choices=profiles, required=True, can_be_empty=False)
