"""One box that finds customers, numbers and orders: best first (D-35)."""

from agentview.contract.search import FIND, FindRequest, Hit, Hits
from agentview.models.party import Provider
from agentview.services.handler import handle
from agentview.services.search import hits
from agentview.services.search.candidates import Candidate, candidates
from agentview.services.search.index import Entity
from agentview.services.search.query import read_query
from agentview.services.unit import Unit


def find(unit: Unit, request: FindRequest) -> Hits:
    """Find by reference, by the end of a number of four digits or more, or by the beginnings of words.

    Own customers, and the tasks of the own queue and of own customers; a VIEWER's own account (R-GEN-10).
    """
    if not request.text:
        return Hits(hits=())
    region = unit.session.get_one(Provider, unit.caller.provider_id).region
    found = candidates(unit, read_query(request.text, region))
    by_entity = {
        Entity.ACCOUNT: hits.customers(unit, _ids(found, Entity.ACCOUNT)),
        Entity.TASK: hits.tasks(unit, _ids(found, Entity.TASK)),
    }
    ranked: list[tuple[tuple[int, str, str], Hit]] = []
    for one in found:
        described = by_entity[one.entity].get(one.record_id)
        if described is not None:
            ranked.append(((one.fit, one.entity.value, described[0]), described[1]))
    ranked.sort(key=lambda pair: pair[0])
    return Hits(hits=tuple(hit for _, hit in ranked[: request.limit]))


def _ids(found: list[Candidate], entity: Entity) -> list[int]:
    return [one.record_id for one in found if one.entity is entity]


HANDLERS = (handle(FIND, find),)
