"""Finds customers by names and numbers: against the best single statement for it, and in few against many."""

from collections.abc import Callable, Iterator
from itertools import cycle
from random import Random

from agentview.contract.search import FIND, FindRequest, Hits
from agentview.core.text import words
from agentview.gateway.embedded import Embedded
from agentview.models.database import Database
from benchmarks.bare import Statement, bare_reader, statements_of
from benchmarks.customers import name_of, phone_of
from benchmarks.figures import Figure, Line, alternate, compared
from benchmarks.page import caller_at
from benchmarks.places import ENGINES, Places
from tests import build

FLOOR_MOST = 3.0
SCALE_MOST = 1.5
_TURNS = 40
_LAST = "\U0010ffff"
_LIMIT = 8

# The narrowest statement: one range of one index, and what is shown of each customer it leads to. It neither
# puts names before other words nor knows a whole name from a beginning.
_NARROW = (
    "SELECT t.token, a.id, a.account_no, a.name, a.status,"  # noqa: S608 - own text
    " (SELECT c.phone FROM contact c WHERE c.account_id = a.id AND c.phone <> '' ORDER BY c.id LIMIT 1),"
    " (SELECT d.city FROM address d WHERE d.account_id = a.id AND d.city <> '' ORDER BY d.id LIMIT 1)"
    " FROM search_token t JOIN account a ON a.id = t.entity_id"
    " WHERE t.provider_id = {0} AND t.kind = {0} AND t.token >= {0} AND t.token < {0}"
    f" ORDER BY t.token, t.entity_id LIMIT {_LIMIT}"
)

Call = Callable[[], object]


def search(places: Places, few: int, many: int, rounds: int) -> list[Line]:
    """Search `many` customers with the same words and numbers, in turn with both floors."""
    return [line for engine in ENGINES for line in _search(places, engine, few, many, rounds)]


def _search(places: Places, engine: str, few: int, many: int, rounds: int) -> Iterator[Line]:
    with (
        places.customers(engine, few) as small,
        places.customers(engine, many) as large,
        bare_reader(large.database) as read,
    ):
        for what, kind, typed in _searches(few):
            ranked = cycle([_ranked(large, text) for text in typed])
            narrow = cycle([_narrow(large.database, kind, text) for text in typed])
            calls: dict[str, Call] = {
                "floor": lambda ranked=ranked: read(next(ranked)),  # type: ignore[misc]
                "narrow": lambda narrow=narrow: read(next(narrow)),  # type: ignore[misc]
                "few": _finder(small, typed),
                "many": _finder(large, typed),
            }
            found = alternate(calls, rounds, warm_up=2 * _TURNS)
            yield from _lines(f"{engine}: {what}", found, few, many)


def _lines(what: str, found: dict[str, Figure], few: int, many: int) -> Iterator[Line]:
    yield Line(f"{what}, one range, not ranked, bare driver, {many:,}", str(found["narrow"]))
    yield Line(f"{what}, the statement, bare driver, {many:,}", str(found["floor"]))
    yield compared(f"{what}, found in {many:,}", found["many"], found["floor"].median, FLOOR_MOST)
    yield Line(f"{what}, found in {few:,}", str(found["few"]))
    yield compared(f"{what}, {many:,} against {few:,}", found["many"], found["few"].median, SCALE_MOST)


def _searches(few: int) -> Iterator[tuple[str, str, list[str]]]:
    """Give what is typed; all of it is found in the few customers too, who are the first of the many."""
    random = Random(few)
    people = [random.randrange(few) for _ in range(_TURNS)]
    first = [words(name_of(number))[0] for number in people]
    last = [words(name_of(number))[1] for number in people]
    yield "three letters of a first word", "NAME", [word[:3] for word in first]
    yield "four letters of another word", "NAME", [word[:4] for word in last]
    yield "a whole word", "NAME", last
    yield "four digits at the end", "END_PHONE", [phone_of(number)[-4:] for number in people]
    yield "a whole number", "END_PHONE", [phone_of(number)[1:] for number in people]


def _ranked(embedded: Embedded, text: str) -> Statement:
    """Return the first statement of a search: ranges, ranking, what is shown of the best."""
    sent = statements_of(embedded.database, _finder(embedded, [text]))
    return next(statement for statement in sent if "search_token" in statement[0])


def _narrow(database: Database, kind: str, text: str) -> Statement:
    mark = "?" if database.is_embedded else "%s"
    token = text[::-1] if kind.startswith("END") else text
    return _NARROW.format(mark), (build.HARBOUR, kind, token, token + _LAST)


def _finder(embedded: Embedded, typed: list[str]) -> Callable[[], Hits]:
    caller = caller_at(embedded, "harbour_csa")
    requests = cycle([FindRequest(text=text, limit=_LIMIT) for text in typed])
    return lambda: embedded.dispatcher.run(caller, FIND, next(requests))
