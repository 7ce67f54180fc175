"""Looks for numbers, then names, then all else, for as long as there is too little."""

from collections.abc import Mapping, Sequence

from agentview.contract.search import Hit, HitKind
from agentview.services.search import hits, statements
from agentview.services.search.fit import Fit
from agentview.services.search.hardware import found_by_number
from agentview.services.search.parts import (
    CODES,
    HEAD,
    NAMES,
    OTHERS,
    WORD_KINDS,
    number_reader,
    number_values,
)
from agentview.services.search.query import Query, Wording
from agentview.services.search.statements import Part
from agentview.services.search.tokens import TokenKind
from agentview.services.unit import Unit

_LARGEST_KEY = 2**31
_RARE = 300
_COMMON = 20_000
_OF_NAMES = Fit.WHOLE_NAME.letter


class Finder:
    """What was found so far, in the order of its worth, each record once."""

    def __init__(self, unit: Unit, query: Query, limit: int) -> None:
        """Look for `query` until there are `limit` records."""
        self._unit, self._query, self._limit = unit, query, limit
        caller = unit.caller
        self._own_only = caller.account_id is not None
        self._scope: dict[str, object] = {"provider": caller.provider_id, "own": caller.account_id}
        self._customers: dict[int, tuple[str, Hit]] = {}
        self._named: list[Hit] = []
        self._tasks: dict[int, Hit] = {}
        self._hardware: list[Hit] = []

    def search(self) -> tuple[Hit, ...]:
        """Return the best matches."""
        self._hardware = found_by_number(self._unit, self._query)
        if self._query.number:
            self._numbers()
            return self._best()
        wordings = self._query.wordings
        for wording in wordings:
            self._names(wording)
        for wording in wordings:
            self._everything(wording)
        for wording in wordings:
            self._tasks_with(wording)
        return self._best()

    def _best(self) -> tuple[Hit, ...]:
        customers = sorted(self._customers.values(), key=lambda found: (found[0], found[1].record_id))
        whole = [hit for key, hit in customers if key < _OF_NAMES]
        others = [hit for key, hit in customers if key >= _OF_NAMES]
        shown = {hit.record_id for hit in self._named if hit.kind is HitKind.TASK}
        tasks = [hit for key, hit in self._tasks.items() if key not in shown]
        return tuple([*whole, *self._named, *self._hardware, *others, *tasks][: self._limit])

    @property
    def _is_full(self) -> bool:
        found = (self._customers, self._named, self._hardware, self._tasks)
        return sum(map(len, found)) >= self._limit

    def _numbers(self) -> None:
        """Look for a number, its digits in all else, and the orders and tasks of it."""
        query = self._query
        key = int(query.number[:18])
        is_order = key < _LARGEST_KEY and not query.number.startswith("0")
        reader = number_reader(
            len(query.endings), len(query.beginnings), self._limit, own_only=self._own_only
        )
        values = {**number_values(query), **self._scope, "order": key if is_order else -1}
        others: dict[str, list[int]] = {}
        for row in reader.rows(self._unit.session, values):
            if row[0] < statements.ORDERS:
                self._keep((row,))
            else:
                others.setdefault(row[0], []).append(row[1])
        if others:
            self._describe(others)

    def _describe(self, others: Mapping[str, Sequence[int]]) -> None:
        """Describe the orders and tasks of a number; tasks that only end with it where there is room."""
        orders, of_order = others.get(statements.ORDERS, ()), others.get(statements.OF_ORDER, ())
        self._named += [*hits.orders(self._unit, orders), *hits.tasks(self._unit, of_order)]
        ending = () if self._is_full else others.get(statements.ENDING, ())[::-1]
        for hit in hits.tasks(self._unit, ending):
            self._tasks.setdefault(hit.record_id, hit)

    def _names(self, wording: Wording) -> None:
        """Look for names of customers."""
        if self._is_full or not wording.phrase:
            return
        if len(wording.words) == 1:
            self._take(NAMES, {"phrase": wording.phrase, "word": wording.words[0]})
        else:
            self._take_with_all(wording, (HEAD,), {"phrase": wording.phrase}, WORD_KINDS[:1])

    def _everything(self, wording: Wording) -> None:
        """Look for all else that a customer is found by."""
        if self._is_full:
            return
        code = {"code": self._query.code or wording.words[0]}
        if len(wording.words) == 1:
            self._take(OTHERS, {"word": wording.words[0], **code})
        else:
            self._take_with_all(wording, CODES, code, WORD_KINDS)

    def _tasks_with(self, wording: Wording) -> None:
        """Look for tasks in the manual queue."""
        if self._is_full:
            return
        words = _numbered(sorted(wording.words, key=len, reverse=True))
        self._take_tasks((TokenKind.TASK,), words)

    def _take(self, parts: tuple[Part, ...], typed: Mapping[str, str]) -> None:
        reader = statements.customers(parts, self._limit, own_only=self._own_only)
        self._keep(reader.rows(self._unit.session, {**self._scope, **statements.between(typed)}))

    def _take_with_all(
        self,
        wording: Wording,
        parts: tuple[Part, ...],
        typed: Mapping[str, str],
        kinds: tuple[TokenKind, ...],
    ) -> None:
        """Look for several words: the rarest leads, the others are only looked up for what it finds."""
        ranked = self._by_rarity(wording.words, kinds)
        values = {**self._scope, **statements.between({**typed, **_numbered(ranked)})}
        reader = statements.customers_with_all(
            len(ranked), parts, kinds, self._limit, own_only=self._own_only
        )
        self._keep(reader.rows(self._unit.session, values))

    def _by_rarity(self, words: tuple[str, ...], kinds: tuple[TokenKind, ...]) -> list[str]:
        """Return words in the order of how few tokens begin so; counted further where all are common."""
        asked = {**self._scope, **statements.between(_numbered(words))}
        counts: list[int] = []
        for most in (_RARE, _COMMON):
            ((*counts,),) = statements.rarity(len(words), kinds, most).rows(self._unit.session, asked)
            if min(counts) < most:
                break
        lengths = (-len(word) for word in words)
        return [word for _, _, word in sorted(zip(counts, lengths, words, strict=True))]

    def _keep(self, rows: Sequence[tuple[object, ...]]) -> None:
        for row in rows:
            key, hit = hits.customer(row)
            known = self._customers.get(hit.record_id)
            if known is None or key < known[0]:
                self._customers[hit.record_id] = (key, hit)

    def _take_tasks(self, kinds: tuple[TokenKind, ...], typed: Mapping[str, str]) -> None:
        reader = statements.tasks(kinds, len(typed), self._limit, own_only=self._own_only)
        values = {**self._scope, **statements.between(typed)}
        ids = [task_id for (task_id,) in reader.rows(self._unit.session, values)]
        for hit in hits.tasks(self._unit, ids):
            self._tasks.setdefault(hit.record_id, hit)


def _numbered(words: Sequence[str]) -> dict[str, str]:
    return {f"w{at}": word for at, word in enumerate(words)}
