"""Devices: lists, edit by back office, spare stock, warranty (S-32, 5.4, R-WL-02, R-WL-14, R-WL-35)."""

from datetime import date

import pytest

from agentview.contract import wireless_devices as contract
from agentview.contract.wireless import DeviceStatus
from agentview.contract.wireless_devices import DeviceDetail, DeviceView
from agentview.core.serial import scanned
from agentview.services.wireless_inventory.warranty import is_under_warranty, warranty_until
from tests import build
from tests import wireless_world as world
from tests.fixtures.backend import Backend
from tests.services.provisioning.working import Working

BACK, USER, CSA = "harbour_back", "harbour_viewer", "harbour_csa"
NEW = world.imei(91)


@pytest.fixture
def working(backend: Backend) -> Working:
    world.furnish(backend)
    return Working(backend)


@pytest.fixture
def local(local_backend: Backend) -> Working:
    world.furnish(local_backend)
    return Working(local_backend)


def device(working: Working, key: int) -> DeviceDetail:
    return working.call(BACK, contract.GET, device_id=key)


def at(working: Working, key: int) -> dict[str, int]:
    return {"device_id": key, "version": device(working, key).row.version}


def fields(working: Working, key: int, **changed: object) -> dict[str, object]:
    found = device(working, key)
    row = found.row
    names = ("serial_type", "serial_no", "product_id", "make_model", "device_type", "status", "line_id")
    more = ("employee_id", "owned_since")
    values = {name: getattr(row, name) for name in (*names, *more)}
    return {**values, "warranty_months": found.warranty_months, **changed}


def save(working: Working, key: int, **changed: object) -> DeviceDetail:
    asked = {**at(working, key), "account_id": build.MARLOW}
    return working.call(BACK, contract.SAVE, **asked, fields=fields(working, key, **changed)).device


def found(working: Working, username: str = BACK, **wanted: object) -> set[int]:
    page = working.call(username, contract.FIND, filter={"account_id": build.MARLOW, **wanted})
    return {row.device_id for row in page.rows}


ALL = set(range(1, 9))


@pytest.mark.parametrize(
    ("view", "devices"),
    [
        (DeviceView.ALL, ALL),
        (DeviceView.OPEN, ALL - {world.RETIRED}),
        (DeviceView.SPARE, {world.SPARE_PHONE, world.SPARE_PLAIN}),
        (DeviceView.OUT, set()),
        (DeviceView.REPAIR, {world.REPAIRED}),
        (DeviceView.LOST, set()),
        (DeviceView.RETURNING, set()),
        (DeviceView.UNCONFIRMED, {world.UNCONFIRMED}),
        (DeviceView.RETIRED, {world.RETIRED}),
    ],
)
def test_s_32_each_view_shows_its_devices_and_counts_them(
    local: Working, view: DeviceView, devices: set[int]
) -> None:
    assert found(local, view=view) == devices
    counts = local.call(BACK, contract.VIEWS, account_id=build.MARLOW).counts
    assert {one.view: one.rows for one in counts}[view] == len(devices)
    size = local.call(BACK, contract.SIZE, filter={"view": view, "account_id": build.MARLOW})
    assert size.rows == len(devices)


def test_s_32_devices_are_found_by_what_people_know_of_them(local: Working) -> None:
    assert found(local, text=f" {world.imei(world.WORKER_PHONE)} ") == {world.WORKER_PHONE}
    assert found(local, text="tablet") == {world.COLLEAGUE_TABLET}
    assert found(local, text="wendy") == {world.WORKER_PHONE, world.REPAIRED, world.UNCONFIRMED}
    assert found(local, text=world.number_of(world.MANAGER_LINE)) == {world.MANAGER_PHONE}
    assert found(local, types=["PHONE"]) == {world.SPARE_PLAIN}
    assert found(local, statuses=["REPAIR"]) == {world.REPAIRED}
    assert found(local, employee_id=world.COLLEAGUE) == {world.COLLEAGUE_TABLET}
    assert found(local, USER, view="MINE") == {world.WORKER_PHONE, world.REPAIRED, world.UNCONFIRMED}


@pytest.mark.parametrize("sort", list(contract.DeviceSort))
def test_s_32_pages_go_on_where_the_last_one_ended(local: Working, sort: contract.DeviceSort) -> None:
    asked = {"filter": {"view": "ALL"}, "sort": sort}
    whole = [row.device_id for row in local.call(BACK, contract.FIND, **asked).rows]
    first = local.call(BACK, contract.FIND, **asked, limit=4)
    second = local.call(BACK, contract.FIND, **asked, limit=4, after=first.last)
    assert [row.device_id for row in (*first.rows, *second.rows)] == whole[:8]


def test_s_32_an_export_gives_all_rows(working: Working) -> None:
    page = working.call(BACK, contract.EXPORT, filter={"account_id": build.MARLOW, "view": "ALL"})
    assert (len(page.rows), page.total, page.last) == (8, 8, None)


