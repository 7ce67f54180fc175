"""Cancelling, ordering once more, conflicts on a line, and whose orders a list shows."""

import pytest

from agentview.contract import wireless_orders as contract
from agentview.contract.feed import SINCE, Topic
from agentview.contract.wireless import FINAL, ItemAction, ItemKind, OrderType, WirelessStatus
from agentview.contract.wireless_forms import FieldId
from agentview.contract.wireless_orders import WirelessFilter, WirelessScope, WirelessView
from agentview.core.errors import Conflict, Denied, NotFound
from agentview.core.power import Role
from agentview.models.wireless_order import WirelessOrder as Order
from agentview.services.wireless_forms.matter import tell
from tests import build, wireless_world
from tests.fixtures.announce import settle
from tests.fixtures.statements import statements
from tests.services.wireless_orders.requesting import (
    ADMIN,
    BACK,
    BOSS,
    CSA,
    MANAGER,
    WORKER,
    Requesting,
    at,
    open_commands,
)
from tests.services.wireless_orders.samples import PORT_DATA, wish

T, S = OrderType, WirelessStatus
OPEN = (S.SUBMITTED, S.AWAITING_APPROVAL, S.INFO_REQUESTED, S.APPROVED)
SENT = (S.SUBMITTED_TO_VENDOR, S.IN_FULFILMENT)
COMMENT = {"comment": "Not needed any more"}


def test_an_order_is_cancelled_with_a_comment(requesting: Requesting) -> None:
    """R-WL-25: by its requester, who says why (R-WL-23)."""
    sent = requesting.bring(requesting.submitted(T.NEW_DEVICE_SERVICE), S.AWAITING_APPROVAL)
    assert requesting.refused(WORKER, contract.CANCEL, **at(sent), comment="").code == "E-WL-SAY-WHY"
    gone = requesting.call(WORKER, contract.CANCEL, **at(sent), **COMMENT)
    assert (gone.status, gone.close_reason) == (S.CANCELLED, COMMENT["comment"])
    assert gone.closed_at is not None


def test_a_requester_hears_at_once_what_becomes_of_an_order(requesting: Requesting) -> None:
    """Who sees the own company alone hears of its orders, and of no others."""
    sent = requesting.submitted(T.NEW_DEVICE_SERVICE)
    cursor = requesting.call(WORKER, SINCE).cursor
    requesting.system(lambda unit: tell(unit, unit.session.get_one(Order, sent.order_id), "record"))
    settle(requesting.backend.database)
    heard = requesting.call(WORKER, SINCE, cursor=cursor).changes
    assert {(one.topic, one.record_id) for one in heard} == {(Topic.WIRELESS_ORDER, sent.order_id)}


@pytest.mark.parametrize("status", [*OPEN, *SENT, S.DRAFT, *sorted(FINAL)])
def test_an_order_is_cancelled_until_the_vendor_has_it(
    requesting_here: Requesting, status: WirelessStatus
) -> None:
    """R-WL-25."""
    order = requesting_here.bring(requesting_here.submitted(T.CHANGE_NUMBER), status)
    assert ("cancel" in open_commands(order)) is (status in OPEN)
    if status in OPEN:
        done = requesting_here.call(WORKER, contract.CANCEL, **at(order), **COMMENT)
        assert done.status is S.CANCELLED
    else:
        error = requesting_here.refused(WORKER, contract.CANCEL, **at(order), **COMMENT)
        assert error.code == "E-STATE"


@pytest.mark.parametrize("status", S)
def test_an_order_that_is_over_is_requested_once_more(
    requesting_here: Requesting, status: WirelessStatus
) -> None:
    """R-WL-27: as a new draft that names the old one, which stays as it is."""
    old = requesting_here.bring(requesting_here.submitted(T.UPGRADE_REPLACE), status)
    if status not in FINAL:
        error = requesting_here.refused(WORKER, contract.RESUBMIT, **at(old), note="Once more")
        assert error.code == "E-STATE"
        return
    assert requesting_here.refused(WORKER, contract.RESUBMIT, **at(old), note="").code == "E-WL-SAY-WHY"
    new = requesting_here.call(WORKER, contract.RESUBMIT, **at(old), note="Once more")
    assert (new.status, new.parent_id, new.resubmit_note) == (S.DRAFT, old.order_id, "Once more")
    assert [one.name for one in new.items] == [one.name for one in old.items]
    assert new.ship_to == old.ship_to
    assert {one.code for one in new.problems} == {"E-WL-NOT-AGREED"}
    assert requesting_here.look(old) == old


