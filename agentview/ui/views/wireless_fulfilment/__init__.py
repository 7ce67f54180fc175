"""The fulfilment queue (S-31): what vendors and warehouses have to carry out, and what they brought."""

from __future__ import annotations

from agentview.contract.session import Person
from agentview.core.power import Power
from agentview.ui.area import Area
from agentview.ui.late import Late
from agentview.ui.views.wireless_fulfilment.words import word


def _title() -> str:
    return word("Fulfilment")


def _is_for(person: Person) -> bool:
    return Power.FULFIL in person.powers


def summary() -> str:
    """The help of the queue."""
    return "\n\n".join(
        (
            word(
                "Fulfilment shows each part of an approved order that a vendor or one of our own warehouses "
                "has to carry out. What is overdue stands on top. Text finds an order, a vendor\u2019s order "
                "number, a line\u2019s number, a serial number or a SIM card: type it or scan it."
            ),
            word(
                "S notes that a vendor was given its part, with the number of its order. A notes that it has "
                "accepted it. R records what it gave: number, IMEI, SIM card, tracking number. C completes "
                "the part, F fails it with a reason. O shows the order, H the hardware order."
            ),
            word(
                "What is encrypted, such as a PIN, shows its last two characters. V or the eye shows a field "
                "in full for 30 seconds, once you have said why; who saw it and why is recorded."
            ),
            word(
                "A scanner works as a keyboard: Enter leads to the next field and never sends the form; "
                "Ctrl+Enter records. Whether a check digit fits is shown while typing."
            ),
        )
    )


AREA = Area("fulfilment", _title, "swap", Late(f"{__name__}.view", "FulfilmentView"), _is_for, summary)
"""A page of the area of wireless orders."""
