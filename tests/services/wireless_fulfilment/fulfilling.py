"""The back office that fulfils what people of a company ordered, for the tests."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from agentview.contract import wireless_fulfilment as contract
from agentview.contract.wireless import OrderType
from agentview.contract.wireless_fulfilment import Fulfilment, QueuePage, QueueView, Segment
from agentview.core.power import Power
from agentview.models.party import Provider
from agentview.services.network.system import system_of
from agentview.services.wireless_fulfilment.errand import take_block
from agentview.services.wireless_fulfilment.warehouse import follow
from tests import build
from tests import wireless_world as world
from tests.services.wireless_orders.requesting import BACK, WORKER, Requesting

NUMBER, IMEI, SIM = "+61495550177", world.imei(77), world.iccid(77)
GIVEN: dict[str, str] = {
    "service_number": NUMBER,
    "serial_no": IMEI,
    "iccid": SIM,
    "carrier": "Post",
    "tracking_no": "TRACK-1",
}
"""All that a vendor can give."""
_FIELDS = {"NUMBER": "service_number", "SERIAL": "serial_no", "ICCID": "iccid", "TRACKING": "tracking_no"}


class Fulfilling(Requesting):
    """Requests as people of the company, and fulfils as back office."""

    def ordered(self, kind: OrderType, **changes: object) -> Fulfilment:
        """Return how an order stands that nobody had to approve."""
        return self.seen(self.submitted(kind, WORKER, **changes).order_id)

    def seen(self, order_id: int, by: str = BACK) -> Fulfilment:
        """Read how an order is fulfilled."""
        return self.call(by, contract.GET, order_id=order_id)

    def submit_part(self, part: Segment, number: str = "N-1", by: str = BACK, **more: object) -> Fulfilment:
        """Note that the vendor was given its part."""
        return self.call(by, contract.SUBMIT, **named(part), vendor_order_no=number, **more)

    def accept(self, part: Segment, number: str = "", by: str = BACK) -> Fulfilment:
        """Note that the vendor works on it."""
        return self.call(by, contract.ACCEPT, **named(part), vendor_order_no=number)

    def record(self, part: Segment, **given: object) -> Fulfilment:
        """Record what the vendor gave."""
        return self.call(BACK, contract.RECORD, **named(part), **given)

    def complete(self, part: Segment, by: str = BACK) -> Fulfilment:
        """Complete a part."""
        return self.call(by, contract.COMPLETE, **named(part))

    def fail(self, part: Segment, reason: str = "No stock.", by: str = BACK) -> Fulfilment:
        """Say that a part failed."""
        return self.call(by, contract.FAIL, **named(part), reason=reason)

    def worked(self, kind: OrderType, **changes: object) -> Fulfilment:
        """Return an order of which each part was accepted."""
        found = self.ordered(kind, **changes)
        for one in found.segments:
            found = self.accept(self.seen(found.order_id).segments[one.position - 1])
        return found

    def give_wanted(self, part: Segment) -> Fulfilment:
        """Record all that a part has to bring."""
        return self.record(part, **{_FIELDS[name]: GIVEN[_FIELDS[name]] for name in part.wanted})

    def later(self) -> None:
        """Let the time come at which the program asks again."""
        self.backend.clock.move(timedelta(minutes=70))

    def follow_warehouses(self) -> None:
        """Let the program order hardware, and take over what became of it, as its job does."""
        with self.backend.database.read() as session:
            caller = system_of(session.get_one(Provider, build.HARBOUR))
        dispatcher = self.backend.dispatcher
        sells = replace(caller, powers=frozenset({Power.CREATE_HARDWARE_ORDER}))
        for errand in dispatcher.act(caller, take_block):
            if errand.is_warehouse:
                dispatcher.act(sells, partial(follow, errand=errand))

    def queue(self, view: QueueView = QueueView.OPEN, by: str = BACK, **more: object) -> QueuePage:
        """List the queue."""
        page: dict[str, object] = {}
        wanted: dict[str, object] = {"view": view}
        for name, value in more.items():
            (page if name in contract.FindRequest.model_fields else wanted)[name] = value
        return self.call(by, contract.FIND, filter=wanted, **page)


def named(part: Segment) -> dict[str, int]:
    """Return a segment and the version that was seen."""
    return {"segment_id": part.segment_id, "version": part.version}
