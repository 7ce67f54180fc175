"""Says how well a record fits what was typed, as a letter, so that a database can sort by it."""

from enum import IntEnum

from agentview.contract.search import HitField
from agentview.services.search.tokens import TokenKind


class Fit(IntEnum):
    """The classes in which matches come: what was named exactly, then names, then everything else."""

    REFERENCE = 0
    WHOLE_NUMBER = 1
    WHOLE_NAME = 2
    NAME_BEGINS = 3
    WORD_OF_NAME_WHOLE = 4
    WORD_OF_NAME = 5
    NUMBER_ENDS = 6
    NUMBER_BEGINS = 7
    OTHER_WORD_WHOLE = 8
    OTHER_WORD = 9
    ADDRESS = 10
    TASK = 11

    @property
    def letter(self) -> str:
        """Return the letter that sorts as it does."""
        return chr(ord("a") + self)


LETTERS = {kind: chr(ord("a") + at) for at, kind in enumerate(TokenKind)}
"""The letter of each kind; kinds that are worth more come first."""

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
_FIELD_OF_LETTER = {LETTERS[kind]: field for kind, field in _FIELDS.items()}


def field_of(key: str) -> HitField:
    """Return what of a customer fits, by the key that a statement gave."""
    return _FIELD_OF_LETTER[key[1]]
