"""Finds what identifies a service among the characteristics of a product."""

import re
from collections.abc import Iterable, Sequence

import phonenumbers

from agentview.contract.orders import Characteristic
from agentview.core.text import clean, words

_NUMBER_NAMES = frozenset(
    {"telmsisdn", "msisdn", "phonenumber", "phone", "telephonenumber", "telephone", "mobilenumber", "did"}
)
_OTHER_NAMES = frozenset(
    {
        "identifier",
        "coreserviceidentifier",
        "serviceidentifier",
        "serviceid",
        "servicenumber",
        "username",
        "loginname",
        "lineid",
        "lineidentifier",
        "circuitid",
        "trunkname",
        "mailbox",
    }
)
_NAMES = _NUMBER_NAMES | _OTHER_NAMES
_LIKE_A_NUMBER = re.compile(r"^\+?[\d\s().\-/\N{NO-BREAK SPACE}]{6,40}$")
LONGEST = 200


def pick(characteristics: Iterable[Characteristic], label: str) -> str | None:
    """Return the identifier as typed: named as the service type names it, else with a known name."""
    return shared(characteristics, (label,))[0]


def shared(characteristics: Iterable[Characteristic], labels: Sequence[str]) -> list[str | None]:
    """Give out identifiers to services by their types' labels, each to one: first by label, then in order."""
    texts = {_bare(one.name): text for one in characteristics if (text := _text(one)) is not None}
    found = [texts.pop(_bare(label), None) for label in labels]
    left = iter([text for name, text in texts.items() if name in _NAMES])
    return [text if text is not None else next(left, None) for text in found]


def normalised(typed: str, region: str) -> str:
    """Return a telephone number in E.164, as the provider's region dials it; other text as it was typed."""
    if not _LIKE_A_NUMBER.match(typed):
        return typed
    try:
        number = phonenumbers.parse(typed, region)
    except phonenumbers.NumberParseException:
        return typed
    is_international = typed.startswith("+") and phonenumbers.is_possible_number(number)
    if is_international or phonenumbers.is_valid_number(number):
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return typed


def _text(one: Characteristic) -> str | None:
    if one.value is None or isinstance(one.value, bool | float):
        return None
    text = clean(str(one.value))
    return " ".join(text.split()) or None


def _bare(name: str) -> str:
    return "".join(words(name)).replace("_", "")
