"""Which ranges of tokens are read for what was typed, and what a match in each is worth."""

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


def number_parts(query: Query) -> tuple[tuple[Part, ...], dict[str, str]]:
    """Return the ranges of a number, with the texts that they begin with."""
    ends = {f"e{at}": ending for at, ending in enumerate(query.endings)}
    starts = {f"b{at}": beginning for at, beginning in enumerate(query.beginnings)}
    wholes = tuple(f"whole{at}" for at in range(_MOST_WHOLES))
    parts = (
        *(Part(TokenKind.END_PHONE, name, Fit.NUMBER_ENDS, Fit.WHOLE_NUMBER, wholes) for name in ends),
        *(Part(TokenKind.PHONE, name, Fit.NUMBER_BEGINS, Fit.NUMBER_BEGINS) for name in starts),
        Part(TokenKind.END_ACCOUNT, "number", Fit.NUMBER_ENDS, Fit.WHOLE_NUMBER, ("number",)),
        Part(TokenKind.END_SERIAL, "number", Fit.NUMBER_ENDS, Fit.WHOLE_NUMBER, ("number",)),
        *NAMES,
        *OTHERS,
    )
    words = {"word": query.number, "phrase": query.number, "code": query.code}
    return parts, {**ends, **starts, **_wholes(query), **words, "number": query.number[::-1]}


def _wholes(query: Query) -> dict[str, str]:
    """Return the forms of the whole number, reversed as they are kept; the last fills what is left."""
    forms = sorted(form[::-1] for form in query.wholes)
    return {f"whole{at}": forms[min(at, len(forms) - 1)] for at in range(_MOST_WHOLES)}
