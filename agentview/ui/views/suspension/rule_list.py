"""The rule sets as a list (S-22): columns, filter, words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from agentview.contract.feed import Topic
from agentview.contract.restriction import RuleSetStatus
from agentview.contract.suspension import RULE_SETS, RuleSetFilter, RuleSetRow, RuleSetSort
from agentview.core.money import Money
from agentview.core.power import Power
from agentview.ui.kit.amount import grouped_amount
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.plural import plural
from agentview.ui.kit.when import show_day
from agentview.ui.lists.reading import pages_of
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.spec import EmptyText, FilterField, ListSpec, ListWords, Narrowing
from agentview.ui.navigation import Desk
from agentview.ui.views.suspension.rule_words import longest_state, rule_chip, windows_word, word
from agentview.ui.views.suspension.words import NOTHING, days_word, today


def _columns(desk: Desk, _times: ServerTime) -> Sequence[Column[RuleSetRow]]:
    return (
        Column(
            "name",
            lambda: word("Name"),
            lambda row: row.fields.name,
            sample=lambda: "From next year",
            least=lambda: "From next year",
            tip=lambda row: row.fields.name,
            stretch=True,
        ),
        Column(
            "effective",
            lambda: word("Effective from"),
            lambda row: show_day(row.fields.effective_from),
            sort_key=RuleSetSort.EFFECTIVE.value,
            sample=lambda: "28 May 2026",
        ),
        Column(
            "state",
            lambda: word("In force?"),
            lambda row: rule_chip(row, today(desk)).word,
            Kind.CHIP,
            mark=lambda row: rule_chip(row, today(desk)),
            sample=longest_state,
            tip=lambda row: rule_chip(row, today(desk)).sentence,
        ),
        *_numbers(),
        Column(
            "windows",
            lambda: word("Windows"),
            lambda row: windows_word(row.fields.windows),
            strong=False,
            sample=lambda: "Mon\u2013Fri 09:00\u201317:00",
            tip=lambda row: windows_word(row.fields.windows),
            gives_way=3,
        ),
        Column(
            "proposed_by",
            lambda: word("Proposed by"),
            lambda row: row.proposed_by or NOTHING,
            strong=False,
            sample=lambda: "Amelia Thornton",
            gives_way=4,
        ),
        Column(
            "enabled_by",
            lambda: word("Enabled by"),
            lambda row: row.enabled_by or NOTHING,
            strong=False,
            sample=lambda: "Amelia Thornton",
            gives_way=5,
        ),
    )


def _numbers() -> tuple[Column[RuleSetRow], ...]:
    return (
        Column(
            "amount",
            lambda: word("Min amount"),
            lambda row: _grouped(row.fields.minimum_overdue_cents, row),
            Kind.NUMBER,
            sample=lambda: "9,999.99",
            tip=lambda row: row.currency,
        ),
        Column(
            "days",
            lambda: word("Min days"),
            lambda row: str(row.fields.minimum_overdue_days),
            Kind.NUMBER,
            sample=lambda: "999",
        ),
        Column(
            "threshold",
            lambda: word("Restore at"),
            lambda row: _grouped(row.fields.restoration_threshold_cents, row),
            Kind.NUMBER,
            sample=lambda: "9,999.99",
            tip=lambda row: row.currency,
            gives_way=1,
        ),
        Column(
            "resuspend",
            lambda: word("Re-suspend"),
            lambda row: str(row.fields.resuspend_days),
            Kind.NUMBER,
            strong=False,
            sample=lambda: "999",
            tip=lambda row: days_word(row.fields.resuspend_days),
            gives_way=2,
        ),
    )


def _grouped(cents: int, row: RuleSetRow) -> str:
    return grouped_amount(Money(cents, row.currency))


def status_words() -> tuple[tuple[str, str], ...]:
    """How far a rule set may be, as choices."""
    return (
        (RuleSetStatus.PROPOSED.value, word("Proposed")),
        (RuleSetStatus.ENABLED.value, word("Enabled")),
        (RuleSetStatus.WITHDRAWN.value, word("Withdrawn")),
    )


def _fields() -> Sequence[FilterField]:
    return (
        FilterField("text", word("Text"), hint=word("Name of a rule set")),
        FilterField("status", word("Status"), Narrowing.ONE, status_words()),
    )


def _words() -> ListWords:
    empty = EmptyText(
        word("No rule sets yet"),
        word("Nobody is restricted without one. One person proposes it, another one enables it."),
        word("New rule set"),
    )
    return ListWords(
        word("Rule sets"),
        partial(plural, word("1 rule set"), word("{count} rule sets")),
        lambda _view: empty,
        "rule-sets",
    )


RULE_SPEC: ListSpec[RuleSetFilter, RuleSetRow] = ListSpec(
    key="suspension.rules",
    first=RuleSetFilter(),
    order=SortOrder(RuleSetSort.EFFECTIVE.value, descending=True),
    columns=_columns,
    row_id=lambda row: row.rule_set_id,
    pages=pages_of(RULE_SETS),
    words=_words,
    topics=frozenset({Topic.RULE_SET}),
    fields=_fields,
    summary=lambda row: f"{row.fields.name}, {show_day(row.fields.effective_from)}",
    power=Power.READ_STATUS,
)
"""The list of rule sets."""
