"""Hardware orders: the list, a new one with its items and delivery, what is held, failed, complete, back."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLineEdit

from agentview.core.reference import Prefix, reference
from agentview.ui.kit.table import TableView
from agentview.ui.navigation import HARDWARE_ORDER, NEW_HARDWARE_ORDER, Target
from agentview.ui.tour.scene import Scene
from agentview.ui.tour.stage import Stage, Steps

SUPERVISOR = "grace"
LIST, LINES = "Hardware orders", "Lines of the order"
COMPLETE, FAILED, HELD, READY = 4, 16, 20, 32
"""Orders of the demo operator, by their numbers."""
CUSTOMER = 9
"""A customer who has not ordered hardware yet, by the id of the account."""


def listing(stage: Stage) -> Steps:
    """See what is open, and a view that is empty."""
    yield from _enter(stage, SUPERVISOR)
    yield from _rows(stage, LIST)
    yield from stage.picture("120-hardware-orders", is_key=True)
    stage.click_part("Mine")
    yield from stage.picture("121-hardware-none")
    stage.click_part("Open")
    yield from _rows(stage, LIST)


def ordering(stage: Stage) -> Steps:
    """Begin an order, and add items with the keys alone."""
    stage.workplace.open_target(Target(NEW_HARDWARE_ORDER, CUSTOMER))
    yield from stage.until(lambda: stage.has("Add item..."))
    yield from stage.settled()
    stage.click("Add item...")
    yield from _asked(stage)
    yield from stage.write("pomelo")
    yield from _rows(stage, "Products")
    stage.part(QLineEdit, "Product or SKU").setFocus()
    stage.press("Down")
    yield from stage.picture("122-hardware-items", is_key=True)
    stage.press("Ctrl+Return")
    yield from stage.settled()
    yield from stage.write("case")
    yield from stage.settled()
    stage.press("Return")
    yield from stage.until(lambda: not _dialogs(stage))
    yield from _rows(stage, LINES)


def delivering(stage: Stage) -> Steps:
    """Fill in the delivery; what cannot be right is said beside its field."""
    stage.press("D")
    yield from _asked(stage)
    phone = stage.part(QLineEdit, "Phone")
    phone.setFocus()
    phone.selectAll()
    yield from stage.write("12 34")
    stage.press("Ctrl+Return")
    yield from stage.settled()
    yield from stage.picture("123-hardware-delivery", is_key=True)
    stage.press("Esc")
    yield from stage.until(lambda: not _dialogs(stage))


def generating(stage: Stage) -> Steps:
    """Generate an order that is ready, once that is confirmed."""
    yield from _open(stage, READY)
    stage.press("G")
    yield from _asked(stage)
    yield from stage.picture("124-hardware-generate")
    stage.press("Esc")
    yield from stage.until(lambda: not _dialogs(stage))


def mending(stage: Stage) -> Steps:
    """Look at what the fraud check holds, and at what a warehouse could not ship."""
    yield from _open(stage, HELD)
    yield from stage.picture("125-hardware-held", is_key=True)
    yield from _open(stage, FAILED)
    stage.press("R")
    yield from _asked(stage)
    yield from stage.picture("126-hardware-retry", is_key=True)
    stage.press("Esc")
    yield from stage.until(lambda: not _dialogs(stage))


def returning(stage: Stage) -> Steps:
    """See the serials of what was shipped, and take a line back."""
    yield from _open(stage, COMPLETE)
    yield from stage.picture("127-hardware-complete", is_key=True)
    stage.press("T")
    yield from _asked(stage)
    yield from stage.picture("127-hardware-return")
    stage.press("Esc")
    yield from stage.until(lambda: not _dialogs(stage))


SCENES = (
    Scene("hardware orders", listing),
    Scene("ordering hardware", ordering),
    Scene("delivery of hardware", delivering),
    Scene("generating a hardware order", generating),
    Scene("mending hardware orders", mending),
    Scene("returning hardware", returning),
)


def _enter(stage: Stage, username: str) -> Steps:
    """Let somebody sign in and go to the hardware."""
    stage.window.session.sign_out()
    yield from stage.until(stage.window.sign_in_page.isVisible)
    stage.window.session.sign_in(username, None)
    yield from stage.until(lambda: stage.window.workplace is not None)
    yield from stage.settled()
    stage.workplace.open_area("hardware")
    yield from stage.settled()


def _open(stage: Stage, order_id: int) -> Steps:
    """Show an order, the focus on its lines."""
    name = reference(Prefix.HARDWARE_ORDER, order_id)
    stage.workplace.open_target(Target(HARDWARE_ORDER, order_id, name))
    yield from stage.settled()
    yield from _rows(stage, LINES)


def _rows(stage: Stage, name: str) -> Steps:
    """Wait until the list of this name has rows, and put the focus there."""

    def is_listed() -> bool:
        top = _dialogs(stage)[-1] if _dialogs(stage) else stage.window
        tables = [one for one in top.findChildren(TableView) if one.isVisible()]
        return any(stage.is_called(one, name) and one.kit_model().rowCount() for one in tables)

    yield from stage.until(is_listed)
    yield from stage.settled()
    stage.part(TableView, name).setFocus()


def _asked(stage: Stage) -> Steps:
    """Wait until a dialog asks."""
    yield from stage.until(lambda: bool(_dialogs(stage)))
    yield from stage.settled()


def _dialogs(stage: Stage) -> list[QDialog]:
    return [dialog for dialog in stage.window.findChildren(QDialog) if dialog.isVisible()]
