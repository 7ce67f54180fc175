"""What was done to a hardware order, in words (S-18)."""

import pytest

from agentview.ui.kit.theme import Tone
from agentview.ui.texts.hardware_history import CHARGE, LINE, Deed, deed_tone, deed_word

ORDER = "hardware_order"


@pytest.mark.parametrize(
    ("deed", "said"),
    [
        (Deed(ORDER, "change_line", "PH-X1", "2 SYD", "3 MEL enrol"), "PH-X1: 2 SYD \u2192 3 MEL enrol"),
        (Deed(ORDER, "remove_line", "PH-X1", "2"), "Removed 2 \u00d7 PH-X1"),
        (Deed(ORDER, "return_line", "PH-X1", None, "2"), "Returned 2 \u00d7 PH-X1"),
        (Deed(ORDER, "edit_delivery", "city", "Sydney"), "City: Sydney \u2192 \u2014"),
        (
            Deed(ORDER, "edit_delivery", "billing_mode", "NEXT_INVOICE", "IMMEDIATE"),
            "Billing: With the next invoice \u2192 At once, when it is complete",
        ),
        (Deed(ORDER, "dispatch", "", "AWAITING_DISPATCH", "ERROR"), "Answered: Error"),
        (Deed(LINE, "dispatch", "PH-X1", "SENT", "DISPATCHED"), "PH-X1: Dispatched"),
        (Deed(CHARGE, "charge", "HARDWARE", None, "99900 AUD"), "Charged 999.00\u00a0AUD (Hardware)"),
        (
            Deed(CHARGE, "charge", "HARDWARE_CREDIT", None, "-99900 AUD"),
            "Credited 999.00\u00a0AUD (Hardware credit)",
        ),
        (Deed(CHARGE, "charge", "HARDWARE", None, "much"), "Hardware: much"),
        (Deed(ORDER, "rise_up"), "Rise up"),
    ],
)
def test_a_deed_reads_as_people_say_it(deed: Deed, said: str) -> None:
    assert deed_word(deed) == said


def test_what_failed_is_bad_and_what_is_dispatched_is_good() -> None:
    assert deed_tone(Deed(LINE, "dispatch", "", "SENT", "ERROR")) is Tone.BAD
    assert deed_tone(Deed(LINE, "dispatch", "", "SENT", "DISPATCHED")) is Tone.SUCCESS
    assert deed_tone(Deed(ORDER, "fraud_held")) is Tone.BAD
