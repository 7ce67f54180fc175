"""What can be done to a record: word, key and icon; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class RecordCommand:
    """A command; `key` is its letter in the list. `needs_record`: it is for the chosen record."""

    name: str
    word: Callable[[], str]
    key: str
    icon: str
    needs_record: bool = True
    is_dangerous: bool = False
