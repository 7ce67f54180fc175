"""What an area declares so that it has a list; everything else follows from it; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from typing import Generic, TypeVar

from agentview.contract.feed import Topic
from agentview.contract.op import Message
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.kit.column import Column, SortOrder
from agentview.ui.kit.when import show_day
from agentview.ui.lists.export import Cell, Content
from agentview.ui.lists.reading import Exports, Pages
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.navigation import Desk

F = TypeVar("F", bound=Message)
R = TypeVar("R")
Choices = Sequence[tuple[str, str]]


class Narrowing(Enum):
    """How a field narrows a list; a GIVEN one has no widget: a link or a saved view sets it."""

    TEXT = auto()
    CHOICES = auto()
    ONE = auto()
    YES = auto()
    DAY = auto()
    GIVEN = auto()


@dataclass(frozen=True)
class FilterField:
    """A field of the filter; `name` is the attribute of the filter that it sets.

    `choices` are (key, word); where they come from the services, `ListSpec.choices` gives them by name.
    `are_ids` sends the keys as numbers. `beside` is the word before a day where its chip says more, and
    `hint` stands in an empty text field. `is_joined` keeps it on one line with the field before it.
    """

    name: str
    word: str
    kind: Narrowing = Narrowing.TEXT
    choices: tuple[tuple[str, str], ...] = ()
    are_ids: bool = False
    hint: str = ""
    beside: str = ""
    shown: Callable[[object], str] | None = None
    is_joined: bool = False
    nothing: str = ""
    is_always: bool = False


@dataclass(frozen=True)
class PillView:
    """A view of the list: the value of the filter's view field, and its word; `is_counted` shows how many."""

    value: str
    word: str
    is_counted: bool = True


@dataclass(frozen=True)
class EmptyText:
    """Why a view is empty, and the word of the button that leads on ("" for none)."""

    heading: str
    sentence: str
    button: str = ""


@dataclass(frozen=True)
class ListWords:
    """The words of one list, in the user's language. `empty(view)` says why a view has nothing."""

    name: str
    count: Callable[[int], str]
    empty: Callable[[str], EmptyText]
    file_name: str
    denied: str = ""


@dataclass(frozen=True)
class Exported(Generic[R]):
    """What a column is in a file where that is not its text: a number, a day, text that people typed.

    A column with `in_zone` names the zone of its moments in its title.
    """

    value: Callable[[R], Cell] | None = None
    content: Content = Content.FREE
    in_zone: bool = False


@dataclass(frozen=True)
class ListSpec(Generic[F, R]):
    """One list.

    `key` names it: its columns are kept as the preference `<key>.columns`, its saved views under `key`, the
    view looked at last under `<key>.view`. `first` is the filter at the start; `view_field` is the attribute
    that the pills set. `counts` fill the pills, `choices` the filter fields that need the services. The list
    is read anew, behind the pill of news, when one of `topics` changes. `power` is what reading takes.
    """

    key: str
    first: F
    order: SortOrder
    columns: Callable[[Desk, ServerTime], Sequence[Column[R]]]
    row_id: Callable[[R], Hashable]
    pages: Pages[F, R]
    words: Callable[[], ListWords]
    topics: frozenset[Topic]
    size: Callable[[Gateway, F], int] | None = None
    fields: Callable[[], Sequence[FilterField]] = tuple
    choices: Callable[[Gateway, F], Mapping[str, Choices]] | None = None
    views: Callable[[Desk], Sequence[PillView]] = lambda _desk: ()
    view_field: str = "view"
    counts: Callable[[Gateway, F], Mapping[str, int]] | None = None
    exports: Exports[F, R] | None = None
    exported: Mapping[str, Exported[R]] = field(default_factory=dict)
    export_power: Power | None = None
    summary: Callable[[R], str] | None = None
    power: Power | None = None


def chips(
    fields: Sequence[FilterField], wanted: Message, names: Sequence[str], choices: Mapping[str, Choices]
) -> list[tuple[str, str]]:
    """What each of the named fields narrows the list by, such as ("types", "Type: New, Cancel")."""
    shown = [field for field in fields if field.name in names]
    return [(field.name, _chip(field, getattr(wanted, field.name), choices)) for field in shown]


def value_text(narrowing: FilterField, value: object, choices: Mapping[str, Choices]) -> str:
    """What a field narrows the list by, in words, such as "New, Cancel"."""
    if narrowing.shown is not None:
        return narrowing.shown(value)
    words = dict(choices.get(narrowing.name, narrowing.choices))
    if isinstance(value, tuple):
        return ", ".join(words.get(str(one), f"#{one}") for one in value)
    if isinstance(value, date):
        return show_day(value)
    return words.get(str(value), str(value))


def _chip(narrowing: FilterField, value: object, choices: Mapping[str, Choices]) -> str:
    if narrowing.kind is Narrowing.YES:
        return narrowing.word
    return f"{narrowing.word}: {value_text(narrowing, value, choices)}"
