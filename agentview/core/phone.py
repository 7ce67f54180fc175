"""Telephone numbers: E.164 underneath, grouped on the screen."""

import phonenumbers


def e164(text: str, region: str) -> str | None:
    """Return the E.164 form of a number as typed in `region` (ISO code), or None where it is none."""
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def grouped(number: str) -> str:
    """Return an E.164 number in international groups with no-break spaces; other text as it is."""
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return number
    text = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return text.replace(" ", "\N{NO-BREAK SPACE}")
