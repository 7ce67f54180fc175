"""What the fields of a search mean, as beginnings of tokens: pure."""

from dataclasses import dataclass

from agentview.contract.customer_search import CustomerFilter
from agentview.core.reference import Prefix, parse_reference
from agentview.core.text import digits, fold
from agentview.services.search.number import SHORTEST_NUMBER, is_like_a_number
from agentview.services.search.query import read_query
from agentview.services.search.terms import compact
from agentview.services.search.tokens import TokenKind

LARGEST_KEY = 2**31


@dataclass(frozen=True, slots=True)
class Criterion:
    """A customer must have a token of one of these kinds that begins so; without any nobody fits."""

    beginnings: tuple[tuple[TokenKind, str], ...]

    @property
    def length(self) -> int:
        """How much was typed: the longest is likely to be the rarest."""
        return min((len(text) for _, text in self.beginnings), default=0)


def criteria(wanted: CustomerFilter, region: str) -> list[Criterion]:
    """Return what the text fields ask for; all of it must fit."""
    found = _words(wanted.name, region, (TokenKind.NAME,))
    found += _contact(wanted.contact, region)
    found += _words(wanted.address, region, (TokenKind.ADDRESS,))
    if wanted.account_no:
        found.append(_code(wanted.account_no, TokenKind.ACCOUNT, TokenKind.END_ACCOUNT))
    if wanted.serial:
        found.append(_code(wanted.serial, TokenKind.SERIAL, TokenKind.END_SERIAL))
    if wanted.number:
        found.append(_number(wanted.number, region))
    return found


def order_named(text: str) -> tuple[Prefix, int] | None:
    """Return the order or cancel request that was typed, such as PO-10482 or 10482; None where it is none."""
    named = parse_reference(text)
    if named is not None:
        prefix, number, _ = named
    else:
        number = (
            int(text) if text.isascii() and text.isdecimal() and len(text) <= len(str(LARGEST_KEY)) else 0
        )
        prefix = Prefix.ORDER
    is_request = prefix in {Prefix.ORDER, Prefix.MIGRATION, Prefix.CANCEL_REQUEST}
    return (prefix, number) if is_request and 0 < number < LARGEST_KEY else None


def _words(text: str, region: str, kinds: tuple[TokenKind, ...]) -> list[Criterion]:
    """Ask for each word typed; where a word has two spellings either will do."""
    if not text:
        return []
    wordings = [wording.words for wording in read_query(text, region).wordings]
    if not wordings:
        return [Criterion(())]
    same = [words for words in wordings if len(words) == len(wordings[0])]
    return [
        Criterion(tuple((kind, word) for word in dict.fromkeys(spelled) for kind in kinds))
        for spelled in zip(*same, strict=True)
    ]


def _contact(text: str, region: str) -> list[Criterion]:
    """Ask for a contact by name, e-mail address or number."""
    if is_like_a_number(text):
        return [_number(text, region)]
    # A contact who is called as the customer has no tokens of its own.
    return _words(text, region, (TokenKind.CONTACT, TokenKind.NAME, TokenKind.EMAIL))


def _code(text: str, kind: TokenKind, end: TokenKind) -> Criterion:
    folded = fold(text)
    number = digits(folded)
    beginnings = [(kind, compact(folded))]
    if len(number) >= SHORTEST_NUMBER and number == compact(folded):
        beginnings.append((end, number[::-1]))
    return Criterion(tuple(one for one in beginnings if one[1]))


def _number(text: str, region: str) -> Criterion:
    query = read_query(text, region)
    if query.number:
        ends = [(TokenKind.END_PHONE, ending) for ending in query.endings]
        return Criterion((*ends, *((TokenKind.PHONE, beginning) for beginning in query.beginnings)))
    code = compact(fold(text))
    return Criterion(((TokenKind.SERVICE, code), (TokenKind.PHONE, code)) if code else ())
