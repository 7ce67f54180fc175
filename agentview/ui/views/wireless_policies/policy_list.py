"""The policies as a list, first asked first (S-33): columns, filter, words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from agentview.contract.feed import Topic
from agentview.core.power import Power
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.plural import plural
from agentview.ui.lists.reading import Pages
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.spec import EmptyText, FilterField, ListSpec, ListWords, PillView
from agentview.ui.navigation import Desk
from agentview.ui.views.wireless_policies.policy_reading import Entry, PolicyFilter, Switch, counts, page
from agentview.ui.views.wireless_policies.words import (
    NOTHING,
    conditions_line,
    default_word,
    on_chip,
    step_word,
    word,
)


def approvers_line(entry: Entry) -> str:
    """Who decides, level by level."""
    steps = entry.policy.fields.steps
    return " \u203a ".join(step_word(one, entry.names) for one in steps) or word("Nobody is asked")


def defaults_line(entry: Entry) -> str:
    """Who steps in, each named once."""
    said = [default_word(one, entry.names) for one in entry.policy.fields.steps]
    return ", ".join(dict.fromkeys(one for one in said if one != NOTHING)) or NOTHING


def copies_line(entry: Entry) -> str:
    """Who reads along by mail, each address once."""
    said = (address for one in entry.policy.fields.steps for address in one.cc)
    return ", ".join(dict.fromkeys(said)) or NOTHING


def _columns(desk: Desk, _times: ServerTime) -> Sequence[Column[Entry]]:
    currency = desk.person.currency

    def conditions(entry: Entry) -> str:
        line = conditions_line(entry.policy.fields.conditions, entry.vendors, currency)
        return f"{line} ({entry.policy.customer})" if entry.policy.customer else line

    return (
        Column(
            "priority",
            lambda: word("Priority"),
            lambda row: str(row.policy.fields.priority),
            Kind.NUMBER,
            sample=lambda: "9999",
            tip=lambda _row: word("Policies are asked in this order; the first that matches decides."),
        ),
        Column(
            "name",
            lambda: word("Name"),
            lambda row: row.policy.fields.name,
            sample=lambda: "Executives and their tablets",
            least=lambda: "Executives and tab",
            tip=lambda row: row.policy.fields.name,
            stretch=True,
        ),
        Column(
            "state",
            lambda: word("On?"),
            lambda row: on_chip(is_active=row.policy.is_active).word,
            Kind.CHIP,
            mark=lambda row: on_chip(is_active=row.policy.is_active),
            sample=lambda: max(word("On"), word("Off"), key=len),
            tip=lambda row: on_chip(is_active=row.policy.is_active).sentence,
        ),
        Column(
            "conditions",
            lambda: word("For"),
            conditions,
            sample=lambda: "Costs more than: 1,500.00 AUD",
            least=lambda: "Costs more than: 1",
            tip=conditions,
            gives_way=1,
        ),
        *_who(),
    )


def _who() -> tuple[Column[Entry], ...]:
    return (
        Column(
            "levels",
            lambda: word("Levels"),
            lambda row: str(len(row.policy.fields.steps)),
            Kind.NUMBER,
            sample=lambda: "5",
        ),
        Column(
            "approvers",
            lambda: word("Approvers"),
            approvers_line,
            sample=lambda: "The person's manager \u203a Named people",
            least=lambda: "Named people: O",
            tip=approvers_line,
            gives_way=2,
        ),
        Column(
            "default",
            lambda: word("Default"),
            defaults_line,
            strong=False,
            sample=lambda: "Grace Okafor",
            least=lambda: "Grace Okafor",
            tip=defaults_line,
            gives_way=3,
        ),
        Column(
            "cc",
            lambda: word("CC"),
            copies_line,
            strong=False,
            sample=lambda: "office@example.com",
            least=lambda: "office@example.com",
            tip=copies_line,
            gives_way=4,
        ),
    )


def _words() -> ListWords:
    empty = {
        Switch.ON.value: EmptyText(
            word("No policy is on"), word("Nobody has to approve anything. Enable one, or add it first.")
        ),
        Switch.OFF.value: EmptyText(word("No policy is off"), word("Each of them decides about orders.")),
    }
    none = EmptyText(
        word("No approval policies yet"),
        word("Orders need nobody's approval without one. A new policy is off until you enable it."),
        word("New policy"),
    )
    return ListWords(
        word("Approval policies"),
        partial(plural, word("1 policy"), word("{count} policies")),
        lambda view: empty.get(view, none),
        "approval-policies",
        word("Administrators edit approval policies. Ask one of them."),
    )


POLICY_SPEC: ListSpec[PolicyFilter, Entry] = ListSpec(
    key="wireless.policies",
    first=PolicyFilter(),
    order=SortOrder("priority"),
    columns=_columns,
    row_id=lambda row: row.policy.policy_id,
    pages=Pages(page),
    words=_words,
    topics=frozenset({Topic.CATALOGUE}),
    fields=lambda: (FilterField("text", word("Text"), hint=word("Name of a policy")),),
    views=lambda _desk: (
        PillView(Switch.EVERY.value, word("All")),
        PillView(Switch.ON.value, word("On")),
        PillView(Switch.OFF.value, word("Off")),
    ),
    counts=counts,
    summary=lambda row: (
        f"{row.policy.fields.priority}, {row.policy.fields.name}, "
        f"{on_chip(is_active=row.policy.is_active).word}, {approvers_line(row)}"
    ),
    power=Power.EDIT_POLICY,
)
"""The list of policies."""
