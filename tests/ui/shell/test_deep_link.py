"""Links of other programs: what they mean, and that odd ones mean nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentview.ui.navigation import (
    ACCOUNT,
    EVENT_MAPPING,
    EVENT_TEMPLATE,
    NOTIFICATION,
    ORDER,
    WIRELESS_ORDER,
    WORK_ITEM,
    Target,
)
from agentview.ui.shell.deep_link import LONGEST_NUMBER, Call, Fault, Place, Unread, is_link, read_link

SAFE = set("+0123456789")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("tel:+61295550142", "+61295550142"),
        ("TEL:02-9555-0142", "0295550142"),
        ("tel:(02)%209555%200142", "0295550142"),
        ("tel:+61295550142;ext=12", "+61295550142"),
        ("agentview:call?from=0491570156", "0491570156"),
        ("agentview:call?from=+61491570156", "+61491570156"),
        ("agentview:call?from=%2B61491570156", "+61491570156"),
        ("agentview://call?from=0491%20570%20156&line=2", "0491570156"),
        (" agentview:call/?from=100 ", "100"),
    ],
)
def test_a_call_is_read_without_what_only_groups_its_number(text: str, number: str) -> None:
    assert read_link(text) == Call(number)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("agentview:customer/AC-17", Target(ACCOUNT, 17, "AC-17")),
        ("agentview://customer/ac-17/", Target(ACCOUNT, 17, "AC-17")),
        ("agentview:order/PO-10482", Target(ORDER, 10482, "PO-10482")),
        ("AGENTVIEW:case/WI-5", Target(WORK_ITEM, 5, "WI-5")),
        ("agentview:wireless/WO-12", Target(WIRELESS_ORDER, 12, "WO-12")),
        ("agentview:message/104", Target(NOTIFICATION, 104)),
        ("agentview:template/3", Target(EVENT_TEMPLATE, 3)),
        ("agentview:mapping/7", Target(EVENT_MAPPING, 7)),
    ],
)
def test_a_record_is_named_by_its_reference(text: str, target: Target) -> None:
    assert read_link(text) == Place(target)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("agentview:order/PO-10482/halt", Fault.UNKNOWN),
        ("agentview:order/PO-10482/1", Fault.UNKNOWN),
        ("agentview:order/AC-17", Fault.UNKNOWN),
        ("agentview:order/PO-99999999999", Fault.UNKNOWN),
        ("agentview:order/PO-0", Fault.UNKNOWN),
        ("agentview:message/0", Fault.UNKNOWN),
        ("agentview:message/1/resend", Fault.UNKNOWN),
        ("agentview:template/\u0661", Fault.UNKNOWN),
        ("agentview:mapping/9999999999", Fault.UNKNOWN),
        ("agentview:delete?id=1", Fault.UNKNOWN),
        ("agentview:", Fault.UNKNOWN),
        ("https://example.com", Fault.UNKNOWN),
        ("javascript:alert(1)", Fault.UNKNOWN),
        ("tel:", Fault.NO_NUMBER),
        ("tel:anonymous", Fault.NO_NUMBER),
        ("tel:1-800-FLOWERS", Fault.NO_NUMBER),
        ("tel:12", Fault.NO_NUMBER),
        ("tel:+61;phone-context=evil", Fault.NO_NUMBER),
        ("tel:+61295550142;ext=1;ext=x", Fault.NO_NUMBER),
        ("tel:0295550142%00", Fault.NO_NUMBER),
        ("agentview:call", Fault.NO_NUMBER),
        ("agentview:call?from=1234&from=5678", Fault.NO_NUMBER),
        ("agentview:call?from=\u0661\u0662\u0663\u0664", Fault.NO_NUMBER),
        ("tel:" + "1" * 33, Fault.TOO_LONG),
        ("agentview:call?from=" + "1" * 10_000, Fault.TOO_LONG),
    ],
)
def test_odd_links_lead_nowhere(text: str, fault: Fault) -> None:
    assert read_link(text) == Unread(fault)


@given(st.one_of(st.text(), st.text().map("tel:".__add__), st.text().map("agentview:call?from=".__add__)))
def test_whatever_comes_is_a_place_a_number_or_nothing(text: str) -> None:
    link = read_link(text)
    if isinstance(link, Call):
        assert set(link.number) <= SAFE
        assert 3 <= len(link.number) <= LONGEST_NUMBER
    else:
        assert isinstance(link, Place | Unread)


@given(st.from_regex(r"agentview:(customer|order|case)/[A-Z]{2}-[0-9]{1,20}(/[0-9])?", fullmatch=True))
def test_places_are_records_that_may_exist(text: str) -> None:
    link = read_link(text)
    assert isinstance(link, Unread) or (isinstance(link, Place) and 0 < link.target.record_id < 2**31)


def test_only_own_schemes_are_links() -> None:
    assert [is_link(text) for text in ("TEL:1", "agentview:x")] == [True, True]
    assert [is_link(text) for text in ("serve", "http://x", "")] == [False, False, False]
