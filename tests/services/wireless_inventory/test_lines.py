"""Lines: lists, validation by users, edit by back office, cost (S-32, T7, R-WL-36)."""

import pytest
from sqlalchemy import update

from agentview.contract import wireless_lines as contract
from agentview.contract.wireless import LineStatus, OrderType
from agentview.contract.wireless_lines import LineDetail, LineView
from agentview.models.wireless_inventory import WirelessDevice
from agentview.models.wireless_order import WirelessOrder
from tests import build
from tests import wireless_world as world
from tests.fixtures.backend import Backend
from tests.services.provisioning.working import Working
from tests.services.wireless_inventory.completing import Completing, Wish

BACK, USER, CSA = "harbour_back", "harbour_viewer", "harbour_csa"
WHY = "It is the phone at the reception"


@pytest.fixture
def working(backend: Backend) -> Working:
    world.furnish(backend)
    return Working(backend)


@pytest.fixture
def local(local_backend: Backend) -> Working:
    world.furnish(local_backend)
    return Working(local_backend)


def line(working: Working, key: int, username: str = BACK) -> LineDetail:
    return working.call(username, contract.GET, line_id=key)


def at(working: Working, key: int) -> dict[str, object]:
    return {"line_id": key, "version": line(working, key).row.version, "justification": WHY}


def found(working: Working, username: str = BACK, **wanted: object) -> set[int]:
    page = working.call(username, contract.FIND, filter={"account_id": build.MARLOW, **wanted})
    return {row.line_id for row in page.rows}


def fields(working: Working, key: int, **changed: object) -> dict[str, object]:
    detail = line(working, key)
    row = detail.row
    return {
        "number": row.number,
        "alias": row.alias,
        "vendor_id": row.vendor_id,
        "status": row.status,
        "employee_id": row.employee_id,
        "plan_id": row.plan_id,
        "iccid": detail.iccid,
        "contract_start": detail.contract_start,
        "contract_end": row.contract_end,
        "upgrade_eligible_on": row.upgrade_eligible_on,
        **changed,
    }


def save(working: Working, key: int | None, username: str = BACK, **changed: object) -> contract.LineActed:
    base = key or world.WORKER_LINE
    version = line(working, key).row.version if key is not None else None
    return working.call(
        username,
        contract.SAVE,
        line_id=key,
        version=version,
        account_id=build.MARLOW,
        fields=fields(working, base, **changed),
        reason="audit of the mobiles",
    )


def test_s_32_a_line_is_listed_with_plan_features_device_and_cost(working: Working) -> None:
    page = working.call(BACK, contract.FIND, filter={"text": world.number_of(world.WORKER_LINE)})
    [row] = page.rows
    assert (row.employee, row.vendor, row.plan, row.features) == (
        "Wendy Worker",
        "Northern Wireless",
        "Talk 20 GB",
        ("Hotspot",),
    )
    assert (row.device, row.monthly_cents, row.is_upgrade_eligible) == ("Fruit Phone X1 128 GB", 2500, True)
    commands = {one.command: one.is_open for one in page.commands[row.commands]}
    assert commands == {"confirm": True, "unassign": True, "claim": False, "edit": True}


@pytest.mark.parametrize(
    ("view", "lines"),
    [
        (LineView.SUSPENDED, {world.AWAY_LINE, world.LOST_LINE}),
        (LineView.UNASSIGNED, {world.FREE_LINE}),
        (LineView.ENDED, {world.ENDED_LINE}),
        (LineView.ALL, set(range(1, 9))),
        (LineView.OPEN, set(range(1, 9)) - {world.ENDED_LINE}),
        (LineView.UPGRADE, set(range(1, 9)) - {world.ENDED_LINE}),
        (LineView.UNVALIDATED, set(range(1, 9)) - {world.ENDED_LINE, world.FREE_LINE}),
    ],
)
def test_s_32_each_view_shows_its_lines_and_counts_them(
    local: Working, view: LineView, lines: set[int]
) -> None:
    assert found(local, view=view) == lines
    assert local.call(BACK, contract.SIZE, filter={"view": view, "account_id": build.MARLOW}).rows == len(
        lines
    )
    counts = local.call(BACK, contract.VIEWS, account_id=build.MARLOW).counts
    assert {one.view: one.rows for one in counts}[view] == len(lines)


