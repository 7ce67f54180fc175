"""What was typed is read and judged: numbers in any spelling, addresses, dates, lengths."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentview.contract.customers import ContactFields, Serial, SerialKind
from agentview.services.customers.serial import compact, serial_refusals
from agentview.services.customers.typed import TypedContact, TypedNumber, contact_refusals, one_line

TODAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("typed", "region", "read"),
    [
        ("0491 570 156", "AU", "+61491570156"),
        ("(02) 5550-1234", "AU", "+61255501234"),
        ("+61 (0)491 570 156", "AU", "+61491570156"),
        ("0061 491 570 156", "AT", "+61491570156"),
        ("0664/123 45 67", "AT", "+436641234567"),
        ("0491 570 156 ext. 12", "AU", "+61491570156"),
        ("0491.570.156 x7", "AU", "+61491570156"),
        ("\uff10\uff14\uff19\uff11\uff15\uff17\uff10\uff11\uff15\uff16", "AU", "+61491570156"),
        ("1", "AU", None),
        ("ask for Jo", "AU", None),
    ],
)
def test_numbers_are_read_in_any_spelling_and_kept_as_typed(
    typed: str, region: str, read: str | None
) -> None:
    assert TypedNumber.of(typed, region) == TypedNumber(typed, read)


def codes(**fields: object) -> set[tuple[str, str | None]]:
    typed = TypedContact.of(ContactFields.model_validate(fields), "AU")
    return {(refusal.code, refusal.field) for refusal in contact_refusals(typed, TODAY)}


def test_only_what_cannot_be_right_is_refused() -> None:
    assert (
        codes(name="Jo", phone="13 CATS", mobile="ext 5", email="jo@example.com", language="de-AT") == set()
    )
    assert codes(phone="call me") == {("E-NO-DIGITS", "phone")}
    assert codes(email="jo@example") == codes(email="jo example.com") == {("E-EMAIL", "email")}
    assert codes(email="jo@ex ample.com") == codes(email="a@b@example.com") == {("E-EMAIL", "email")}
    assert codes(language="German") == codes(language="de_AT") == {("E-LANGUAGE", "language")}
    assert codes(date_of_birth="2026-11-16") == codes(date_of_birth="1899-12-31")
    assert codes(date_of_birth="2026-11-16") == {("E-BIRTH", "date_of_birth")}
    assert codes(date_of_birth="2026-11-15") == set()


def test_what_is_too_long_is_refused_by_its_field_and_never_cut() -> None:
    assert codes(name="x" * 201) == {("E-LONG", "name")}
    assert codes(name="x" * 10_000, mobile="1" * 81, email=f"{'x' * 200}@example.com") == {
        ("E-LONG", "name"),
        ("E-LONG", "mobile"),
        ("E-LONG", "email"),
    }
    assert codes(name="x" * 200, phone="1" * 80) == set()


def test_every_reason_is_given_at_once() -> None:
    assert len(codes(phone="-", mobile="?", email="x", date_of_birth="2099-01-01", language="1")) == 5


@given(st.text(max_size=300))
def test_any_text_is_judged_without_failing(text: str) -> None:
    clean = text.encode("utf-8", "ignore").decode()
    typed = TypedContact.of(
        ContactFields.model_construct(
            **{**ContactFields().__dict__, "name": clean, "phone": clean, "email": clean, "language": clean}
        ),
        "AU",
    )
    contact_refusals(typed, TODAY)
    assert "\n" not in typed.name
    assert one_line(typed.name) == typed.name


IMEI, ICCID = "490154203237518", "8961012345678901232"


def test_serial_numbers_are_checked_by_their_check_digit() -> None:
    spelt = Serial(kind=SerialKind.IMEI, serial_no="49-015420-323751 8")
    assert compact(spelt) == IMEI
    assert serial_refusals([spelt]) == ()
    assert compact(Serial(kind=SerialKind.ICCID, serial_no=f"{ICCID}F")) == ICCID
    wrong = [
        Serial(kind=SerialKind.IMEI, serial_no="490154203237519"),
        Serial(kind=SerialKind.IMEI, serial_no="49015420323751"),
        Serial(kind=SerialKind.IMEI, serial_no="4901542032375x8"),
        Serial(kind=SerialKind.ICCID, serial_no=IMEI),
        Serial(kind=SerialKind.IMEI, serial_no=""),
    ]
    assert [refusal.field for refusal in serial_refusals(wrong)] == [f"serials.{at}" for at in range(5)]
    twice = serial_refusals([spelt, Serial(kind=SerialKind.IMEI, serial_no=IMEI)])
    assert [(refusal.code, refusal.field) for refusal in twice] == [("E-SERIAL-TWICE", "serials.1")]
