"""The tokens by which customers and tasks are found: pure, so that an import writes them in bulk (D-35)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

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


@dataclass(frozen=True, slots=True)
class Findable:
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
    tokens: set[Token] = set()
    for spelling in spellings(found.name):
        tokens.add((TokenKind.HEAD, phrase(spelling)))
        tokens.update((TokenKind.NAME, term) for term in stored_terms(spelling))
    known = {term for _, term in tokens}
    for kind, texts in (
        (TokenKind.CONTACT, found.contacts),
        (TokenKind.VANITY, found.vanity_names),
        (TokenKind.ADDRESS, found.addresses),
    ):
        # A contact is mostly called as the customer is: nothing is found twice.
        tokens.update((kind, term) for text in texts for term in _terms(text) if term not in known)
    tokens.update((TokenKind.EMAIL, term) for email in found.emails for term in _email_terms(email))
    tokens.update(_codes(found.account_no, TokenKind.ACCOUNT, TokenKind.END_ACCOUNT))
    for serial in found.serials:
        tokens.update(_codes(serial, TokenKind.SERIAL, TokenKind.END_SERIAL))
    tokens.update(identifier_tokens(found.identifiers))
    tokens.update(_number_tokens(found.numbers))
    return {token for token in tokens if token[1]}


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


def _terms(text: str) -> Iterator[str]:
    for spelling in spellings(text):
        yield from stored_terms(spelling)


def _email_terms(email: str) -> Iterator[str]:
    """Give an e-mail address whole and by the words of its name, for its domain is everybody's."""
    folded = fold(email)
    yield folded[:LONGEST_TERM]
    yield from (word[:LONGEST_TERM] for word in split_words(folded.partition("@")[0]))


def _codes(text: str, kind: TokenKind, end: TokenKind) -> Iterator[Token]:
    """Give a number with letters in it whole, by its words, and its digits by their end."""
    folded = fold(text)
    whole = compact(folded)
    if whole:
        yield kind, whole
    for word in split_words(folded):
        yield kind, word[:LONGEST_TERM]
    number = digits(folded)
    if len(number) >= SHORTEST_NUMBER:
        yield end, number[::-1][:LONGEST_TERM]


def _number_tokens(numbers: Iterable[str]) -> Iterator[Token]:
    """Give telephone numbers by their end, and by their beginning while they are still being typed.

    A number as typed says nothing more where its E.164 form, which comes first, ends in the same digits.
    """
    seen: list[str] = []
    for text in numbers:
        number = read_number(text)
        local = number.lstrip("0")
        if len(number) < SHORTEST_NUMBER or any(local and other.endswith(local) for other in seen):
            continue
        seen.append(number)
        yield TokenKind.PHONE, number[:LONGEST_TERM]
        yield TokenKind.END_PHONE, number[::-1][:LONGEST_TERM]
