"""The records of a batch, and what its validation found (S-20)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from agentview.contract.batches import RECORDS, BatchDetail, BatchRecordRow, RecordsRequest
from agentview.contract.hardware import RecordOutcome
from agentview.contract.op import Message
from agentview.contract.value import RefusalInfo
from agentview.core.errors import Refusal
from agentview.gateway.port import Gateway
from agentview.ui.kit.appearance import look
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.list_panel import ListPanel
from agentview.ui.kit.memory_source import MemorySource
from agentview.ui.kit.paged_model import ListState, PagedTableModel
from agentview.ui.kit.pills import Pill, ViewPills
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.table import TableView
from agentview.ui.lists.reading import Answer, Ask, Pages
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.source import PagedSource, Reading
from agentview.ui.lists.words import failed_text
from agentview.ui.navigation import Desk, Texts
from agentview.ui.texts.batch import longest_outcome, outcome_chip
from agentview.ui.views.jobs.words import NOTHING

_IN_ORDER = SortOrder("SEQ")


class Part(StrEnum):
    """What is shown of a batch."""

    ERRORS = "errors"
    ALL = "all"
    REPORT = "report"


class RecordFilter(Message):
    """Which records of which batch."""

    batch_id: int = 0
    outcomes: tuple[RecordOutcome, ...] = ()


@dataclass(frozen=True)
class _Query:
    filter: RecordFilter
    order: SortOrder = _IN_ORDER


@dataclass(frozen=True)
class Problem:
    """A line of the report: its number, the place in the file, the field, and the reason in words."""

    number: int
    place: str
    field: str
    reason: str


def first_part(detail: BatchDetail) -> Part:
    """What is looked at first: why it failed, then what was refused, then everything."""
    if detail.report:
        return Part.REPORT
    return Part.ERRORS if detail.row.errors else Part.ALL


def problems(report: tuple[RefusalInfo, ...], texts: Texts) -> tuple[Problem, ...]:
    """What validation found, in words; customer's data stands in no report."""
    return tuple(_problem(at, info.refusal(), texts) for at, info in enumerate(report, start=1))


def _problem(number: int, refusal: Refusal, texts: Texts) -> Problem:
    record = refusal.values.get("record")
    line = refusal.values.get("line")
    translate = QCoreApplication.translate
    if record is not None:
        place = translate("Jobs", "record {number}").replace("{number}", str(record))
    elif line is not None:
        place = translate("Jobs", "line {number}").replace("{number}", str(line))
    else:
        place = translate("Jobs", "whole file")
    return Problem(number, place, refusal.field or NOTHING, texts.refusal(refusal).what)


class RecordsPart(QWidget):
    """Pills above the records or the report; `opened(row)` tells on which record Enter was pressed."""

    opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        """Shows no batch yet."""
        super().__init__()
        self._desk = desk
        self._batch_id = 0
        self._chosen: Part | None = None
        self._detail: BatchDetail | None = None
        translate = QCoreApplication.translate
        self.pills = ViewPills(translate("Jobs", "What is shown of the batch"))
        self.source: PagedSource[RecordFilter, BatchRecordRow] = PagedSource(
            desk,
            Reading(Pages(_read, can_jump=False), lambda row: row.seq),
            _Query(RecordFilter()),
            ServerTime(desk.clock),
            self,
        )
        self.model: PagedTableModel[BatchRecordRow] = PagedTableModel(
            _record_columns(desk), lambda row: row.seq, self.source, self, token=self.source.token_of
        )
        self.source.attach(self.model)
        self.table = TableView(self.model, translate("Jobs", "Records of the batch"))
        self.panel = ListPanel(self.table, self._empty_text, failed_text)
        self.report: MemorySource[Problem] = MemorySource()
        self.report_model: PagedTableModel[Problem] = PagedTableModel(
            _report_columns(), lambda row: row.number, self.report, self
        )
        self.report.attach(self.report_model)
        self.report_table = TableView(self.report_model, translate("Jobs", "Validation report"))
        self.report_panel = ListPanel(self.report_table, self._no_report_text, failed_text)
        self._arrange()
        self.pills.chosen.connect(self._on_pill)
        self.table.row_opened.connect(self.opened)
        self.panel.state_button_pressed.connect(self._on_state_button)

    @property
    def part(self) -> Part:
        """What is shown."""
        if self._chosen is not None:
            return self._chosen
        return first_part(self._detail) if self._detail is not None else Part.ALL

    def show_batch(self, detail: BatchDetail) -> None:
        """Shows a batch; of the same one in a newer state, the same part."""
        is_other = detail.row.batch_id != self._batch_id
        is_newer = self._detail is None or detail.row != self._detail.row
        self._batch_id, self._detail = detail.row.batch_id, detail
        if is_other:
            self._chosen = None
        shown = problems(detail.report, self._desk.texts)
        self.report.show(shown, [(self._batch_id, one.number) for one in shown])
        self._show_pills()
        if is_other or is_newer:
            self._show_part(keep_place=not is_other)

    def choose(self, part: Part) -> None:
        """Shows another part."""
        self._chosen = part
        self._show_pills()
        self._show_part(keep_place=False)

    def take_focus(self) -> None:
        """Puts the focus on what is shown."""
        (self.report_table if self.part is Part.REPORT else self.table).setFocus()

    def close_down(self) -> None:
        """Drops what is being read."""
        self.source.cancel()

    # What the source tells

    def page_read(self) -> None:
        """The table shows it."""

    def total_read(self, _total: int) -> None:
        """Nothing counts them but the batch itself."""

    def read_failed(self, _error: Exception) -> None:
        """The panel tells it."""

    # Inside

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        column.addWidget(self.pills)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.panel)
        self._stack.addWidget(self.report_panel)
        column.addWidget(holder, 1)

    def _show_pills(self) -> None:
        detail = self._detail
        if detail is None:
            return
        translate = QCoreApplication.translate
        self.pills.set_pills(
            (
                Pill(Part.ERRORS.value, translate("Jobs", "Errors"), detail.row.errors),
                Pill(Part.ALL.value, translate("Jobs", "All records"), detail.row.records),
                Pill(Part.REPORT.value, translate("Jobs", "Validation report"), len(detail.report)),
            )
        )
        self.pills.choose(self.part.value)

    def _show_part(self, *, keep_place: bool) -> None:
        part = self.part
        if part is Part.REPORT:
            self._stack.setCurrentWidget(self.report_panel)
            return
        self._stack.setCurrentWidget(self.panel)
        outcomes = (RecordOutcome.ERROR,) if part is Part.ERRORS else ()
        self.source.wanted = _Query(RecordFilter(batch_id=self._batch_id, outcomes=outcomes))
        self.model.reload(keep_place=keep_place)

    def _empty_text(self) -> StateText:
        translate = QCoreApplication.translate
        if self.part is Part.ERRORS:
            return StateText(
                translate("Jobs", "No record was refused"),
                translate("Jobs", "All records lists those that the batch has."),
            )
        return StateText(
            translate("Jobs", "The batch has no records"),
            translate("Jobs", "A file that failed as a whole has none; its report says why."),
        )

    def _no_report_text(self) -> StateText:
        translate = QCoreApplication.translate
        return StateText(
            translate("Jobs", "Validation found nothing"),
            translate("Jobs", "The file as a whole is as it should be, or was not validated yet."),
        )

    @Slot(str)
    def _on_pill(self, key: str) -> None:
        self.choose(Part(key))

    @Slot(object)
    def _on_state_button(self, state: object) -> None:
        if state is ListState.FAILED:
            self.model.reload()


