"""What a completed order changes, type by type (5.4, R-WL-29, R-WL-05, R-WL-35)."""

from datetime import date

import pytest

from agentview.contract.wireless import DeviceStatus, ItemAction, LineStatus, OrderType
from agentview.contract.wireless_forms import FieldId, SuspendReason
from agentview.services.wireless_inventory.effects import EFFECTS
from agentview.services.wireless_inventory.results import NO_RESULTS, Results
from tests import wireless_world as world
from tests.build_hardware import PHONE
from tests.fixtures.backend import Backend
from tests.services.wireless_inventory.completing import (
    NEW_IMEI,
    NEW_NUMBER,
    NEW_SIM,
    RESULTS,
    Completing,
    Wish,
)

T, L, D = OrderType, LineStatus, DeviceStatus


@pytest.fixture
def completing(local_backend: Backend) -> Completing:
    world.furnish(local_backend)
    return Completing(local_backend)


def test_each_type_has_an_effect() -> None:
    assert set(EFFECTS) == set(OrderType)


def test_r_wl_29_a_new_device_and_service_adds_a_line_and_an_asset(completing: Completing) -> None:
    order = completing.complete(
        Wish(
            T.NEW_DEVICE_SERVICE,
            plan_id=world.TALK,
            product_id=PHONE,
            features=((world.ROAMING, ItemAction.ADD),),
        )
    )
    line, device = completing.numbered(), completing.serial()
    assert (line["status"], line["employee_id"], line["iccid"]) == (L.ACTIVE, world.WORKER, NEW_SIM)
    assert (line["contract_start"], line["contract_end"]) == (world.TODAY, date(2028, 11, 16))
    assert line["upgrade_eligible_on"] == date(2028, 11, 16)
    assert (device["line_id"], device["status"], device["product_id"]) == (line["id"], D.ACTIVE, PHONE)
    assert (device["owned_since"], device["last_change_order_id"]) == (world.TODAY, order)
    assert completing.features(int(str(line["id"]))) == [(world.ROAMING, world.TODAY, None)]
    assert completing.trail("wireless_line", int(str(line["id"])))[0] == (
        "new_device_service",
        None,
        f"WO-{order}",
    )


@pytest.mark.parametrize("chosen", [D.PENDING_RETURN, D.REPAIR, D.LOST_OR_STOLEN, D.RETIRED_DISPOSED])
def test_r_wl_29_an_upgrade_swaps_the_device_and_the_old_one_stands_as_chosen(
    completing: Completing, chosen: DeviceStatus
) -> None:
    completing.complete(
        Wish(
            T.UPGRADE_REPLACE,
            line_id=world.WORKER_LINE,
            product_id=world.TABLET,
            texts={FieldId.OLD_DEVICE: chosen.value},
        )
    )
    old, new = completing.device(world.WORKER_PHONE), completing.serial()
    assert (old["status"], old["line_id"], old["employee_id"]) == (chosen, None, None)
    assert (new["line_id"], new["employee_id"], new["device_type"]) == (
        world.WORKER_LINE,
        world.WORKER,
        "TABLET",
    )
    assert completing.line(world.WORKER_LINE)["iccid"] == NEW_SIM


def test_r_wl_29_an_upgrade_with_a_plan_binds_the_line_anew(completing: Completing) -> None:
    completing.complete(
        Wish(T.UPGRADE_REPLACE, line_id=world.WORKER_LINE, product_id=PHONE, plan_id=world.EXECUTIVE)
    )
    line = completing.line(world.WORKER_LINE)
    assert (line["plan_id"], line["contract_end"]) == (world.EXECUTIVE, date(2028, 11, 16))
    assert completing.device(world.WORKER_PHONE)["status"] == D.IN_STOCK