def test_r_gen_10_a_customer_sees_the_own_company_alone(working: Working) -> None:
    assert found(working, USER, account_id=build.BRIGHT, view="ALL") == set()
    for username, key in ((USER, world.BRIGHT_PHONE), (BACK, world.ALPINE_DEVICE)):
        assert working.refused(username, contract.GET, device_id=key).code == "E-NOT-FOUND"


@pytest.mark.parametrize(
    ("since", "months", "last"),
    [
        (date(2025, 11, 16), 12, date(2026, 11, 16)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 16), 0, date(2026, 11, 16)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
    ],
)
def test_r_wl_02_the_warranty_holds_through_its_last_day(since: date, months: int, last: date) -> None:
    assert warranty_until(since, months) == last
    assert is_under_warranty(since, months, last)
    assert not is_under_warranty(since, months, date.fromordinal(last.toordinal() + 1))


def test_r_wl_02_a_device_says_until_when_it_is_under_warranty(working: Working) -> None:
    old, new = device(working, world.MANAGER_PHONE).row, device(working, world.WORKER_PHONE).row
    assert (old.warranty_until, old.is_under_warranty) == (date(2026, 10, 1), False)
    assert (new.warranty_until, new.is_under_warranty) == (date(2027, 6, 1), True)


def test_r_wl_14_spare_devices_are_in_stock_with_nobody_and_fit_the_carrier(working: Working) -> None:
    def spares(**asked: object) -> list[int]:
        rows = working.call(USER, contract.SPARES, account_id=build.MARLOW, **asked).rows
        return [row.device_id for row in rows]

    assert spares() == [world.SPARE_PHONE, world.SPARE_PLAIN]
    assert spares(vendor_id=world.NORTHERN) == [world.SPARE_PHONE, world.SPARE_PLAIN]
    assert spares(vendor_id=world.SOUTHERN) == [world.SPARE_PHONE]
    assert spares(text="basic") == [world.SPARE_PLAIN]
    asked = {"account_id": build.MARLOW, "vendor_id": world.ALPINE_MOBILE}
    assert working.refused(USER, contract.SPARES, **asked).code == "E-NOT-FOUND"
    working.call(BACK, contract.CHECK_OUT, **at(working, world.SPARE_PHONE), employee_id=world.WORKER)
    assert spares() == [world.SPARE_PLAIN]
    save(working, world.SPARE_PLAIN, status="REPAIR")
    assert spares() == []


def test_s_32_a_spare_device_is_handed_out_and_taken_back(working: Working) -> None:
    acted = working.call(
        BACK,
        contract.CHECK_OUT,
        **at(working, world.SPARE_PHONE),
        employee_id=world.WORKER,
        note="While hers is in repair",
    )
    row = acted.device.row
    assert (row.checked_out_to, row.checked_out_at, row.status) == (
        "Wendy Worker",
        build.START,
        DeviceStatus.IN_STOCK,
    )
    assert found(working, view="OUT") == {world.SPARE_PHONE}
    assert found(working, USER, view="MINE") >= {world.SPARE_PHONE}
    back = working.call(
        BACK, contract.CHECK_IN, **at(working, world.SPARE_PHONE), status="REPAIR", note="Cracked"
    )
    assert (back.device.row.checked_out_to_id, back.device.row.status) == (None, DeviceStatus.REPAIR)
    past = working.call(BACK, contract.HISTORY, device_id=world.SPARE_PHONE).entries
    assert {(one.action, one.text) for one in past} == {
        ("check_out", "While hers is in repair"),
        ("check_in", "Cracked"),
    }


def test_s_32_only_a_spare_device_is_handed_out_once_to_somebody_who_is_there(working: Working) -> None:
    used = {**at(working, world.WORKER_PHONE), "employee_id": world.WORKER}
    assert working.refused(BACK, contract.CHECK_OUT, **used).code == "E-WLI-NOT-SPARE"
    spare = at(working, world.SPARE_PHONE)
    left = working.refused(BACK, contract.CHECK_OUT, **spare, employee_id=world.LEAVER)
    assert left.code == "E-WLI-PERSON-LEFT"
    stranger = working.refused(BACK, contract.CHECK_OUT, **spare, employee_id=world.BRIGHT_EMPLOYEE)
    assert stranger.code == "E-NOT-FOUND"
    assert working.refused(BACK, contract.CHECK_IN, **spare).code == "E-WLI-NOT-OUT"
    working.call(BACK, contract.CHECK_OUT, **spare, employee_id=world.WORKER)
    again = working.refused(BACK, contract.CHECK_OUT, **spare, employee_id=world.BOSS)
    assert again.code == "E-STALE"
    twice = {**at(working, world.SPARE_PHONE), "employee_id": world.BOSS}
    assert working.refused(BACK, contract.CHECK_OUT, **twice).code == "E-WLI-OUT"


