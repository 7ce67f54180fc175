"""Says how well a record fits what was typed: the lowest is the best."""

from dataclasses import dataclass
from enum import IntEnum

from agentview.contract.search import HitField, HitKind
from agentview.services.search.query import Query, Wording
from agentview.services.search.statements import BY_ORDER, BY_TASK, WORD_KINDS, Row
from agentview.services.search.tokens import TokenKind


class Fit(IntEnum):
    """The classes in which matches come: what was named exactly, then names, then everything else."""

    REFERENCE = 0
    WHOLE_NUMBER = 1
    WHOLE_NAME = 2
    NAME_BEGINS = 3
    WORD_OF_NAME = 4
    NUMBER_ENDS = 5
    NUMBER_BEGINS = 6
    OTHER_WORD = 7
    ADDRESS = 8
    TASK = 9


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record, how well it fits, and in what. `order` tells those apart that fit alike."""

    kind: HitKind
    record_id: int
    fit: Fit
    matched: HitField
    order: tuple[int, str] = (0, "")


CODES = (TokenKind.ACCOUNT, TokenKind.SERVICE, TokenKind.SERIAL)
"""Numbers that may have letters in them: the whole of one names its record."""

_ENDS = frozenset({TokenKind.END_PHONE, TokenKind.END_SERIAL, TokenKind.END_ACCOUNT})
_TASKS = frozenset({TokenKind.TASK, TokenKind.END_TASK})
_FIELDS = {
    TokenKind.HEAD: HitField.NAME,
    TokenKind.NAME: HitField.NAME,
    TokenKind.CONTACT: HitField.CONTACT,
    TokenKind.VANITY: HitField.VANITY_NAME,
    TokenKind.EMAIL: HitField.EMAIL,
    TokenKind.ADDRESS: HitField.ADDRESS,
    TokenKind.ACCOUNT: HitField.ACCOUNT_NO,
    TokenKind.SERVICE: HitField.SERVICE,
    TokenKind.SERIAL: HitField.SERIAL,
    TokenKind.PHONE: HitField.NUMBER,
    TokenKind.END_PHONE: HitField.NUMBER,
    TokenKind.END_SERIAL: HitField.SERIAL,
    TokenKind.END_ACCOUNT: HitField.ACCOUNT_NO,
}


def candidate(query: Query, wording: Wording, row: Row) -> Candidate:
    """Return the record that a row leads to, with its fit."""
    kind, token, record_id = row
    if kind == BY_ORDER:
        return Candidate(HitKind.ORDER, record_id, Fit.REFERENCE, HitField.REFERENCE, (1, ""))
    if kind == BY_TASK:
        return Candidate(HitKind.TASK, record_id, Fit.REFERENCE, HitField.REFERENCE, (2, ""))
    known = TokenKind(kind)
    if known in _TASKS:
        matched = HitField.NUMBER if known is TokenKind.END_TASK else HitField.NAME
        return Candidate(HitKind.TASK, record_id, Fit.TASK, matched)
    fit, place = _fit(query, wording, known, token)
    return Candidate(HitKind.CUSTOMER, record_id, fit, _FIELDS[known], (place, token))


def _fit(query: Query, wording: Wording, kind: TokenKind, token: str) -> tuple[Fit, int]:
    if kind is TokenKind.HEAD:
        return (Fit.WHOLE_NAME if token == wording.phrase else Fit.NAME_BEGINS), 0
    if kind is TokenKind.NAME:
        return Fit.WORD_OF_NAME, 0 if token in wording.words else 1
    if kind in _ENDS:
        return (Fit.WHOLE_NUMBER if token[::-1] in query.wholes else Fit.NUMBER_ENDS), 0
    if kind is TokenKind.PHONE:
        return Fit.NUMBER_BEGINS, 0
    if kind in CODES and token == query.code:
        return Fit.WHOLE_NUMBER, 0
    place = WORD_KINDS.index(kind) + (0 if token in wording.words else len(WORD_KINDS))
    return (Fit.ADDRESS if kind is TokenKind.ADDRESS else Fit.OTHER_WORD), place