def _read(gateway: Gateway, ask: Ask[RecordFilter]) -> Answer[BatchRecordRow]:
    if not ask.filter.batch_id:
        return Answer((), total=0)
    page = gateway.call(
        RECORDS,
        RecordsRequest(
            batch_id=ask.filter.batch_id,
            outcomes=ask.filter.outcomes,
            after=int(ask.after or 0),
            limit=ask.limit,
        ),
    )
    return Answer(page.rows, last=None if page.last is None else str(page.last))


def _record_columns(desk: Desk) -> tuple[Column[BatchRecordRow], ...]:
    translate = QCoreApplication.translate

    def reason(row: BatchRecordRow) -> str:
        return record_reason(row, desk.texts)

    return (
        Column(
            "seq",
            lambda: translate("Jobs", "No."),
            lambda row: str(row.seq),
            Kind.NUMBER,
            sample=lambda: "9999",
        ),
        Column(
            "order",
            lambda: translate("Jobs", "Order"),
            lambda row: row.order or NOTHING,
            Kind.ID,
            sample=lambda: "HO-10482",
        ),
        Column(
            "outcome",
            lambda: translate("Jobs", "Outcome"),
            lambda row: outcome_chip(row.outcome).word,
            Kind.CHIP,
            mark=lambda row: outcome_chip(row.outcome),
            sample=longest_outcome,
        ),
        Column(
            "product",
            lambda: translate("Jobs", "Product"),
            lambda row: row.product or NOTHING,
            sample=lambda: "Fruit Phone X1",
            least=lambda: "Fruit Phone",
            strong=False,
            gives_way=2,
        ),
        Column(
            "piece",
            lambda: translate("Jobs", "Piece"),
            lambda row: row.serial_no or (NOTHING if row.unit_no is None else str(row.unit_no)),
            sample=lambda: "356938035643809",
            least=lambda: "35693803",
            strong=False,
            gives_way=3,
        ),
        Column(
            "reason",
            lambda: translate("Jobs", "Reason"),
            reason,
            stretch=True,
            sample=lambda: "Out of stock",
            least=lambda: "Out of stock",
            strong=False,
            tip=reason,
        ),
    )


def record_reason(row: BatchRecordRow, texts: Texts) -> str:
    """Why a record was refused: the program's own code in words, a partner's as it came."""
    if row.code is None:
        return row.text or NOTHING
    if row.code.startswith("E-"):
        return texts.refusal(Refusal(row.code)).what
    return f"{row.code}: {row.text}" if row.text else row.code


def _report_columns() -> tuple[Column[Problem], ...]:
    translate = QCoreApplication.translate
    return (
        Column(
            "place",
            lambda: translate("Jobs", "Place"),
            lambda row: row.place,
            Kind.ID,
            sample=lambda: "record 99999",
            strong=False,
        ),
        Column(
            "field",
            lambda: translate("Jobs", "Field"),
            lambda row: row.field,
            sample=lambda: "lines[0].serialNumbers",
            least=lambda: "lines[0].lineId",
            tip=lambda row: row.field,
            gives_way=1,
        ),
        Column(
            "reason",
            lambda: translate("Jobs", "Reason"),
            lambda row: row.reason,
            stretch=True,
            sample=lambda: "It must be a number.",
            least=lambda: "It must be a",
            strong=False,
            tip=lambda row: row.reason,
        ),
    )
