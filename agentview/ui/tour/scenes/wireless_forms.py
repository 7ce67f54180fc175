"""The forms of wireless orders: configured by an administrator, and read by who fulfils."""

from __future__ import annotations

from agentview.contract.wireless import OrderType
from agentview.ui.kit.field import ChoiceField
from agentview.ui.kit.table import TableView
from agentview.ui.kit.text import PlainLabel
from agentview.ui.tour.heard import is_word
from agentview.ui.tour.scene import Scene
from agentview.ui.tour.scenes.arrival import rows
from agentview.ui.tour.scenes.contracts import ADMINISTRATOR, show_tab
from agentview.ui.tour.scenes.fulfilment import queue_shown
from agentview.ui.tour.scenes.hardware_admin import left, opened
from agentview.ui.tour.scenes.migrations import dialogs, enter
from agentview.ui.tour.stage import Stage, Steps

PIN = "1234"


def fields(stage: Stage) -> Steps:
    """See how the fields of a form are asked for, and what is not as shipped."""
    yield from enter(stage, ADMINISTRATOR, "administration")
    yield from show_tab(stage, "Wireless forms")
    kinds = stage.part(ChoiceField, "Order type")
    kinds.set_value(OrderType.PORT_CARRIER.value)
    kinds.edited.emit()
    yield from stage.settled()
    yield from rows(stage)
    stage.part(TableView, "Wireless forms").setFocus()
    stage.press("Home")
    stage.press("Down")
    yield from stage.settled()
    yield from stage.picture("220-wireless-forms", is_key=True)


def editing(stage: Stage) -> Steps:
    """Edit a field, and try a text in it before anything is saved."""
    yield from opened(stage, "E")
    yield from stage.picture("221-edit-field", is_key=True)
    yield from left(stage)
    yield from opened(stage, "T")
    yield from stage.write(PIN)
    yield from stage.until(lambda: _says(stage, "It fits"))
    yield from stage.settled()
    yield from stage.picture("222-try-field", is_key=True)
    yield from left(stage)


def revealing(stage: Stage) -> Steps:
    """Show an encrypted field to who fulfils the order, who says why; both are recorded."""
    yield from queue_shown(stage)
    table = stage.part(TableView, "Fulfilment")
    model = table.kit_model()
    found = (model.row(at) for at in range(model.rowCount()))
    port = next(row for row in found if row is not None and row.type is OrderType.PORT_CARRIER)
    table.select_id(port.segment_id)
    yield from stage.settled()
    yield from opened(stage, "V")
    yield from stage.picture("223-reveal-field", is_key=True)
    stage.focus("Reason")
    yield from stage.write("To port the number")
    stage.press("Ctrl+Return")
    yield from stage.settled()
    yield from stage.picture("224-field-revealed", is_key=True)


SCENES = (
    Scene("forms of wireless orders", fields),
    Scene("a field edited and tried", editing),
    Scene("an encrypted field shown", revealing),
)


def _says(stage: Stage, word: str) -> bool:
    """Say whether what is asked in front of the window says so."""
    shown = [label for dialog in dialogs(stage) for label in dialog.findChildren(PlainLabel)]
    return any(is_word(label.text(), word) for label in shown)
