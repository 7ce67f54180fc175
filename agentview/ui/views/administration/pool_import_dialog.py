"""The import of pool plans: choose a file, see what each line comes to, take all of it in (S-15, E51)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.pool_import import (
    CHECK_PLANS,
    IMPORT_PLANS,
    LineEffect,
    PoolLine,
    PoolLines,
    PoolLinesChecked,
    PoolLinesImported,
    PoolLineVerdict,
)
from agentview.files.pool_file import C, read_pool_plans
from agentview.gateway.port import Gateway
from agentview.ui.failure_words import COPY, cause_text, failure_banner
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.column import Column, Kind
from agentview.ui.kit.dialog import DialogText, VerbDialog
from agentview.ui.kit.list_panel import ListPanel
from agentview.ui.kit.memory_source import MemorySource
from agentview.ui.kit.paged_model import PagedTableModel
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.table import TableView
from agentview.ui.kit.text import PlainLabel
from agentview.ui.navigation import Desk
from agentview.ui.sending import Sending, new_key
from agentview.ui.table_files import ask_for_table
from agentview.ui.views.administration.catalogue_words import effect_chip, price_words

Trial = tuple[tuple[PoolLine, ...], tuple[PoolLineVerdict, ...]]


class PoolImportDialog(VerbDialog):
    """Nothing is written before the button; `imported` tells that it was."""

    imported = Signal()

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        """Asks for a file."""
        translate = QCoreApplication.translate
        columns = translate("PoolImport", "Columns of the file, CSV or XLSX: {columns}. Amounts exclude tax.")
        super().__init__(
            parent,
            DialogText(
                translate("PoolImport", "Import plans into pools"),
                translate("PoolImport", "Import"),
                translate("PoolImport", "Import nothing"),
                translate("PoolImport", "Importing..."),
                columns.replace("{columns}", ", ".join(column.value for column in C)),
            ),
        )
        self._desk, self._details = desk, ""
        self._sending: Sending[PoolLines, PoolLinesImported] | None = None
        self.browse = Button(translate("PoolImport", "Choose a file..."), icon_name="upload")
        self.told = PlainLabel("", wrap=True)
        self.source: MemorySource[PoolLineVerdict] = MemorySource()
        self.model: PagedTableModel[PoolLineVerdict] = PagedTableModel(
            self._columns(), row_id=lambda row: row.number, source=self.source
        )
        self.source.attach(self.model)
        self.lines = ListPanel(
            TableView(self.model, translate("PoolImport", "Lines of the file")), _no_file, _no_file
        )
        self.body.addWidget(self.browse)
        self.body.addWidget(self.told)
        self.body.addWidget(self.lines, 1)
        self.resize(look().px(860), look().px(560))
        self.source.show((), ())
        self._close_verb(translate("PoolImport", "Choose a file first"))
        self.browse.pressed_once.connect(self._on_browse)
        self.verb_pressed.connect(self._on_pressed)
        self._summary.button_pressed.connect(self._on_banner)
        self.finished.connect(self._on_finished)
        self.browse.setFocus()

    @Slot(str)
    def try_file(self, path: str) -> None:
        """Reads a file and shows what each of its lines comes to; nothing is written."""
        translate, gateway = QCoreApplication.translate, self._desk.gateway
        self._sending = None
        self._summary.show_texts([])
        self._close_verb(translate("PoolImport", "The file is being tried out"))
        self.browse.set_busy(translate("PoolImport", "Trying out..."))
        self._desk.runner.submit(
            lambda: _trial(gateway, Path(path)), self._on_tried, self._on_refused, self, newest="file"
        )

    def _on_tried(self, trial: Trial) -> None:
        lines, verdicts = trial
        self.browse.set_busy(None)
        self.source.show(verdicts, [one.number for one in verdicts])
        self.told.setText(_told(verdicts))
        wrong = sum(1 for one in verdicts if one.refusals)
        if wrong:
            text = QCoreApplication.translate(
                "PoolImport", "Mend the refused lines in the file first: {count}"
            )
            self._close_verb(text.replace("{count}", str(wrong)))
            return
        self._sending = Sending(IMPORT_PLANS, PoolLines(lines=lines), new_key())
        self.verb_button.set_refusal(None)
        self.verb_button.setFocus()

    def _on_refused(self, error: Exception) -> None:
        self.browse.set_busy(None)
        self.source.show((), ())
        self.told.setText("")
        self._close_verb(QCoreApplication.translate("PoolImport", "Choose a file first"))
        self._fail(error)

    @Slot()
    def _on_pressed(self) -> None:
        if self._sending is not None:
            self._sending.send(self._desk, self._on_imported, self._fail, self)

    def _on_imported(self, done: PoolLinesImported) -> None:
        text = QCoreApplication.translate(
            "PoolImport", "Imported: {added} new, {changed} changed, {same} as they were"
        )
        for name in ("added", "changed", "same"):
            text = text.replace(f"{{{name}}}", str(getattr(done, name)))
        self._desk.toasts.say(text)
        self.succeeded()
        self.imported.emit()

    def _fail(self, error: Exception) -> None:
        self._details = self._desk.texts.report(error).details
        self.failed({}, failure_banner(self._desk.texts, error))

    def _close_verb(self, cause: str) -> None:
        self.verb_button.set_refusal(cause)

    def _columns(self) -> tuple[Column[PoolLineVerdict], ...]:
        translate = QCoreApplication.translate
        return (
            Column("line", lambda: translate("PoolImport", "Line"), lambda row: str(row.number), Kind.NUMBER),
            Column(
                "effect",
                lambda: translate("PoolImport", "What it comes to"),
                lambda row: effect_chip(row.effect).word,
                Kind.CHIP,
                mark=lambda row: effect_chip(row.effect),
                sample=lambda: effect_chip(LineEffect.SAME).word,
            ),
            Column("pool", lambda: translate("PoolImport", "Pool"), lambda row: row.pool),
            Column("plan", lambda: translate("PoolImport", "Plan"), lambda row: row.plan or row.plan_code),
            Column(
                "why",
                lambda: translate("PoolImport", "What changes, or why not"),
                self._why,
                tip=self._why,
                stretch=True,
            ),
        )

    def _why(self, row: PoolLineVerdict) -> str:
        if row.refusals:
            return cause_text(self._desk.texts, row.refusals) or ""
        words = {"weight": QCoreApplication.translate("PoolImport", "Weight"), **price_words()}
        return ", ".join(words[name] for name in row.changed)

    @Slot()
    def _on_browse(self) -> None:
        title = QCoreApplication.translate("PoolImport", "Import pool plans from")
        ask_for_table(self, title, self.try_file)

    @Slot(str)
    def _on_banner(self, key: str) -> None:
        if key == COPY:
            self._desk.shell.copy_text(self._details)

    @Slot()
    def _on_finished(self) -> None:
        self._desk.runner.drop(self)


def _trial(gateway: Gateway, path: Path) -> Trial:
    lines = read_pool_plans(path).lines
    checked: PoolLinesChecked = gateway.call(CHECK_PLANS, PoolLines(lines=lines))
    return lines, checked.verdicts


def _told(verdicts: tuple[PoolLineVerdict, ...]) -> str:
    effects = [one.effect for one in verdicts]
    text = QCoreApplication.translate(
        "PoolImport", "Tried out: {added} new, {changed} changed, {same} as they are, {refused} refused."
    )
    counts = {
        "added": effects.count(LineEffect.ADDED),
        "changed": effects.count(LineEffect.CHANGED),
        "same": effects.count(LineEffect.SAME),
        "refused": effects.count(None),
    }
    for name, count in counts.items():
        text = text.replace(f"{{{name}}}", str(count))
    return text


def _no_file() -> StateText:
    translate = QCoreApplication.translate
    return StateText(
        translate("PoolImport", "No file chosen"),
        translate("PoolImport", "Each line is tried out first; nothing is written before you import it."),
    )
