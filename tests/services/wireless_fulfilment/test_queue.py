"""The fulfilment queue and its views (S-31)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from agentview.contract import wireless_fulfilment as contract
from agentview.contract.wireless import OrderType
from agentview.contract.wireless_fulfilment import QueueSort, QueueView
from agentview.core.errors import Denied
from agentview.models.trail import AuditEntry
from tests import wireless_world as world
from tests.services.wireless_fulfilment.fulfilling import Fulfilling
from tests.services.wireless_orders.requesting import BACK, WORKER

_T, _V = OrderType, QueueView


def test_s_31_views_hold_what_they_say(fulfilling: Fulfilling) -> None:
    late, done = (fulfilling.ordered(kind).segments[0] for kind in (_T.CHANGE_NUMBER, _T.RESTORE))
    fulfilling.submit_part(late, "NW-1", due_on=world.TODAY - timedelta(days=1))
    fulfilling.complete(fulfilling.accept(done).segments[0])
    accessory = fulfilling.ordered(_T.ACCESSORY).segments[0]
    found = {view: [row.segment_id for row in fulfilling.queue(view).rows] for view in QueueView}
    assert found == {
        _V.OPEN: [late.segment_id, accessory.segment_id],
        _V.TO_SUBMIT: [accessory.segment_id],
        _V.WITH_VENDOR: [late.segment_id],
        _V.IN_FULFILMENT: [],
        _V.OVERDUE: [late.segment_id],
        _V.FAILED: [],
        _V.DONE: [done.segment_id],
    }
    counted = fulfilling.call(BACK, contract.VIEWS)
    assert {one.view: one.rows for one in counted.counts} == {view: len(ids) for view, ids in found.items()}


@pytest.mark.parametrize("days", [0, 1])
def test_s_31_a_part_is_overdue_after_its_day(fulfilling_here: Fulfilling, days: int) -> None:
    part = fulfilling_here.ordered(_T.CHANGE_NUMBER).segments[0]
    fulfilling_here.submit_part(part, due_on=world.TODAY - timedelta(days=days))
    assert [row.is_overdue for row in fulfilling_here.queue(_V.OPEN).rows] == [days > 0]
    assert len(fulfilling_here.queue(_V.OVERDUE).rows) == days


def test_s_31_pages_go_on_where_the_last_one_ended(fulfilling: Fulfilling) -> None:
    for kind in (_T.ACCESSORY, _T.DEVICE_ONLY, _T.WARRANTY_REPLACEMENT):
        fulfilling.ordered(kind)
    for sort in QueueSort:
        first = fulfilling.queue(sort=sort, limit=2)
        second = fulfilling.queue(sort=sort, limit=2, after=first.last)
        back = fulfilling.queue(sort=sort, limit=2, before=second.first)
        assert [row.reference for row in (*first.rows, *second.rows)] == ["WO-1/1", "WO-2/1", "WO-3/1"]
        assert back.rows == first.rows


@pytest.mark.parametrize("typed", ["WO-1", "1", "NW-9"])
def test_s_31_a_part_is_found_by_its_numbers(fulfilling_here: Fulfilling, typed: str) -> None:
    fulfilling_here.submit_part(fulfilling_here.ordered(_T.CHANGE_NUMBER).segments[0], "NW-9")
    fulfilling_here.ordered(_T.ACCESSORY)
    assert [row.order_id for row in fulfilling_here.queue(text=typed).rows] == [1]
    assert not fulfilling_here.queue(text="WO-77").rows


def test_s_31_the_queue_is_of_who_fulfils(fulfilling_here: Fulfilling) -> None:
    fulfilling_here.ordered(_T.ACCESSORY)
    with pytest.raises(Denied):
        fulfilling_here.queue(by=WORKER)
    assert not fulfilling_here.queue(by="alpine_lead").rows


def test_s_31_the_queue_is_narrowed_to_vendors_and_counted(fulfilling: Fulfilling) -> None:
    fulfilling.ordered(_T.NEW_DEVICE_SERVICE)
    found = fulfilling.queue(vendor_ids=(world.NORTHERN,))
    assert [row.vendor for row in found.rows] == ["Northern Wireless"]
    assert not fulfilling.queue(vendor_ids=(world.SOUTHERN,)).rows
    assert [row.vendor for row in fulfilling.queue(is_own_warehouse=True).rows] == [""]
    assert fulfilling.call(BACK, contract.SIZE).rows == 2
    assert fulfilling.call(BACK, contract.SIZE, filter={"vendor_ids": (world.NORTHERN,)}).rows == 1
    named = fulfilling.call(BACK, contract.VENDORS).rows
    assert [one.name for one in named] == ["Northern Wireless", "Southern Mobile"], (
        "of the own provider alone"
    )


def test_s_31_an_export_holds_what_is_shown_and_is_audited_once(fulfilling: Fulfilling) -> None:
    for kind in (_T.ACCESSORY, _T.CHANGE_NUMBER):
        fulfilling.ordered(kind)
    wanted = {"sort": QueueSort.NUMBER, "columns": ("order", "status")}
    first = fulfilling.call(BACK, contract.EXPORT, **wanted)
    assert [row.reference for row in first.rows] == ["WO-1/1", "WO-2/1"]
    assert (first.total, first.last) == (2, None)
    place = fulfilling.queue(sort=QueueSort.NUMBER, limit=1).last
    rest = fulfilling.call(BACK, contract.EXPORT, after=place, **wanted)
    assert [row.reference for row in rest.rows] == ["WO-2/1"]
    with fulfilling.backend.database.read() as session:
        said = session.scalars(select(AuditEntry.new_value).where(AuditEntry.action == "export")).all()
    assert said == ["fulfilment queue: 2 rows: order, status"]
    with pytest.raises(Denied):
        fulfilling.call(WORKER, contract.EXPORT, **wanted)
