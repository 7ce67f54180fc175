"""The shape of the text of a code: what did not happen, what is safe, what to do next."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Three sentences with {placeholders} for the error's values; the later two may be empty."""

    what: str
    safe: str = ""
    next_step: str = ""

    def filled(self, values: Mapping[str, object]) -> "Text":
        """Return the text with {name} replaced by the error's values, as plain text."""
        return Text(*(_fill(part, values) for part in (self.what, self.safe, self.next_step)))

    @property
    def sentences(self) -> str:
        """The three sentences as one text."""
        return " ".join(part for part in (self.what, self.safe, self.next_step) if part)


def _fill(template: str, values: Mapping[str, object]) -> str:
    """Replace {name} in one pass: what stands in a value is never read as a placeholder."""
    parts = template.split("{")
    filled = [parts[0]]
    for part in parts[1:]:
        name, closed, rest = part.partition("}")
        filled.append(f"{values[name]}{rest}" if closed and name in values else "{" + part)
    return "".join(filled)