@pytest.mark.parametrize(
    ("employee", "status"), [(world.WORKER, D.ACTIVE), (None, D.IN_STOCK)], ids=["somebody", "nobody"]
)
def test_a_device_alone_is_with_somebody_or_in_stock(
    completing: Completing, employee: int | None, status: DeviceStatus
) -> None:
    completing.complete(Wish(T.DEVICE_ONLY, beneficiary_id=employee, product_id=PHONE))
    device = completing.serial()
    assert (device["status"], device["line_id"], device["employee_id"]) == (status, None, employee)


def test_a_service_alone_adds_a_line(completing: Completing) -> None:
    completing.complete(Wish(T.SERVICE_SIM_ONLY, plan_id=world.SOUTH, vendor_id=world.SOUTHERN))
    line = completing.numbered()
    assert (line["vendor_id"], line["plan_id"], line["iccid"]) == (world.SOUTHERN, world.SOUTH, NEW_SIM)


@pytest.mark.parametrize("kind", [T.ADD_LINE_EXISTING_DEVICE, T.ACTIVATE_IN_STOCK])
def test_a_line_for_a_device_that_is_there_updates_the_device(
    completing: Completing, kind: OrderType
) -> None:
    completing.complete(Wish(kind, device_id=world.SPARE_PHONE, plan_id=world.TALK))
    line, device = completing.numbered(), completing.device(world.SPARE_PHONE)
    assert (device["status"], device["line_id"], device["employee_id"]) == (
        D.ACTIVE,
        line["id"],
        world.WORKER,
    )


def test_a_warranty_replacement_takes_the_place_and_the_warranty_of_the_old_device(
    completing: Completing,
) -> None:
    before = completing.device(world.WORKER_PHONE)
    completing.complete(Wish(T.WARRANTY_REPLACEMENT, device_id=world.WORKER_PHONE))
    old, new = completing.device(world.WORKER_PHONE), completing.serial()
    assert (old["status"], old["line_id"], old["employee_id"]) == (D.PENDING_RETURN, None, None)
    for name in ("product_id", "make_model", "line_id", "employee_id", "owned_since", "warranty_months"):
        assert new[name] == before[name], name


def test_accessories_change_nothing(completing: Completing) -> None:
    before = completing.device(world.WORKER_PHONE)
    completing.complete(Wish(T.ACCESSORY, device_id=world.WORKER_PHONE), NO_RESULTS)
    assert completing.device(world.WORKER_PHONE) == before


def test_a_port_moves_the_line_and_ends_what_the_old_carrier_gave(completing: Completing) -> None:
    completing.complete(
        Wish(T.PORT_CARRIER, world.WORKER_LINE, vendor_id=world.SOUTHERN, plan_id=world.SOUTH),
        Results(number=world.number_of(world.WORKER_LINE), iccid=NEW_SIM),
    )
    line = completing.line(world.WORKER_LINE)
    assert (line["vendor_id"], line["plan_id"], line["iccid"]) == (world.SOUTHERN, world.SOUTH, NEW_SIM)
    assert line["number"] == world.number_of(world.WORKER_LINE)
    assert [last for _, _, last in completing.features(world.WORKER_LINE)] == [world.TODAY]
    assert completing.device(world.WORKER_PHONE)["line_id"] == world.WORKER_LINE


def test_a_port_with_a_device_replaces_the_old_one(completing: Completing) -> None:
    completing.complete(
        Wish(
            T.PORT_CARRIER,
            world.WORKER_LINE,
            vendor_id=world.SOUTHERN,
            plan_id=world.SOUTH,
            product_id=PHONE,
        )
    )
    assert completing.device(world.WORKER_PHONE)["status"] == D.IN_STOCK
    assert completing.serial()["line_id"] == world.WORKER_LINE


def test_a_transfer_in_adds_the_number_and_a_device_that_is_yet_to_be_confirmed(
    completing: Completing,
) -> None:
    texts = {FieldId.SERIAL_TYPE: "IMEI", FieldId.SERIAL_NO: f" {NEW_IMEI} "}
    completing.complete(Wish(T.TRANSFER_IN, plan_id=world.TALK, texts=texts), Results(NEW_NUMBER))
    device = completing.serial()
    assert (device["status"], device["line_id"]) == (D.UNCONFIRMED_PENDING, completing.numbered()["id"])


