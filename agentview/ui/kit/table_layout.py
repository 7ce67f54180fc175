"""The columns of a list as its reader left them: order, hidden, widths; a plain value to store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class TableLayout:
    """Column keys in order, the hidden ones, and chosen widths in pixels at a scale of 1."""

    order: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    widths: dict[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """A plain value for a file or the server."""
        return {"order": list(self.order), "hidden": sorted(self.hidden), "widths": dict(self.widths)}

    @classmethod
    def from_json(cls, value: object) -> TableLayout:
        """Reads a stored value; what cannot be understood is left out."""
        fields = value if isinstance(value, dict) else {}
        order, hidden, widths = (fields.get(name) for name in ("order", "hidden", "widths"))
        return cls(
            order=tuple(key for key in order if isinstance(key, str)) if isinstance(order, list) else (),
            hidden=frozenset(key for key in hidden if isinstance(key, str))
            if isinstance(hidden, list)
            else frozenset(),
            widths={
                key: size for key, size in widths.items() if isinstance(key, str) and isinstance(size, int)
            }
            if isinstance(widths, dict)
            else {},
        )

    def ordered(self, keys: Sequence[str]) -> list[str]:
        """All of `keys`: the known ones in the stored order, new ones where they stand by default."""
        result = [key for key in self.order if key in keys]
        for at, key in enumerate(keys):
            if key not in result:
                result.insert(min(at, len(result)), key)
        return result
