"""The columns of the worklist (S-34), and how late a case is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from agentview.contract.worklist import CaseRow, CaseSort, CaseStatus
from agentview.ui.kit.column import Column, Kind
from agentview.ui.kit.mark import Age
from agentview.ui.kit.when import show_full, show_length, show_moment
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.navigation import Desk
from agentview.ui.texts.audit import code_word
from agentview.ui.views.worklist.words import (
    NO_VALUE,
    assignee_text,
    code_text,
    department_word,
    longest_status,
    status_chip,
    type_word,
)

_DONE = frozenset({CaseStatus.RESOLVED, CaseStatus.CANCELLED})


def lateness(row: CaseRow, now: datetime) -> Age | None:
    """How much of the time is used: what is left, or by how much it is over; none for a settled case."""
    if row.status in _DONE or row.resolve_by is None:
        return None
    whole = (row.resolve_by - row.raised_at).total_seconds()
    used = (now - row.raised_at).total_seconds()
    share = used / whole if whole > 0 else 2.0
    left = row.resolve_by - now
    translate = QCoreApplication.translate
    template = translate("Worklist", "{time} over") if share > 1 else translate("Worklist", "{time} left")
    return Age(template.replace("{time}", show_length(abs(left))), share)


def case_columns(desk: Desk, times: ServerTime) -> Sequence[Column[CaseRow]]:
    """Every column, in the order in which they stand at first."""
    return (*_what(desk, times), *_how_far(desk, times))


def _what(desk: Desk, times: ServerTime) -> tuple[Column[CaseRow], ...]:
    translate = QCoreApplication.translate
    return (
        Column(
            "reference",
            lambda: translate("CaseColumn", "Ref no"),
            lambda row: row.reference,
            Kind.ID,
            sample=lambda: "WI-10482",
            sort_key=CaseSort.REFERENCE.value,
        ),
        Column(
            "type",
            lambda: translate("CaseColumn", "Type"),
            lambda row: type_word(row.type),
            Kind.ID,
            strong=False,
            sample=lambda: translate("CaseType", "Halted request"),
            tip=lambda row: row.type.value,
            gives_way=3,
        ),
        Column(
            "code",
            lambda: translate("CaseColumn", "Code"),
            lambda row: code_text(row.code) or NO_VALUE,
            strong=False,
            gives_way=4,
        ),
        Column(
            "level",
            lambda: translate("CaseColumn", "Level"),
            lambda row: code_word(row.level.lower()),
            strong=False,
            hidden=True,
            gives_way=7,
        ),
        Column(
            "customer",
            lambda: translate("CaseColumn", "Customer"),
            lambda row: row.customer,
            stretch=True,
            sample=lambda: "Marlow Dental",
            sort_key=CaseSort.CUSTOMER.value,
        ),
        Column(
            "summary",
            lambda: translate("CaseColumn", "About"),
            lambda row: row.summary,
            strong=False,
            sample=lambda: "MG-10482/1",
            gives_way=5,
        ),
        Column(
            "raised",
            lambda: translate("CaseColumn", "Raised"),
            lambda row: show_moment(row.raised_at, times.now(), desk.zone),
            strong=False,
            sample=lambda: "12 min ago",
            sort_key=CaseSort.RAISED.value,
            tip=lambda row: show_full(row.raised_at, desk.zone),
            gives_way=6,
        ),
    )


def _how_far(desk: Desk, times: ServerTime) -> tuple[Column[CaseRow], ...]:
    translate = QCoreApplication.translate
    return (
        Column(
            "resolve_by",
            lambda: translate("CaseColumn", "Resolution by"),
            lambda row: show_moment(row.resolve_by, times.now(), desk.zone) if row.resolve_by else NO_VALUE,
            strong=False,
            sample=lambda: "28 Sep 14:02",
            sort_key=CaseSort.RESOLVE_BY.value,
            tip=lambda row: show_full(row.resolve_by, desk.zone) if row.resolve_by else "",
            gives_way=2,
        ),
        Column(
            "overdue",
            lambda: translate("CaseColumn", "Overdue?"),
            lambda row: _late_text(row, times),
            Kind.AGE,
            mark=lambda row: lateness(row, times.now()),
            sample=lambda: translate("Worklist", "{time} over").replace("{time}", "125h 10m"),
            tip=lambda row: show_full(row.resolve_by, desk.zone) if row.resolve_by else "",
        ),
        Column(
            "department",
            lambda: translate("CaseColumn", "Department"),
            lambda row: department_word(row.department),
            strong=False,
            hidden=True,
            gives_way=8,
        ),
        Column(
            "assigned_to",
            lambda: translate("CaseColumn", "Assigned to"),
            lambda row: assignee_text(row, desk.person.user_id),
            strong=False,
            sample=lambda: "Amelia Thornton",
            gives_way=1,
        ),
        Column(
            "status",
            lambda: translate("CaseColumn", "Status"),
            lambda row: status_chip(row.status).word,
            Kind.CHIP,
            mark=lambda row: status_chip(row.status),
            sample=longest_status,
            tip=lambda row: status_chip(row.status).sentence,
        ),
    )


def _late_text(row: CaseRow, times: ServerTime) -> str:
    age = lateness(row, times.now())
    return NO_VALUE if age is None else age.text