def test_a_transfer_out_ends_the_line_for_the_company(completing: Completing) -> None:
    completing.complete(Wish(T.TRANSFER_OUT, world.WORKER_LINE), NO_RESULTS)
    line = completing.line(world.WORKER_LINE)
    assert (line["status"], line["employee_id"], line["disconnected_on"]) == (L.INACTIVE, None, world.TODAY)
    assert completing.device(world.WORKER_PHONE)["line_id"] is None


def test_a_stipend_begins_on_its_day_and_ends_the_one_before(completing: Completing) -> None:
    texts = {FieldId.EFFECTIVE_DATE: "2026-12-01"}
    wish = Wish(T.STIPEND_ENROL, beneficiary_id=world.COLLEAGUE, plan_id=world.STIPEND_PLAN, texts=texts)
    completing.complete(wish, NO_RESULTS)
    first = date(2026, 12, 1)
    assert completing.stipends(world.COLLEAGUE) == [(3000, date(2026, 1, 1), first), (2500, first, None)]


def test_a_stipend_is_removed_on_its_day(completing: Completing) -> None:
    texts = {FieldId.EFFECTIVE_DATE: "2026-12-31"}
    completing.complete(Wish(T.STIPEND_REMOVE, beneficiary_id=world.COLLEAGUE, texts=texts), NO_RESULTS)
    assert completing.stipends(world.COLLEAGUE) == [(3000, date(2026, 1, 1), date(2026, 12, 31))]


def test_features_come_for_the_journey_and_go_today(completing: Completing) -> None:
    texts = {FieldId.TRAVEL_FROM: "2026-12-01", FieldId.TRAVEL_TO: "2026-12-14"}
    wanted = ((world.HOTSPOT, ItemAction.REMOVE), (world.ROAMING, ItemAction.ADD))
    completing.complete(Wish(T.FEATURES, world.WORKER_LINE, features=wanted, texts=texts), NO_RESULTS)
    assert completing.features(world.WORKER_LINE) == [
        (world.HOTSPOT, date(2025, 1, 1), world.TODAY),
        (world.ROAMING, date(2026, 12, 1), date(2026, 12, 14)),
    ]


def test_a_new_plan_number_and_sim_are_the_line_s(completing: Completing) -> None:
    completing.complete(Wish(T.CHANGE_PLAN, world.WORKER_LINE, plan_id=world.EXECUTIVE), NO_RESULTS)
    completing.complete(Wish(T.CHANGE_NUMBER, world.WORKER_LINE), Results(number="0495 550 177"))
    completing.complete(Wish(T.NEW_SIM, world.WORKER_LINE), Results(iccid=f" {NEW_SIM.lower()}\n"))
    line = completing.line(world.WORKER_LINE)
    assert (line["plan_id"], line["number"], line["iccid"]) == (world.EXECUTIVE, NEW_NUMBER, NEW_SIM)


def test_a_swap_puts_the_line_on_the_spare_device_and_the_old_one_into_stock(completing: Completing) -> None:
    completing.complete(Wish(T.SWAP_DEVICE, world.WORKER_LINE, world.SPARE_PHONE), NO_RESULTS)
    old, new = completing.device(world.WORKER_PHONE), completing.device(world.SPARE_PHONE)
    assert (old["status"], old["line_id"], old["employee_id"]) == (D.IN_STOCK, None, None)
    assert (new["status"], new["line_id"], new["employee_id"]) == (D.ACTIVE, world.WORKER_LINE, world.WORKER)


@pytest.mark.parametrize("line", [world.AWAY_LINE, world.LOST_LINE, world.ENDED_LINE])
def test_a_restored_line_works_again(completing: Completing, line: int) -> None:
    completing.complete(Wish(T.RESTORE, line), NO_RESULTS)
    found = completing.line(line)
    status = L.UNASSIGNED if line == world.ENDED_LINE else L.ACTIVE
    assert (found["status"], found["suspended_on"], found["disconnected_on"]) == (status, None, None)


