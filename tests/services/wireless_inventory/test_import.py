"""Employees, lines and devices from a file: a dry run, then all of it or nothing (S-32, R-WL-35)."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from agentview.contract import wireless_company, wireless_devices, wireless_import, wireless_lines
from agentview.contract.wireless_import import ImportKind, RowEffect, WirelessRowsChecked
from agentview.core.errors import Rejected
from agentview.files.wireless_file import read_wireless_file
from tests import build
from tests import wireless_world as world
from tests.fixtures.backend import Backend
from tests.services.provisioning.working import Working

BACK = "harbour_back"
EMPLOYEES, LINES, DEVICES = ImportKind
PEOPLE = """employee no,name,e-mail,unit,manager no,cost centre,active
M-003,Wendy Worker-Smith,,,,,
M-010,Nora New,nora@example.com,LAB,M-011,CC-5,yes
M-011,Max More,,HEAD,M-001,,yes
"""
NEW_LINES = f"""number,carrier,plan,employee no,sim,contract end,alias
{world.number_of(world.WORKER_LINE)},,,,,31.01.2027,Desk
0495 550 190,NORTHERN,TALK-20,M-004,{world.iccid(90)},2027-12-31,
0495 550 191,southern,s-basic,,,,
"""
NEW_DEVICES = f"""serial,sku,number,employee no,owned since,warranty
{world.imei(world.SPARE_PHONE)},,,,,24
{world.imei(90)},PH-X1,,M-004,2026-01-31,
{world.imei(91)},PH-B2,,,,
"""


@pytest.fixture
def working(backend: Backend) -> Working:
    world.furnish(backend)
    return Working(backend)


@pytest.fixture
def local(local_backend: Backend) -> Working:
    world.furnish(local_backend)
    return Working(local_backend)


def asked(tmp_path: Path, kind: ImportKind, text: str) -> dict[str, object]:
    path = tmp_path / "fleet.csv"
    path.write_text(text, encoding="utf-8")
    read = read_wireless_file(path, kind)
    rows = [row.model_dump() for row in read.rows]
    return {"account_id": build.MARLOW, "kind": kind, "file_name": read.name, "rows": rows}


def check(working: Working, request: dict[str, object]) -> WirelessRowsChecked:
    return working.call(BACK, wireless_import.CHECK_ROWS, **request)


def codes(working: Working, tmp_path: Path, kind: ImportKind, text: str) -> list[list[str]]:
    request = asked(tmp_path, kind, text)
    found = [[one.code for one in row.refusals] for row in check(working, request).verdicts]
    refused = working.refused(BACK, wireless_import.IMPORT_ROWS, **request)
    assert refused.code == "E-WLI-ROWS"
    return found


@pytest.mark.parametrize(
    ("kind", "text", "changed"),
    [
        (EMPLOYEES, PEOPLE, ("name",)),
        (LINES, NEW_LINES, ("contract_end", "alias")),
        (DEVICES, NEW_DEVICES, ("warranty_months",)),
    ],
    ids=lambda value: value if isinstance(value, ImportKind) else "",
)
def test_s_32_a_dry_run_says_what_each_row_comes_to_and_writes_nothing(
    working: Working, tmp_path: Path, kind: ImportKind, text: str, changed: tuple[str, ...]
) -> None:
    request = asked(tmp_path, kind, text)
    verdicts = check(working, request).verdicts
    assert [one.effect for one in verdicts] == [RowEffect.CHANGED, RowEffect.ADDED, RowEffect.ADDED]
    assert set(verdicts[0].changed) == set(changed)
    assert check(working, request).verdicts == verdicts
    done = working.call(BACK, wireless_import.IMPORT_ROWS, **request)
    assert (done.added, done.changed, done.same) == (2, 1, 0)
    again = working.call(BACK, wireless_import.IMPORT_ROWS, **request)
    assert (again.added, again.changed, again.same) == (0, 0, 3)


def test_s_32_imported_employees_have_unit_and_manager_of_the_same_file(
    local: Working, tmp_path: Path
) -> None:
    local.call(BACK, wireless_import.IMPORT_ROWS, **asked(tmp_path, EMPLOYEES, PEOPLE))
    page = local.call(BACK, wireless_company.EMPLOYEES, account_id=build.MARLOW)
    people = {one.employee_no: one for one in page.rows}
    assert (people["M-010"].manager, people["M-010"].org_unit) == ("Max More", "Laboratory")
    assert people["M-011"].manager == "Bea Boss"
    assert people["M-003"].name == "Wendy Worker-Smith"
    entries = local.call(BACK, wireless_company.EMPLOYEE_HISTORY, employee_id=world.WORKER).entries
    assert [(one.action, one.text) for one in entries] == [("import", "fleet.csv")]


def test_s_32_imported_lines_are_with_whom_the_file_says(local: Working, tmp_path: Path) -> None:
    local.call(BACK, wireless_import.IMPORT_ROWS, **asked(tmp_path, LINES, NEW_LINES))
    page = local.call(BACK, wireless_lines.FIND, filter={"account_id": build.MARLOW, "view": "ALL"})
    lines = {one.number: one for one in page.rows}
    assert (lines["+61495550190"].employee, lines["+61495550190"].status) == ("Carl Colleague", "ACTIVE")
    assert (lines["+61495550191"].vendor, lines["+61495550191"].status) == ("Southern Mobile", "UNASSIGNED")
    kept = lines[world.number_of(world.WORKER_LINE)]
    assert (kept.alias, kept.plan, kept.employee) == ("Desk", "Talk 20 GB", "Wendy Worker")


def test_s_32_imported_devices_have_model_holder_and_status(local: Working, tmp_path: Path) -> None:
    local.call(BACK, wireless_import.IMPORT_ROWS, **asked(tmp_path, DEVICES, NEW_DEVICES))
    page = local.call(BACK, wireless_devices.FIND, filter={"account_id": build.MARLOW, "view": "ALL"})
    devices = {one.serial_no: one for one in page.rows}
    used, spare = devices[world.imei(90)], devices[world.imei(91)]
    assert (used.make_model, used.employee, used.status) == (
        "Fruit Phone X1 128 GB",
        "Carl Colleague",
        "ACTIVE",
    )
    assert (spare.device_type, spare.status, spare.owned_since) == ("PHONE", "IN_STOCK", world.TODAY)


@pytest.mark.parametrize(
    ("kind", "text", "wanted"),
    [
        (EMPLOYEES, "employee no,name\n,Nobody\n", "E-WLI-CELL-MISSING"),
        (EMPLOYEES, "employee no,name\nM-020,\n", "E-WLI-CELL-MISSING"),
        (EMPLOYEES, "employee no,name,unit\nM-020,N,MOON\n", "E-WLI-UNKNOWN"),
        (EMPLOYEES, "employee no,name,manager\nM-020,N,M-999\n", "E-WLI-UNKNOWN"),
        (EMPLOYEES, "employee no,name,manager\nM-001,,M-003\n", "E-WLI-MANAGER-CIRCLE"),
        (EMPLOYEES, "employee no,name,email\nM-020,N,nobody\n", "E-WLI-CELL"),
        (EMPLOYEES, "employee no,name,active\nM-020,N,perhaps\n", "E-WLI-CELL"),
        (EMPLOYEES, "employee no,name,username\nM-020,N,harbour_viewer\n", "E-WLI-EMPLOYEE-TAKEN"),
        (EMPLOYEES, "employee no,name,username\nM-020,N,alpine_csa\n", "E-WLI-UNKNOWN"),
        (LINES, "number,vendor,plan\nhello,NORTHERN,TALK-20\n", "E-WLI-NUMBER"),
        (LINES, "number,vendor,plan\n0495550190,,TALK-20\n", "E-WLI-CELL-MISSING"),
        (LINES, "number,vendor,plan\n0495550190,NORTHERN,S-BASIC\n", "E-WLI-PLAN-VENDOR"),
        (LINES, "number,vendor,plan\n0495550190,ALPINE,TALK-20\n", "E-WLI-UNKNOWN"),
        (LINES, "number,vendor,plan,contract end\n0495550190,NORTHERN,TALK-20,31.02.2027\n", "E-WLI-CELL"),
        (LINES, "number,vendor,plan,status\n0495550190,NORTHERN,TALK-20,GONE\n", "E-WLI-CELL"),
        (LINES, f"number,vendor,plan\n{world.number_of(9)},NORTHERN,TALK-20\n", "E-WLI-NUMBER-TAKEN"),
        (LINES, "number,vendor,plan,sim\n0495550190,NORTHERN,TALK-20,8961\n", "E-WLI-ICCID"),
        (DEVICES, "serial,model\n123456789012345,X\n", "E-WLI-SERIAL"),
        (DEVICES, f"serial\n{world.imei(90)}\n", "E-WLI-CELL-MISSING"),
        (DEVICES, f"serial,model,number\n{world.imei(90)},X,0495550199\n", "E-WLI-UNKNOWN"),
        (DEVICES, f"serial,model,number\n{world.imei(90)},X,{world.number_of(1)}\n", "E-WLI-LINE-IN-DEVICE"),
        (DEVICES, f"serial,model,warranty\n{world.imei(90)},X,121\n", "E-WLI-CELL"),
        (DEVICES, f"serial,model,status,employee\n{world.imei(90)},X,in stock,M-003\n", "E-WLI-STATUS-USED"),
    ],
)
def test_r_wl_35_a_row_that_cannot_be_is_refused_with_why_and_so_is_the_file(
    local: Working, tmp_path: Path, kind: ImportKind, text: str, wanted: str
) -> None:
    assert codes(local, tmp_path, kind, text) == [[wanted]]


def test_s_32_one_wrong_row_keeps_the_whole_file_out(local: Working, tmp_path: Path) -> None:
    text = f"number,vendor,plan\n0495550190,NORTHERN,TALK-20\n{world.number_of(9)},NORTHERN,TALK-20\n"
    assert codes(local, tmp_path, LINES, text) == [[], ["E-WLI-NUMBER-TAKEN"]]
    page = local.call(BACK, wireless_lines.FIND, filter={"text": "0495550190"})
    assert page.rows == ()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (EMPLOYEES, "employee no,name\nM-020,A\nm-020,B\n"),
        (LINES, "number,vendor,plan\n0495550190,NORTHERN,TALK-20\n+61 495 550 190,NORTHERN,TALK-20\n"),
        (DEVICES, f"serial,model\n{world.imei(90)},X\n {world.imei(90)},X\n"),
        (
            DEVICES,
            (
                f"serial,model,number\n{world.imei(90)},X,{world.number_of(8)}\n"
                f"{world.imei(91)},X,{world.number_of(8)}\n"
            ),
        ),
    ],
)
def test_s_32_what_stands_in_a_file_twice_is_refused(
    local: Working, tmp_path: Path, kind: ImportKind, text: str
) -> None:
    assert codes(local, tmp_path, kind, text) == [[], ["E-WLI-TWICE"]]


def test_d_19_only_who_fulfils_imports_into_companies_of_the_own_provider(
    working: Working, tmp_path: Path
) -> None:
    request = asked(tmp_path, LINES, NEW_LINES)
    for username in ("harbour_csa", "harbour_viewer"):
        assert working.refused(username, wireless_import.CHECK_ROWS, **request).code == "E-POWER"
    other = {**request, "account_id": build.ALPINE_LEE}
    assert working.refused(BACK, wireless_import.IMPORT_ROWS, **other).code == "E-NOT-FOUND"


def test_a_workbook_is_read_as_well(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["IMEI", "Model"], [world.imei(90), "X"], [None, None]):
        sheet.append(row)
    path = tmp_path / "devices.xlsx"
    book.save(path)
    [read] = read_wireless_file(path, DEVICES).rows
    assert read.values == {"serial_no": world.imei(90), "make_model": "X"}


def test_a_file_without_its_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lines.csv"
    path.write_text("number\n0495550190\n", encoding="utf-8")
    with pytest.raises(Rejected) as refused:
        read_wireless_file(path, LINES)
    assert (refused.value.code, refused.value.values["columns"]) == ("E-WLI-COLUMNS", "vendor, plan")
