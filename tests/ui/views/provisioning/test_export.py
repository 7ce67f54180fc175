"""Files that hold what the screen shows, run no formula, and are there whole or not at all."""

import csv
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

from agentview.contract.provisioning import ExportPage, ExportRequest, QueueRow
from agentview.core.errors import Denied, Refusal, Unknown
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.lists.export import Format, open_file, shown_columns
from agentview.ui.lists.export_presenter import ExportPresenter, Wish
from agentview.ui.views.provisioning.export_columns import export_columns, export_content
from agentview.ui.views.provisioning.query import Query
from tests.ui.fake_desk import NOON
from tests.ui.views.provisioning.builders import Answer, FakeGateway, desk_for, numbered, row

ZONE = ZoneInfo("Australia/Sydney")
COLUMNS = export_columns(NOON, ZONE)
KEYS = [column.key for column in COLUMNS]
ATTACKS = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")')
ROWS = tuple(row(number, customer=text) for number, text in enumerate(ATTACKS, start=1))


def _write(path: Path, kind: Format, *rows: QueueRow) -> Path:
    file = open_file(path, kind, COLUMNS, "Provisioning")
    file.write(rows)
    file.finish()
    return path


def _read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_begins_with_a_mark_and_keeps_accents(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.csv", Format.CSV, row(customer='J. Árnadóttir, "Ö"\nzwei'))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert _read_csv(path)[0]["Customer"] == 'J. Árnadóttir, "Ö"\nzwei'


def test_no_cell_of_a_csv_can_pass_for_a_formula(tmp_path: Path) -> None:
    written = _read_csv(_write(tmp_path / "a.csv", Format.CSV, *ROWS, row(9, identifier="=1+1")))
    for cells in written:
        for title, text in cells.items():
            is_number = title == "Identifier" and text.startswith("+61")
            assert is_number or not text.startswith(("=", "+", "-", "@", "\t", "\r")), (title, text)
    assert [cells["Customer"][1:] for cells in written[:6]] == [attack.strip() for attack in ATTACKS]


@pytest.mark.parametrize("kind", list(Format))
def test_telephone_numbers_come_back_as_they_are(tmp_path: Path, kind: Format) -> None:
    path = _write(tmp_path / f"a.{kind}", kind, row(identifier="+61355500142"))
    if kind is Format.CSV:
        assert _read_csv(path)[0]["Identifier"] == "+61355500142"
    else:
        sheet = load_workbook(path).active
        assert sheet is not None
        assert sheet.cell(2, KEYS.index("identifier") + 1).value == "+61355500142"


def test_a_spreadsheet_holds_text_as_text_and_numbers_as_numbers(tmp_path: Path) -> None:
    sheet = load_workbook(_write(tmp_path / "a.xlsx", Format.XLSX, *ROWS)).active
    assert sheet is not None
    for at, attack in enumerate(ATTACKS, start=2):
        cell = sheet.cell(at, KEYS.index("customer") + 1)
        assert (cell.data_type, cell.value) == ("s", attack.strip())
    assert sheet.cell(2, KEYS.index("attempt") + 1).value == 1
    requested = sheet.cell(2, KEYS.index("requested") + 1)
    assert requested.value == datetime(2026, 3, 9)  # noqa: DTZ001 - a spreadsheet knows no zones


def test_the_header_names_moment_and_zone_of_the_ages() -> None:
    [title] = [column.title for column in COLUMNS if column.key == "age"]
    assert title == "Age / target, as of 2026-03-10 23:00 Australia/Sydney"
    assert [column.key for column in shown_columns(COLUMNS, ["age", "customer", "gone"])] == [
        "age",
        "customer",
    ]


class _View:
    def __init__(self) -> None:
        self.told: list[object] = []

    def show_progress(self, written: int, total: int) -> None:
        self.told.append((written, total))

    def written(self, path: Path, rows: int) -> None:
        self.told.append((path.name, rows))

    def cancelled(self) -> None:
        self.told.append("cancelled")

    def refused(self, error: Exception) -> None:
        self.told.append(type(error))


def _pages(*pages: tuple[QueueRow, ...]) -> Answer:
    def export(request: ExportRequest) -> ExportPage:
        at = int(request.after or 0)
        last = str(at + 1) if at + 1 < len(pages) else None
        return ExportPage(rows=pages[at], last=last, total=3, zone="Europe/London")

    return export


THREE = ((row(1),), (row(1), row(2)), (row(3),))


def _start(
    folder: Path, export: Answer, kind: Format = Format.CSV
) -> tuple[ExportPresenter[QueueRow], _View, HeldRunner, FakeGateway]:
    gateway = FakeGateway({"provisioning.export": export})
    on, runner = desk_for(gateway, folder)
    view = _View()
    presenter = ExportPresenter[QueueRow](on, view, numbered())
    columns = shown_columns(COLUMNS, ["customer", "reference"])
    presenter.start(Wish(export_content(gateway, Query(), columns, 3), folder / "out.csv", kind))
    return presenter, view, runner, gateway


def test_pages_are_written_one_after_the_other_and_no_row_twice(tmp_path: Path) -> None:
    presenter, view, runner, gateway = _start(tmp_path, _pages(*THREE))
    runner.run_next()
    assert not (tmp_path / "out.csv").exists()
    runner.run_all()
    assert view.told == [(1, 3), (2, 3), ("out.csv", 3)]
    assert [cells["Order"] for cells in _read_csv(tmp_path / "out.csv")] == [
        "PO-10001/1",
        "PO-10002/1",
        "PO-10003/1",
    ]
    assert gateway.sent("provisioning.export")[0].columns == (
        "customer",
        "reference",
    )
    assert not presenter.is_running


@pytest.mark.parametrize("kind", list(Format))
def test_cancelling_leaves_nothing_behind(tmp_path: Path, kind: Format) -> None:
    presenter, view, runner, _ = _start(tmp_path, _pages(*THREE), kind)
    runner.run_next()
    presenter.cancel()
    runner.run_all()
    assert view.told == [(1, 3), "cancelled"]
    assert not list(tmp_path.glob("*out.csv*"))
    assert not list(tmp_path.glob(".*"))


def test_a_refusal_leaves_nothing_behind_and_an_old_file_alone(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("old")

    def refuse(_request: ExportRequest) -> ExportPage:
        raise Denied(Refusal("E-EXPORT-LARGE"))

    _, view, runner, _ = _start(tmp_path, refuse)
    runner.run_all()
    assert view.told == [Denied]
    assert (tmp_path / "out.csv").read_text() == "old"
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("kind", list(Format))
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, kind: Format) -> None:
    gateway = FakeGateway({"provisioning.export": _pages(*THREE)})
    on, runner = desk_for(gateway, tmp_path)
    view = _View()
    wish = Wish(export_content(gateway, Query(), COLUMNS, 3), tmp_path / "nowhere" / "out", kind)
    ExportPresenter[QueueRow](on, view).start(wish)
    runner.run_all()
    assert view.told == [FileNotFoundError]


def test_a_page_without_an_answer_is_asked_for_again_under_its_key(tmp_path: Path) -> None:
    plain, losses = _pages(*THREE), [1]

    def export(request: ExportRequest) -> ExportPage:
        if losses and request.after == "1":
            losses.pop()
            raise Unknown(Refusal("E-UNKNOWN"))
        answer = plain(request)
        assert isinstance(answer, ExportPage)
        return answer

    _, view, runner, gateway = _start(tmp_path, export)
    runner.run_all()
    assert view.told[-1] == ("out.csv", 3)
    assert gateway.keys("provisioning.export") == ["key-1", "key-2", "key-2", "key-3"]
