"""A page of the audit log by each filter: in a long log at most as long as what one page may look at."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta

from agentview.contract.audit import ENTRIES, OPEN, AuditFilter, Entries, EntriesRequest, OpenRequest
from agentview.gateway.embedded import Embedded
from agentview.models.database import Database
from benchmarks.figures import Line, alternate
from benchmarks.page import caller_at
from benchmarks.places import ENGINES, Places
from benchmarks.population import NOW, Row, populate, write_tables
from tests import build

_AUDITOR = "harbour_auditor"
_PEOPLE = 40
_RECORDS = 200_000
_FIRST = 10
GROWTH_MOST = 1.5
"""A page in a long log, against the same page in a log that one page may look at as a whole."""

SHORT = 80_000


def audit(places: Places, entries: int, rounds: int) -> list[Line]:
    """Compare pages of a long log with those of a short one."""
    return [line for engine in ENGINES for line in _audit(places, engine, entries, rounds)]


def _audit(places: Places, engine: str, entries: int, rounds: int) -> Iterator[Line]:
    with _log(places, engine, SHORT) as short, _log(places, engine, entries) as long:
        for name, asked in _filters().items():
            calls = {"short": _reader(short, asked), "long": _reader(long, asked)}
            found = alternate(calls, rounds, warm_up=3)
            ratio = found["long"].median / found["short"].median
            what = f"{engine}: {name}, {entries:,} entries"
            limit = f"at most {GROWTH_MOST} x {SHORT:,} entries ({found['short']})"
            yield Line(what, str(found["long"]), f"{ratio:.2f}", limit, ratio <= GROWTH_MOST)


def _log(places: Places, engine: str, entries: int) -> AbstractContextManager[Embedded]:
    def fill(url: str) -> None:
        populate(url, 1)
        write_tables(Database(url), (("audit_entry", trail(entries)),))

    return places.log(engine, f"audit_{entries}", fill)


def _filters() -> dict[str, AuditFilter]:
    day = NOW.date() - timedelta(days=1)
    return {
        "everything": AuditFilter(),
        "one person": AuditFilter(user_id=1),
        "one customer": AuditFilter(customer=build.ACCOUNT_NO[build.MARLOW]),
        "one record": AuditFilter(entity="task", entity_id=_FIRST + 17),
        "a day": AuditFilter(from_on=day, to_on=day),
        "a kind that never occurs": AuditFilter(entity="network_request"),
        "a text that never occurs": AuditFilter(text="nowhere to be found"),
    }


def _reader(embedded: Embedded, asked: AuditFilter) -> Callable[[], Entries]:
    caller = caller_at(embedded, _AUDITOR)
    reading = embedded.dispatcher.run(caller, OPEN, OpenRequest(filter=asked))
    request = EntriesRequest(reading_id=reading.reading_id, filter=asked)
    return lambda: embedded.dispatcher.run(caller, ENTRIES, request)


def trail(entries: int) -> Iterator[Row]:
    """Return so many entries of a provider's people, one a second, the same distribution at every size."""
    for number in range(entries):
        is_marlow = number % 500 == 0
        yield {
            "id": _FIRST + number,
            "at": NOW - timedelta(seconds=entries - number),
            "user_id": 1 + number % 6,
            "actor": f"Person {number % _PEOPLE}",
            "provider_id": build.HARBOUR,
            "entity": "task",
            "entity_id": _FIRST + number % _RECORDS,
            "account_id": build.MARLOW if is_marlow else build.BRIGHT,
            "action": ("edit", "note", "claim", "halt")[number % 4],
            "field": None,
            "old_value": None,
            "new_value": "IN_PROGRESS",
            "reason": f"Reason number {number}",
            "is_internal": False,
        }
