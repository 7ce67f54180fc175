"""The dialog that exports the list: what it will hold, which format, where to, progress, cancel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QStandardPaths, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QWidget

from agentview.core.clock import local_day
from agentview.ui.failure_words import failure_banner
from agentview.ui.kit.button import Button
from agentview.ui.kit.dialog import DialogText, VerbDialog
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.plural import plural
from agentview.ui.lists.export import Format
from agentview.ui.lists.export_presenter import Export, ExportPresenter, Wish
from agentview.ui.navigation import Desk


class ExportDialog(VerbDialog):
    """Open it with `open()`."""

    def __init__(self, parent: QWidget, desk: Desk, content: Export[Any]) -> None:
        """Offers a file in the person's documents."""
        translate = QCoreApplication.translate
        self._desk, self._content = desk, content
        self.presenter: ExportPresenter[Any] = ExportPresenter(desk, self)
        self.form = FormBinder(_fields(), lambda: local_day(desk.clock.now(), desk.zone.key))
        one = translate("Export", "1 row with the columns, filter and order that you see.")
        many = translate("Export", "{count} rows with the columns, filter and order that you see.")
        text = DialogText(
            translate("Export", "Export the list"),
            translate("Export", "Export"),
            translate("Export", "Close"),
            translate("Export", "Exporting..."),
            many.replace("{count}", "?") if content.total is None else plural(one, many, content.total),
        )
        super().__init__(parent, text, self.form)
        self.form.setParent(self)
        self.form.set_values({"format": Format.XLSX.value, "path": str(_first_path(desk, content.name))})
        self.browse = Button(translate("Export", "Choose a place..."))
        self.cancel = Button(translate("Export", "Cancel the export"))
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(translate("Export", "Progress"))
        tools = QHBoxLayout()
        tools.addWidget(self.browse)
        tools.addStretch(1)
        tools.addWidget(self.cancel)
        self.body.addLayout(tools)
        self.body.addWidget(self.progress)
        self._show_running(is_running=False)
        self.browse.pressed_once.connect(self._on_browse)
        self.cancel.pressed_once.connect(self.presenter.cancel)
        self.form.changed.connect(self._on_changed)
        self.verb_pressed.connect(self._on_pressed)
        self.finished.connect(self.presenter.cancel)

    # What the presenter tells

    def show_progress(self, written: int, total: int) -> None:
        """Shows how far it is."""
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(written)

    def written(self, path: Path, rows: int) -> None:
        """Says where the file is, and closes."""
        self._show_running(is_running=False)
        self.succeeded()
        translate = QCoreApplication.translate
        one = translate("Export", "Exported 1 row to {file}")
        text = plural(one, translate("Export", "Exported {count} rows to {file}"), rows)
        self._desk.toasts.say(text.replace("{file}", path.name))

    def cancelled(self) -> None:
        """Goes back to the form."""
        self._show_running(is_running=False)
        self.failed({})

    def refused(self, error: Exception) -> None:
        """Shows why there is no file."""
        self._show_running(is_running=False)
        if isinstance(error, OSError):
            text = QCoreApplication.translate("Export", "The file could not be written here")
            self.failed({"path": f"{text}: {error.strerror or ''}"})
        else:
            self.failed({}, failure_banner(self._desk.texts, error))

    # Inside

    @Slot()
    def _on_pressed(self) -> None:
        values = self.form.values()
        wish = Wish(self._content, Path(str(values["path"])), Format(str(values["format"])))
        self._show_running(is_running=True)
        self.presenter.start(wish)

    @Slot(str)
    def _on_changed(self, name: str) -> None:
        """A new format gives the file its ending."""
        values = self.form.values()
        if name == "format":
            path = Path(str(values["path"])).with_suffix(f".{values['format']}")
            self.form.set_values({"path": str(path)})

    @Slot()
    def _on_browse(self) -> None:
        chooser = QFileDialog(self, QCoreApplication.translate("Export", "Export to"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.selectFile(str(self.form.values()["path"]))
        chooser.fileSelected.connect(self._on_file)
        chooser.open()

    @Slot(str)
    def _on_file(self, path: str) -> None:
        self.form.set_values({"path": path})

    def _show_running(self, *, is_running: bool) -> None:
        self.progress.setVisible(is_running)
        self.cancel.setVisible(is_running)
        self.browse.setVisible(not is_running)
        self.show_progress(0, 1)


def _fields() -> tuple[Field, ...]:
    translate = QCoreApplication.translate
    formats = (
        (Format.XLSX.value, translate("Export", "Spreadsheet (XLSX)")),
        (Format.CSV.value, translate("Export", "Text (CSV, UTF-8)")),
    )
    return (
        Field("format", translate("Export", "Format"), FieldKind.CHOICE, choices=formats, can_be_empty=False),
        Field("path", translate("Export", "File"), required=True),
    )


def _first_path(desk: Desk, name: str) -> Path:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    day = local_day(desk.clock.now(), desk.zone.key)
    return Path(folder) / f"{name}-{day.isoformat()}.{Format.XLSX.value}"
