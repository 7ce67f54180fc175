"""Closed days are read from a file, each line with every reason against it."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from agentview.contract.closed_days import MOST_CLOSED_DAYS
from agentview.core.errors import Rejected
from agentview.files.closed_day_file import ClosedDayFile, read_closed_days

Line = tuple[int, int | None, int | None, int | None, str, list[str]]


def lines(file: ClosedDayFile) -> list[Line]:
    return [
        (one.number, one.year, one.month, one.day, one.name, [each.code for each in one.refusals])
        for one in file.lines
    ]


def read(folder: Path, text: str) -> list[Line]:
    path = folder / "days.csv"
    path.write_text(text, encoding="utf-8")
    return lines(read_closed_days(path))


def test_a_day_is_of_one_year_or_of_every_one(tmp_path: Path) -> None:
    text = "date,name\n2026-12-25,Christmas\n*-12-26,Boxing Day\n-01-01,New Year\n\n01-26, Day \n2-9,Short\n"
    assert read(tmp_path, text) == [
        (2, 2026, 12, 25, "Christmas", []),
        (3, None, 12, 26, "Boxing Day", []),
        (4, None, 1, 1, "New Year", []),
        (6, None, 1, 26, "Day", []),
        (7, None, 2, 9, "Short", []),
    ]


@pytest.mark.parametrize(
    "said",
    ["", "25.12.2026", "2026-13-01", "2026-12-32", "1999-12-25", "2101-01-01", "12", "x-12-25", "٣-12-25"],
)
def test_what_is_no_day_is_said_so_and_the_line_is_kept(tmp_path: Path, said: str) -> None:
    assert read(tmp_path, f"name;date\nx;{said}\n") == [(2, None, None, None, "x", ["E-CLOSED-DAY"])]


def test_the_first_and_the_last_year_are_read(tmp_path: Path) -> None:
    found = read(tmp_path, "Datum;Feiertag\n2000-01-01;x\n2100-12-31;x\n")
    assert [(one[1], one[5]) for one in found] == [(2000, []), (2100, [])]


def test_a_name_is_cut_and_refused(tmp_path: Path) -> None:
    [whole] = read(tmp_path, f"date,name\n12-25,{'x' * 200}\n")
    [long] = read(tmp_path, f"date,name\n12-25,{'x' * 201}\n")
    assert (whole[4], whole[5]) == ("x" * 200, [])
    assert (long[4], long[5]) == ("x" * 200, ["E-LONG"])


def test_a_spreadsheet_is_read_alike(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet
    for row in (("Date", "Name"), ("*-12-25", "Christmas")):
        sheet.append(row)
    path = tmp_path / "days.xlsx"
    book.save(path)
    assert lines(read_closed_days(path)) == [(2, None, 12, 25, "Christmas", [])]


def code_of(folder: Path, text: str) -> str:
    with pytest.raises(Rejected) as caught:
        read(folder, text)
    return caught.value.code


def test_a_file_without_columns_or_lines_or_with_too_many_is_refused(tmp_path: Path) -> None:
    assert code_of(tmp_path, "date,x\n12-25,y\n") == "E-CLOSED-COLUMNS"
    assert code_of(tmp_path, "date,name\n") == "E-FILE-CSV"
    many = "date,name\n" + "12-25,x\n" * MOST_CLOSED_DAYS
    assert len(read(tmp_path, many)) == MOST_CLOSED_DAYS
    assert code_of(tmp_path, many + "12-25,x\n") == "E-CLOSED-MANY"


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_whatever_stands_in_a_file_is_read_or_refused(tmp_path: Path, text: str) -> None:
    with suppress(Rejected):
        assert read(tmp_path, f"date,name\n{text}\n")
