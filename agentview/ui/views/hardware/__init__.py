"""Hardware: orders of phones, accessories, SIM cards and licences, from the first item to the return."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from agentview.contract.session import Person
from agentview.core.power import Power
from agentview.ui.area import Area, Beginning
from agentview.ui.late import Late
from agentview.ui.navigation import HARDWARE_ORDER, NEW_HARDWARE_ORDER, Target

_VIEW = Late(f"{__name__}.view", "HardwareView")


def make_area(pages: Sequence[Area] = ()) -> Area:
    """The line of this area in the shell's registry; `pages` of other packages stand beside the orders."""
    kinds = frozenset({HARDWARE_ORDER, NEW_HARDWARE_ORDER}).union(*(page.kinds for page in pages))
    return Area(
        "hardware",
        _title,
        "box",
        lambda desk: _VIEW(desk, pages),
        lambda person: _is_for(person) or any(page.is_for(person) for page in pages),
        lambda: "\n\n".join((_summary(), *(page.summary() for page in pages))),
        kinds,
        beginnings=(
            Beginning(_new, Target(NEW_HARDWARE_ORDER, 0), _may_order),
            *(beginning for page in pages for beginning in page.beginnings),
        ),
    )


def _title() -> str:
    return QCoreApplication.translate("Hardware", "Hardware")


def _new() -> str:
    return QCoreApplication.translate("Hardware", "New hardware order")


def _may_order(person: Person) -> bool:
    return Power.CREATE_HARDWARE_ORDER in person.powers


def _summary() -> str:
    translate = QCoreApplication.translate
    return "\n\n".join(
        (
            translate(
                "Hardware",
                "Begin an order with Ctrl+N, or on the customer's page. It belongs to an account and needs "
                "no service.",
            ),
            translate(
                "Hardware",
                "On the page of an order A adds items: type, walk with the arrows, Enter adds and closes, "
                "Ctrl+Enter adds and stays. Plus and minus change the quantity, E the warehouse, Delete "
                "takes an item out and offers to undo it.",
            ),
            translate(
                "Hardware",
                "D is the delivery. G generates the order: after that the next run sends it to its "
                "warehouse, and items cannot be changed. What the fraud check holds is not sent; correct "
                "the delivery and check again (F), or a supervisor lets it pass (P).",
            ),
            translate(
                "Hardware",
                "When the warehouse could not dispatch a line the order is in Error: retry the failed lines "
                "(R), all or some, or close the order (Shift+F). A dispatched line that comes back is "
                "returned with T and credited.",
            ),
            translate(
                "Hardware",
                "In the list Ctrl or Shift chooses several orders: G generates all of them, R sends the "
                "failed lines of all of them again, and what cannot is told with its reason. S checks the "
                "stock of an order. The search box (Ctrl+K) finds an order by its number, by a serial and "
                "by a tracking number.",
            ),
            translate(
                "Hardware",
                "V shows the delivery in full for 30 seconds, which is recorded. Ctrl+P writes the page to a "
                "PDF file. Ctrl+Shift+C copies the number, I the serials of the chosen line.",
            ),
        )
    )


def _is_for(person: Person) -> bool:
    """Everybody who reads how records stand sees the orders; who may not order reads alone."""
    return Power.READ_STATUS in person.powers
