"""Finds the records that a query may mean: numbers, then names, then all else while there is too little."""

from collections.abc import Iterable, Mapping

from agentview.contract.search import HitKind
from agentview.models.prepared import Preparable
from agentview.services.search import statements
from agentview.services.search.fit import CODES, Candidate, candidate
from agentview.services.search.query import Query, Wording
from agentview.services.search.statements import WORD_KINDS, Part, Row
from agentview.services.search.tokens import TokenKind
from agentview.services.unit import Unit

_LARGEST_KEY = 2**31
_RARE = 300
_NO_WORDING = Wording("", ())
_NAMES = (TokenKind.HEAD, TokenKind.NAME)
_OTHERS = (*(kind for kind in WORD_KINDS if kind is not TokenKind.NAME), TokenKind.TASK)
_SOUGHT = {TokenKind.HEAD: "phrase", TokenKind.ACCOUNT: "code", TokenKind.SERIAL: "code"}
"""What else than a word is looked for in tokens of a kind."""


def candidates(unit: Unit, query: Query, limit: int) -> list[Candidate]:
    """Return what fits best, each record once."""
    collection = _Collection(unit, query, limit)
    collection.search()
    return collection.best()


class _Collection:
    """What was found so far, each record with its best fit."""

    def __init__(self, unit: Unit, query: Query, limit: int) -> None:
        self._unit, self._query, self._limit = unit, query, limit
        self._best: dict[tuple[HitKind, int], Candidate] = {}
        caller = unit.caller
        self._own_only = caller.account_id is not None
        self._scope: dict[str, object] = {"provider": caller.provider_id, "own": caller.account_id}

    def best(self) -> list[Candidate]:
        found = sorted(self._best.values(), key=lambda one: (one.fit, one.order, one.kind, one.record_id))
        return found[: self._limit]

    def search(self) -> None:
        wordings = self._query.wordings
        if self._query.number:
            self._numbers()
        for wording in wordings:
            self._names(wording)
        for wording in wordings:
            self._everything(wording)

    @property
    def _is_full(self) -> bool:
        return len(self._best) >= self._limit

    def _numbers(self) -> None:
        """Look for the ends and beginnings of numbers, and for an order of that number."""
        query = self._query
        ends = {f"e{at}": ending for at, ending in enumerate(query.endings)}
        starts = {f"b{at}": beginning for at, beginning in enumerate(query.beginnings)}
        parts = (
            *(Part(TokenKind.END_PHONE, name) for name in ends),
            *(Part(TokenKind.PHONE, name) for name in starts),
            Part(TokenKind.END_ACCOUNT, "number"),
            Part(TokenKind.END_SERIAL, "number"),
            Part(TokenKind.ACCOUNT, "code"),
            Part(TokenKind.SERIAL, "code"),
        )
        key = int(query.number[:18])
        reader = statements.ranges(parts, own_only=self._own_only, with_orders=True)
        typed = {**ends, **starts, "number": query.number[::-1], "code": query.code}
        self._take(self._read(reader, typed, {"order": key if key < _LARGEST_KEY else -1}), _NO_WORDING)
        if not self._is_full:
            self._take_ranges(tuple(Part(TokenKind.END_TASK, name) for name in ends), ends, _NO_WORDING)

    def _names(self, wording: Wording) -> None:
        """Look for names of customers."""
        if self._is_full:
            return
        if len(wording.words) == 1:
            self._word(wording, _NAMES)
            return
        if wording.phrase:
            self._take_ranges((Part(TokenKind.HEAD, "phrase"),), {"phrase": wording.phrase}, wording)
        if not self._is_full:
            self._together(wording, (TokenKind.NAME,))

    def _everything(self, wording: Wording) -> None:
        """Look for all else that a customer is found by, and for tasks."""
        if self._is_full:
            return
        if len(wording.words) == 1:
            self._word(wording, _OTHERS)
            return
        if self._query.code:
            self._take_ranges(
                tuple(Part(kind, "code") for kind in CODES), {"code": self._query.code}, wording
            )
        self._together(wording, WORD_KINDS)
        if not self._is_full:
            self._together(wording, (TokenKind.TASK,))

    def _word(self, wording: Wording, kinds: tuple[TokenKind, ...]) -> None:
        (word,) = wording.words
        typed = {"word": word, "phrase": wording.phrase or word, "code": self._query.code or word}
        self._take_ranges(tuple(Part(kind, _SOUGHT.get(kind, "word")) for kind in kinds), typed, wording)

    def _together(self, wording: Wording, kinds: tuple[TokenKind, ...]) -> None:
        """Look for several words: the rarest leads, the others are only looked up for what it finds."""
        words = wording.words
        reader = statements.rarity(len(words), kinds, _RARE)
        ((*counts,),) = reader.rows(self._unit.session, self._scope | statements.between(_numbered(words)))
        if 0 in counts:
            return
        ranked = sorted(zip(counts, (-len(word) for word in words), words, strict=True))
        typed = _numbered(word for _, _, word in ranked)
        self._take(
            self._read(statements.together(len(words), kinds, own_only=self._own_only), typed), wording
        )

    def _take_ranges(self, parts: tuple[Part, ...], typed: Mapping[str, str], wording: Wording) -> None:
        self._take(self._read(statements.ranges(parts, own_only=self._own_only), typed), wording)

    def _read(
        self, reader: Preparable, typed: Mapping[str, str], more: Mapping[str, object] | None = None
    ) -> list[Row]:
        values = {**self._scope, **statements.between(typed), **(more or {})}
        return reader.rows(self._unit.session, values)

    def _take(self, rows: Iterable[Row], wording: Wording) -> None:
        for row in rows:
            one = candidate(self._query, wording, row)
            known = self._best.get((one.kind, one.record_id))
            if known is None or (one.fit, one.order) < (known.fit, known.order):
                self._best[one.kind, one.record_id] = one


def _numbered(words: Iterable[str]) -> dict[str, str]:
    return {f"w{at}": word for at, word in enumerate(words)}