@pytest.mark.parametrize("status", [DeviceStatus.ACTIVE, DeviceStatus.UNCONFIRMED_PENDING])
def test_s_32_a_device_cannot_come_back_in_use(local: Working, status: DeviceStatus) -> None:
    local.call(BACK, contract.CHECK_OUT, **at(local, world.SPARE_PHONE), employee_id=world.WORKER)
    asked = {**at(local, world.SPARE_PHONE), "status": status}
    assert local.refused(BACK, contract.CHECK_IN, **asked).code == "E-WLI-BACK"


def test_r_wl_35_a_scanned_serial_number_is_trimmed_and_in_capitals(working: Working) -> None:
    row = save(working, world.SPARE_PHONE, serial_type="MEID", serial_no=" a1000049 d9f3c1\r\n").row
    assert row.serial_no == "A1000049D9F3C1"
    assert scanned("\t89 61-ab\n") == "8961-AB"


@pytest.mark.parametrize(
    ("serial", "is_good"),
    [
        (NEW, True),
        (f" {NEW[:8]} {NEW[8:]}\n", True),
        (NEW[:-1], False),
        (f"{NEW}0", False),
        (NEW[:-1] + str((int(NEW[-1]) + 1) % 10), False),
        (NEW[:-1] + "A", False),
    ],
)
def test_r_wl_35_an_imei_has_15_digits_and_a_check_digit(
    local: Working, serial: str, *, is_good: bool
) -> None:
    asked = {**at(local, world.SPARE_PHONE), "account_id": build.MARLOW}
    wanted = fields(local, world.SPARE_PHONE, serial_no=serial)
    if is_good:
        assert local.call(BACK, contract.SAVE, **asked, fields=wanted).device.row.serial_no == NEW
    else:
        refused = local.refused(BACK, contract.SAVE, **asked, fields=wanted)
        assert (refused.code, refused.refusals[0].rule) == ("E-WLI-SERIAL", "R-WL-35")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"serial_no": world.imei(world.BRIGHT_PHONE)}, "E-WLI-SERIAL-TAKEN"),
        ({"product_id": 7}, "E-NOT-FOUND"),
        ({"line_id": world.BRIGHT_LINE}, "E-NOT-FOUND"),
        ({"line_id": world.MANAGER_LINE}, "E-WLI-LINE-IN-DEVICE"),
        ({"employee_id": world.LEAVER}, "E-WLI-PERSON-LEFT"),
        ({"status": "IN_STOCK"}, "E-WLI-STATUS-USED"),
        ({"status": "RETIRED_DISPOSED"}, "E-WLI-STATUS-USED"),
        ({"owned_since": "2026-11-17"}, "E-WLI-OWNED-AHEAD"),
    ],
)
def test_s_32_what_cannot_be_is_refused_at_its_field(
    local: Working, changed: dict[str, object], code: str
) -> None:
    before = device(local, world.WORKER_PHONE)
    asked = {**at(local, world.WORKER_PHONE), "account_id": build.MARLOW}
    wanted = fields(local, world.WORKER_PHONE, **changed)
    refused = local.refused(BACK, contract.SAVE, **asked, fields=wanted)
    assert (refused.code, refused.refusals[0].field) == (code, next(iter(changed)))
    assert device(local, world.WORKER_PHONE) == before


def test_s_32_a_checked_out_device_is_taken_back_before_it_is_used(local: Working) -> None:
    local.call(BACK, contract.CHECK_OUT, **at(local, world.SPARE_PHONE), employee_id=world.WORKER)
    asked = {**at(local, world.SPARE_PHONE), "account_id": build.MARLOW}
    wanted = fields(local, world.SPARE_PHONE, status="REPAIR")
    assert local.refused(BACK, contract.SAVE, **asked, fields=wanted).code == "E-WLI-OUT"


def test_s_32_back_office_adds_a_device(working: Working) -> None:
    wanted = fields(working, world.SPARE_PHONE, serial_no=NEW, owned_since="2026-11-16")
    acted = working.call(BACK, contract.SAVE, account_id=build.MARLOW, fields=wanted)
    assert (acted.device.row.serial_no, acted.device.row.customer) == (NEW, "Marlow Dental Group")
    [entry] = working.call(BACK, contract.HISTORY, device_id=acted.device.row.device_id).entries
    assert (entry.action, entry.new) == ("edit", NEW)


def test_d_19_who_does_not_fulfil_changes_no_device(working: Working) -> None:
    for username in (USER, CSA):
        asked = {**at(working, world.SPARE_PHONE), "employee_id": world.WORKER}
        assert working.refused(username, contract.CHECK_OUT, **asked).code == "E-POWER"
    page = working.call(USER, contract.FIND, filter={"view": "SPARE"})
    for row in page.rows:
        assert not any(one.is_open for one in page.commands[row.commands])
