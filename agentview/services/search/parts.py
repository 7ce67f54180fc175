"""Which ranges of tokens are read for what was typed, and what a match in each is worth."""

from functools import lru_cache

from agentview.models.prepared import Preparable
from agentview.services.search import statements
from agentview.services.search.fit import Fit
from agentview.services.search.query import Query
from agentview.services.search.statements import Part
from agentview.services.search.tokens import TokenKind

_MOST_WHOLES = 4

WORD_KINDS = (
    TokenKind.NAME,
    TokenKind.CONTACT,
    TokenKind.VANITY,
    TokenKind.EMAIL,
    TokenKind.ADDRESS,
    TokenKind.ACCOUNT,
    TokenKind.SERVICE,
    TokenKind.SERIAL,
)
"""The kinds in which words are looked for; names lead."""

HEAD = Part(TokenKind.HEAD, "phrase", Fit.NAME_BEGINS, Fit.WHOLE_NAME, ("phrase",))
NAMES = (HEAD, Part(TokenKind.NAME, "word", Fit.WORD_OF_NAME, Fit.WORD_OF_NAME_WHOLE, ("word",)))
CODES = tuple(
    Part(kind, "code", Fit.OTHER_WORD, Fit.WHOLE_NUMBER, ("code",))
    for kind in (TokenKind.ACCOUNT, TokenKind.SERVICE, TokenKind.SERIAL)
)
OTHERS = (
    *CODES,
    *(
        Part(kind, "word", Fit.OTHER_WORD, Fit.OTHER_WORD_WHOLE, ("word",))
        for kind in (TokenKind.CONTACT, TokenKind.VANITY, TokenKind.EMAIL)
    ),
    Part(TokenKind.ADDRESS, "word", Fit.ADDRESS, Fit.ADDRESS),
)
"""What else than a name one word may be."""


@lru_cache(maxsize=50)
def number_reader(endings: int, beginnings: int, most: int, *, own_only: bool) -> Preparable:
    """Return what reads what has a number that so many endings and beginnings are looked for of."""
    ends, starts = _names("e", endings), _names("b", beginnings)
    wholes = _names("whole", _MOST_WHOLES)
    parts = (
        *(Part(TokenKind.END_PHONE, name, Fit.NUMBER_ENDS, Fit.WHOLE_NUMBER, wholes) for name in ends),
        *(Part(TokenKind.PHONE, name, Fit.NUMBER_BEGINS, Fit.NUMBER_BEGINS) for name in starts),
        Part(TokenKind.END_ACCOUNT, "number", Fit.NUMBER_ENDS, Fit.WHOLE_NUMBER, ("number",)),
        Part(TokenKind.END_SERIAL, "number", Fit.NUMBER_ENDS, Fit.WHOLE_NUMBER, ("number",)),
        *NAMES,
        *OTHERS,
    )
    return statements.of_number(parts, most, own_only=own_only)


def number_values(query: Query) -> dict[str, object]:
    """Return the texts with which its ranges begin, and the forms of the whole number, reversed as kept."""
    number = query.number
    found: dict[str, str] = {
        "word": number,
        "phrase": number,
        "code": query.code,
        "number": number[::-1],
        "w0": query.endings[0],
    }
    found.update(zip(_names("e", len(query.endings)), query.endings, strict=True))
    found.update(zip(_names("b", len(query.beginnings)), query.beginnings, strict=True))
    values = statements.between(found)
    forms = sorted(form[::-1] for form in query.wholes)
    # The last one fills what is left.
    forms += forms[-1:] * (_MOST_WHOLES - len(forms))
    values.update(zip(_names("whole", _MOST_WHOLES), forms, strict=True))
    return values


@lru_cache(maxsize=50)
def _names(letter: str, number: int) -> tuple[str, ...]:
    return tuple(f"{letter}{at}" for at in range(number))
