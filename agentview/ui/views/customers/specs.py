"""What each form of this area starts with, sends, and reads again after a conflict; imports no Qt."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from agentview.contract.customers import (
    ADD_CONTACT,
    ADD_NOTE,
    CREATE,
    CUSTOMER,
    EDIT,
    EDIT_CONTACT,
    EDIT_SERVICE,
    REMOVE_CONTACT,
    SERVICE,
    AccountType,
    AddContactRequest,
    AddNoteRequest,
    Contact,
    ContactFields,
    ContactKind,
    ContactRef,
    CustomerChoices,
    CustomerCommand,
    CustomerDetail,
    CustomerFields,
    CustomerRef,
    EditContactRequest,
    EditCustomerRequest,
    EditServiceRequest,
    NewCustomerRequest,
    RevealedContact,
    Serial,
    SerialKind,
    ServiceCommand,
    ServiceRef,
    ServiceRow,
)
from agentview.contract.provisioning import AddressFields
from agentview.contract.value import CommandState, RefusalInfo
from agentview.gateway.port import Gateway
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Value, Values

ADDRESS_NAMES = ("line1", "line2", "city", "region", "postcode", "country")
PERSONAL: tuple[Literal["phone", "mobile", "email", "date_of_birth"], ...] = (
    "phone",
    "mobile",
    "email",
    "date_of_birth",
)
"""The fields of a contact that are masked until somebody asks for them."""

DUPLICATE, IDENTIFIER = "confirm_duplicate", "confirm_identifier"
INTERNAL, SHARED = "internal", "shared"
_SERIALS = {"imei": SerialKind.IMEI, "iccid": SerialKind.ICCID}
_APART = re.compile(r"[,;\s]+")


def text(value: Value) -> str:
    """What was typed into a text field."""
    return value if isinstance(value, str) else ""


# The account summary


def summary_values(customer: CustomerDetail) -> Values:
    """The editable fields of a customer."""
    return {
        "name": customer.name,
        "account_type": customer.account_type.value,
        "profile_id": str(customer.profile_id),
        "export_reference": customer.export_reference,
        "omit_from_auto_restrict": customer.omit_from_auto_restrict,
    }


def edit_spec(customer: CustomerDetail) -> FormSpec[CustomerDetail]:
    """The form of the account summary (R-PRV-41)."""
    wanted = CustomerRef(account_id=customer.account_id)
    return FormSpec(
        draft=f"account:{customer.account_id}:edit",
        op=EDIT,
        request=lambda seen, values: EditCustomerRequest(
            account_id=seen.account_id, version=seen.version, fields=_summary(values)
        ),
        values_of=summary_values,
        read=lambda gateway: gateway.call(CUSTOMER, wanted),
        against=lambda theirs: _against(theirs.commands, CustomerCommand.EDIT),
    )


def new_values(choices: CustomerChoices, number: str) -> Values:
    """What the form of a new customer holds at first; `number` is the one that called."""
    first = str(choices.profiles[0].id) if choices.profiles else None
    values: Values = {"name": "", "account_type": AccountType.CONSUMER.value, "phone": number}
    values |= dict.fromkeys(("mobile", "email", *ADDRESS_NAMES), "")
    return {**values, "profile_id": first, "account_no": "", "note": "", DUPLICATE: False}


def new_spec(number: str) -> FormSpec[None]:
    """The form of a new customer; each calling number has a draft of its own."""
    return FormSpec(
        draft=f"account:new:{number}",
        op=CREATE,
        request=lambda _nobody, values: NewCustomerRequest(
            account_no=text(values["account_no"]),
            fields=_summary(values),
            contact=ContactFields(
                name=text(values["name"])[:200],
                phone=text(values["phone"]),
                mobile=text(values["mobile"]),
                email=text(values["email"]),
            ),
            address=_address(values),
            note=text(values["note"]),
            confirm_duplicate=values.get(DUPLICATE) is True,
        ),
        confirmed_by={"E-CUSTOMER-KNOWN": DUPLICATE},
    )


# Contacts


def contact_values(contact: Contact | None, revealed: RevealedContact | None = None) -> Values:
    """The fields of a contact; what is masked is empty unless it was shown in full."""
    masked: Values = {"phone": "", "mobile": "", "email": "", "date_of_birth": None}
    if contact is None:
        kind = ContactKind.ACCOUNT_HOLDER.value
        plain: Values = {"kind": kind, "name": "", "language": "", "may_email": True, "may_sms": True}
        return {**plain, **masked}
    if revealed is not None:
        masked = {
            "phone": revealed.phone_as_typed or revealed.phone or "",
            "mobile": revealed.mobile_as_typed or revealed.mobile or "",
            "email": revealed.email or "",
            "date_of_birth": revealed.date_of_birth,
        }
    return {
        "kind": contact.kind.value,
        "name": contact.name,
        **masked,
        "language": contact.language,
        "may_email": contact.may_email,
        "may_sms": contact.may_sms,
    }


def add_contact_spec(account_id: int) -> FormSpec[None]:
    """The form of another contact."""
    return FormSpec(
        draft=f"account:{account_id}:add_contact",
        op=ADD_CONTACT,
        request=lambda _nobody, values: AddContactRequest(
            account_id=account_id, fields=_contact_fields(values)
        ),
    )


def edit_contact_spec(
    customer: CustomerDetail, contact: Contact, revealed: RevealedContact | None
) -> FormSpec[Contact | None]:
    """The form of a contact: fields that the person never saw in full stay unless something is typed."""
    wanted = CustomerRef(account_id=customer.account_id)
    contact_id = contact.contact_id

    def read(gateway: Gateway) -> Contact | None:
        found = gateway.call(CUSTOMER, wanted).contacts
        return next((one for one in found if one.contact_id == contact_id), None)

    def request(seen: Contact | None, values: Values) -> EditContactRequest:
        unseen = () if revealed is not None else PERSONAL
        keep = tuple(name for name in unseen if not values[name] and seen is not None and getattr(seen, name))
        version = contact.version if seen is None else seen.version
        fields = _contact_fields(values)
        return EditContactRequest(contact_id=contact_id, version=version, fields=fields, keep=keep)

    return FormSpec(
        draft=f"contact:{contact_id}:edit",
        op=EDIT_CONTACT,
        request=request,
        values_of=lambda one: _plain(contact_values(one)),
        read=read,
        against=lambda one: () if one is not None else (RefusalInfo(code="E-NOT-FOUND"),),
    )


def remove_contact_spec(contact: Contact) -> FormSpec[Contact]:
    """The question before a contact goes."""
    return FormSpec(
        draft=f"contact:{contact.contact_id}:remove",
        op=REMOVE_CONTACT,
        request=lambda seen, _values: ContactRef(contact_id=seen.contact_id, version=seen.version),
    )


# Notes and services


def note_values() -> Values:
    """What the form of a note holds at first."""
    return {"text": "", "audience": INTERNAL, "is_alert": False}


def note_spec(account_id: int, service_id: int | None) -> FormSpec[None]:
    """The form of a note on a customer, or on a service."""
    place = f"service:{service_id}" if service_id is not None else f"account:{account_id}"
    return FormSpec(
        draft=f"{place}:note",
        op=ADD_NOTE,
        request=lambda _nobody, values: AddNoteRequest(
            account_id=account_id,
            text=text(values["text"]),
            service_id=service_id,
            is_alert=values["is_alert"] is True,
            is_shared=values["audience"] == SHARED,
        ),
    )


def service_values(service: ServiceRow) -> Values:
    """The editable fields of a service; several serial numbers of a kind stand side by side."""
    values: Values = {"identifier": service.identifier or "", "vanity_name": service.vanity_name}
    for name, kind in _SERIALS.items():
        values[name] = ", ".join(one.serial_no for one in service.serials if one.kind is kind)
    return values


def service_spec(service: ServiceRow) -> FormSpec[ServiceRow]:
    """The form of a service; a new identifier of one in use is confirmed (R-PRV-42)."""
    wanted = ServiceRef(service_id=service.service_id)
    return FormSpec(
        draft=f"service:{service.service_id}:edit",
        op=EDIT_SERVICE,
        request=lambda seen, values: EditServiceRequest(
            service_id=seen.service_id,
            version=seen.version,
            identifier=text(values["identifier"]),
            vanity_name=text(values["vanity_name"]),
            serials=_serials(values),
            confirm_identifier=values.get(IDENTIFIER) is True,
        ),
        values_of=service_values,
        read=lambda gateway: gateway.call(SERVICE, wanted).row,
        against=lambda theirs: _against(theirs.commands, ServiceCommand.EDIT),
        confirmed_by={"E-CONFIRM-IDENTIFIER": IDENTIFIER},
    )


# Inside


def _summary(values: Values) -> CustomerFields:
    return CustomerFields(
        name=text(values["name"]),
        account_type=AccountType(text(values["account_type"])),
        profile_id=int(text(values["profile_id"]) or 0),
        export_reference=text(values.get("export_reference")),
        omit_from_auto_restrict=values.get("omit_from_auto_restrict") is True,
    )


def _address(values: Values) -> AddressFields:
    typed = {name: text(values[name]) for name in ADDRESS_NAMES}
    return AddressFields(**{**typed, "country": typed["country"].upper()})


def _contact_fields(values: Values) -> ContactFields:
    born = values["date_of_birth"]
    return ContactFields(
        kind=ContactKind(text(values["kind"])),
        name=text(values["name"]),
        phone=text(values["phone"]),
        mobile=text(values["mobile"]),
        email=text(values["email"]),
        date_of_birth=born if isinstance(born, date) else None,
        language=text(values["language"]),
        may_email=values["may_email"] is True,
        may_sms=values["may_sms"] is True,
    )


def _serials(values: Values) -> tuple[Serial, ...]:
    return tuple(
        Serial(kind=kind, serial_no=number)
        for name, kind in _SERIALS.items()
        for number in _APART.split(text(values[name]))
        if number
    )


def _plain(values: Values) -> Values:
    """Without what is masked: two masks cannot be compared."""
    return {name: value for name, value in values.items() if name not in PERSONAL}


def _against(commands: tuple[CommandState, ...], command: str) -> tuple[RefusalInfo, ...]:
    return next((state.refusals for state in commands if state.command == command), ())
