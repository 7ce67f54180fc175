"""What was done to an order as entries of its timeline, with the files that it stands in (S-18)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from agentview.contract.hardware import BatchKind, BatchStatus
from agentview.contract.hardware_orders import HistoryEntry, OrderBatch
from agentview.core.power import Power
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.timeline import TimelineEntry
from agentview.ui.kit.when import show_full, show_moment
from agentview.ui.navigation import BATCH, Desk, Target, Texts
from agentview.ui.texts.batch import batch_chip, batch_word, kind_word
from agentview.ui.texts.hardware_history import CHARGE, LINE, Deed, deed_tone, deed_word
from agentview.ui.views.hardware.words import joined

_TOGETHER = frozenset({LINE, CHARGE})
"""Of these, entries that were written at one moment are one entry here."""

Dated = tuple[datetime, TimelineEntry]


def shown_history(
    desk: Desk, entries: Sequence[HistoryEntry], batches: Sequence[OrderBatch], *, has_older: bool
) -> list[TimelineEntry]:
    """Entries and batches, newest first; batches from before the oldest entry wait for it."""
    now, may_open = desk.clock.now(), desk.has(Power.RUN_JOBS)
    since = entries[-1].at if has_older and entries else None
    dated = list(_deeds(entries, desk.texts, now, desk.zone))
    dated += [
        _of_batch(batch, now, desk.zone, may_open=may_open)
        for batch in batches
        if since is None or batch.at >= since
    ]
    dated.sort(key=lambda one: one[0], reverse=True)
    return [entry for _, entry in dated]


def _deeds(entries: Sequence[HistoryEntry], texts: Texts, now: datetime, zone: ZoneInfo) -> Iterator[Dated]:
    for _, group in groupby(entries, _moment):
        some = list(group)
        first = some[0]
        bodies = dict.fromkeys(text for one in some for text in _bodies(one, texts))
        yield (
            first.at,
            TimelineEntry(
                deed_tone(_deed(first)),
                "; ".join(reversed(dict.fromkeys(deed_word(_deed(one)) for one in some))),
                first.by,
                show_moment(first.at, now, zone),
                _internal() if first.is_internal and first.text else "",
                "\n".join(bodies),
                show_full(first.at, zone),
            ),
        )


def _moment(entry: HistoryEntry) -> tuple[object, ...]:
    if entry.entity in _TOGETHER:
        return entry.at, entry.by, entry.entity, entry.action
    return (entry.entry_id,)


def _deed(entry: HistoryEntry) -> Deed:
    about = entry.field or "" if entry.entity == CHARGE else entry.sku or entry.field or ""
    return Deed(entry.entity, entry.action, about, entry.old, entry.new)


def _bodies(entry: HistoryEntry, texts: Texts) -> Iterator[str]:
    if entry.text:
        yield entry.text
    for reason in entry.reasons:
        yield texts.refusal(reason.refusal()).what


def _of_batch(batch: OrderBatch, now: datetime, zone: ZoneInfo, *, may_open: bool) -> Dated:
    kind, status = BatchKind(batch.kind), BatchStatus(batch.status)
    is_bad = status in {BatchStatus.FAILED, BatchStatus.PROCESSED_WITH_ERRORS}
    title = batch.file_name or str(batch.batch_id)
    tip = _word("Open {file} in Jobs and batches").replace("{file}", title)
    entry = TimelineEntry(
        Tone.BAD if is_bad else batch_chip(status).tone,
        joined((kind_word(kind), batch_word(status))),
        batch.partner,
        show_moment(batch.at, now, zone),
        "",
        batch.file_name,
        show_full(batch.at, zone),
        Target(BATCH, batch.batch_id, title) if may_open else None,
        tip if may_open else "",
    )
    return batch.at, entry


def _internal() -> str:
    return _word("internal")


def _word(text: str) -> str:
    return QCoreApplication.translate("HardwareOrder", text)
