"""The tokens of many new customers at once, in the order of the index that finds them."""

from collections import defaultdict
from collections.abc import Iterator

from agentview.services.search.tokens import Entity, Findable, TokenKind, account_terms

COLUMNS = ("provider_id", "kind", "token", "entity", "entity_id")
"""The columns of `search_token` for which `Tokens` gives rows."""


class Tokens:
    """Gathers what customers of one provider are found by."""

    def __init__(self, provider_id: int) -> None:
        """Begin with nobody."""
        self._provider_id = provider_id
        self._found: defaultdict[TokenKind, list[tuple[str, int]]] = defaultdict(list)

    def add(self, account_id: int, findable: Findable) -> None:
        """Let a customer be found who has no token yet."""
        for kind, terms in account_terms(findable).items():
            self._found[kind] += [(term, account_id) for term in terms]

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give all rows; neighbours in the index are written one after the other."""
        provider_id, entity = self._provider_id, Entity.ACCOUNT.value
        for kind in sorted(self._found):
            value, found = kind.value, self._found[kind]
            found.sort()
            for term, account_id in found:
                yield provider_id, value, term, entity, account_id
