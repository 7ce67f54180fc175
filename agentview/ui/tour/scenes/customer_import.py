"""A supervisor takes customers in from a file: file, columns, what would become of the rows, the result."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QLineEdit

from agentview.ui.tour.scene import Scene
from agentview.ui.tour.stage import MissingPartError, Stage, Steps
from agentview.ui.views.customers.import_dialog import ImportDialog
from agentview.ui.views.customers.view import CustomersView

_ROWS = (
    "Account number,Name,Mobile,E-mail,Street,City,Postcode,Country",
    "C-2001,Bondi Surf School,0491 570 301,desk@bondi.example,4 Campbell Parade,Bondi Beach,2026,AU",
    "C-2002,Kirra Nursery,0491 570 302,kirra@nursery.example,18 Musgrave Street,Kirra,4225,AU",
    "C-2003,,,not an address,,,,",
)


def importing(stage: Stage) -> Steps:
    """Choose a file, have its columns recognised, try it, and take it in."""
    stage.workplace.open_area("customers")
    _view(stage).tabs.show_record(None)
    yield from stage.picture("28-adding")
    stage.press("Ctrl+Shift+I")
    yield from stage.until(lambda: _view(stage).adding.importing is not None)
    with TemporaryDirectory(prefix="agentview-import-") as folder:
        path = Path(folder) / "customers.csv"
        path.write_text("\n".join(_ROWS), "utf-8")
        stage.part(QLineEdit, "File").setText(str(path))
        yield from stage.picture("29-import-file")
        yield from _go_on(stage)
        yield from stage.picture("30-import-columns", is_key=True)
        yield from _go_on(stage)
        yield from stage.picture("31-import-check", is_key=True)
        yield from _go_on(stage)
        yield from stage.picture("32-import-result")
    stage.press("Esc")
    yield from stage.until(lambda: _view(stage).adding.importing is None)
    stage.workplace.open_area("provisioning")
    yield from stage.settled()


SCENES = (Scene("importing customers", importing),)


def _go_on(stage: Stage) -> Steps:
    """Press the way on, and wait until the next page is there and nothing runs."""
    frame = _dialog(stage).frame
    before = frame.current
    stage.press("Ctrl+Return")
    yield from stage.until(lambda: frame.current != before and not frame.is_busy)
    yield from stage.settled()


def _view(stage: Stage) -> CustomersView:
    found = stage.workplace.area()
    if found is None or not isinstance(found[1], CustomersView):
        raise MissingPartError("customers")
    return found[1]


def _dialog(stage: Stage) -> ImportDialog:
    dialog = _view(stage).adding.importing
    if dialog is None:
        raise MissingPartError("import")
    return dialog
