"""Writes an order to a PDF file, which any program prints (S-18)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from agentview.contract.hardware_orders import HardwareOrder
from agentview.core.clock import local_day
from agentview.ui.kit.button import Button
from agentview.ui.kit.dialog import DialogText, VerbDialog
from agentview.ui.kit.field import Field
from agentview.ui.kit.form import FormBinder
from agentview.ui.navigation import Desk
from agentview.ui.views.hardware.order_document import OrderPaper, paper_of, write_pdf

_PATH = "path"


class PrintDialog(VerbDialog):
    """Open it with `open()`."""

    def __init__(self, parent: QWidget, desk: Desk, order: HardwareOrder) -> None:
        """Offers a file in the person's documents."""
        self._desk = desk
        self._paper: OrderPaper = paper_of(order, desk.clock.now(), desk.zone, desk.person.provider)
        field = Field(_PATH, _word("File"), required=True)
        self.form = FormBinder((field,), lambda: local_day(desk.clock.now(), desk.zone.key))
        text = DialogText(
            _word("Save {order} as PDF").replace("{order}", order.reference),
            _word("Save PDF"),
            _word("Close"),
            _word("Writing..."),
            _word("As you see it: what is hidden from you is hidden on paper too."),
        )
        super().__init__(parent, text, self.form)
        self.form.setParent(self)
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.form.set_values({_PATH: str(Path(folder) / f"{order.reference}.pdf")})
        self.browse = Button(_word("Choose a place..."))
        row = QHBoxLayout()
        row.addWidget(self.browse)
        row.addStretch(1)
        self.body.addLayout(row)
        self.browse.pressed_once.connect(self._on_browse)
        self.verb_pressed.connect(self._on_pressed)
        self.finished.connect(self._on_closed)

    @Slot()
    def _on_pressed(self) -> None:
        path, paper = Path(str(self.form.values()[_PATH])), self._paper
        self._desk.runner.submit(lambda: write_pdf(paper, path), self._on_written, self._on_failed, self)

    def _on_written(self, path: Path) -> None:
        self.succeeded()
        self._desk.toasts.say(_word("Saved {file}").replace("{file}", path.name))

    def _on_failed(self, error: Exception) -> None:
        cause = error.strerror if isinstance(error, OSError) else None
        text = _word("The file could not be written here")
        self.failed({_PATH: f"{text}: {cause}" if cause else text})

    @Slot()
    def _on_browse(self) -> None:
        chooser = QFileDialog(self, _word("Save as"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("pdf")
        chooser.selectFile(str(self.form.values()[_PATH]))
        chooser.fileSelected.connect(self._on_file)
        chooser.open()

    @Slot(str)
    def _on_file(self, path: str) -> None:
        self.form.set_values({_PATH: path})

    @Slot()
    def _on_closed(self) -> None:
        self._desk.runner.drop(self)


def _word(text: str) -> str:
    return QCoreApplication.translate("HardwarePrint", text)
