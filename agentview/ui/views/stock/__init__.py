"""The stock check (S-19): what all connected warehouses have of products, with or without an order."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.session import Person
from agentview.core.power import Power, Role
from agentview.ui.area import Area, Beginning
from agentview.ui.late import Late
from agentview.ui.navigation import STOCK_CHECK, Target


def _title() -> str:
    return QCoreApplication.translate("Stock", "Stock check")


def summary() -> str:
    """The help of the stock check."""
    translate = QCoreApplication.translate
    return "\n\n".join(
        (
            translate(
                "Stock",
                "The stock check asks all connected warehouses what they have of the products that you name. "
                "It reserves nothing and changes no order: a shortage is a warning, and the order can be "
                "generated all the same.",
            ),
            translate(
                "Stock",
                "Type a name or an SKU; Enter takes the first product, Down leads into the list. Enter on a "
                "product of the check leads to its quantity, + and - change it, Del takes it away. Lines of "
                "a spreadsheet, SKU and quantity, are pasted with Ctrl+V.",
            ),
            translate(
                "Stock",
                "Check stock on a hardware order brings its products here and checks them; what is found is "
                "kept with the order. Add to order (A) puts another product into it, Ship from (W) chooses "
                "the warehouse of a line, Alt+Left leads back to the order, Alt+Home to a check without it.",
            ),
            translate(
                "Stock",
                "F5 or Ctrl+Enter checks. Each column fills when its warehouse answers; one that does not "
                "answer within 15 seconds says so and holds up nobody; Esc stops waiting for it. The lines "
                "below tell why, as of when it was so, and when more is expected.",
            ),
            translate(
                "Stock",
                "Where no warehouse has enough, what can be sold instead stands below with its own stock; "
                "Enter takes it into the check.",
            ),
            translate(
                "Stock",
                "Back office and supervisors load stock files (Ctrl+Shift+I) and correct what a warehouse "
                "that sends files is known to have (C), with a reason.",
            ),
        )
    )


def _is_for(person: Person) -> bool:
    """Whoever may check stock, but no customer's login."""
    return Power.STOCK_CHECK in person.powers and Role.VIEWER not in person.roles


AREA = Area(
    "stock",
    _title,
    "box",
    Late(f"{__name__}.view", "StockAreaView"),
    _is_for,
    summary,
    frozenset({STOCK_CHECK}),
    beginnings=(Beginning(_title, Target(STOCK_CHECK, 0), _is_for),),
)
"""The line of this area in the shell's registry."""
