"""The tokens by which customers and tasks are found: pure, so that an import writes them in bulk (D-35)."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from agentview.core.text import digits, fold, split_words
from agentview.services.search.number import SHORTEST_NUMBER, is_like_a_number, read_number
from agentview.services.search.terms import LONGEST_TERM, compact, phrase, spellings, stored_terms


class Entity(StrEnum):
    """What a token leads to."""

    ACCOUNT = "account"
    TASK = "task"


class TokenKind(StrEnum):
    """What a token is of. Those that begin with END hold digits, reversed, and are found by their end.

    HEAD is the whole name of a customer, NAME each word of it.
    """

    HEAD = "HEAD"
    NAME = "NAME"
    CONTACT = "CONTACT"
    VANITY = "VANITY"
    EMAIL = "EMAIL"
    ADDRESS = "ADDRESS"
    ACCOUNT = "ACCOUNT"
    SERVICE = "SERVICE"
    SERIAL = "SERIAL"
    PHONE = "PHONE"
    END_PHONE = "END_PHONE"
    END_SERIAL = "END_SERIAL"
    END_ACCOUNT = "END_ACCT"
    TASK = "TASK"
    END_TASK = "END_TASK"


Token = tuple[TokenKind, str]
Terms = dict[TokenKind, set[str]]

# Members are looked up at each use by Python code: an import does it millions of times.
_HEAD, _NAME, _EMAIL = TokenKind.HEAD, TokenKind.NAME, TokenKind.EMAIL
_CONTACT, _VANITY, _ADDRESS = TokenKind.CONTACT, TokenKind.VANITY, TokenKind.ADDRESS
_ACCOUNT, _END_ACCOUNT = TokenKind.ACCOUNT, TokenKind.END_ACCOUNT
_SERIAL, _END_SERIAL = TokenKind.SERIAL, TokenKind.END_SERIAL
_PHONE, _END_PHONE = TokenKind.PHONE, TokenKind.END_PHONE


class Findable(NamedTuple):
    """What a customer is found by. `numbers` are E.164 or as typed; `identifiers` those of services held."""

    name: str
    account_no: str
    contacts: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    vanity_names: tuple[str, ...] = ()
    serials: tuple[str, ...] = ()


def account_tokens(found: Findable) -> set[Token]:
    """Return all tokens of a customer."""
    return {(kind, term) for kind, terms in account_terms(found).items() for term in terms}


def account_terms(found: Findable) -> Terms:
    """Return the same by kind, each text once: an import makes millions."""
    written = spellings(found.name)
    names = {term for spelling in written for term in stored_terms(spelling)}
    terms = {_HEAD: {phrase(spelling) for spelling in written}, _NAME: names}
    known = names | terms[_HEAD]
    for kind, texts in (
        (_CONTACT, found.contacts),
        (_VANITY, found.vanity_names),
        (_ADDRESS, found.addresses),
    ):
        if texts:
            # A contact is mostly called as the customer is: nothing is found twice.
            terms[kind] = {term for text in texts for term in _terms(text)} - known
    if found.emails:
        terms[_EMAIL] = {term for email in found.emails for term in _email_terms(email)}
    codes = [*_codes(found.account_no, _ACCOUNT, _END_ACCOUNT), *_number_tokens(found.numbers)]
    for serial in found.serials:
        codes += _codes(serial, _SERIAL, _END_SERIAL)
    if found.identifiers:
        codes += identifier_tokens(found.identifiers)
    for kind, term in codes:
        if kind in terms:
            terms[kind].add(term)
        else:
            terms[kind] = {term}
    for kind in (_HEAD, _EMAIL):
        if kind in terms:
            terms[kind].discard("")
    return terms


def identifier_tokens(identifiers: Iterable[str | None]) -> set[Token]:
    """Return the tokens of what identifies services: telephone numbers, lines, trunks."""
    tokens: set[Token] = set()
    for identifier in identifiers:
        if identifier and is_like_a_number(identifier):
            tokens.update(_number_tokens((identifier,)))
        elif identifier:
            tokens.update(_codes(identifier, TokenKind.SERVICE, TokenKind.END_PHONE))
    return tokens


def serial_tokens(serials: Iterable[str]) -> set[Token]:
    """Return the tokens of serial numbers."""
    return {token for serial in serials for token in _codes(serial, TokenKind.SERIAL, TokenKind.END_SERIAL)}


def task_tokens(name: str, account_no: str, identifier: str | None) -> set[Token]:
    """Return the tokens of a task: customer's name and number, and the identifier of its service."""
    tokens: set[Token] = {(TokenKind.TASK, term) for term in _terms(name)}
    for text in (account_no, identifier or ""):
        tokens.update(_codes(text, TokenKind.TASK, TokenKind.END_TASK))
    return tokens


def account_token_rows(provider_id: int, account_id: int, found: Findable) -> list[Mapping[str, object]]:
    """Return the rows of `search_token` for a customer that has none yet, for a bulk insert."""
    return token_rows(provider_id, Entity.ACCOUNT, account_id, account_tokens(found))


def token_rows(
    provider_id: int, entity: Entity, entity_id: int, tokens: Iterable[Token]
) -> list[Mapping[str, object]]:
    """Return tokens as rows of `search_token`."""
    return [
        {
            "provider_id": provider_id,
            "kind": kind.value,
            "token": token,
            "entity": entity.value,
            "entity_id": entity_id,
        }
        for kind, token in sorted(tokens)
    ]


def _terms(text: str) -> list[str]:
    return [term for spelling in spellings(text) for term in stored_terms(spelling)]


def _email_terms(email: str) -> list[str]:
    """Return an e-mail address whole and by the words of its name, for its domain is everybody's."""
    folded = fold(email)
    words = split_words(folded.partition("@")[0])
    return [folded[:LONGEST_TERM], *(word[:LONGEST_TERM] for word in words)]


def _codes(text: str, kind: TokenKind, end: TokenKind) -> list[Token]:
    """Return a number with letters in it whole, by its words, and its digits by their end."""
    folded = fold(text)
    found = [(kind, word[:LONGEST_TERM]) for word in split_words(folded)]
    whole = compact(folded)
    if whole:
        found.append((kind, whole))
    number = digits(folded)
    if len(number) >= SHORTEST_NUMBER:
        found.append((end, number[::-1][:LONGEST_TERM]))
    return found


def _number_tokens(numbers: Iterable[str]) -> Iterator[Token]:
    """Give telephone numbers by their end, and by their beginning while they are still being typed.

    A number as typed says nothing more where its E.164 form, which comes first, ends in the same digits.
    """
    seen = ""
    for text in numbers:
        number = read_number(text)
        local = number.lstrip("0")
        if len(number) < SHORTEST_NUMBER or (local and f"{local} " in seen):
            continue
        seen += f"{number} "
        yield _PHONE, number[:LONGEST_TERM]
        yield _END_PHONE, number[::-1][:LONGEST_TERM]
