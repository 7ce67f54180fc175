"""What each form sends."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from agentview.contract.customers import (
    AddNoteRequest,
    Choice,
    CustomerChoices,
    EditContactRequest,
    EditCustomerRequest,
    EditServiceRequest,
    NewCustomerRequest,
    Serial,
    SerialKind,
)
from agentview.ui.forms.merge import Values
from agentview.ui.views.customers import specs
from tests.ui.views.customers.builders import commands, contact, customer, revealed, service

CHOICES = CustomerChoices(profiles=(Choice(id=1, name="Standard"),), agents=())


def _sent(spec: Any, record: object, values: Values) -> Any:  # noqa: ANN401 - any request
    return spec.request(record, values)


def test_r_prv_41_an_edit_names_the_version_that_was_seen() -> None:
    shown = customer(version=7)
    sent: EditCustomerRequest = _sent(
        specs.edit_spec(shown), shown, {**specs.summary_values(shown), "name": "Marlow"}
    )
    assert (sent.account_id, sent.version, sent.fields.name) == (5, 7, "Marlow")
    assert sent.fields.profile_id == 1


def test_an_edit_that_has_become_impossible_says_why() -> None:
    closed = customer(commands=commands("edit"))
    assert [one.code for one in specs.edit_spec(closed).against(closed)] == ["E-POWER"]
    assert specs.edit_spec(closed).against(customer()) == ()


def test_a_new_customer_begins_with_the_calling_number() -> None:
    values = specs.new_values(CHOICES, "0355500142")
    sent: NewCustomerRequest = _sent(specs.new_spec("0355500142"), None, {**values, "country": "au"})
    assert (sent.contact.phone, sent.fields.name, sent.address.country) == ("0355500142", "", "AU")
    assert not sent.confirm_duplicate
    again: NewCustomerRequest = _sent(specs.new_spec(""), None, {**values, specs.DUPLICATE: True})
    assert again.confirm_duplicate
    assert specs.new_spec("1").draft != specs.new_spec("2").draft


def test_numbers_that_were_never_seen_stay_as_they_are() -> None:
    shown = contact(mobile="\u2022\u2022\u2022777")
    spec = specs.edit_contact_spec(customer(), shown, None)
    values = specs.contact_values(shown)
    assert values["phone"] == ""
    sent: EditContactRequest = _sent(spec, shown, {**values, "mobile": "0491 570 156"})
    assert (set(sent.keep), sent.fields.mobile) == ({"phone", "email"}, "0491 570 156")


def test_a_number_that_was_seen_can_be_taken_away() -> None:
    shown = contact()
    full = revealed()
    spec = specs.edit_contact_spec(customer(), shown, full)
    values = specs.contact_values(shown, full)
    assert values["phone"] == "(03) 5550 0142"
    sent: EditContactRequest = _sent(spec, shown, {**values, "phone": ""})
    assert (sent.keep, sent.fields.phone, sent.fields.email) == ((), "", "ann@example.com")


def test_a_contact_that_was_removed_meanwhile_cannot_be_edited() -> None:
    spec = specs.edit_contact_spec(customer(), contact(), None)
    assert [one.code for one in spec.against(None)] == ["E-NOT-FOUND"]
    assert spec.against(contact()) == ()


def test_a_date_of_birth_is_a_day() -> None:
    values = {**specs.contact_values(None), "date_of_birth": date(1970, 2, 28)}
    sent = _sent(specs.add_contact_spec(5), None, values)
    assert sent.fields.date_of_birth == date(1970, 2, 28)


@pytest.mark.parametrize(("audience", "is_shared"), [("internal", False), ("shared", True)])
def test_a_note_says_who_reads_it(*, audience: str, is_shared: bool) -> None:
    values = {**specs.note_values(), "text": "x", "audience": audience, "is_alert": True}
    sent: AddNoteRequest = _sent(specs.note_spec(5, 3), None, values)
    assert (sent.is_shared, sent.is_alert, sent.service_id) == (is_shared, True, 3)


def test_r_prv_42_a_service_is_sent_with_all_its_serials() -> None:
    shown = service(serials=(Serial(kind=SerialKind.IMEI, serial_no="35"),))
    values = specs.service_values(shown)
    assert (values["imei"], values["iccid"]) == ("35", "")
    typed = {**values, "imei": "35, 36 37;38", "iccid": " 89 ", specs.IDENTIFIER: True}
    sent: EditServiceRequest = _sent(specs.service_spec(shown), shown, typed)
    assert [one.serial_no for one in sent.serials] == ["35", "36", "37", "38", "89"]
    assert (sent.version, sent.confirm_identifier) == (4, True)


def test_what_cannot_be_stored_is_refused_before_it_is_sent() -> None:
    with pytest.raises(ValidationError):
        _sent(specs.note_spec(5, None), None, {**specs.note_values(), "text": "a\x00b"})
