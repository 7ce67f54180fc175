"""Reads what was typed: a reference, a number, or the beginnings of words."""

import re
from dataclasses import dataclass

from agentview.core.phone import e164
from agentview.core.reference import Prefix, parse_reference
from agentview.core.text import digits, fold, words
from agentview.services.search.index import SHORTEST_NUMBER

_LIKE_A_NUMBER = re.compile(r"^[+\d\s().\-/]+$")
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for. `endings` are the ways in which the number typed may end a stored one, reversed."""

    reference: tuple[Prefix, int, int | None] | None
    number: str
    endings: tuple[str, ...]
    words: tuple[str, ...]


def read_query(text: str, region: str) -> Query:
    """Understand what was typed by somebody in `region`, who dials numbers as they do there."""
    number = digits(text) if _LIKE_A_NUMBER.match(text) else ""
    if len(number) < SHORTEST_NUMBER:
        number = ""
    return Query(
        reference=parse_reference(text),
        number=number,
        endings=_endings(text, number, region) if number else (),
        words=_words(text)[:_MOST_WORDS],
    )


def _words(text: str) -> tuple[str, ...]:
    """Return the words typed; an e-mail address, or its beginning, counts as one."""
    parts = [(fold(part),) if "@" in part else words(part) for part in text.split()]
    return tuple(dict.fromkeys(word for part in parts for word in part))


def _endings(text: str, number: str, region: str) -> tuple[str, ...]:
    """Return the number as typed, as dialled from abroad, and without the zero of the own country."""
    international = digits(e164(text, region) or "")
    variants = (number, international, number.lstrip("0"))
    return tuple(dict.fromkeys(one[::-1] for one in variants if len(one) >= SHORTEST_NUMBER))
