"""A made-up list of berths in a harbour: what an area declares, and a gateway that answers it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import Field

from agentview.contract.desk import Preference, PreferenceRequest, SavedView, SavedViews, SaveViewRequest
from agentview.contract.feed import Topic
from agentview.contract.op import Message, Nothing, Op
from agentview.core.clock import ManualClock
from agentview.gateway.port import Gateway
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.lists.reading import exports_of, pages_of
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.spec import (
    Choices,
    EmptyText,
    Exported,
    FilterField,
    ListSpec,
    ListWords,
    Narrowing,
    PillView,
)
from agentview.ui.navigation import Desk
from agentview.ui.texts.errors import CodeTexts
from tests.ui.fake_desk import NOON, desk

Req = TypeVar("Req", bound=Message)
Res = TypeVar("Res", bound=Message)


class Look(StrEnum):
    """The views."""

    FREE = "FREE"
    ALL = "ALL"


class BerthFilter(Message):
    view: Look = Look.ALL
    text: str = Field(default="", max_length=20)
    piers: tuple[int, ...] = ()
    is_deep: bool = False


class BerthsRequest(Message):
    filter: BerthFilter
    sort: str
    is_descending: bool
    after: str | None = None
    before: str | None = None
    offset: int = 0
    limit: int = 100


class ForwardRequest(Message):
    filter: BerthFilter
    sort: str
    is_descending: bool
    after: str | None = None
    limit: int = 100


class Berth(Message):
    berth_id: int
    name: str
    pier: int


class BerthsPage(Message):
    rows: tuple[Berth, ...]
    first: str | None
    last: str | None


class SizeRequest(Message):
    filter: BerthFilter


class Size(Message):
    rows: int


class ExportRequest(Message):
    filter: BerthFilter
    sort: str
    is_descending: bool
    columns: tuple[str, ...]
    after: str | None = None


class ExportPage(Message):
    rows: tuple[Berth, ...]
    last: str | None
    total: int


BERTHS = Op("harbour.berths", BerthsRequest, BerthsPage, False, None, "List berths")
FORWARD = Op("harbour.forward", ForwardRequest, BerthsPage, False, None, "List berths onwards")
SIZE = Op("harbour.size", SizeRequest, Size, False, None, "Count berths")
EXPORT = Op("harbour.export", ExportRequest, ExportPage, True, None, "Export berths")


def _columns(_desk: Desk, _times: ServerTime) -> Sequence[Column[Berth]]:
    return (
        Column("name", lambda: "Berth", lambda row: row.name, Kind.ID, sort_key="NAME"),
        Column("pier", lambda: "Pier", lambda row: f"Pier {row.pier}", sort_key="PIER", stretch=True),
    )


def _empty(view: str) -> EmptyText:
    return EmptyText("No berth is free", "Ships leave at noon.", "Show all") if view == "FREE" else _NOTHING


_NOTHING = EmptyText("No berths", "The harbour is yet to be built.")


def _words() -> ListWords:
    return ListWords("Berths", lambda count: f"{count} berths", _empty, "berths")


def _fields() -> tuple[FilterField, ...]:
    return (
        FilterField("text", "Text", hint="Name of a berth"),
        FilterField("piers", "Pier", Narrowing.CHOICES, are_ids=True),
        FilterField("is_deep", "Deep water", Narrowing.YES),
    )


def _views(_desk: Desk) -> tuple[PillView, ...]:
    return PillView("FREE", "Free"), PillView("ALL", "All", is_counted=False)


def _size(gateway: Gateway, wanted: BerthFilter) -> int:
    return gateway.call(SIZE, SizeRequest(filter=wanted)).rows


def _counts(_gateway: Gateway, _wanted: BerthFilter) -> Mapping[str, int]:
    return {"FREE": 3}


def _choices(_gateway: Gateway, _wanted: BerthFilter) -> Mapping[str, Choices]:
    return {"piers": (("1", "North"), ("2", "South"))}


SPEC: ListSpec[BerthFilter, Berth] = ListSpec(
    key="harbour.berths",
    first=BerthFilter(),
    order=SortOrder("NAME"),
    columns=_columns,
    row_id=lambda row: row.berth_id,
    pages=pages_of(BERTHS),
    words=_words,
    topics=frozenset({Topic.TASK}),
    size=_size,
    fields=_fields,
    choices=_choices,
    views=_views,
    counts=_counts,
    exports=exports_of(EXPORT),
    exported={"pier": Exported(lambda row: row.pier, in_zone=True)},
)
"""The list with everything that a list can have."""

FORWARD_SPEC: ListSpec[BerthFilter, Berth] = ListSpec(
    key="harbour.forward",
    first=BerthFilter(),
    order=SortOrder("NAME"),
    columns=_columns,
    row_id=lambda row: row.berth_id,
    pages=pages_of(FORWARD),
    words=_words,
    topics=frozenset({Topic.TASK}),
)
"""The least that a list needs; its operation knows only what follows a row."""


def berth(number: int) -> Berth:
    """Return a berth."""
    return Berth(berth_id=number, name=f"B-{number:04d}", pier=1 + number % 2)


@dataclass
class Harbour:
    """A gateway with so many berths; `calls` are the operations that were called with their requests."""

    berths: list[Berth] = field(default_factory=list)
    calls: list[tuple[str, Any]] = field(default_factory=list)
    layout: Preference = field(default_factory=lambda: Preference(name="x"))
    error: Exception | None = None

    place = "Here"
    is_embedded = True

    def call(self, op: Op[Req, Res], request: Req, *, key: str | None = None) -> Res:
        self.calls.append((op.name, request))
        if self.error is not None:
            raise self.error
        return cast("Res", self._answer(request, key))

    def asked(self, name: str) -> list[Any]:
        """Return the requests of an operation."""
        return [request for called, request in self.calls if called == name]

    def _answer(self, request: Message, key: str | None) -> Message:
        if isinstance(request, BerthsRequest | ForwardRequest):
            return self._page(request)
        if isinstance(request, ExportRequest):
            assert key
            return ExportPage(rows=tuple(self._found(request.filter)), last=None, total=len(self.berths))
        if isinstance(request, SizeRequest):
            return Size(rows=len(self._found(request.filter)))
        if isinstance(request, PreferenceRequest):
            return self.layout
        if isinstance(request, SaveViewRequest):
            view = request.model_dump() | {"id": 1, "is_own": True}
            return SavedView.model_validate(view)
        return SavedViews(views=()) if not isinstance(request, Preference) else Nothing()

    def _page(self, request: BerthsRequest | ForwardRequest) -> BerthsPage:
        rows = self._found(request.filter)
        start = int(request.after) if request.after else 0
        if isinstance(request, BerthsRequest):
            start += request.offset
            if request.before is not None:
                start = max(0, int(request.before) - request.limit)
        page = rows[start : start + request.limit]
        is_end = start + len(page) >= len(rows)
        last = None if is_end and isinstance(request, ForwardRequest) else str(start + len(page))
        return BerthsPage(rows=tuple(page), first=str(start), last=last if page else None)

    def _found(self, wanted: BerthFilter) -> list[Berth]:
        return [
            row
            for row in self.berths
            if wanted.text in row.name and (not wanted.piers or row.pier in wanted.piers)
        ]


def harbour(count: int) -> Harbour:
    """Return a harbour with so many berths."""
    return Harbour([berth(number) for number in range(1, count + 1)])


def desk_for(gateway: Harbour, folder: Path) -> tuple[Desk, HeldRunner]:
    """Return a desk over this harbour, and the runner that holds its calls."""
    runner = HeldRunner()
    texts = CodeTexts(ManualClock(NOON))
    return desk(cast("Gateway", gateway), runner, texts, folder), runner
