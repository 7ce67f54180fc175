"""What builds a view and is loaded late: with the first view of its kind, or once nobody waits for the start.

The modules of all areas together take longer to load than the window takes to show.
"""

from __future__ import annotations

import importlib
from typing import Any

_named: list[Late] = []


class Late:
    """Builds an object of a class whose module is loaded when it is first called."""

    def __init__(self, module: str, name: str) -> None:
        """Note the class, for `load_all`."""
        self.module, self.name = module, name
        _named.append(self)

    def __call__(self, *given: object) -> Any:  # noqa: ANN401 - the class is not known before it is loaded
        """Build one."""
        return getattr(importlib.import_module(self.module), self.name)(*given)


def named() -> tuple[Late, ...]:
    """Return everything that is loaded late."""
    return tuple(_named)


def load_all() -> None:
    """Load every module that was named, on a worker's thread: it takes a second or two."""
    for late in named():
        importlib.import_module(late.module)
