"""What is told of a number while it is typed (R-WL-35)."""

import pytest

from agentview.contract.hardware import SerialType
from agentview.ui.views.wireless_fulfilment.results_check import check
from tests.wireless_world import iccid, imei

IMEI, SIM = imei(77), iccid(77)
WRONG = f"{IMEI[:14]}{(int(IMEI[14]) + 1) % 10}"


@pytest.mark.parametrize(
    ("typed", "text", "is_wrong"),
    [
        ("", "", False),
        (IMEI[:1], "1 of 15 digits", False),
        (IMEI[:14], "14 of 15 digits", False),
        (IMEI, "\u2713 15 digits, the check digit fits", False),
        (f" {IMEI[:8]} {IMEI[8:]}", "\u2713 15 digits, the check digit fits", False),
        (WRONG, "The check digit does not fit: scan or type it again", True),
        (f"{IMEI}0", "More than 15 digits", True),
        (f"{IMEI[:6]}X", "Only digits belong here", True),
        ("\u0663\u0664", "Only digits belong here", True),
    ],
)
def test_r_wl_35_an_imei_is_judged_while_it_is_typed(typed: str, text: str, is_wrong: bool) -> None:
    told = check(SerialType.IMEI, typed)
    assert (told.text, told.is_wrong) == (text, is_wrong)


def test_r_wl_35_a_sim_card_has_18_to_20_digits_and_its_check_digit() -> None:
    assert check(SerialType.ICCID, SIM[:17]).text == "17 of 18 to 20 digits"
    assert check(SerialType.ICCID, SIM).text == f"\u2713 {len(SIM)} digits, the check digit fits"
    wrong = f"{SIM[:-1]}{(int(SIM[-1]) + 1) % 10}"
    assert check(SerialType.ICCID, wrong).is_wrong
    assert check(SerialType.ICCID, f"{SIM}00").text == "More than 20 digits"


def test_a_kind_without_a_check_digit_is_only_told_off_for_signs() -> None:
    assert check(SerialType.MEID, "A0000012345").text == ""
    assert check(SerialType.MEID, "A#").is_wrong
