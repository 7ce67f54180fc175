"""The import of employees, lines and devices: choose a file, see what each row comes to, take it in."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.wireless_company import Company
from agentview.contract.wireless_import import (
    COLUMNS,
    MOST_ROWS,
    NEEDED,
    ImportKind,
    RowEffect,
    WirelessRowsChecked,
    WirelessRowsImported,
    WirelessRowVerdict,
)
from agentview.core.clock import local_day
from agentview.ui.failure_words import failure_banner, unknown_banner
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.column import Column, Kind
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.field import ChoiceField, Field, FieldKind
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.list_panel import ListPanel
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.memory_source import MemorySource
from agentview.ui.kit.paged_model import PagedTableModel
from agentview.ui.kit.plural import plural
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.table import TableView
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.wizard_dialog import WizardDialog, steps_to
from agentview.ui.lists.words import failed_text
from agentview.ui.navigation import Desk
from agentview.ui.table_files import ask_for_table
from agentview.ui.views.wireless.import_presenter import ImportPresenter

_SIZE = (860, 640)
_TABLE_HEIGHT = 300


class _Page(Enum):
    FILE = auto()
    CHECK = auto()
    DONE = auto()


class WirelessImportDialog(WizardDialog):
    """Open it with `open()`. `imported_some()` tells that records were added or changed."""

    imported_some = Signal()

    def __init__(self, parent: QWidget, desk: Desk, kind: ImportKind) -> None:
        """Asks for the file; `kind` is what it most probably holds."""
        super().__init__(parent, _word("Import from a file"), _word("This import"), _SIZE)
        self._desk = desk
        self._page = _Page.FILE
        self.presenter = ImportPresenter(desk, self)
        self.form = FormBinder(_fields(), lambda: local_day(desk.clock.now(), desk.zone.key), self)
        self.form.set_values({"kind": kind.value})
        self.browse = Button(_word("Choose a file..."))
        self.needs = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.verdicts = _Verdicts(desk)
        self.told = PlainLabel("", wrap=True)
        file = ColumnBox(look().px(12))
        for part in (self.form.widget, FlowRow([self.browse]), self.needs):
            file.body.addWidget(part)
        file.body.addStretch(1)
        done = ColumnBox(look().px(12))
        done.body.addWidget(self.told)
        done.body.addStretch(1)
        for key, widget in zip(_Page, (file, self.verdicts, done), strict=True):
            self.frame.add_page(key, widget)
        self.frame.next_wanted.connect(self._on_next)
        self.frame.back_wanted.connect(self._on_back)
        self.browse.pressed_once.connect(self._on_browse)
        self.form.changed.connect(self._on_changed)
        self.finished.connect(self._on_finished)
        self._on_changed("kind")
        self._show(_Page.FILE)
        self.presenter.read_companies()

    # What the presenter tells

    def show_companies(self, companies: tuple[Company, ...]) -> None:
        """Offers the companies; the only one is taken."""
        field = self.form.input("account_id")
        if isinstance(field, ChoiceField):
            field.set_choices([(str(one.account_id), f"{one.name}, {one.account_no}") for one in companies])
        if len(companies) == 1:
            self.form.set_values({"account_id": str(companies[0].account_id)})

    def checked(self, found: WirelessRowsChecked) -> None:
        """Shows what each row comes to."""
        self.verdicts.show_verdicts(found.verdicts)
        self._show(_Page.CHECK)
        refused = self.presenter.refused_count
        if refused:
            one = _word("1 row is refused. Mend it in the file: all of it is taken in, or nothing.")
            many = _word(
                "{count} rows are refused. Mend them in the file: all of it is taken in, or nothing."
            )
            self.frame.set_refusal(plural(one, many, refused))

    def imported(self, done: WirelessRowsImported) -> None:
        """Says what was taken in."""
        text = _word("{added} added, {changed} changed, {same} were so already.")
        for name in ("added", "changed", "same"):
            text = text.replace("{" + name + "}", count_text(getattr(done, name)))
        self.told.setText(text)
        self._show(_Page.DONE)
        self._desk.toasts.say(text)
        self.imported_some.emit()

    def refused(self, error: Exception) -> None:
        """Shows why, on the page that is in front."""
        self.frame.show_errors([failure_banner(self._desk.texts, error)])

    def show_unknown(self) -> None:
        """Says that nobody knows; the same button asks again, and takes nothing in twice."""
        self.frame.show_errors([unknown_banner()])

    # Inside

    def _show(self, page: _Page) -> None:
        self._page = page
        titles = {
            _Page.FILE: _word("Which file, and for which company?"),
            _Page.CHECK: _word("What each row comes to"),
            _Page.DONE: _word("Done"),
        }
        verbs = {
            _Page.FILE: _word("Check all rows"),
            _Page.CHECK: _word("Import"),
            _Page.DONE: _word("Close"),
        }
        self.frame.show_page(page, titles[page], can_go_back=page is _Page.CHECK, verb=verbs[page])
        names = (_word("File"), _word("Check"), _word("Import"))
        self.frame.set_steps(steps_to(names, list(_Page).index(page), is_over=page is _Page.DONE))

    @Slot()
    def _on_next(self) -> None:
        if self._page is _Page.DONE:
            self.accept()
        elif self._page is _Page.CHECK:
            self.frame.set_busy(_word("Importing..."))
            self.presenter.take_in()
        else:
            self._check()

    def _check(self) -> None:
        missing = self.form.check()
        if missing:
            self.form.show_errors(missing)
            return
        values = self.form.values()
        self.frame.set_busy(_word("Checking..."))
        self.presenter.check(
            Path(str(values["path"])), ImportKind(str(values["kind"])), int(str(values["account_id"]))
        )

    @Slot()
    def _on_back(self) -> None:
        self._show(_Page.FILE)

    @Slot()
    def _on_browse(self) -> None:
        ask_for_table(self, _word("Import from"), self._on_file)

    @Slot(str)
    def _on_file(self, path: str) -> None:
        self.form.set_values({"path": path})

    @Slot(str)
    def _on_changed(self, _name: str) -> None:
        kind = ImportKind(str(self.form.values()["kind"]))
        text = _word("Columns: {columns}. Needed: {needed}. An empty cell changes nothing.")
        text = text.replace("{columns}", ", ".join(COLUMNS[kind]))
        self.needs.setText(text.replace("{needed}", ", ".join(NEEDED[kind])))

    @Slot()
    def _on_finished(self) -> None:
        self.presenter.close()


class _Verdicts(ColumnBox):
    """A line for each row, those that are refused first, and how many of each there are."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(look().px(8))
        self._desk = desk
        self.said = PlainLabel("", wrap=True)
        self.source: MemorySource[WirelessRowVerdict] = MemorySource()
        self.model: PagedTableModel[WirelessRowVerdict] = PagedTableModel(
            self._columns(), lambda row: row.number, self.source, self
        )
        self.source.attach(self.model)
        self.table = TableView(self.model, _word("Rows of the file"))
        panel = ListPanel(self.table, _nothing, failed_text)
        panel.setFixedHeight(look().px(_TABLE_HEIGHT))
        self.body.addWidget(self.said)
        self.body.addWidget(panel)
        self.body.addStretch(1)

    def show_verdicts(self, verdicts: Sequence[WirelessRowVerdict]) -> None:
        rows = sorted(verdicts, key=lambda one: (not one.refusals, one.number))
        self.source.show(rows, [one.number for one in rows])
        counted = [
            (effect_chip(effect).word, sum(one.effect is effect for one in rows)) for effect in RowEffect
        ]
        counted.append((effect_chip(None).word, sum(bool(one.refusals) for one in rows)))
        self.said.setText(", ".join(f"{word}: {count_text(count)}" for word, count in counted))

    def _columns(self) -> tuple[Column[WirelessRowVerdict], ...]:
        return (
            Column(
                "row", lambda: _word("Row"), lambda row: str(row.number), Kind.NUMBER, sample=lambda: "1,000"
            ),
            Column("key", lambda: _word("Record"), lambda row: row.key, sample=lambda: "356938035643809"),
            Column(
                "effect",
                lambda: _word("Comes to"),
                lambda row: effect_chip(row.effect).word,
                Kind.CHIP,
                mark=lambda row: effect_chip(row.effect),
                sample=lambda: _word("Stays as it is"),
            ),
            Column("why", lambda: _word("What, or why not"), self._why, stretch=True, tip=self._why),
        )

    def _why(self, row: WirelessRowVerdict) -> str:
        texts = [self._desk.texts.refusal(one.refusal()).what for one in row.refusals]
        return " ".join(texts) if texts else ", ".join(row.changed)


