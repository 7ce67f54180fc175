"""The list of approvals: what waits for whom, sorted, paged, counted (S-30)."""

from datetime import timedelta

from sqlalchemy import select

from agentview.contract import wireless_approvals as contract
from agentview.contract.wireless import OrderType, WirelessStatus
from agentview.models.trail import AuditEntry
from tests import wireless_world as world
from tests.fixtures.statements import statements
from tests.services.wireless_approval.approving import DEPUTY, PREDEFINED, Approving, step
from tests.services.wireless_orders.requesting import BOSS, MANAGER, WORKER

M, B, D = world.MANAGER_USER, world.BOSS_USER, world.DEPUTY_USER


def ids(approving: Approving, by: str, **request: object) -> list[int]:
    return [row.order_id for row in approving.rows(by, **request)]


def test_s_30_each_sees_what_waits_for_them_and_what_they_decided(approving: Approving) -> None:
    approving.policy(step(PREDEFINED, M), step(PREDEFINED, B))
    first, second, third = (approving.stand(approving.submitted(OrderType.ACCESSORY)) for _ in range(3))
    assert ids(approving, MANAGER) == [one.order_id for one in (first, second, third)]
    assert ids(approving, BOSS) == []
    approving.approve(first, MANAGER)
    approving.ask(second, MANAGER)
    assert ids(approving, MANAGER) == [third.order_id]
    assert ids(approving, BOSS) == [first.order_id]
    assert ids(approving, MANAGER, filter={"view": "ASKED"}) == [second.order_id]
    assert ids(approving, MANAGER, filter={"view": "DECIDED"}) == [first.order_id]
    counts = {one.view: one.rows for one in approving.call(MANAGER, contract.VIEWS).counts}
    assert counts == {"WAITING": 1, "ASKED": 1, "DECIDED": 1}
    [row] = approving.rows(BOSS)
    assert (row.status, row.level, row.levels, row.requester) == (
        WirelessStatus.AWAITING_APPROVAL,
        2,
        2,
        "Harbour Viewer",
    )
    assert (row.once_cents, row.part, row.delegator) == (5_900, "PENDING", "")
    assert approving.refused(WORKER, contract.FIND).code == "E-POWER"


def test_s_30_an_order_is_listed_once_also_with_a_delegators_part(approving: Approving) -> None:
    approving.policy(step(PREDEFINED, M, B))
    order = approving.stand(approving.submitted(OrderType.ACCESSORY))
    approving.delegate(MANAGER, B)
    approving.delegate(MANAGER, D)
    approving.delegate(BOSS, D)
    [own], [other] = approving.rows(BOSS), approving.rows(DEPUTY)
    assert (own.order_id, own.delegator) == (order.order_id, "")
    assert other.delegator in {"Marlow Manager", "Marlow Boss"}


def test_s_30_pages_follow_each_other_in_each_order(approving_here: Approving) -> None:
    approving_here.policy(step(PREDEFINED, M))
    made = []
    for _ in range(5):
        made.append(approving_here.submitted(OrderType.ACCESSORY).order_id)
        approving_here.backend.clock.move(timedelta(minutes=1))
    for sort in contract.ApprovalSort:
        for is_down in (False, True):
            wanted = {"sort": sort, "is_descending": is_down, "limit": 2}
            found, after = [], None
            while True:
                page = approving_here.call(MANAGER, contract.FIND, **wanted, after=after)
                if not page.rows:
                    break
                found += [row.order_id for row in page.rows]
                after = page.last
            assert found == (made[::-1] if is_down else made), (sort, is_down)
            back = approving_here.call(MANAGER, contract.FIND, **wanted, before=after)
            assert [row.order_id for row in back.rows] == found[2:4]


def test_s_30_filters_narrow_the_list(approving_here: Approving) -> None:
    approving_here.policy(step(PREDEFINED, M))
    first = approving_here.submitted(OrderType.ACCESSORY)
    second = approving_here.submitted(OrderType.SUSPEND)
    assert ids(approving_here, MANAGER, filter={"types": ["SUSPEND"]}) == [second.order_id]
    assert ids(approving_here, MANAGER, filter={"text": first.reference}) == [first.order_id]
    assert ids(approving_here, MANAGER, filter={"text": "HO-1"}) == []
    assert ids(approving_here, MANAGER, filter={"is_policy_exception": True}) == []


def test_s_30_the_number_of_statements_does_not_grow_with_the_rows(approving_here: Approving) -> None:
    approving_here.policy(step(PREDEFINED, M))
    approving_here.submitted(OrderType.ACCESSORY)
    approving_here.rows(MANAGER)

    def asked() -> int:
        with statements(approving_here.backend.database) as sent:
            approving_here.rows(MANAGER)
        return len(sent)

    few = asked()
    for _ in range(4):
        approving_here.submitted(OrderType.ACCESSORY)
    assert asked() == few


def test_s_30_the_list_is_counted_exactly_each_order_once(approving: Approving) -> None:
    approving.policy(step(PREDEFINED, M, B))
    for kind in (OrderType.ACCESSORY, OrderType.SUSPEND):
        approving.submitted(kind)
    approving.delegate(MANAGER, B)
    assert approving.call(BOSS, contract.SIZE).rows == 2
    assert approving.call(BOSS, contract.SIZE, filter={"types": ["SUSPEND"]}).rows == 1
    assert approving.call(BOSS, contract.SIZE, filter={"view": "DECIDED"}).rows == 0
    assert approving.refused(WORKER, contract.SIZE).code == "E-POWER"


def test_s_30_an_export_holds_what_is_shown_and_is_audited_once(approving: Approving) -> None:
    approving.policy(step(PREDEFINED, M))
    first, second = (approving.submitted(OrderType.ACCESSORY) for _ in range(2))
    wanted = {"is_descending": True, "columns": ("order", "level")}
    page = approving.call(MANAGER, contract.EXPORT, **wanted)
    assert [row.reference for row in page.rows] == [second.reference, first.reference]
    assert (page.total, page.last) == (2, None)
    place = approving.call(MANAGER, contract.FIND, is_descending=True, limit=1).last
    rest = approving.call(MANAGER, contract.EXPORT, after=place, **wanted)
    assert [row.reference for row in rest.rows] == [first.reference]
    with approving.backend.database.read() as session:
        said = session.scalars(select(AuditEntry.new_value).where(AuditEntry.action == "export")).all()
    assert said == ["approvals: 2 rows: order, level"]
    assert approving.refused(WORKER, contract.EXPORT, **wanted).code == "E-POWER"