def test_s_32_lines_are_found_by_what_people_know_of_them(local: Working) -> None:
    assert found(local, text="0495 550 101") == {world.WORKER_LINE}
    assert found(local, text="wendy") == {world.WORKER_LINE, world.AWAY_LINE, world.LOST_LINE}
    assert found(local, text=f" {world.imei(world.WORKER_PHONE)} ") == {world.WORKER_LINE}
    assert found(local, text=world.iccid(world.MANAGER_LINE).lower()) == {world.MANAGER_LINE}
    assert found(local, text="100%") == set()
    assert found(local, vendor_ids=[world.SOUTHERN]) == {world.SOUTHERN_LINE}
    assert found(local, plan_ids=[world.DATA]) == {world.COLLEAGUE_LINE}
    assert found(local, org_unit_id=world.LAB) == {world.COLLEAGUE_LINE}
    assert found(local, statuses=["UNASSIGNED"]) == {world.FREE_LINE}
    assert found(local, contract_end_from="2026-12-31", employee_id=world.BOSS) == {world.SOUTHERN_LINE}
    assert found(local, contract_end_to="2026-12-30") == set()
    assert found(local, username=USER, view="MINE") == {world.WORKER_LINE, world.AWAY_LINE, world.LOST_LINE}


@pytest.mark.parametrize("sort", list(contract.LineSort))
@pytest.mark.parametrize("is_descending", [False, True])
def test_s_32_pages_go_on_where_the_last_one_ended_both_ways(
    local: Working, sort: contract.LineSort, *, is_descending: bool
) -> None:
    asked = {"filter": {"view": "ALL"}, "sort": sort, "is_descending": is_descending}
    whole = [row.line_id for row in local.call(BACK, contract.FIND, **asked).rows]
    first = local.call(BACK, contract.FIND, **asked, limit=4)
    second = local.call(BACK, contract.FIND, **asked, limit=4, after=first.last)
    assert [row.line_id for row in (*first.rows, *second.rows)] == whole[:8]
    back = local.call(BACK, contract.FIND, **asked, limit=4, before=second.first)
    assert back.rows == first.rows


def test_s_32_an_export_is_audited_and_gives_all_rows(working: Working) -> None:
    page = working.call(BACK, contract.EXPORT, filter={"account_id": build.MARLOW, "view": "ALL"})
    assert (len(page.rows), page.total, page.last) == (8, 8, None)


def test_a_customer_sees_the_own_company_alone(working: Working) -> None:
    assert found(working, USER, account_id=build.BRIGHT, view="ALL") == set()
    assert working.refused(USER, contract.GET, line_id=world.BRIGHT_LINE).code == "E-NOT-FOUND"
    assert working.refused(BACK, contract.GET, line_id=world.ALPINE_LINE).code == "E-NOT-FOUND"


def test_t7_a_user_confirms_the_own_line_with_a_justification_and_an_alias(working: Working) -> None:
    acted = working.call(USER, contract.CONFIRM, **at(working, world.WORKER_LINE), alias="Reception")
    assert (acted.line.row.alias, acted.line.row.validated_on) == ("Reception", world.TODAY)
    past = working.call(USER, contract.HISTORY, line_id=world.WORKER_LINE).entries
    assert {(one.action, one.text) for one in past} == {("confirm", WHY)}
    working.call(USER, contract.CONFIRM, **at(working, world.WORKER_LINE))
    again = working.call(USER, contract.HISTORY, line_id=world.WORKER_LINE).entries
    assert len(again) == len(past) + 1


def test_t7_a_user_speaks_of_the_own_lines_alone_and_staff_of_all(working: Working) -> None:
    foreign = at(working, world.MANAGER_LINE)
    assert working.refused(USER, contract.CONFIRM, **foreign).code == "E-WLI-NOT-YOURS"
    assert working.refused(USER, contract.UNASSIGN, **foreign).code == "E-WLI-NOT-YOURS"
    assert working.call(CSA, contract.CONFIRM, **foreign).line.row.validated_on == world.TODAY


@pytest.mark.parametrize("op", [contract.CONFIRM, contract.UNASSIGN, contract.CLAIM])
def test_t7_a_line_that_has_ended_is_not_validated(local: Working, op: object) -> None:
    refused = local.refused(CSA, op, **at(local, world.ENDED_LINE))  # type: ignore[arg-type]
    assert "E-WLI-LINE-ENDED" in {one.code for one in refused.refusals}


def test_t7_unassigned_the_line_is_nobody_s_and_its_device_too(working: Working) -> None:
    acted = working.call(USER, contract.UNASSIGN, **at(working, world.WORKER_LINE))
    assert (acted.line.row.employee_id, acted.line.row.status) == (None, LineStatus.UNASSIGNED)
    assert acted.warnings == ()
    device = world.row_of(working.backend, WirelessDevice, world.WORKER_PHONE)
    assert (device["employee_id"], device["line_id"]) == (None, world.WORKER_LINE)


