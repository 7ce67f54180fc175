"""How many SMS a text becomes, at each border (R-EVT-17)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentview.contract.event_templates import SmsEncoding
from agentview.services.events.sms import sms_size

GSM, UCS2 = SmsEncoding.GSM, SmsEncoding.UCS2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (GSM, 0, 1, 160)),
        ("a" * 160, (GSM, 160, 1, 0)),
        ("a" * 161, (GSM, 161, 2, 145)),
        ("a" * 306, (GSM, 306, 2, 0)),
        ("a" * 307, (GSM, 307, 3, 152)),
        ("€" * 80, (GSM, 160, 1, 0)),
        ("€" * 80 + "a", (GSM, 161, 2, 144)),
        ("ÄÖÜäöüß@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæÉ", (GSM, 35, 1, 125)),
        ("[]{}\\~^|", (GSM, 16, 1, 144)),
        ("ł" * 70, (UCS2, 70, 1, 0)),
        ("ł" * 71, (UCS2, 71, 2, 63)),
        ("ł" * 134, (UCS2, 134, 2, 0)),
        ("ł" * 135, (UCS2, 135, 3, 66)),
        ("😀" * 35, (UCS2, 70, 1, 0)),
        ("😀" * 36, (UCS2, 72, 2, 61)),
        ("`", (UCS2, 1, 1, 69)),
    ],
)
def test_r_evt_17_the_parts_are_counted_at_each_border(
    text: str, expected: tuple[SmsEncoding, int, int, int]
) -> None:
    size = sms_size(text)
    assert (size.encoding, size.units, size.parts, size.left) == expected


def test_an_escape_is_not_torn_from_its_character() -> None:
    """The 153rd unit of a part stays empty where an escaped character would begin there."""
    assert sms_size("a" * 152 + "€" + "a" * 151).parts == 2
    torn = sms_size("a" * 152 + "€" + "a" * 152)
    assert (torn.units, torn.parts) == (306, 3)


@given(st.text(max_size=700))
def test_no_part_is_over_full_and_none_is_empty(text: str) -> None:
    size = sms_size(text)
    single, several = (160, 153) if size.encoding is GSM else (70, 67)
    assert 0 <= size.left <= single
    if size.parts == 1:
        assert size.units + size.left == single
    else:
        assert single < size.units <= size.parts * several
        # One unit of each part may be empty, not more: so there is never a part too many.
        assert size.units > (size.parts - 1) * (several - 1)


@given(st.text(max_size=300), st.text(max_size=300))
def test_a_longer_text_never_takes_fewer_parts(text: str, more: str) -> None:
    assert sms_size(text + more).parts >= sms_size(text).parts
