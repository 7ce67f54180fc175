"""What a list shows and in which order, and how that is kept as a saved view; imports no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from pydantic import JsonValue, ValidationError

from agentview.contract.op import Message
from agentview.ui.kit.column import SortOrder

F = TypeVar("F", bound=Message)


@dataclass(frozen=True)
class ListQuery(Generic[F]):
    """A filter and an order; `plain` is the filter that narrows nothing."""

    filter: F
    order: SortOrder
    plain: F

    def narrowed_by(self, names: Sequence[str]) -> tuple[str, ...]:
        """Which of these fields narrow the list now."""
        return tuple(name for name in names if getattr(self.filter, name) != getattr(self.plain, name))

    def narrowed(self, **values: object) -> ListQuery[F]:
        """The list narrowed by these fields more; raises ValidationError for a value that one cannot have."""
        fields = {**self.filter.model_dump(), **values}
        return replace(self, filter=type(self.filter).model_validate(fields))

    def cleared(self, names: Sequence[str]) -> ListQuery[F]:
        """The list without the narrowing by these fields."""
        return self.narrowed(**{name: getattr(self.plain, name) for name in names})

    def sorted_by(self, order: SortOrder) -> ListQuery[F]:
        """The same rows in another order."""
        return replace(self, order=order)

    def as_json(self) -> dict[str, JsonValue]:
        """A plain value for a saved view."""
        return {
            "filter": self.filter.model_dump(mode="json"),
            "sort": self.order.key,
            "descending": self.order.descending,
        }

    def from_json(self, content: Mapping[str, JsonValue], sorts: frozenset[str]) -> ListQuery[F]:
        """Reads a saved view of this list; what cannot be understood becomes as it was at first."""
        try:
            wanted = type(self.plain).model_validate(content.get("filter") or {})
        except ValidationError:
            wanted = self.plain
        key = content.get("sort")
        order = self.order
        if isinstance(key, str) and key in sorts:
            order = SortOrder(key, descending=content.get("descending") is True)
        return replace(self, filter=wanted, order=order)
