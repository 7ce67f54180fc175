"""Hardware in the administration: products, warehouses, the fraud check, delivery methods."""

from __future__ import annotations

from agentview.ui.tour.scene import Scene
from agentview.ui.tour.scenes.contracts import ADMINISTRATOR, show_tab
from agentview.ui.tour.scenes.migrations import dialogs, enter
from agentview.ui.tour.stage import Stage, Steps


def products(stage: Stage) -> Steps:
    """Look after what is sold, and see a refusal beside its field."""
    yield from enter(stage, ADMINISTRATOR, "administration")
    yield from show_tab(stage, "Products")
    yield from stage.picture("136-products", is_key=True)
    yield from opened(stage, "E")
    yield from stage.picture("136-edit-product", is_key=True)
    yield from left(stage)
    yield from opened(stage, "N")
    stage.press("Ctrl+Return")
    yield from stage.picture("136-new-product-refused")
    yield from left(stage)


def warehouses(stage: Stage) -> Steps:
    """Look after warehouses, and have deliveries checked for fraud."""
    yield from show_tab(stage, "Warehouses")
    yield from stage.picture("137-warehouses", is_key=True)
    yield from opened(stage, "E")
    yield from stage.picture("137-edit-warehouse", is_key=True)
    yield from left(stage)
    yield from opened(stage, "F")
    yield from stage.picture("138-fraud-and-tax", is_key=True)
    yield from left(stage)


def methods(stage: Stage) -> Steps:
    """Look after the ways of delivery."""
    yield from show_tab(stage, "Delivery methods")
    yield from stage.picture("139-delivery-methods", is_key=True)
    yield from opened(stage, "E")
    yield from stage.picture("139-edit-delivery-method")
    yield from left(stage)


def vendors(stage: Stage) -> Steps:
    """Look after the vendors of wireless orders."""
    yield from show_tab(stage, "Vendors")
    yield from stage.picture("212-vendors", is_key=True)
    yield from opened(stage, "E")
    yield from stage.picture("212-edit-vendor", is_key=True)
    yield from left(stage)


SCENES = (
    Scene("administering products", products),
    Scene("administering warehouses", warehouses),
    Scene("administering delivery methods", methods),
    Scene("administering vendors", vendors),
)


def opened(stage: Stage, key: str) -> Steps:
    """Open a form by its key."""
    stage.press(key)
    yield from stage.until(lambda: bool(dialogs(stage)))
    yield from stage.settled()


def left(stage: Stage) -> Steps:
    """Leave what is asked in front of the window."""
    stage.press("Esc")
    yield from stage.until(lambda: not dialogs(stage))
    yield from stage.settled()