def test_a_copy_keeps_what_is_encrypted(requesting: Requesting) -> None:
    """R-WL-27, R-WL-15."""
    old = requesting.bring(requesting.submitted(T.PORT_CARRIER), S.FULFILMENT_FAILED)
    new = requesting.call(WORKER, contract.RESUBMIT, **at(old), note="Once more")
    sent = requesting.submit(requesting.confirm(new))
    found = requesting.call(BACK, contract.REVEAL, order_id=sent.order_id, field_id="PIN", reason="Port")
    assert found.text == PORT_DATA[FieldId.PIN]


def test_an_order_in_flight_stands_against_another_on_its_line(requesting: Requesting) -> None:
    """R-WL-34: a draft does not, and what was begun before is refused when it is submitted."""
    first, second = requesting.drafted(T.SUSPEND), requesting.drafted(T.DISCONNECT)
    second = requesting.confirm(second)
    sent = requesting.bring(requesting.submit(requesting.confirm(first)), S.AWAITING_APPROVAL)
    error = requesting.refused(WORKER, contract.SUBMIT, **at(second))
    assert [(one.code, one.values["order"]) for one in error.refusals] == [
        ("E-WL-ORDER-OPEN", sent.reference)
    ]
    about = {"account_id": build.MARLOW, "line_id": wireless_world.WORKER_LINE}
    error = requesting.refused(WORKER, contract.START, **about, type=T.CHANGE_PLAN)
    assert error.code == "E-WL-ORDER-OPEN"
    requesting.call(WORKER, contract.CANCEL, **at(sent), **COMMENT)
    assert requesting.submit(requesting.look(second)).status is not S.DRAFT


def test_features_and_assigning_do_not_meet(requesting: Requesting) -> None:
    """R-WL-34."""
    requesting.submitted(T.FEATURES)
    about = {"line_id": wireless_world.WORKER_LINE, "beneficiary_id": wireless_world.COLLEAGUE}
    draft = requesting.start(T.ASSIGN, WORKER, **about)
    content = {"content": about}
    draft = requesting.call(WORKER, contract.EDIT, **at(draft), **content)
    assert requesting.submit(requesting.confirm(draft)).status is not S.DRAFT


def test_all_requests_are_for_those_who_may_see_them(requesting: Requesting) -> None:
    """R-WL-33: a draft stands in its requester's list alone."""
    sent = requesting.submitted(T.CHANGE_NUMBER)
    requesting.start(T.SUSPEND, CSA, line_id=wireless_world.COLLEAGUE_LINE)
    everything = {"filter": WirelessFilter(scope=WirelessScope.ALL, view=WirelessView.EVERY)}
    for person in (BACK, ADMIN, "harbour_lead"):
        page = requesting.call(person, contract.FIND, **everything)
        assert [row.order_id for row in page.rows] == [sent.order_id]
    for person in (WORKER, CSA, BOSS, MANAGER):
        assert isinstance(requesting.refused(person, contract.FIND, **everything), Denied)
        assert isinstance(requesting.refused(person, contract.SIZE, **everything), Denied)
        views = {"scope": WirelessScope.ALL}
        assert isinstance(requesting.refused(person, contract.VIEWS, **views), Denied)
    assert requesting.call("alpine_lead", contract.FIND, **everything).rows == ()


