"""The dialog that takes in a stock file: choose warehouse and file, see each line, take all of it in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from agentview.contract.stock import StockWarehouse
from agentview.contract.stock_file import (
    CHECK_FILE,
    LOAD_FILE,
    StockEffect,
    StockLines,
    StockLinesLoaded,
    StockLineVerdict,
)
from agentview.files.stock_file import C, read_stock
from agentview.gateway.port import Gateway
from agentview.ui.failure_words import COPY, cause_text, failure_banner
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.card import row
from agentview.ui.kit.column import Column, Kind
from agentview.ui.kit.dialog import DialogText, VerbDialog
from agentview.ui.kit.list_panel import ListPanel
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.memory_source import MemorySource
from agentview.ui.kit.paged_model import PagedTableModel
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.table import TableView
from agentview.ui.kit.text import PlainLabel
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.when import show_day
from agentview.ui.navigation import Desk
from agentview.ui.sending import Sending, new_key

Trial = tuple[StockLines, tuple[StockLineVerdict, ...]]


def _word(text: str) -> str:
    return QCoreApplication.translate("StockFile", text)


class LoadDialog(VerbDialog):
    """Nothing is written before the button; `loaded` tells that it was."""

    loaded = Signal()

    def __init__(self, parent: QWidget, desk: Desk, places: Sequence[StockWarehouse]) -> None:
        """Offers the warehouses that send files, and asks for one."""
        columns = _word("Columns of a table, CSV or XLSX: {columns}. JSON: a list of TMF687 ProductStock.")
        super().__init__(
            parent,
            DialogText(
                _word("Load a stock file"),
                _word("Load"),
                _word("Load nothing"),
                _word("Loading..."),
                columns.replace("{columns}", ", ".join(column.value for column in C)),
            ),
        )
        self._desk, self._details, self._path = desk, "", ""
        self._sending: Sending[StockLines, StockLinesLoaded] | None = None
        self.place = QComboBox()
        self.place.setAccessibleName(_word("Warehouse"))
        for one in places:
            self.place.addItem(one.name, one.warehouse_id)
        label = PlainLabel(_word("&Warehouse"))
        label.setBuddy(self.place)
        self.browse = Button(_word("Choose a file..."), icon_name="upload")
        self.told = PlainLabel("", wrap=True)
        self.source: MemorySource[StockLineVerdict] = MemorySource()
        self.model: PagedTableModel[StockLineVerdict] = PagedTableModel(
            self._columns(), row_id=lambda one: one.number, source=self.source
        )
        self.source.attach(self.model)
        self.lines = ListPanel(TableView(self.model, _word("Lines of the file")), _no_file, _no_file)
        choice = row(label, self.place, self.browse)
        choice.addStretch(1)
        self.body.addLayout(choice)
        self.body.addWidget(self.told)
        self.body.addWidget(self.lines, 1)
        self.resize(look().px(980), look().px(560))
        self.source.show((), ())
        self.verb_button.set_refusal(_word("Choose a file first"))
        self.browse.pressed_once.connect(self._on_browse)
        self.place.currentIndexChanged.connect(self._on_place)
        self.verb_pressed.connect(self._on_pressed)
        self._summary.button_pressed.connect(self._on_banner)
        self.finished.connect(self._on_finished)
        self.browse.setFocus()

    @Slot(str)
    def try_file(self, path: str) -> None:
        """Reads a file and shows what each of its lines comes to; nothing is written."""
        gateway, warehouse_id = self._desk.gateway, int(self.place.currentData())
        self._path, self._sending = path, None
        self._summary.show_texts([])
        self.verb_button.set_refusal(_word("The file is being tried out"))
        self.browse.set_busy(_word("Trying out..."))
        self._desk.runner.submit(
            lambda: _trial(gateway, Path(path), warehouse_id),
            self._on_tried,
            self._on_refused,
            self,
            newest="file",
        )

    def _on_tried(self, trial: Trial) -> None:
        request, verdicts = trial
        self.browse.set_busy(None)
        self.source.show(verdicts, [one.number for one in verdicts])
        self.told.setText(_told(request.file_name, verdicts))
        wrong = sum(1 for one in verdicts if one.refusals)
        if wrong:
            text = _word("Mend the refused lines in the file first: {count}")
            self.verb_button.set_refusal(text.replace("{count}", str(wrong)))
            return
        self._sending = Sending(LOAD_FILE, request, new_key())
        self.verb_button.set_refusal(None)
        self.verb_button.setFocus()

    def _on_refused(self, error: Exception) -> None:
        self.browse.set_busy(None)
        self.source.show((), ())
        self.told.setText("")
        self.verb_button.set_refusal(_word("Choose a file first"))
        self._fail(error)

    @Slot()
    def _on_pressed(self) -> None:
        if self._sending is not None:
            self._sending.send(self._desk, self._on_loaded, self._fail, self)

    def _on_loaded(self, done: StockLinesLoaded) -> None:
        text = _word("Loaded: {added} new, {changed} changed, {same} as they were, {passed_over} passed over")
        for name in ("added", "changed", "same", "passed_over"):
            text = text.replace(f"{{{name}}}", str(getattr(done, name)))
        self._desk.toasts.say(text)
        self.succeeded()
        self.loaded.emit()

    def _fail(self, error: Exception) -> None:
        self._details = self._desk.texts.report(error).details
        self.failed({}, failure_banner(self._desk.texts, error))

    def _columns(self) -> tuple[Column[StockLineVerdict], ...]:
        return (
            Column(
                "line", lambda: _word("Line"), lambda one: str(one.number), Kind.NUMBER, sample=lambda: "9999"
            ),
            Column(
                "effect",
                lambda: _word("Result"),
                lambda one: _chip(one.effect).word,
                Kind.CHIP,
                mark=lambda one: _chip(one.effect),
                sample=lambda: _chip(StockEffect.PASSED_OVER).word,
            ),
            Column("sku", lambda: _word("SKU"), lambda one: one.sku, Kind.ID, sample=lambda: "PML-14-128-BK"),
            Column("product", lambda: _word("Product"), lambda one: one.product, least=lambda: "Fruit Phone"),
            Column(
                "was", lambda: _word("Was"), lambda one: _number(one.was), Kind.NUMBER, sample=lambda: "9,999"
            ),
            Column(
                "available",
                lambda: _word("Available"),
                lambda one: _number(one.available),
                Kind.NUMBER,
                sample=lambda: "9,999",
            ),
            Column(
                "why",
                lambda: _word("More on, or why"),
                self._why,
                tip=self._why,
                stretch=True,
                least=lambda: "1 Dec 2026, missing",
            ),
        )

    def _why(self, one: StockLineVerdict) -> str:
        if one.refusals:
            return cause_text(self._desk.texts, one.refusals) or ""
        return show_day(one.expected_on) if one.expected_on is not None else ""

    @Slot()
    def _on_browse(self) -> None:
        chooser = QFileDialog(self, _word("Load a stock file"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilters(
            [_word("Stock files") + " (*.csv *.txt *.tsv *.xlsx *.json)", _word("All files") + " (*)"]
        )
        chooser.fileSelected.connect(self.try_file)
        chooser.open()

    @Slot()
    def _on_place(self) -> None:
        if self._path:
            self.try_file(self._path)

    @Slot(str)
    def _on_banner(self, key: str) -> None:
        if key == COPY:
            self._desk.shell.copy_text(self._details)

    @Slot()
    def _on_finished(self) -> None:
        self._desk.runner.drop(self)


def _trial(gateway: Gateway, path: Path, warehouse_id: int) -> Trial:
    file = read_stock(path)
    request = StockLines(warehouse_id=warehouse_id, file_name=file.name, lines=file.lines, as_of=file.as_of)
    return request, gateway.call(CHECK_FILE, request).verdicts


def _chip(effect: StockEffect | None) -> ChipValue:
    return {
        StockEffect.ADDED: ChipValue(Tone.SUCCESS, "+", _word("New")),
        StockEffect.CHANGED: ChipValue(Tone.INFO, "\u25cb", _word("Changed")),
        StockEffect.SAME: ChipValue(Tone.NEUTRAL, "=", _word("As it is")),
        StockEffect.PASSED_OVER: ChipValue(Tone.NEUTRAL, "\u2212", _word("Passed over")),
        None: ChipValue(Tone.BAD, "!", _word("Refused")),
    }[effect]


def _number(quantity: int | None) -> str:
    return "\u2014" if quantity is None else count_text(quantity)


def _told(name: str, verdicts: Sequence[StockLineVerdict]) -> str:
    effects = [one.effect for one in verdicts]
    text = _word(
        "{file}: {added} new, {changed} changed, {same} as they are, {passed} passed over, {refused} refused."
    )
    values = {
        "file": name,
        "added": effects.count(StockEffect.ADDED),
        "changed": effects.count(StockEffect.CHANGED),
        "same": effects.count(StockEffect.SAME),
        "passed": effects.count(StockEffect.PASSED_OVER),
        "refused": effects.count(None),
    }
    for key, value in values.items():
        text = text.replace(f"{{{key}}}", str(value))
    return text


def _no_file() -> StateText:
    return StateText(
        _word("No file chosen"), _word("Each line is tried out first; nothing is written before you load it.")
    )