def test_t7_a_line_goes_to_whose_it_is_who_has_yet_to_confirm_it(working: Working) -> None:
    working.call(USER, contract.CONFIRM, **at(working, world.WORKER_LINE))
    asked = at(working, world.WORKER_LINE)
    assert (
        working.refused(USER, contract.UNASSIGN, **asked, owner_id=world.WORKER).code == "E-WLI-SAME-HOLDER"
    )
    assert (
        working.refused(USER, contract.UNASSIGN, **asked, owner_id=world.LEAVER).code == "E-WLI-PERSON-LEFT"
    )
    stranger = working.refused(USER, contract.UNASSIGN, **asked, owner_id=world.BRIGHT_EMPLOYEE)
    assert stranger.code == "E-NOT-FOUND"
    row = working.call(USER, contract.UNASSIGN, **asked, owner_id=world.COLLEAGUE).line.row
    assert (row.employee_id, row.status, row.validated_on) == (world.COLLEAGUE, LineStatus.ACTIVE, None)


def test_t7_a_user_claims_a_line_that_nobody_has(working: Working) -> None:
    taken = working.refused(USER, contract.CLAIM, **at(working, world.MANAGER_LINE))
    assert taken.code == "E-WLI-LINE-TAKEN"
    other = working.refused(USER, contract.CLAIM, **at(working, world.FREE_LINE), employee_id=world.COLLEAGUE)
    assert other.code == "E-WLI-NOT-YOURS"
    row = working.call(USER, contract.CLAIM, **at(working, world.FREE_LINE), alias="Spare").line.row
    assert (row.employee_id, row.status, row.alias) == (world.WORKER, LineStatus.ACTIVE, "Spare")
    assert row.validated_on == world.TODAY


def test_t7_staff_says_whose_a_claimed_line_is(working: Working) -> None:
    nobody = working.refused(CSA, contract.CLAIM, **at(working, world.FREE_LINE))
    assert nobody.code == "E-WLI-NO-EMPLOYEE"
    acted = working.call(CSA, contract.CLAIM, **at(working, world.FREE_LINE), employee_id=world.BOSS)
    assert acted.line.row.employee_id == world.BOSS


def test_t7_a_justification_is_needed(local: Working) -> None:
    asked = {**at(local, world.WORKER_LINE), "justification": "  "}
    with pytest.raises(ValueError, match="justification"):
        contract.CONFIRM.request.model_validate(asked)


def _pending(working: Working, *, status: str, is_submitted: bool = True) -> int:
    order = Completing(working.backend).order(Wish(OrderType.SUSPEND, world.WORKER_LINE))
    values = {"status": status, "submitted_at": build.START if is_submitted else None}
    with working.backend.database.write(world.STAMP) as session:
        session.execute(update(WirelessOrder).where(WirelessOrder.id == order).values(**values))
    return order


def test_r_wl_36_unassigning_with_a_pending_order_warns_and_cancels_nothing(working: Working) -> None:
    order = _pending(working, status="AWAITING_APPROVAL")
    acted = working.call(USER, contract.UNASSIGN, **at(working, world.WORKER_LINE))
    [warning] = acted.warnings
    assert (warning.code, warning.rule) == ("E-WLI-ORDER-PENDING", "R-WL-36")
    assert warning.values["order"] == f"WO-{order}"
    row = world.row_of(working.backend, WirelessOrder, order)
    assert (row["status"], row["line_id"]) == ("AWAITING_APPROVAL", world.WORKER_LINE)


@pytest.mark.parametrize(("status", "is_submitted"), [("CANCELLED", True), ("DRAFT", False)])
def test_r_wl_36_orders_that_are_over_or_not_begun_do_not_warn(
    local: Working, status: str, *, is_submitted: bool
) -> None:
    _pending(local, status=status, is_submitted=is_submitted)
    assert local.call(USER, contract.UNASSIGN, **at(local, world.WORKER_LINE)).warnings == ()


def test_r_wl_36_back_office_is_warned_as_well(local: Working) -> None:
    _pending(local, status="IN_FULFILMENT")
    acted = save(local, world.WORKER_LINE, employee_id=world.COLLEAGUE)
    assert [one.code for one in acted.warnings] == ["E-WLI-ORDER-PENDING"]
    assert save(local, world.WORKER_LINE, alias="Other").warnings == ()


def test_s_32_back_office_edits_a_line_and_the_trail_has_each_field_by_name(working: Working) -> None:
    acted = save(working, world.WORKER_LINE, plan_id=world.EXECUTIVE, employee_id=world.COLLEAGUE)
    assert acted.line.row.plan == "Executive"
    entries = working.call(BACK, contract.HISTORY, line_id=world.WORKER_LINE).entries
    assert {(one.field, one.old, one.new, one.text) for one in entries} == {
        ("plan_id", "Talk 20 GB", "Executive", "audit of the mobiles"),
        ("employee_id", "Wendy Worker", "Carl Colleague", "audit of the mobiles"),
    }
    older = working.call(BACK, contract.HISTORY, line_id=world.WORKER_LINE, limit=1)
    assert older.has_older
    rest = working.call(
        BACK, contract.HISTORY, line_id=world.WORKER_LINE, before_id=older.entries[0].entry_id
    )
    assert (len(rest.entries), rest.has_older) == (1, False)


