"""How many text messages a text becomes: GSM 03.38 with its extension table, or UCS-2 (R-EVT-17)."""

from collections.abc import Iterable

from agentview.contract.event_templates import SmsEncoding, SmsSize

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("\f^{}\\[~]|€")
"""Written as an escape and a character: two units, which stay in one part."""

_SINGLE = {SmsEncoding.GSM: 160, SmsEncoding.UCS2: 70}
_OF_SEVERAL = {SmsEncoding.GSM: 153, SmsEncoding.UCS2: 67}
"""Each of several parts begins with a header of 7 or 3 units, which says how they belong together."""

_LAST_OF_ONE_UNIT = 0xFFFF


def sms_size(text: str) -> SmsSize:
    """Return how long a text is as SMS; an empty one is one part."""
    encoding = _encoding(text)
    widths = [_width(character, encoding) for character in text]
    units = sum(widths)
    if units <= _SINGLE[encoding]:
        return SmsSize(encoding=encoding, units=units, parts=1, left=_SINGLE[encoding] - units)
    parts, used = _packed(widths, _OF_SEVERAL[encoding])
    return SmsSize(encoding=encoding, units=units, parts=parts, left=_OF_SEVERAL[encoding] - used)


def _encoding(text: str) -> SmsEncoding:
    is_gsm = all(character in _BASIC or character in _EXTENSION for character in text)
    return SmsEncoding.GSM if is_gsm else SmsEncoding.UCS2


def _width(character: str, encoding: SmsEncoding) -> int:
    if encoding is SmsEncoding.GSM:
        return 2 if character in _EXTENSION else 1
    return 2 if ord(character) > _LAST_OF_ONE_UNIT else 1


def _packed(widths: Iterable[int], room: int) -> tuple[int, int]:
    """Return the parts, and how full the last one is; no character is torn in two."""
    parts, used = 1, 0
    for width in widths:
        if used + width > room:
            parts, used = parts + 1, 0
        used += width
    return parts, used
