"""A text that is shown, as translators get it."""

from typing import NamedTuple


class Message(NamedTuple):
    """A source text and where it belongs; one with `is_numerus` has a form for one and a form for many."""

    context: str
    source: str
    comment: str = ""
    is_numerus: bool = False


class Trouble(NamedTuple):
    """A place in the sources whose text no translator would get."""

    path: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"
