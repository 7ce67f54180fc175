"""A block of work: what was done in one transaction, and where the next one goes on."""

from dataclasses import dataclass

AT_ONCE = 100
"""How many accounts are changed in one transaction."""

LOOKED_AT = 500
"""How many accounts are looked at in one go."""


@dataclass(frozen=True, slots=True)
class Block:
    """How many accounts were done, and how many failed. `last` is the last one; None: there are no more."""

    done: int = 0
    failed: int = 0
    last: int | None = None
