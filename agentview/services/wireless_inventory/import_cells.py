"""Reads the cells of a row of a file, and gathers what of them cannot be read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from agentview.contract.wireless_import import WirelessColumn, WirelessFileRow
from agentview.core.day import read_day
from agentview.core.errors import Refusal
from agentview.core.text import fold
from agentview.services.wireless_company.trail import Recorded

Choice = TypeVar("Choice", bound=StrEnum)
Found = TypeVar("Found")
_YES, _NO = frozenset({"yes", "y", "true", "1", "ja", "j", "x"}), frozenset({"no", "n", "false", "0", "nein"})


@dataclass(slots=True)
class Planned:
    """What a row comes to: the record that it is about, what is set of it, and every reason against it."""

    number: int
    key: str
    record: Recorded
    values: Mapping[str, object] = field(default_factory=dict)
    refusals: tuple[Refusal, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether the record is added."""
        return self.record.id is None

    @property
    def changed(self) -> tuple[str, ...]:
        """The fields of a known record that change."""
        if self.is_new:
            return ()
        return tuple(name for name, value in self.values.items() if getattr(self.record, name) != value)


class Cells:
    """The cells of a row. An empty one, or one that the file does not have, says nothing: None."""

    def __init__(self, row: WirelessFileRow) -> None:
        """Begin with what the reader of the file found wrong."""
        self.row = row
        self.refusals = [one.refusal() for one in row.refusals]

    def refuse(self, code: str, column: WirelessColumn, **values: str) -> None:
        """Note a reason against the row."""
        told = {"column": column.value.replace("_", " "), **values}
        self.refusals.append(Refusal(code, column.value, values={**told}))

    def text(self, column: WirelessColumn, most: int = 200) -> str | None:
        """Return a cell."""
        found = self.row.values.get(column, "").strip()
        if len(found) > most:
            self.refuse("E-WLI-LONG", column)
            return None
        return found or None

    def needed(self, column: WirelessColumn, most: int = 200) -> str:
        """Return a cell that a new record cannot do without."""
        found = self.text(column, most)
        if found is None:
            self.refuse("E-WLI-CELL-MISSING", column)
        return found or ""

    def day(self, column: WirelessColumn) -> date | None:
        """Return a day."""
        return self._read(column, read_day)

    def whole(self, column: WirelessColumn, most: int) -> int | None:
        """Return a whole number up to a largest one."""
        return self._read(column, lambda text: _whole(text, most))

    def choice(self, column: WirelessColumn, kind: type[Choice]) -> Choice | None:
        """Return one of the words of AgentView, spelt with blanks or hyphens as well."""
        by_name = {fold(one.value.replace("_", " ")): one for one in kind}
        return self._read(
            column, lambda text: by_name.get(fold(text.replace("_", " ").replace("-", " ").replace("/", " ")))
        )

    def truth(self, column: WirelessColumn) -> bool | None:
        """Return yes or no."""
        found = self.text(column)
        if found is None:
            return None
        if fold(found) not in _YES | _NO:
            self.refuse("E-WLI-CELL", column, value=found)
        return fold(found) in _YES

    def known(self, column: WirelessColumn, records: Mapping[str, Found]) -> Found | None:
        """Return the record that a cell names."""
        found = self.text(column)
        if found is None:
            return None
        record = records.get(found.casefold())
        if record is None:
            self.refuse("E-WLI-UNKNOWN", column, value=found)
        return record

    def _read(self, column: WirelessColumn, read: Callable[[str], Found | None]) -> Found | None:
        text = self.text(column)
        if text is None:
            return None
        found = read(text)
        if found is None:
            self.refuse("E-WLI-CELL", column, value=text)
        return found


def _whole(text: str, most: int) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and int(text) <= most else None
