"""Judges deliveries by rules alone, the same way each time; docs/fraud.md lists them for people."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from agentview.adaptors.fraud_port import Delivery, Failed, FraudReason, Passed, Verdict
from agentview.core.phone import e164
from agentview.core.text import fold, split_words

_LEAST_LETTERS = 2
_TEST_WORDS = frozenset(
    {
        "asdf",
        "asdfgh",
        "dummy",
        "nobody",
        "noname",
        "qwerty",
        "qwertz",
        "test",
        "tester",
        "testing",
        "unknown",
        "xxx",
    }
)
_BOX = re.compile(
    r"\b(?:p ?o ?box|gpo box|post ?office box|locked bag|private bag|parcel locker|postfach|packstation)\b"
)
_POSTCODES = {
    "AT": re.compile(r"\d{4}"),
    "AU": re.compile(r"\d{4}"),
    "CH": re.compile(r"\d{4}"),
    "DE": re.compile(r"\d{5}"),
    "GB": re.compile(r"[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}"),
    "NZ": re.compile(r"\d{4}"),
}
_NO_POSTCODE = frozenset({"AE", "AG", "AO", "BS", "BZ", "FJ", "HK", "QA", "TO", "VU", "ZW"})
"""Countries that have none."""
_EMAIL = re.compile(r"[^@\s]+@([^@\s.]+(?:\.[^@\s.]+)+)")
_DISPOSABLE = frozenset(
    {
        "10minutemail.com",
        "discard.email",
        "dispostable.com",
        "fakeinbox.com",
        "getnada.com",
        "guerrillamail.com",
        "mailinator.com",
        "maildrop.cc",
        "mohmal.com",
        "sharklasers.com",
        "spam4.me",
        "temp-mail.org",
        "tempmail.com",
        "throwawaymail.com",
        "trashmail.com",
        "trashmail.de",
        "wegwerfmail.de",
        "yopmail.com",
    }
)
"""The best known; a service that knows all of them would be a checker of its own."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the reason that it gives, when it does in words for the document, and how that is found."""

    reason: FraudReason
    when: str
    speaks_against: Callable[[Delivery], bool]


def _letters(delivery: Delivery) -> str:
    return "".join(char for char in fold(delivery.name) if char.isalpha())


def _is_short(delivery: Delivery) -> bool:
    return bool(delivery.name.strip()) and len(_letters(delivery)) < _LEAST_LETTERS


def _is_test(delivery: Delivery) -> bool:
    letters = _letters(delivery)
    is_one_letter = len(letters) > _LEAST_LETTERS and len(set(letters)) == 1
    return is_one_letter or bool(_TEST_WORDS & set(split_words(fold(delivery.name))))


def _is_incomplete(delivery: Delivery) -> bool:
    has_street = any(char.isalpha() for char in delivery.line1)
    has_postcode = bool(delivery.postcode.strip()) or delivery.country.upper() in _NO_POSTCODE
    return not (has_street and delivery.city.strip() and delivery.country.strip() and has_postcode)


def _is_box(delivery: Delivery) -> bool:
    lines = fold(f"{delivery.line1} {delivery.line2}").replace(".", " ")
    return _BOX.search(" ".join(lines.split())) is not None


def _has_wrong_postcode(delivery: Delivery) -> bool:
    form, postcode = _POSTCODES.get(delivery.country.upper()), fold(delivery.postcode)
    return form is not None and bool(postcode) and form.fullmatch(postcode) is None


def _is_abroad(delivery: Delivery) -> bool:
    return bool(delivery.country.strip()) and delivery.country.upper() != delivery.home_country.upper()


def _has_wrong_phone(delivery: Delivery) -> bool:
    if not delivery.phone:
        return False
    number = e164(delivery.phone, delivery.country.upper() or delivery.home_country)
    return number is None or len(set(number[-6:])) == 1


def _has_wrong_email(delivery: Delivery) -> bool:
    return bool(delivery.email) and _domain(delivery) is None


def _is_disposable(delivery: Delivery) -> bool:
    parts = (_domain(delivery) or "").split(".")
    return any(".".join(parts[at:]) in _DISPOSABLE for at in range(len(parts)))


def _domain(delivery: Delivery) -> str | None:
    found = _EMAIL.fullmatch((delivery.email or "").strip())
    return found[1].lower() if found else None


R = FraudReason
RULES = (
    Rule(R.NAME_MISSING, "The name is empty.", lambda delivery: not delivery.name.strip()),
    Rule(R.NAME_SHORT, "The name has fewer than two letters.", _is_short),
    Rule(
        R.NAME_TEST, "The name is one letter repeated, or holds a word that people type to try out.", _is_test
    ),
    Rule(
        R.ADDRESS_INCOMPLETE,
        "Street, city, postcode (where the country has them) or country is missing.",
        _is_incomplete,
    ),
    Rule(R.ADDRESS_BOX, "The address is a post box or a parcel station.", _is_box),
    Rule(
        R.POSTCODE,
        "The postcode has not the form of its country (AT, AU, CH, DE, GB, NZ).",
        _has_wrong_postcode,
    ),
    Rule(R.COUNTRY, "The country is not the one in which the provider sells.", _is_abroad),
    Rule(
        R.PHONE, "A phone number is given that cannot be one, or ends in six equal digits.", _has_wrong_phone
    ),
    Rule(R.EMAIL, "An e-mail address is given that cannot be one.", _has_wrong_email),
    Rule(
        R.EMAIL_DISPOSABLE,
        "The e-mail address is at a known service of throw-away addresses.",
        _is_disposable,
    ),
)


class FraudRules:
    """A checker without a network: it answers at once, and always the same."""

    def check(self, delivery: Delivery) -> Verdict:
        """Judge a delivery by every rule; all that speaks against it is told."""
        reasons = tuple(rule.reason for rule in RULES if rule.speaks_against(delivery))
        return Failed(reasons) if reasons else Passed()
