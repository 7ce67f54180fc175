"""The columns of the queue (S-06), and what a screen reader hears for a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from agentview.contract.provisioning import QueueRow, Sort, TaskStatus
from agentview.ui.kit.column import Column, Kind
from agentview.ui.kit.when import show_day, show_full, show_length
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.views.provisioning.row_facts import age_of, presence_of, remaining
from agentview.ui.views.provisioning.status import longest_status, status_chip, status_word
from agentview.ui.views.provisioning.words import (
    NO_VALUE,
    identifier_text,
    longest_type,
    presence_word,
    type_of,
)

GIVES_WAY = {
    "retailer": 8,
    "attempt": 7,
    "package": 6,
    "requested": 5,
    "identifier": 4,
    "service_type": 3,
    "type": 2,
    "claimed_by": 1,
}
"""What a narrow window leaves out, the highest first; each person may show what they need."""


def claimed_text(row: QueueRow, user_id: int) -> str:
    """Who holds or did the task: "You", a name, or a dash."""
    if row.claimed_by_id == user_id and row.claimed_by is not None:
        return QCoreApplication.translate("Provisioning", "You")
    return row.claimed_by or NO_VALUE


def age_text(row: QueueRow, times: ServerTime) -> str:
    """How long a task has been worked or waited for."""
    age = age_of(row, times.now())
    return NO_VALUE if age is None else age.text


class QueueColumns:
    """The columns for one person, whose ages follow the time of the services."""

    def __init__(self, times: ServerTime, user_id: int, zone: ZoneInfo) -> None:
        """Builds nothing yet."""
        self._times, self._user_id, self._zone = times, user_id, zone

    def all(self) -> tuple[Column[QueueRow], ...]:
        """Every column, in the order in which they stand at first."""
        columns = (*self._what(), *self._where(), *self._how_far())
        return tuple(replace(column, gives_way=GIVES_WAY.get(column.key, 0)) for column in columns)

    def summary(self, row: QueueRow) -> str:
        """The row as one sentence."""
        translate = QCoreApplication.translate
        parts = [row.reference, type_of(row), row.customer, row.service_type, status_chip(row.status).word]
        age = age_of(row, self._times.now())
        if age is not None:
            parts.append(translate("Provisioning", "age {age}").replace("{age}", age.text))
        if row.claimed_by is not None and row.status is TaskStatus.IN_PROGRESS:
            claimed = translate("Provisioning", "claimed by {name}")
            parts.append(claimed.replace("{name}", claimed_text(row, self._user_id)))
        return ", ".join(parts)

    def _what(self) -> tuple[Column[QueueRow], ...]:
        translate = QCoreApplication.translate
        return (
            Column(
                "reference",
                lambda: translate("QueueColumn", "Order"),
                lambda row: row.reference,
                Kind.ID,
                sample=lambda: "MG-10482/1",
                sort_key=Sort.REFERENCE.value,
            ),
            Column(
                "type",
                lambda: translate("QueueColumn", "Type"),
                type_of,
                strong=False,
                sample=longest_type,
                least=longest_type,
            ),
            Column(
                "customer",
                lambda: translate("QueueColumn", "Customer"),
                lambda row: row.customer,
                stretch=True,
                sample=lambda: "Marlow Dental",
                least=lambda: "Marlow Dental",
                sort_key=Sort.CUSTOMER.value,
            ),
            self._plain("package", lambda: translate("QueueColumn", "Package"), lambda row: row.package),
            Column(
                "service_type",
                lambda: translate("QueueColumn", "Service type"),
                lambda row: row.service_type,
                strong=False,
                sample=lambda: "Broadband",
            ),
        )

    def _where(self) -> tuple[Column[QueueRow], ...]:
        translate = QCoreApplication.translate
        return (
            Column(
                "identifier",
                lambda: translate("QueueColumn", "Identifier"),
                identifier_text,
                Kind.PHONE,
                sample=lambda: "+61\u00a03\u00a05550\u00a00142",
                strong=False,
            ),
            Column(
                "requested",
                lambda: translate("QueueColumn", "Requested"),
                lambda row: show_day(row.requested_on),
                sample=lambda: "28 Sep 2026",
                strong=False,
                sort_key=Sort.REQUESTED.value,
            ),
            Column(
                "status",
                lambda: translate("QueueColumn", "Status"),
                lambda row: status_word(row.status),
                Kind.CHIP,
                mark=lambda row: status_chip(row.status),
                sample=longest_status,
                tip=lambda row: status_chip(row.status).sentence,
            ),
            Column(
                "attempt",
                lambda: translate("QueueColumn", "Attempt"),
                lambda row: str(row.attempt_no),
                Kind.NUMBER,
                sample=lambda: "12",
                strong=False,
            ),
        )

    def _how_far(self) -> tuple[Column[QueueRow], ...]:
        translate = QCoreApplication.translate
        return (
            Column(
                "claimed_by",
                lambda: translate("QueueColumn", "Claimed by"),
                lambda row: claimed_text(row, self._user_id),
                Kind.PRESENCE,
                mark=lambda row: presence_of(row, self._user_id),
                sample=lambda: "Mei Chen",
                strong=False,
                tip=self._claim_tip,
            ),
            Column(
                "age",
                lambda: translate("QueueColumn", "Age / target"),
                lambda row: age_text(row, self._times),
                Kind.AGE,
                mark=lambda row: age_of(row, self._times.now()),
                sample=lambda: "125h 10m",
                sort_key=Sort.TARGET.value,
                tip=self._age_tip,
            ),
            self._plain("retailer", lambda: translate("QueueColumn", "Retailer"), lambda row: row.retailer),
        )

    @staticmethod
    def _plain(key: str, title: Callable[[], str], text: Callable[[QueueRow], str]) -> Column[QueueRow]:
        return Column(key, title, text, strong=False)

    def _claim_tip(self, row: QueueRow) -> str:
        translate = QCoreApplication.translate
        lines = []
        if row.claimed_by is not None and row.claimed_at is not None:
            claimed = translate("Provisioning", "Claimed by {name}: {when}")
            when = show_full(row.claimed_at, self._zone)
            lines.append(claimed.replace("{name}", row.claimed_by).replace("{when}", when))
        lines += [f"{watcher.name} {presence_word(watcher.mode)}" for watcher in row.watchers]
        return "\n".join(lines)

    def _age_tip(self, row: QueueRow) -> str:
        translate = QCoreApplication.translate
        age, left = age_of(row, self._times.now()), remaining(row, self._times.now())
        if age is None or left is None:
            return translate("Provisioning", "Finished: no clock runs")
        text = translate("Provisioning", "{age} of {target} h")
        text = text.replace("{age}", age.text).replace("{target}", f"{row.target_seconds / 3600:g}")
        if row.paused_remaining_seconds is not None:
            paused = translate("Provisioning", "The clock stands still while halted; {left} are left.")
            return f"{text}\n{paused.replace('{left}', show_length(left))}"
        due = translate("Provisioning", "Due {when}").replace("{when}", show_full(row.due_at, self._zone))
        return f"{text}\n{due}"