def test_my_requests_are_those_by_me_and_for_me(requesting: Requesting) -> None:
    mine = requesting.submitted(T.CHANGE_NUMBER)
    for_me = requesting.submitted(T.NEW_DEVICE_SERVICE, CSA, beneficiary_id=wireless_world.WORKER)
    other = requesting.submitted(T.STIPEND_REMOVE, CSA)
    rows = requesting.call(WORKER, contract.FIND).rows
    assert [row.order_id for row in rows] == [for_me.order_id, mine.order_id]
    assert isinstance(requesting.refused(WORKER, contract.GET, order_id=other.order_id), NotFound)
    assert requesting.look(for_me).requester == requesting.look(for_me, CSA).requester
    assert requesting.call(WORKER, contract.SIZE).rows == len(rows)


@pytest.mark.parametrize(
    ("text", "is_found"),
    [("WO-{id}", True), ("{id}", True), ("550101", True), ("wendy", True), ("zoe", False)],
)
def test_a_list_is_searched(requesting_here: Requesting, text: str, *, is_found: bool) -> None:
    order = requesting_here.submitted(T.CHANGE_NUMBER)
    wanted = WirelessFilter(text=text.replace("{id}", str(order.order_id)))
    rows = requesting_here.call(WORKER, contract.FIND, filter=wanted).rows
    assert [row.order_id for row in rows] == ([order.order_id] if is_found else [])


def test_pages_follow_each_other(requesting: Requesting) -> None:
    orders = [requesting.drafted(T.SUSPEND).order_id for _ in range(5)]
    first = requesting.call(WORKER, contract.FIND, limit=2)
    second = requesting.call(WORKER, contract.FIND, limit=2, after=first.last)
    back = requesting.call(WORKER, contract.FIND, limit=2, before=second.first)
    assert [row.order_id for row in (*first.rows, *second.rows)] == orders[:0:-1]
    assert back.rows == first.rows
    counts = {one.view: one.rows for one in requesting.call(WORKER, contract.VIEWS).counts}
    assert (counts[WirelessView.DRAFTS], counts[WirelessView.ENDED]) == (5, 0)


def test_an_order_is_opened_in_a_fixed_number_of_statements(requesting_here: Requesting) -> None:
    """Opening an order takes as many statements with many items, fields and other orders as with few."""
    few = requesting_here.drafted(T.FEATURES)
    before = _counted(requesting_here, few)
    features = (wireless_world.ROAMING, wireless_world.MUSIC)
    for _ in range(3):
        requesting_here.drafted(T.FEATURES)
    many = requesting_here.edit(
        few,
        items=[wish(ItemKind.FEATURE, one, action=ItemAction.ADD) for one in features] * 3,
        fields={"DESTINATION": "Fiji", "COMMENTS": "For work"},
    )
    after = _counted(requesting_here, many)
    assert (len(many.items), len(after)) == (6, len(before))
    assert len(after) <= 12


def test_a_list_takes_a_fixed_number_of_statements(requesting_here: Requesting) -> None:
    requesting_here.drafted(T.SUSPEND)
    numbers = []
    for _ in range(2):
        with statements(requesting_here.backend.database) as noted:
            requesting_here.call(WORKER, contract.FIND)
        numbers.append(len(noted))
        requesting_here.drafted(T.NEW_DEVICE_SERVICE)
    assert numbers[0] == numbers[1]


def test_of_two_at_once_one_gets_through(requesting: Requesting) -> None:
    draft = requesting.confirm(requesting.drafted(T.SUSPEND))
    requesting.submit(draft)
    error = requesting.refused(WORKER, contract.SUBMIT, **at(draft))
    assert not isinstance(error, Conflict)
    assert error.code == "E-STATE"


def _counted(requesting: Requesting, order: contract.WirelessOrder) -> list[str]:
    with statements(requesting.backend.database) as noted:
        requesting.look(order)
    return noted


def test_roles_without_the_power_request_nothing(requesting_here: Requesting) -> None:
    asked = {"account_id": build.MARLOW, "type": T.SUSPEND, "line_id": wireless_world.WORKER_LINE}
    for name, (_, role) in build.USERS.items():
        if name.startswith("harbour") and role in {Role.PROVISIONER, Role.AUDITOR, Role.ADMIN}:
            assert isinstance(requesting_here.refused(name, contract.START, **asked), Denied)
