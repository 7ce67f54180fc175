"""A new order by keys: service types, package, customer, configuration, review, and what became of it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from agentview.ui.tour.scene import Scene
from agentview.ui.tour.stage import Stage, Steps

AGENT = "amelia"
_ON = "Ctrl+Return"


def choosing(stage: Stage) -> Steps:
    """Begin an order, tick a service type, and take one of the packages that hold it."""
    yield from _enter(stage)
    stage.press("Ctrl+N")
    yield from _shown(stage, "Mobile,")
    stage.focus("Mobile,")
    stage.press("Space")
    yield from stage.picture("70-new-order-types", is_key=True)
    stage.press(_ON)
    yield from _shown(stage, "Business Mobile 120 GB,")
    stage.focus("Business Mobile 120 GB,")
    stage.press("Space")
    yield from stage.picture("71-new-order-package")
    stage.press(_ON)


def finding(stage: Stage) -> Steps:
    """Find the customer while typing."""
    yield from _shown(stage, "Name, number, account")
    stage.focus("Name, number, account")
    yield from stage.write("hargr")
    yield from _shown(stage, "Hugh Hargreaves,")
    stage.focus("Hugh Hargreaves,")
    stage.press("Space")
    yield from stage.picture("72-new-order-customer")
    stage.press(_ON)


def configuring(stage: Stage) -> Steps:
    """Type an identifier that somebody has, one that cannot be, and one that is free."""
    yield from _shown(stage, "Phone number")
    stage.focus("Phone number")
    yield from stage.write("12")
    stage.press(_ON)
    yield from stage.picture("73-new-order-refused")
    stage.press("Ctrl+A")
    yield from stage.write("0491 570 156")
    yield from stage.picture("74-new-order-configuration", is_key=True)
    stage.press(_ON)


def submitting(stage: Stage) -> Steps:
    """Read what it comes to, submit it, and see where it stands."""
    yield from _shown(stage, "Requested date")
    yield from stage.picture("75-new-order-review", is_key=True)
    stage.press(_ON)
    yield from stage.until(lambda: stage.has("Open customer"))
    yield from stage.picture("76-new-order-submitted")


SCENES = (
    Scene("choosing a package", choosing),
    Scene("finding the customer", finding),
    Scene("configuring services", configuring),
    Scene("submitting an order", submitting),
)


def _enter(stage: Stage) -> Steps:
    """Let an agent sign in and go to the orders."""
    stage.window.session.sign_out()
    yield from stage.until(stage.window.sign_in_page.isVisible)
    stage.window.session.sign_in(AGENT, None)
    yield from stage.until(lambda: stage.window.workplace is not None)
    yield from stage.settled()
    stage.workplace.open_area("orders")
    yield from stage.settled()


def _shown(stage: Stage, name: str) -> Steps:
    """Wait until there is a part that a screen reader calls so."""

    def is_shown() -> bool:
        try:
            stage.part(QWidget, name)
        except LookupError:
            return False
        return True

    yield from stage.until(is_shown)
    yield from stage.settled()