def test_s_32_back_office_adds_a_line(working: Working) -> None:
    acted = save(
        working,
        None,
        number="0495 550 188",
        iccid=f" {world.iccid(88)}",
        employee_id=None,
        status="UNASSIGNED",
    )
    assert acted.line.row.number == "+61495550188"
    assert acted.line.iccid == world.iccid(88)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"number": "hello"}, "E-WLI-NUMBER"),
        ({"number": world.number_of(world.BRIGHT_LINE)}, "E-WLI-NUMBER-TAKEN"),
        ({"iccid": "8961123"}, "E-WLI-ICCID"),
        ({"plan_id": world.SOUTH}, "E-WLI-PLAN-VENDOR"),
        ({"vendor_id": world.ALPINE_MOBILE}, "E-NOT-FOUND"),
        ({"employee_id": world.BRIGHT_EMPLOYEE}, "E-NOT-FOUND"),
        ({"employee_id": world.LEAVER}, "E-WLI-PERSON-LEFT"),
        ({"status": "UNASSIGNED"}, "E-WLI-STATUS-HOLDER"),
        ({"contract_start": "2026-12-02", "contract_end": "2026-12-01"}, "E-WLI-CONTRACT-DAYS"),
    ],
)
def test_s_32_what_cannot_be_is_refused_at_its_field(
    local: Working, changed: dict[str, object], code: str
) -> None:
    before = line(local, world.WORKER_LINE)
    refused = local.refused(
        BACK,
        contract.SAVE,
        line_id=world.WORKER_LINE,
        version=before.row.version,
        account_id=build.MARLOW,
        fields=fields(local, world.WORKER_LINE, **changed),
    )
    assert (refused.code, refused.refusals[0].field) == (code, list(changed)[-1])
    assert line(local, world.WORKER_LINE) == before


def test_s_32_a_state_that_begins_has_its_day_and_one_that_ends_has_none(local: Working) -> None:
    ended = save(local, world.AWAY_LINE, status="INACTIVE").line
    assert (ended.disconnected_on, ended.suspended_on) == (world.TODAY, None)
    back = save(local, world.AWAY_LINE, status="ACTIVE").line
    assert (back.disconnected_on, back.suspended_on) == (None, None)


def test_r_prv_41_of_two_with_one_version_the_second_is_told_who_was_first(working: Working) -> None:
    asked = at(working, world.WORKER_LINE)
    working.call(USER, contract.CONFIRM, **asked)
    late = working.refused(CSA, contract.UNASSIGN, **asked)
    assert (late.code, late.values["by"]) == ("E-STALE", "Harbour Viewer")
    assert line(working, world.WORKER_LINE).row.employee_id == world.WORKER


def test_d_19_who_does_not_fulfil_edits_no_line(working: Working) -> None:
    row = line(working, world.WORKER_LINE).row
    asked = {"line_id": row.line_id, "version": row.version, "account_id": build.MARLOW}
    for username in (USER, CSA):
        refused = working.refused(
            username, contract.SAVE, **asked, fields=fields(working, world.WORKER_LINE, alias="x")
        )
        assert refused.code == "E-POWER"


def test_the_cost_of_a_cost_centre_is_plans_features_and_stipends(working: Working) -> None:
    costs = working.call(BACK, contract.COSTS, account_id=build.MARLOW)
    told = {
        one.cost_centre: (one.line_count, one.billed_line_count, one.plan_cents, one.feature_cents)
        for one in costs.rows
    }
    assert told == {
        # The manager's line, and the worker's: one active with a feature, one not billed, one billed.
        "CC-200": (4, 3, 9900 + 2000 + 2000, 500),
        "CC-999": (1, 1, 3000, 0),
        "CC-100": (1, 1, 1800, 0),
        "": (1, 1, 2000, 0),
    }
    totals = {one.cost_centre: one.total_cents for one in costs.rows}
    assert totals["CC-999"] == 3000 + 3000
    assert (costs.currency, costs.rows[0].cost_centre) == ("AUD", "CC-200")


def test_the_cost_of_all_companies_names_each(local: Working) -> None:
    assert {one.account_id for one in local.call(BACK, contract.COSTS).rows} == {build.MARLOW, build.BRIGHT}
    assert {one.account_id for one in local.call(USER, contract.COSTS).rows} == {build.MARLOW}
