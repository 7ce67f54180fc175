"""Looks for numbers, then names, then all else, for as long as there is too little."""

from collections.abc import Mapping, Sequence

from agentview.contract.search import Hit, HitKind
from agentview.services.search import hits, statements
from agentview.services.search.fit import Fit
from agentview.services.search.parts import CODES, HEAD, NAMES, OTHERS, WORD_KINDS, number_parts
from agentview.services.search.query import Query, Wording
from agentview.services.search.statements import Part
from agentview.services.search.tokens import TokenKind
from agentview.services.unit import Unit

_LARGEST_KEY = 2**31
_RARE = 300
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

    def search(self) -> tuple[Hit, ...]:
        """Return the best matches."""
        wordings = self._query.wordings
        if self._query.number:
            self._numbers()
            return self._best()
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
        return tuple([*whole, *self._named, *others, *tasks][: self._limit])

    @property
    def _is_full(self) -> bool:
        return len(self._customers) + len(self._named) + len(self._tasks) >= self._limit

    def _numbers(self) -> None:
        """Look for a number, and its digits in all else; then for orders and tasks of that number."""
        query = self._query
        parts, typed = number_parts(query)
        self._take(parts, typed)
        key = int(query.number[:18])
        is_order = key < _LARGEST_KEY and not query.number.startswith("0")
        if self._is_full and not is_order:
            return
        values = {
            **self._scope,
            **statements.between({"w0": query.endings[0]}),
            "order": key if is_order else -1,
        }
        rows = statements.numbered(self._limit, own_only=self._own_only).rows(self._unit.session, values)
        orders, of_order, ending = (
            [record for rank, record in rows if rank == wanted] for wanted in range(3)
        )
        self._named += [*hits.orders(self._unit, orders), *hits.tasks(self._unit, of_order)]
        for hit in hits.tasks(self._unit, ending[::-1]):
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
        words = wording.words
        asked = {**self._scope, **statements.between(_numbered(words))}
        ((*counts,),) = statements.rarity(len(words), kinds, _RARE).rows(self._unit.session, asked)
        ranked = [
            word for _, _, word in sorted(zip(counts, (-len(word) for word in words), words, strict=True))
        ]
        values = {**self._scope, **statements.between({**typed, **_numbered(ranked)})}
        reader = statements.customers_with_all(len(words), parts, kinds, self._limit, own_only=self._own_only)
        self._keep(reader.rows(self._unit.session, values))

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
