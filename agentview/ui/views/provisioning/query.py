"""What a list of the queue shows and in which order, and how that is kept as a saved view; imports no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pydantic import JsonValue, ValidationError

from agentview.contract.provisioning import QueueFilter, Side, Sort, View
from agentview.ui.kit.column import SortOrder

SIDE_VIEWS: dict[Side, tuple[View, ...]] = {
    Side.WORK: (View.MINE, View.UNCLAIMED, View.BREACHING, View.HALTED, View.OPEN, View.DONE),
    Side.REQUESTED: (View.HALTED, View.OPEN, View.DONE),
}
"""The pills of each side; on the retailer's side what needs its people comes first."""

FIRST_VIEW = {Side.WORK: View.UNCLAIMED, Side.REQUESTED: View.HALTED}

NARROWING = (
    "text",
    "transfer_types",
    "service_type_ids",
    "statuses",
    "retailer_ids",
    "account_id",
    "requested_from",
    "requested_to",
)
"""The fields of a filter that a person sets and clears one by one."""


@dataclass(frozen=True)
class Query:
    """A filter and an order."""

    filter: QueueFilter = field(default_factory=QueueFilter)
    order: SortOrder = field(default_factory=lambda: SortOrder(Sort.TARGET.value))

    @property
    def sort(self) -> Sort:
        """The order as the services name it."""
        return Sort(self.order.key)

    @property
    def narrowed_by(self) -> tuple[str, ...]:
        """The fields by which the view is narrowed now."""
        plain = QueueFilter()
        return tuple(name for name in NARROWING if getattr(self.filter, name) != getattr(plain, name))

    def seen(self, view: View) -> Query:
        """The same order and narrowing in another view."""
        return replace(self, filter=self.filter.model_copy(update={"view": view}))

    def on(self, side: Side) -> Query:
        """The first view of another side, narrowed by nothing."""
        return replace(self, filter=QueueFilter(side=side, view=FIRST_VIEW[side]))

    def narrowed(self, name: str, value: object) -> Query:
        """The list narrowed by one field more; raises ValidationError for a value that it cannot have."""
        fields = {**self.filter.model_dump(), name: value}
        return replace(self, filter=QueueFilter.model_validate(fields))

    def cleared(self, name: str) -> Query:
        """The list without the narrowing by this field."""
        return self.narrowed(name, getattr(QueueFilter(), name))

    def widened(self) -> Query:
        """The view without any narrowing."""
        return replace(self, filter=QueueFilter(side=self.filter.side, view=self.filter.view))

    def as_json(self) -> dict[str, JsonValue]:
        """A plain value for a saved view."""
        return {
            "filter": self.filter.model_dump(mode="json"),
            "sort": self.order.key,
            "descending": self.order.descending,
        }

    @classmethod
    def from_json(cls, content: Mapping[str, JsonValue]) -> Query:
        """Reads a saved view; what cannot be understood becomes the default."""
        try:
            wanted = QueueFilter.model_validate(content.get("filter") or {})
        except ValidationError:
            wanted = QueueFilter()
        key = content.get("sort")
        known = key if isinstance(key, str) and key in set(Sort) else Sort.TARGET.value
        return cls(wanted, SortOrder(known, descending=content.get("descending") is True))
