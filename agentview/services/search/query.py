"""Reads what was typed: a reference, a number, or the beginnings of words."""

from dataclasses import dataclass

from agentview.core.reference import Prefix, parse_reference
from agentview.core.text import digits, fold
from agentview.services.search.number import (
    LONGEST_TYPED,
    SHORTEST_NUMBER,
    bare_number,
    country_and_rest,
    country_code,
    is_like_a_number,
)
from agentview.services.search.terms import compact, phrase, spellings, typed_terms

MOST_WORDS = 4
_WHOLE_NUMBER = 7


@dataclass(frozen=True, slots=True)
class Wording:
    """One spelling of what was typed: the whole of it, and its words."""

    phrase: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for.

    `endings` are the ways in which the number typed may end a stored one, reversed; `wholes` those in which
    it is one, and `beginnings` those in which it may begin one. `code` is compared with account numbers.
    """

    reference: tuple[Prefix, int, int | None] | None
    number: str
    endings: tuple[str, ...]
    wholes: frozenset[str]
    beginnings: tuple[str, ...]
    code: str
    text: str

    @property
    def wordings(self) -> tuple[Wording, ...]:
        """The spellings of what was typed; an e-mail address, or its beginning, counts as one word."""
        return _wordings(self.text)


def read_query(text: str, region: str) -> Query:
    """Understand what was typed by somebody in `region`, who dials numbers as they do there."""
    is_number = len(text) <= LONGEST_TYPED and is_like_a_number(text)
    bare = bare_number(text) if is_number else ""
    number = digits(bare)
    national = country_and_rest(bare, region) if is_number and _may_be_whole(bare, number) else None
    folded = fold(text)
    return Query(
        reference=parse_reference(text),
        number=number,
        endings=_endings(number, national) if is_number else (),
        wholes=_wholes(number, national),
        beginnings=_beginnings(bare, number, region) if is_number else (),
        code=compact(folded),
        text=text,
    )


def _wordings(text: str) -> tuple[Wording, ...]:
    found = []
    for spelling in spellings(text):
        parts = [(part,) if "@" in part else typed_terms(part) for part in spelling.split()]
        words = tuple(dict.fromkeys(word for part in parts for word in part))
        if words:
            found.append(Wording(phrase(spelling), tuple(sorted(words, key=len)[-MOST_WORDS:])))
    return tuple(dict.fromkeys(found))[:2]


def _may_be_whole(bare: str, number: str) -> bool:
    return len(number) >= _WHOLE_NUMBER or bare.startswith("+")


def _endings(number: str, national: tuple[str, str] | None) -> tuple[str, ...]:
    """Return the number as typed and without zeros in front; of a whole one the part that all forms share."""
    if national is not None and len(national[1]) >= _WHOLE_NUMBER:
        return (national[1][::-1],)
    variants = (number, number.lstrip("0"))
    return tuple(dict.fromkeys(one[::-1] for one in variants if len(one) >= SHORTEST_NUMBER))


def _wholes(number: str, national: tuple[str, str] | None) -> frozenset[str]:
    if national is None:
        return frozenset({number})
    country, rest = national
    return frozenset({number, country + rest, rest, "0" + rest})


def _beginnings(bare: str, number: str, region: str) -> tuple[str, ...]:
    """Return how a number begins that is still being typed: as it stands, and with its country before it."""
    if bare.startswith("+"):
        return (number,)
    if number.startswith("00"):
        return (number[2:],) if len(number) > SHORTEST_NUMBER else (number,)
    country = country_code(region)
    return tuple(dict.fromkeys((number, country + number.removeprefix("0"))))
