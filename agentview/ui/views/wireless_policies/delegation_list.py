"""The delegations as a list (S-33): who decides for whom, from when to when, and about what."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from agentview.contract.approval_delegations import Delegation
from agentview.contract.feed import Topic
from agentview.core.clock import local_day
from agentview.core.power import Power
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.plural import plural
from agentview.ui.kit.when import show_day
from agentview.ui.lists.reading import Pages
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.spec import EmptyText, FilterField, ListSpec, ListWords, PillView
from agentview.ui.navigation import Desk
from agentview.ui.views.wireless_policies.delegation_reading import (
    DelegationFilter,
    Whose,
    counts_of,
    page,
)
from agentview.ui.views.wireless_policies.delegation_words import longest_state, scope_word, state_chip, word


def spec_of(desk: Desk) -> ListSpec[DelegationFilter, Delegation]:
    """The list for a person: who edits policies sees everybody's as well."""
    sees_all = desk.has(Power.EDIT_POLICY)
    # Who decides about nothing has no delegations of their own.
    first = Whose.OWN if desk.has(Power.APPROVE) else Whose.EVERY
    own = PillView(Whose.OWN.value, word("Mine"))
    every = PillView(Whose.EVERY.value, word("Everybody's"))
    return ListSpec(
        key="wireless.delegations",
        first=DelegationFilter(view=first),
        order=SortOrder("number", descending=True),
        columns=_columns,
        row_id=lambda row: row.delegation_id,
        pages=Pages(page),
        words=_words,
        topics=frozenset({Topic.CATALOGUE}),
        fields=lambda: (FilterField("text", word("Text"), hint=word("Name of a person")),),
        views=lambda _desk: (own, every) if sees_all else (own,),
        counts=counts_of(sees_all=sees_all),
        summary=lambda row: f"{row.giver.name}, {row.taker.name}, {show_day(row.to_date)}, {scope_word(row)}",
    )


def _columns(desk: Desk, _times: ServerTime) -> Sequence[Column[Delegation]]:
    def chip(row: Delegation) -> ChipValue:
        return state_chip(row, local_day(desk.clock.now(), desk.zone.key))

    return (
        Column(
            "giver",
            lambda: word("From"),
            lambda row: row.giver.name,
            sample=lambda: "Amelia Thornton",
            least=lambda: "Amelia Thornton",
            tip=lambda row: row.giver.name,
        ),
        Column(
            "taker",
            lambda: word("To"),
            lambda row: row.taker.name,
            sample=lambda: "Amelia Thornton",
            least=lambda: "Amelia Thornton",
            tip=lambda row: row.taker.name,
        ),
        Column(
            "first",
            lambda: word("First day"),
            lambda row: show_day(row.from_date),
            sample=lambda: "28 Nov 2026",
            least=lambda: "28 Nov 2026",
        ),
        Column(
            "last",
            lambda: word("Last day"),
            lambda row: show_day(row.to_date),
            sample=lambda: "28 Nov 2026",
            least=lambda: "28 Nov 2026",
        ),
        Column(
            "state",
            lambda: word("State"),
            lambda row: chip(row).word,
            Kind.CHIP,
            mark=chip,
            sample=longest_state,
            tip=lambda row: chip(row).sentence,
        ),
        Column(
            "scope",
            lambda: word("Scope"),
            scope_word,
            sample=lambda: "Executives and tablets",
            least=lambda: "All orders",
            tip=scope_word,
            stretch=True,
            gives_way=1,
        ),
    )


def _words() -> ListWords:
    none = EmptyText(
        word("Nobody decides for you"),
        word("Before you are away, let somebody approve for you for those days."),
        word("Delegate"),
    )
    every = EmptyText(word("No delegations yet"), word("Nobody decides for anybody else."), word("Delegate"))
    return ListWords(
        word("Delegations"),
        partial(plural, word("1 delegation"), word("{count} delegations")),
        lambda view: every if view == Whose.EVERY.value else none,
        "approval-delegations",
    )
