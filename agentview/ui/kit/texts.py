"""Turns an error's code and values into what people read; the sentences live in ui/texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class ErrorText:
    """What did not happen, what is safe, and what to do next."""

    what: str
    safe: str = ""
    next_step: str = ""

    def filled(self, values: Mapping[str, object]) -> ErrorText:
        """The text with {name} replaced by the error's values; unknown names stay as they are."""
        return ErrorText(*(_fill(part, values) for part in (self.what, self.safe, self.next_step)))

    @property
    def sentences(self) -> str:
        """The three sentences as one text."""
        return " ".join(part for part in (self.what, self.safe, self.next_step) if part)


Sentences = Callable[[], ErrorText]


@dataclass(frozen=True)
class ErrorReport:
    """The text to show and the details to copy."""

    text: ErrorText
    details: str


class ErrorTexts:
    """The catalogue: code -> a callable that gives the sentences in the user's language."""

    def __init__(self, catalogue: Mapping[str, Sentences], unknown: Sentences) -> None:
        """`unknown` is the text for a code that the catalogue lacks; it may use {code}."""
        self._catalogue = dict(catalogue)
        self._unknown = unknown

    def codes(self) -> frozenset[str]:
        """Every code that has a text of its own."""
        return frozenset(self._catalogue)

    def text(self, code: str, values: Mapping[str, object]) -> ErrorText:
        """The sentences for this code, filled with these values."""
        found = self._catalogue.get(code, self._unknown)()
        return found.filled({**values, "code": code})

    def report(
        self, code: str, values: Mapping[str, object], at: datetime, request_id: str = ""
    ) -> ErrorReport:
        """The text, and as details the code, the time and the request id; nothing personal."""
        parts = [f"code: {code}", f"time: {at.isoformat(timespec='seconds')}"]
        if request_id:
            parts.append(f"request: {request_id}")
        return ErrorReport(self.text(code, values), "\n".join(parts))


def _fill(template: str, values: Mapping[str, object]) -> str:
    """Replaces {name} by plain text; never evaluates what stands between the brackets."""
    for name, value in values.items():
        template = template.replace("{" + name + "}", str(value))
    return template
