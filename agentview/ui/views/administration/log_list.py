"""The list of the audit log: its columns, filters and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from agentview.contract.audit import EXPORT, FACETS, AuditEntryLine, AuditFilter
from agentview.contract.op import Nothing
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.local_format import count_text
from agentview.ui.lists.reading import exports_of
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.spec import (
    Choices,
    EmptyText,
    Exported,
    FilterField,
    ListSpec,
    ListWords,
    Narrowing,
)
from agentview.ui.navigation import Desk
from agentview.ui.texts.audit import code_word
from agentview.ui.views.administration.log_reading import LogReadings
from agentview.ui.views.administration.words import action_text, full_moment, moment_text

NEWEST_FIRST = SortOrder("TIME", descending=True)


def _columns(desk: Desk, times: ServerTime) -> Sequence[Column[AuditEntryLine]]:
    translate = QCoreApplication.translate
    zone: ZoneInfo = desk.zone
    return (
        Column(
            "at",
            lambda: translate("AuditLog", "Time"),
            lambda row: moment_text(row.at, times.now(), zone),
            Kind.ID,
            sample=lambda: "59 min ago",
            strong=False,
            tip=lambda row: full_moment(row.at, zone),
        ),
        Column(
            "by", lambda: translate("AuditLog", "Who"), lambda row: row.by, sample=lambda: "Priya Nair Singh"
        ),
        Column(
            "entity",
            lambda: translate("AuditLog", "Entity"),
            lambda row: code_word(row.entity),
            sample=lambda: "Cancel request",
        ),
        Column(
            "reference",
            lambda: translate("AuditLog", "ID"),
            lambda row: row.reference,
            Kind.ID,
            sample=lambda: "PO-10482/1",
        ),
        Column(
            "action", lambda: translate("AuditLog", "Action"), action_text, sample=lambda: "Finalise cancel"
        ),
        Column(
            "old",
            lambda: translate("AuditLog", "From"),
            lambda row: row.old or "",
            sample=lambda: "IN_PROGRESS",
            gives_way=2,
        ),
        Column(
            "new",
            lambda: translate("AuditLog", "To"),
            lambda row: row.new or "",
            sample=lambda: "IN_PROGRESS",
            gives_way=1,
        ),
        Column("reason", lambda: translate("AuditLog", "Reason"), lambda row: row.reason or "", stretch=True),
    )


def _fields() -> Sequence[FilterField]:
    translate = QCoreApplication.translate
    return (
        FilterField(
            "record", translate("AuditLog", "Record"), hint=translate("AuditLog", "PO-10482 or WI-7")
        ),
        FilterField(
            "customer", translate("AuditLog", "Customer"), hint=translate("AuditLog", "Account number")
        ),
        FilterField(
            "text", translate("AuditLog", "Reason"), hint=translate("AuditLog", "Text in the reason")
        ),
        FilterField("user_id", translate("AuditLog", "Who"), Narrowing.ONE, are_ids=True),
        FilterField("entity", translate("AuditLog", "Entity"), Narrowing.ONE, shown=_code),
        FilterField("action", translate("AuditLog", "Action"), Narrowing.ONE, shown=_code),
        FilterField(
            "from_on",
            translate("AuditLog", "From day"),
            Narrowing.DAY,
            beside=translate("AuditLog", "From"),
        ),
        FilterField(
            "to_on",
            translate("AuditLog", "To day"),
            Narrowing.DAY,
            beside=translate("AuditLog", "to"),
            is_joined=True,
        ),
        FilterField("entity_id", translate("AuditLog", "Number"), Narrowing.GIVEN),
    )


def _code(value: object) -> str:
    return code_word(str(value))


def _count(count: int) -> str:
    if count == 1:
        return QCoreApplication.translate("AuditLog", "1 entry")
    return QCoreApplication.translate("AuditLog", "{count} entries").replace("{count}", count_text(count))


def _empty(_view: str) -> EmptyText:
    translate = QCoreApplication.translate
    return EmptyText(
        translate("AuditLog", "Nothing was done yet"),
        translate("AuditLog", "What the people of your provider do is written down here."),
    )


def _words() -> ListWords:
    translate = QCoreApplication.translate
    return ListWords(
        translate("AuditLog", "Audit log"),
        _count,
        _empty,
        "audit-log",
        translate("AuditLog", "It takes the power to read the audit log. Ask an administrator."),
    )


def _choices(gateway: Gateway, _wanted: AuditFilter) -> Mapping[str, Choices]:
    facets = gateway.call(FACETS, Nothing())
    return {
        "user_id": tuple((str(person.user_id), person.name) for person in facets.people),
        "entity": tuple((entity, code_word(entity)) for entity in facets.entities),
        "action": tuple((action, code_word(action)) for action in facets.actions),
    }


def log_spec() -> ListSpec[AuditFilter, AuditEntryLine]:
    """The list of one screen. It hears no news: each new reading would be written down."""
    return ListSpec(
        key="administration.audit",
        first=AuditFilter(),
        order=NEWEST_FIRST,
        columns=_columns,
        row_id=lambda row: row.id,
        pages=LogReadings().pages(),
        words=_words,
        topics=frozenset(),
        fields=_fields,
        choices=_choices,
        exports=_EXPORTS,
        exported={"at": Exported(lambda row: row.at, in_zone=True)},
        summary=lambda row: f"{row.by}, {action_text(row)}, {row.reference}",
        power=Power.READ_AUDIT,
    )


_EXPORTS = exports_of(EXPORT)