def effect_chip(effect: RowEffect | None) -> ChipValue:
    """What a row comes to; None where it is refused."""
    if effect is None:
        return ChipValue(Tone.BAD, "!", _word("Refused"), _word("Refused: it has to be mended in the file"))
    return {
        RowEffect.ADDED: ChipValue(Tone.SUCCESS, "+", _word("Added")),
        RowEffect.CHANGED: ChipValue(Tone.INFO, "\u25d0", _word("Changed")),
        RowEffect.SAME: ChipValue(Tone.NEUTRAL, "\u2013", _word("Stays as it is")),
    }[effect]


def _fields() -> tuple[Field, ...]:
    kinds = (
        (ImportKind.LINES.value, _word("Lines")),
        (ImportKind.DEVICES.value, _word("Devices")),
        (ImportKind.EMPLOYEES.value, _word("Employees")),
    )
    most = _word("CSV or XLSX with a header, up to {most} rows").replace("{most}", count_text(MOST_ROWS))
    return (
        Field("account_id", _word("Company"), FieldKind.CHOICE, required=True),
        Field("kind", _word("What the rows are"), FieldKind.CHOICE, choices=kinds, can_be_empty=False),
        Field("path", _word("File"), help=most, required=True),
    )


def _nothing() -> StateText:
    return StateText(_word("No rows"), _word("The file has none."))


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessImport", text)
