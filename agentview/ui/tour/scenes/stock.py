"""The stock check: what an order asks for at all warehouses, what can be sold instead, a stock file."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtWidgets import QDialog

from agentview.ui.kit.table import TableView
from agentview.ui.navigation import STOCK_CHECK, Target
from agentview.ui.tour.scene import Scene
from agentview.ui.tour.stage import MissingPartError, Stage, Steps
from agentview.ui.views.stock.load_dialog import LoadDialog

SUPERVISOR = "grace"
MATRIX, INSTEAD = "Products that are checked", "Can be sold instead"
ORDER = 28
"""A new order of the demo operator, by its number."""
_FILE = "sku,available,expected_on\nPML-14-128,40,\nKOA-5,many,\nHDS-BT,26,\nRTR-AX,0,2026-12-01\nOLD-1,4,\n"


def matrix(stage: Stage) -> Steps:
    """Come from an order; one warehouse does not answer, and what can be sold instead stands below."""
    stage.window.session.sign_out()
    yield from stage.until(stage.window.sign_in_page.isVisible)
    stage.window.session.sign_in(SUPERVISOR, None)
    yield from stage.until(lambda: stage.window.workplace is not None)
    yield from stage.settled()
    stage.workplace.open_target(Target(STOCK_CHECK, ORDER, f"HO-{ORDER}"))
    yield from _listed(stage, MATRIX)
    stage.part(TableView, MATRIX).setFocus()
    for _ in range(3):
        stage.press("+")
    yield from stage.settled()
    stage.press("F5")
    yield from _listed(stage, INSTEAD)
    yield from stage.settled()
    yield from stage.picture("117-stock-check", is_key=True)


def shipping(stage: Stage) -> Steps:
    """Let a line of the order ship from another warehouse."""
    stage.part(TableView, MATRIX).setFocus()
    stage.press("W")
    yield from stage.until(lambda: bool(_dialogs(stage)))
    yield from stage.settled()
    yield from stage.picture("118-stock-ship-from")
    stage.press("Esc")
    yield from stage.until(lambda: not _dialogs(stage))


def loading(stage: Stage) -> Steps:
    """Try a stock file out: each of its lines is told before anything is taken in."""
    stage.press("Ctrl+Shift+I")
    yield from stage.until(lambda: bool(_dialogs(stage)))
    yield from stage.settled()
    found = [dialog for dialog in _dialogs(stage) if isinstance(dialog, LoadDialog)]
    if not found:
        raise MissingPartError("LoadDialog")
    with tempfile.TemporaryDirectory(prefix="agentview-stock-") as folder:
        path = Path(folder) / "melbourne-stock.csv"
        path.write_text(_FILE, encoding="utf-8")
        found[0].try_file(str(path))
        yield from stage.until(lambda: bool(found[0].source.rows))
        yield from stage.settled()
    yield from stage.picture("119-stock-file", is_key=True)
    stage.press("Esc")
    yield from stage.until(lambda: not _dialogs(stage))


SCENES = (
    Scene("stock check of an order", matrix),
    Scene("shipping from another warehouse", shipping),
    Scene("stock file", loading),
)


def _listed(stage: Stage, name: str) -> Steps:
    """Wait until the list of this name has rows."""

    def is_listed() -> bool:
        tables = [one for one in stage.window.findChildren(TableView) if one.isVisible()]
        return any(stage.is_called(one, name) and one.kit_model().rowCount() for one in tables)

    yield from stage.until(is_listed)
    yield from stage.settled()


def _dialogs(stage: Stage) -> list[QDialog]:
    return [one for one in stage.window.findChildren(QDialog) if one.isVisible()]
