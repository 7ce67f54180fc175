"""One box that finds customers, numbers and orders: best first (D-35)."""

from agentview.contract.search import FIND, FindRequest, Hits
from agentview.services.handler import handle
from agentview.services.search import references
from agentview.services.search.finder import Finder
from agentview.services.search.query import read_query
from agentview.services.unit import Unit


def find(unit: Unit, request: FindRequest) -> Hits:
    """Find by reference, by a number or its end of four digits or more, or by the beginnings of words.

    Hardware is found by its whole serial or tracking number. Own customers, and
    the tasks of the own queue and of own customers; a VIEWER's own account (R-GEN-10).
    """
    if not request.text:
        return Hits(hits=())
    query = read_query(request.text, unit.caller.region)
    if query.reference is not None:
        named = references.named(unit, *query.reference)
        if named:
            return Hits(hits=named[: request.limit])
    return Hits.model_construct(hits=Finder(unit, query, request.limit).search())


HANDLERS = (handle(FIND, find),)
