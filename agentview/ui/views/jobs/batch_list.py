"""The list of batches, declared (S-20)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import partial

from pydantic import Field
from PySide6.QtCore import QCoreApplication

from agentview.contract.batches import (
    LIST,
    SIZE,
    BatchesRequest,
    BatchFilter,
    BatchRow,
    BatchSizeRequest,
)
from agentview.contract.feed import Topic
from agentview.contract.hardware import BatchKind, BatchStatus
from agentview.contract.op import Message
from agentview.contract.value import Line
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.plural import plural
from agentview.ui.kit.when import show_full, show_moment
from agentview.ui.lists.export import Content
from agentview.ui.lists.export_presenter import Part
from agentview.ui.lists.reading import Answer, Ask, ExportAsk, Pages
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.spec import (
    EmptyText,
    Exported,
    FilterField,
    ListSpec,
    ListWords,
    Narrowing,
    PillView,
)
from agentview.ui.navigation import Desk
from agentview.ui.texts.batch import (
    batch_chip,
    batch_word,
    kind_word,
    longest_batch_status,
    short_kind,
)
from agentview.ui.views.jobs.words import NOTHING

_EXPORTED_AT_ONCE = 200


class BatchView(StrEnum):
    """Which batches are listed."""

    ALL = "ALL"
    FAILED = "FAILED"
    WITH_ERRORS = "WITH_ERRORS"
    UNDER_WAY = "UNDER_WAY"


_STATUSES: dict[BatchView, tuple[BatchStatus, ...]] = {
    BatchView.ALL: (),
    BatchView.FAILED: (BatchStatus.FAILED,),
    BatchView.WITH_ERRORS: (BatchStatus.PROCESSED_WITH_ERRORS,),
    BatchView.UNDER_WAY: (
        BatchStatus.CREATED,
        BatchStatus.STAGED,
        BatchStatus.RECEIVED,
        BatchStatus.VALIDATED,
    ),
}


class BatchListFilter(Message):
    """What the list shows: a view, narrowed."""

    view: BatchView = BatchView.ALL
    kinds: tuple[BatchKind, ...] = Field(default=(), max_length=len(BatchKind))
    statuses: tuple[BatchStatus, ...] = Field(default=(), max_length=len(BatchStatus))
    text: Line = ""


def asked(wanted: BatchListFilter) -> BatchFilter | None:
    """What the services are asked for; None where view and states leave nothing."""
    of_view = _STATUSES[wanted.view]
    statuses = wanted.statuses or of_view
    if of_view:
        statuses = tuple(one for one in statuses if one in of_view)
        if not statuses:
            return None
    return BatchFilter(kinds=wanted.kinds, statuses=statuses, text=wanted.text)


def batch_list(desk: Desk) -> ListSpec[BatchListFilter, BatchRow]:
    """The list for one person; moments go into files in their zone."""
    zone = desk.zone
    return ListSpec(
        key="jobs.batches",
        first=BatchListFilter(),
        order=SortOrder("CREATED", descending=True),
        columns=_columns,
        row_id=lambda row: row.batch_id,
        pages=Pages(_read, can_jump=False),
        words=_words,
        topics=frozenset({Topic.BATCH}),
        size=_size,
        fields=_fields,
        views=_views,
        counts=_counts,
        exports=_export,
        exported={
            "batch": Exported(lambda row: row.batch_id, Content.OWN),
            "records": Exported(lambda row: row.records, Content.OWN),
            "ok": Exported(lambda row: row.ok, Content.OWN),
            "errors": Exported(lambda row: row.errors, Content.OWN),
            "created": Exported(
                lambda row: f"{row.created_at.astimezone(zone):%Y-%m-%d %H:%M}", Content.OWN, in_zone=True
            ),
            "processed": Exported(
                lambda row: (
                    "" if row.processed_at is None else f"{row.processed_at.astimezone(zone):%Y-%m-%d %H:%M}"
                ),
                Content.OWN,
                in_zone=True,
            ),
        },
        summary=_summary,
        power=Power.RUN_JOBS,
    )


def _read(gateway: Gateway, ask: Ask[BatchListFilter]) -> Answer[BatchRow]:
    wanted = asked(ask.filter)
    if wanted is None:
        return Answer((), total=0)
    page = gateway.call(LIST, BatchesRequest(filter=wanted, after=ask.after, limit=ask.limit))
    return Answer(page.rows, page.first, page.last, page.as_of)


def _size(gateway: Gateway, wanted: BatchListFilter) -> int:
    found = asked(wanted)
    return 0 if found is None else gateway.call(SIZE, BatchSizeRequest(filter=found)).rows


def _counts(gateway: Gateway, wanted: BatchListFilter) -> Mapping[str, int]:
    """How many each view has under the same narrowing."""
    narrowed = wanted.model_dump(exclude={"view"})
    return {view.value: _size(gateway, BatchListFilter(view=view, **narrowed)) for view in BatchView}


def _export(gateway: Gateway, ask: ExportAsk[BatchListFilter], _key: str) -> Part[BatchRow]:
    wanted = asked(ask.filter)
    if wanted is None:
        return Part((), None, 0)
    request = BatchesRequest(filter=wanted, after=ask.after, limit=_EXPORTED_AT_ONCE)
    page = gateway.call(LIST, request)
    last = page.last if len(page.rows) == _EXPORTED_AT_ONCE else None
    return Part(page.rows, last, gateway.call(SIZE, BatchSizeRequest(filter=wanted)).rows)


def _columns(desk: Desk, times: ServerTime) -> Sequence[Column[BatchRow]]:
    return (*_what(), *_counted(), *_when(desk, times))


def _what() -> tuple[Column[BatchRow], ...]:
    translate = QCoreApplication.translate
    return (
        Column(
            "batch",
            lambda: translate("Jobs", "Batch ID"),
            lambda row: str(row.batch_id),
            Kind.ID,
            sample=lambda: "99999",
        ),
        Column(
            "kind",
            lambda: translate("Jobs", "Kind"),
            lambda row: short_kind(row.kind),
            sample=lambda: max(map(short_kind, BatchKind), key=len),
            least=lambda: max(map(short_kind, BatchKind), key=len),
            strong=False,
            tip=lambda row: kind_word(row.kind),
        ),
        Column(
            "partner",
            lambda: translate("Jobs", "Partner"),
            lambda row: row.partner,
            sample=lambda: "SYDNEY",
            tip=lambda row: row.partner_name,
            strong=False,
            gives_way=3,
        ),
        Column(
            "file",
            lambda: translate("Jobs", "File name"),
            lambda row: row.file_name or NOTHING,
            sample=lambda: "SOR-SYD-000123.json",
            least=lambda: "DER0000000001.json",
            stretch=True,
        ),
        Column(
            "status",
            lambda: translate("Jobs", "Status"),
            lambda row: batch_word(row.status),
            Kind.CHIP,
            mark=lambda row: batch_chip(row.status),
            sample=longest_batch_status,
            tip=lambda row: batch_chip(row.status).spoken,
        ),
    )


def _counted() -> tuple[Column[BatchRow], ...]:
    translate = QCoreApplication.translate
    return (
        Column(
            "records",
            lambda: translate("Jobs", "Records"),
            lambda row: count_text(row.records),
            Kind.NUMBER,
            sample=lambda: "99,999",
            gives_way=2,
        ),
        Column(
            "ok",
            lambda: translate("Jobs", "OK"),
            lambda row: count_text(row.ok),
            Kind.NUMBER,
            sample=lambda: "99,999",
            gives_way=4,
        ),
        Column(
            "errors",
            lambda: translate("Jobs", "Errors"),
            lambda row: count_text(row.errors),
            Kind.NUMBER,
            sample=lambda: "9,999",
        ),
    )


def _when(desk: Desk, times: ServerTime) -> tuple[Column[BatchRow], ...]:
    translate, zone = QCoreApplication.translate, desk.zone
    return (
        Column(
            "created",
            lambda: translate("Jobs", "Created"),
            lambda row: show_moment(row.created_at, times.now(), zone),
            sample=lambda: "12 Mar 14:02",
            least=lambda: "12 Mar 14:02",
            strong=False,
            tip=lambda row: show_full(row.created_at, zone),
            gives_way=1,
        ),
        Column(
            "processed",
            lambda: translate("Jobs", "Processed"),
            lambda row: (
                NOTHING if row.processed_at is None else show_moment(row.processed_at, times.now(), zone)
            ),
            sample=lambda: "12 Mar 14:02",
            strong=False,
            tip=lambda row: "" if row.processed_at is None else show_full(row.processed_at, zone),
            gives_way=5,
        ),
    )


def _fields() -> tuple[FilterField, ...]:
    translate = QCoreApplication.translate
    return (
        FilterField(
            "text", translate("Jobs", "Text"), hint=translate("Jobs", "File name, code or name of a partner")
        ),
        FilterField(
            "kinds",
            translate("Jobs", "Kind"),
            Narrowing.CHOICES,
            tuple((kind.value, kind_word(kind)) for kind in BatchKind),
        ),
        FilterField(
            "statuses",
            translate("Jobs", "Status"),
            Narrowing.CHOICES,
            tuple((status.value, batch_word(status)) for status in BatchStatus),
        ),
    )


def _views(_desk: Desk) -> tuple[PillView, ...]:
    translate = QCoreApplication.translate
    words = {
        BatchView.ALL: translate("Jobs", "All"),
        BatchView.FAILED: translate("Jobs", "Failed"),
        BatchView.WITH_ERRORS: translate("Jobs", "With errors"),
        BatchView.UNDER_WAY: translate("Jobs", "Under way"),
    }
    return tuple(PillView(view.value, word) for view, word in words.items())


def _words() -> ListWords:
    translate = QCoreApplication.translate
    one, many = translate("Jobs", "1 batch"), translate("Jobs", "{count} batches")
    return ListWords(
        translate("Jobs", "Batches"),
        partial(plural, one, many),
        _empty,
        "batches",
    )


def _empty(view: str) -> EmptyText:
    translate = QCoreApplication.translate
    show_all = translate("Jobs", "Show all batches")
    return {
        BatchView.FAILED: EmptyText(
            translate("Jobs", "No batch has failed"),
            translate("Jobs", "A file that is refused as a whole stands here until it is dealt with."),
            show_all,
        ),
        BatchView.WITH_ERRORS: EmptyText(
            translate("Jobs", "No batch has errors"),
            translate("Jobs", "Files of which some records were refused stand here."),
            show_all,
        ),
        BatchView.UNDER_WAY: EmptyText(
            translate("Jobs", "Nothing is under way"),
            translate("Jobs", "Files that are being written or taken in stand here."),
            show_all,
        ),
    }.get(
        BatchView(view),
        EmptyText(
            translate("Jobs", "No batches yet"),
            translate("Jobs", "Files to and from partners appear here as the jobs run."),
        ),
    )


def _summary(row: BatchRow) -> str:
    """What a screen reader hears for a batch."""
    parts = (str(row.batch_id), kind_word(row.kind), row.partner, row.file_name, batch_word(row.status))
    return ", ".join(part for part in parts if part)
