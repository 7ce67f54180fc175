"""Orders: taking new ones, looking for those that were taken, and mending what was halted or refused."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.session import Person
from agentview.core.power import Power
from agentview.ui.area import Area
from agentview.ui.late import Late
from agentview.ui.navigation import NETWORK_REQUEST, NEW_ORDER, ORDER


def _title() -> str:
    return QCoreApplication.translate("Orders", "Orders")


def _summary() -> str:
    translate = QCoreApplication.translate
    return "\n\n".join(
        (
            translate(
                "Orders",
                "Take a new order with Ctrl+N. It is kept after each page and opens again where it was left.",
            ),
            translate(
                "Orders",
                "Search orders (Alt+1) shows nothing before something is asked for: a customer, a package, "
                "an order ID, a status or days. Enter opens an order on a tab of its own.",
            ),
            translate(
                "Orders",
                "Halted requests (Alt+2) are what a provisioner stopped: edit what was wrong (E), then "
                "resubmit (R). Provisioning errors (Alt+3) are what the carrier's platform refused.",
            ),
        )
    )


def _is_for(person: Person) -> bool:
    return Power.READ_STATUS in person.powers


AREA = Area(
    "orders",
    _title,
    "list",
    Late(f"{__name__}.view", "OrdersView"),
    _is_for,
    _summary,
    frozenset({ORDER, NEW_ORDER, NETWORK_REQUEST}),
)
"""The line of this area in the shell's registry."""
