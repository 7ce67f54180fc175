"""Tells columns by their headers, however they are spelt."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from agentview.core.text import fold

Field = TypeVar("Field")


def bare(header: str) -> str:
    """Return a header without case, accents, blanks and marks."""
    spelt = header.casefold().replace("ß", "ss").replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    return "".join(char for char in fold(spelt) if char.isalnum())


def by_spelling(columns: Sequence[str], spellings: Mapping[Field, str]) -> dict[str, Field]:
    """Return what the columns with known headers hold; of two for one field the first.

    `spellings` are the bare headers of each field, set apart by blanks.
    """
    fields = {spelling: field for field, many in spellings.items() for spelling in many.split()}
    found: dict[str, Field] = {}
    for column in columns:
        field = fields.get(bare(column))
        if field is not None and field not in found.values():
            found[column] = field
    return found
