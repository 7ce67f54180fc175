"""What changed after a cursor, as far as the caller may know of it."""

from agentview.contract.feed import SINCE, Changes, SinceRequest
from agentview.services.feed import history
from agentview.services.handler import handle
from agentview.services.unit import Unit

PAGE = 500


def since(unit: Unit, request: SinceRequest) -> Changes:
    """List changes after a cursor, in the order of commits; at most a page, whose cursor asks for the next.

    Raises Rejected (`E-CURSOR`). A cursor that is not remembered any more gives a gap and the cursor of now.
    """
    place = None if request.cursor is None else history.place_of(request.cursor)
    if place is None or not history.is_remembered(unit.session, place):
        newest = history.latest(unit.session, 1)
        cursor = str(newest[0].place if newest else history.START)
        return Changes(changes=(), cursor=cursor, is_gap=place is not None)
    entries = history.after(unit.session, place, PAGE)
    heard = tuple(entry.change for entry in entries if entry.is_for(unit.caller))
    return Changes(changes=heard, cursor=str(entries[-1].place if entries else place))


HANDLERS = (handle(SINCE, since),)
