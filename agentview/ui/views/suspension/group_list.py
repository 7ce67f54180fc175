"""The account groups as a list, and one group with its accounts (R-SUS-04, R-SUS-31)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from agentview.contract.feed import Topic
from agentview.contract.suspension_groups import (
    GROUP_MEMBERS,
    GROUPS,
    GroupFilter,
    GroupRow,
    GroupSort,
    GroupsRequest,
    MemberRow,
    MembersRequest,
)
from agentview.core.errors import NotFound, Refusal
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.plural import plural
from agentview.ui.kit.theme import Tone
from agentview.ui.lists.reading import Answer, Ask, Pages
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.spec import EmptyText, FilterField, ListSpec, ListWords
from agentview.ui.navigation import Desk

MOST_MEMBERS = 200


@dataclass(frozen=True)
class Group:
    """A group with its first accounts, by name."""

    row: GroupRow
    members: tuple[MemberRow, ...]


class GroupReader:
    """Reads pages, and one group by the name that the pages told; called on the thread that reads."""

    def __init__(self) -> None:
        """Knows no group yet."""
        self._names: dict[int, str] = {}

    def page(self, gateway: Gateway, ask: Ask[GroupFilter]) -> Answer[GroupRow]:
        """Read a page."""
        wanted = GroupsRequest(
            filter=ask.filter, is_descending=ask.is_descending, after=ask.after, limit=ask.limit
        )
        page = gateway.call(GROUPS, wanted)
        self.learn(*page.rows)
        return Answer(page.rows, None, page.last, page.as_of, page.total)

    def learn(self, *rows: GroupRow) -> None:
        """Remember what groups are called."""
        self._names = {**self._names, **{row.group_id: row.name for row in rows}}

    def one(self, gateway: Gateway, group_id: int) -> Group:
        """Read a group with its accounts. Raises NotFound."""
        named = GroupsRequest(filter=GroupFilter(text=self._names.get(group_id, "")), limit=200)
        rows = [row for row in gateway.call(GROUPS, named).rows if row.group_id == group_id]
        if not rows:
            raise NotFound(Refusal("E-NOT-FOUND", "group_id"))
        members = gateway.call(GROUP_MEMBERS, MembersRequest(group_id=group_id, limit=MOST_MEMBERS))
        return Group(rows[0], members.rows)


def list_chip(row: GroupRow) -> ChipValue:
    """Whether a group can be left out of rules (R-SUS-31)."""
    if row.is_distribution_list:
        told = word("A distribution list: rules can leave it out")
        return ChipValue(Tone.INFO, "\u2713", word("Distribution list"), told)
    return ChipValue(Tone.NEUTRAL, "\u2013", word("Other group"), word("Rules cannot leave it out"))


def spec_of(reader: GroupReader) -> ListSpec[GroupFilter, GroupRow]:
    """The list of groups, by name."""
    return ListSpec(
        key="suspension.groups",
        first=GroupFilter(),
        order=SortOrder(GroupSort.NAME.value),
        columns=_columns,
        row_id=lambda row: row.group_id,
        pages=Pages(reader.page, can_jump=False),
        words=_words,
        topics=frozenset({Topic.RULE_SET}),
        fields=lambda: (FilterField("text", word("Text"), hint=word("Name of a group")),),
        summary=lambda row: f"{row.name}, {list_chip(row).word}",
        power=Power.READ_STATUS,
    )


def _columns(_desk: Desk, _times: ServerTime) -> Sequence[Column[GroupRow]]:
    return (
        Column(
            "name",
            lambda: word("Group"),
            lambda row: row.name,
            sort_key=GroupSort.NAME.value,
            stretch=True,
            sample=lambda: "Hospitals and clinics",
            tip=lambda row: row.name,
        ),
        Column(
            "kind",
            lambda: word("Kind"),
            lambda row: list_chip(row).word,
            Kind.CHIP,
            mark=list_chip,
            sample=lambda: word("Distribution list"),
            tip=lambda row: list_chip(row).sentence,
        ),
        Column(
            "accounts",
            lambda: word("Accounts"),
            lambda row: count_text(row.accounts),
            Kind.NUMBER,
            sample=lambda: "99,999",
        ),
    )


def _words() -> ListWords:
    empty = EmptyText(
        word("No account groups yet"),
        word("A group that is a distribution list can be left out of a rule set, with all its accounts."),
        word("New group"),
    )
    return ListWords(
        word("Account groups"),
        lambda count: plural(word("1 group"), word("{count} groups"), count),
        lambda _view: empty,
        "account-groups",
    )


def word(text: str) -> str:
    """A text of groups in the user's language."""
    return QCoreApplication.translate("AccountGroups", text)