def test_an_assignment_takes_the_device_along_and_is_yet_to_be_confirmed(completing: Completing) -> None:
    completing.complete(Wish(T.ASSIGN, world.WORKER_LINE, beneficiary_id=world.COLLEAGUE), NO_RESULTS)
    line = completing.line(world.WORKER_LINE)
    assert (line["employee_id"], line["status"], line["validated_on"]) == (world.COLLEAGUE, L.ACTIVE, None)
    assert completing.device(world.WORKER_PHONE)["employee_id"] == world.COLLEAGUE


def test_an_assignment_of_a_line_that_nobody_had_makes_it_active(completing: Completing) -> None:
    completing.complete(Wish(T.ASSIGN, world.FREE_LINE), NO_RESULTS)
    assert completing.line(world.FREE_LINE)["status"] == L.ACTIVE


@pytest.mark.parametrize("reason", list(SuspendReason))
def test_r_wl_05_a_line_is_suspended_by_its_reason(completing: Completing, reason: SuspendReason) -> None:
    texts = {FieldId.REASON: reason.value}
    completing.complete(Wish(T.SUSPEND, world.WORKER_LINE, texts=texts), NO_RESULTS)
    line, device = completing.line(world.WORKER_LINE), completing.device(world.WORKER_PHONE)
    free = {SuspendReason.SEASONAL, SuspendReason.VACATION, SuspendReason.SEPARATION}
    billed = L.SUSPENDED_NO_BILLING if reason in free else L.SUSPENDED_WITH_BILLING
    assert (line["status"], line["suspended_on"]) == (billed, world.TODAY)
    is_lost = reason in {SuspendReason.LOST, SuspendReason.STOLEN}
    assert device["status"] == (D.LOST_OR_STOLEN if is_lost else D.ACTIVE)
    completing.complete(Wish(T.RESTORE, world.WORKER_LINE), NO_RESULTS)
    assert completing.device(world.WORKER_PHONE)["status"] == D.ACTIVE


def test_a_disconnected_line_ends_and_its_device_is_free_for_another(completing: Completing) -> None:
    completing.complete(Wish(T.DISCONNECT, world.WORKER_LINE), NO_RESULTS)
    line = completing.line(world.WORKER_LINE)
    assert (line["status"], line["disconnected_on"], line["employee_id"]) == (
        L.INACTIVE,
        world.TODAY,
        world.WORKER,
    )
    assert [last for _, _, last in completing.features(world.WORKER_LINE)] == [world.TODAY]
    assert completing.device(world.WORKER_PHONE)["line_id"] is None


@pytest.mark.parametrize(
    ("results", "code"),
    [
        (Results("12", "IMEI", NEW_IMEI), "E-WLI-NUMBER"),
        (Results(world.number_of(world.BRIGHT_LINE), "IMEI", NEW_IMEI), "E-WLI-NUMBER-TAKEN"),
        (Results(NEW_NUMBER, "IMEI", NEW_IMEI[:-1]), "E-WLI-SERIAL"),
        (Results(NEW_NUMBER, "IMEI", NEW_IMEI[:-1] + str((int(NEW_IMEI[-1]) + 1) % 10)), "E-WLI-SERIAL"),
        (Results(NEW_NUMBER, "IMEI", world.imei(world.SPARE_PHONE)), "E-WLI-SERIAL-TAKEN"),
        (Results(NEW_NUMBER, "IMEI", NEW_IMEI, NEW_SIM[:-1]), "E-WLI-ICCID"),
    ],
)
def test_r_wl_35_results_that_cannot_be_are_refused_and_nothing_changes(
    completing: Completing, results: Results, code: str
) -> None:
    wish = Wish(T.NEW_DEVICE_SERVICE, plan_id=world.TALK, product_id=PHONE)
    assert completing.refused(wish, results) == [code]
    completing.complete(wish, RESULTS)
    assert completing.numbered()["contract_start"] == world.TODAY
