"""The list of agents, and the columns of who may act for one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from agentview.contract.agents import AGENTS, AgentRow, AgentsFilter, AgentSort, Delegation, Visibility
from agentview.contract.feed import Topic
from agentview.core.power import Power
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.when import show_day
from agentview.ui.lists.reading import pages_of
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.spec import EmptyText, FilterField, ListSpec, ListWords
from agentview.ui.navigation import Desk


def visibility_word(visibility: Visibility) -> str:
    """Whose customers the people of an agent see."""
    return {
        Visibility.ALL: _word("All customers"),
        Visibility.OWN_ONLY: _word("Own customers only"),
    }[visibility]


def agent_chip(row: AgentRow) -> ChipValue:
    """Whether an agent sells."""
    if row.is_active:
        return ChipValue(Tone.SUCCESS, "\u2713", _word("Active"))
    return ChipValue(Tone.NEUTRAL, "\u00d7", _word("Inactive"))


def valid_chip(row: Delegation) -> ChipValue:
    """Whether a delegation is valid today."""
    if row.is_valid:
        return ChipValue(Tone.SUCCESS, "\u2713", _word("Valid today"))
    return ChipValue(Tone.NEUTRAL, "", _word("Not today"))


def until_text(row: Delegation) -> str:
    """The last day of a delegation."""
    return show_day(row.valid_to) if row.valid_to is not None else _word("no end")


def delegation_columns() -> tuple[Column[Delegation], ...]:
    """Who may act, for whom they work, and on which days."""
    return (
        Column("person", lambda: _word("Person"), lambda row: row.person, stretch=True),
        Column(
            "works_for",
            lambda: _word("Works for"),
            lambda row: row.works_for,
            sample=lambda: "Corner Shop",
            gives_way=1,
        ),
        Column(
            "from",
            lambda: _word("From"),
            lambda row: show_day(row.valid_from),
            Kind.ID,
            strong=False,
            sample=lambda: "28 Mar 2026",
        ),
        Column(
            "to",
            lambda: _word("Until"),
            until_text,
            Kind.ID,
            strong=False,
            sample=lambda: "28 Mar 2026",
        ),
        Column(
            "valid",
            lambda: _word("Valid"),
            lambda row: valid_chip(row).word,
            Kind.CHIP,
            mark=valid_chip,
            sample=lambda: _word("Valid today"),
            gives_way=2,
        ),
    )


def _columns(_desk: Desk, _times: ServerTime) -> Sequence[Column[AgentRow]]:
    return (
        Column(
            "name",
            lambda: _word("Agent"),
            lambda row: row.name,
            sort_key=AgentSort.NAME.value,
            sample=lambda: "Southern Sales Partners",
            least=lambda: "Southern Sales Partners",
            tip=lambda row: row.name,
            stretch=True,
        ),
        Column(
            "status",
            lambda: _word("Status"),
            lambda row: agent_chip(row).word,
            Kind.CHIP,
            mark=agent_chip,
            sample=lambda: _word("Inactive"),
            gives_way=2,
        ),
        Column(
            "sees",
            lambda: _word("Sees"),
            lambda row: visibility_word(row.visibility),
            sample=lambda: visibility_word(Visibility.OWN_ONLY),
            gives_way=1,
        ),
        Column(
            "people", lambda: _word("People"), lambda row: str(row.people), Kind.NUMBER, sample=lambda: "999"
        ),
        Column(
            "delegations",
            lambda: _word("Delegations"),
            lambda row: str(row.delegations),
            Kind.NUMBER,
            sample=lambda: "99",
            gives_way=3,
        ),
    )


def _count(count: int) -> str:
    return _word("1 agent") if count == 1 else _word("{count} agents").replace("{count}", count_text(count))


def _empty(_view: str) -> EmptyText:
    return EmptyText(_word("No agents"), _word("No third party sells for you yet."))


def _words() -> ListWords:
    return ListWords(_word("Agents"), _count, _empty, "agents")


def _word(text: str) -> str:
    return QCoreApplication.translate("Agents", text)


AGENT_SPEC: ListSpec[AgentsFilter, AgentRow] = ListSpec(
    key="administration.agents",
    first=AgentsFilter(),
    order=SortOrder(AgentSort.NAME.value),
    columns=_columns,
    row_id=lambda row: row.agent_id,
    pages=pages_of(AGENTS),
    words=_words,
    topics=frozenset({Topic.CATALOGUE}),
    fields=lambda: (FilterField("text", _word("Text"), hint=_word("Name")),),
    summary=lambda row: f"{row.name}, {visibility_word(row.visibility)}",
    power=Power.USER_ADMIN,
)
"""The list of agents."""
