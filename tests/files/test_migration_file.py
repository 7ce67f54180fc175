"""Files of package migrations: columns found by their headers, each line with what cannot be read of it."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from agentview.contract.bulk_migration_runs import digest_of
from agentview.contract.bulk_migrations import BulkLine
from agentview.core.errors import Rejected
from agentview.files import migration_file
from agentview.files.migration_file import SPELLINGS, MigrationLines, read_migrations
from agentview.files.spellings import bare

HEADER = "Package,Plan code,Effective date,Force complete,Note\n"


def read(folder: Path, text: str, *, force_complete: bool = False) -> MigrationLines:
    path = folder / "migrations.csv"
    path.write_text(text, encoding="utf-8")
    return read_migrations(path, force_complete=force_complete)


def codes(line: BulkLine) -> list[str]:
    return [refusal.code for refusal in line.refusals]


def test_each_row_becomes_a_line(tmp_path: Path) -> None:
    found = read(tmp_path, HEADER + "PS-1,MOB-80,2026-12-01,yes,Asked by phone\n,,,,\nPS-2,DUO,1.12.2026,,\n")
    assert [line.row for line in found.lines] == [2, 4]
    first, second = found.lines
    assert first == BulkLine(
        package="PS-1",
        plan_code="MOB-80",
        effective_on=date(2026, 12, 1),
        force_complete=True,
        note="Asked by phone",
        row=2,
    )
    assert (second.effective_on, second.force_complete) == (date(2026, 12, 1), False)


def test_a_workbook_says_the_same(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Migrations", 0)
    sheet.append(["Paket", "Tarif", "Stichtag", "Force"])
    sheet.append(["PS-1", "MOB-80", date(2026, 12, 1), True])
    path = tmp_path / "migrations.xlsx"
    book.save(path)
    [line] = read_migrations(path).lines
    assert line == BulkLine(
        package="PS-1", plan_code="MOB-80", effective_on=date(2026, 12, 1), force_complete=True, row=2
    )


def test_force_complete_of_the_run_leaves_a_line_that_says_no(tmp_path: Path) -> None:
    found = read(tmp_path, HEADER + "PS-1,A,,,\nPS-2,A,,no,\n", force_complete=True)
    assert [line.force_complete for line in found.lines] == [True, False]


def test_what_cannot_be_read_is_said_line_by_line(tmp_path: Path) -> None:
    long = "x" * 201
    rows = f"PS-1,A,31.2.2026,maybe,\nPS-2,A\nps-1,B,,,\nPS-3,{long},,,\nPS-4,A,,,\n"
    found = read(tmp_path, HEADER + rows)
    assert [codes(line) for line in found.lines] == [
        ["E-DATE", "E-BULK-FORCE"],
        ["E-ROW-CELLS"],
        ["E-BULK-TWICE"],
        ["E-BULK-LONG"],
        [],
    ]


def test_lines_that_name_no_package_are_not_twice(tmp_path: Path) -> None:
    found = read(tmp_path, HEADER + "x,A,,,\nx,A,,,\n")
    assert [codes(line) for line in found.lines] == [[], []]


@pytest.mark.parametrize("header", ["Package,Note", "Plan code,Note"])
def test_a_file_without_packages_or_plans_is_refused(tmp_path: Path, header: str) -> None:
    with pytest.raises(Rejected) as refused:
        read(tmp_path, f"{header}\nx,y\n")
    assert refused.value.code == "E-BULK-COLUMNS"


def test_the_same_lines_have_the_same_digest_wherever_they_stand(tmp_path: Path) -> None:
    text = HEADER + "PS-1,A,,,\n"
    once = digest_of(read(tmp_path, text).lines)
    assert digest_of(read(tmp_path, HEADER + ",,,,\nPS-1,A,,,\n").lines) == once
    assert digest_of(read(tmp_path, text + "PS-2,A,,,\n").lines) != once
    assert digest_of(read(tmp_path, text, force_complete=True).lines) != once


def test_a_file_without_lines_or_with_too_many_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migration_file, "MOST_LINES", 2)
    assert len(read(tmp_path, HEADER + "PS-1,A,,,\nPS-2,A,,,\n").lines) == 2
    for text, code in ((",,,,\n", "E-BULK-NONE"), ("PS-1,A,,,\nPS-2,A,,,\nPS-3,A,,,\n", "E-BULK-MANY")):
        with pytest.raises(Rejected) as refused:
            read(tmp_path, HEADER + text)
        assert refused.value.code == code


def test_no_spelling_stands_for_two_columns() -> None:
    spelt = [one for many in SPELLINGS.values() for one in many.split()]
    assert len(set(spelt)) == len(spelt)
    assert [bare(one) for one in spelt] == spelt
