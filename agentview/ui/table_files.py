"""Asks for a table to read, CSV or XLSX, and where to write one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_for_table(parent: QWidget, title: str, chosen: Callable[[str], None]) -> None:
    """Lets a file be chosen; `chosen(path)` is a slot that hears of it."""
    translate = QCoreApplication.translate
    chooser = QFileDialog(parent, title)
    chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
    chooser.setNameFilters(
        [
            translate("TableFiles", "Tables") + " (*.csv *.txt *.tsv *.xlsx)",
            translate("TableFiles", "All files") + " (*)",
        ]
    )
    chooser.fileSelected.connect(chosen)
    chooser.open()


def ask_where_to_write(parent: QWidget, title: str, name: str, chosen: Callable[[str], None]) -> None:
    """Lets the place of a CSV file be chosen, `name` offered."""
    chooser = QFileDialog(parent, title)
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    chooser.setDefaultSuffix("csv")
    chooser.selectFile(name)
    chooser.fileSelected.connect(chosen)
    chooser.open()
