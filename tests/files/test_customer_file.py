"""Files of customers: any encoding and separator, broken rows refused one by one, nothing lost."""

import codecs
import csv
import io
import re
import tracemalloc
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agentview.contract.customer_imports import ImportField
from agentview.core.errors import Rejected
from agentview.files.customer_columns import SPELLINGS, checked, recognised
from agentview.files.customer_file import CustomerFile, FileRow, Found
from agentview.files.safe_cell import plain_cell, safe_cell
from agentview.files.spellings import bare

HEADER = "Name,Phone,City\n"


def written(folder: Path, content: bytes | str, name: str = "customers.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def look(path: Path, **how: str) -> tuple[Found, list[FileRow]]:
    with CustomerFile(path, **how) as file:
        return file.look(), list(file.rows())


def codes(row: FileRow) -> list[str]:
    return [refusal.code for refusal in row.refusals]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "iso8859_15"]
)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_encoding_and_separator_are_found(tmp_path: Path, encoding: str, separator: str) -> None:
    rows = [["Name", "Ort"], ["Jörg Müller", "Wiener Neustadt"], ["Göß & Söhne", "Mürzzuschlag"]]
    rows += [[f"Käthe Größ {at}", "Österreich, Straße"] for at in range(40)]
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    found, read = look(written(tmp_path, text.getvalue().encode(encoding)))
    assert found.separator == separator
    assert [list(row.cells) for row in read] == rows[1:]
    assert found.columns == ("Name", "Ort")


def test_what_was_detected_can_be_overridden(tmp_path: Path) -> None:
    path = written(tmp_path, "Name;Ort\nJörg;Wien\n".encode("cp1250"))
    found, rows = look(path, encoding="cp1250", separator=";")
    assert (found.encoding, rows[0].cells) == ("cp1250", ("Jörg", "Wien"))
    with pytest.raises(Rejected) as refused:
        look(path, encoding="klingon")
    assert refused.value.code == "E-ENCODING"


def test_bytes_of_another_encoding_cost_their_row_alone(tmp_path: Path) -> None:
    content = HEADER.encode() + b"Jo,1,A\n" + "Jörg,2,B\n".encode("cp1252") + "Zoë,3,C\n".encode()
    _, rows = look(written(tmp_path, content), encoding="utf-8")
    assert [codes(row) for row in rows] == [[], ["E-CHARACTERS"], []]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("only,two\n", "E-ROW-CELLS"),
        ("a,b,c,d\n", "E-ROW-CELLS"),
        ("a\0b,1,c\n", "E-CHARACTERS"),
        ("x" * 1_000_000 + ",1,c\n", "E-ROW-LONG"),
        ("x" * 150_000 + ",1,c\n", "E-ROW-LONG"),
        ('"' + "x" * 10_001 + '",1,c\n', "E-ROW-LONG"),
        ("\x07,1,c\n", "E-CHARACTERS"),
    ],
)
def test_a_broken_row_is_refused_and_the_next_one_is_read(tmp_path: Path, line: str, code: str) -> None:
    found, rows = look(written(tmp_path, f"{HEADER}First,1,A\n{line}Last,2,B\n"))
    assert [codes(row) for row in rows] == [[], [code], []]
    assert [row.number for row in rows] == [2, 3, 4]
    assert (rows[0].cells[0], rows[2].cells[0]) == ("First", "Last")
    assert found.rows == 3


def test_quoted_line_ends_blank_rows_and_trailing_separators(tmp_path: Path) -> None:
    text = 'Name,Phone,City\r\n"Jo\r\nMarlow",1,"A, B"\r\n,,\r\n\r\n"say ""hi""",2,C,\r\n'
    _, rows = look(written(tmp_path, text))
    assert rows[0].cells == ("Jo\r\nMarlow", "1", "A, B")
    assert [any(row.cells) for row in rows] == [True, False, False, True]
    assert rows[3].cells == ('say "hi"', "2", "C")


def test_a_quotation_mark_that_is_not_closed_loses_no_row_silently(tmp_path: Path) -> None:
    good = "".join(f"Person {at},1,A\n" for at in range(30_000))
    _, rows = look(written(tmp_path, f'{HEADER}"Open,1,A\n{good}'))
    refused = [row for row in rows if row.refusals]
    assert len(refused) == 1
    assert codes(refused[0]) == ["E-ROW-LONG"]
    assert len(rows) > 20_000


def test_formulas_are_text_and_come_back_as_they_were(tmp_path: Path) -> None:
    _, rows = look(written(tmp_path, f"{HEADER}=cmd|'/c calc'!A1,'+61491570156,@x\n"))
    assert rows[0].cells == ("=cmd|'/c calc'!A1", "+61491570156", "@x")
    for text in ("=1+1", "+61", "-1", "@x", "plain", "'quoted"):
        assert plain_cell(safe_cell(text)) == text


def test_a_workbook_is_read_with_days_and_numbers_as_people_see_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Name", "Phone", "Born", "Note"])
    sheet.append(["Jörg", 664123456.0, datetime(1980, 2, 3, tzinfo=UTC).replace(tzinfo=None), "=1+1"])
    sheet.append(["Only a name"])
    sheet.append([])
    sheet.append(["Last", True, date(2001, 1, 1), None])
    path = tmp_path / "customers.xlsx"
    book.save(path)
    found, rows = look(path)
    assert (found.columns, found.encoding) == (("Name", "Phone", "Born", "Note"), "")
    assert rows[0].cells == ("Jörg", "664123456", "1980-02-03", "=1+1")
    assert rows[1].cells == ("Only a name", "", "", "")
    assert rows[-1].cells == ("Last", "yes", "2001-01-01", "")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "E-FILE-EMPTY"),
        (b"\n\n", "E-FILE-CSV"),
        (b"Name,Phone\n", "E-FILE-CSV"),
        (b"PK\x03\x04 no workbook", "E-FILE-XLSX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 100, "E-FILE-XLS"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    with pytest.raises(Rejected) as refused:
        look(written(tmp_path, content))
    assert refused.value.code == code
    with pytest.raises(Rejected) as gone:
        look(tmp_path / "gone.csv")
    assert gone.value.code == "E-FILE-OPEN"


def test_a_large_file_is_read_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("w") as file:
        file.write(HEADER)
        for at in range(150_000):
            file.write(f"Somebody with a long name {at},+61491570156,Wherever that may be\n")
    tracemalloc.start()
    with CustomerFile(path) as file:
        found = file.look()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.rows == 150_000
    assert peak < 8 * 2**20


def test_headers_are_recognised_in_both_languages() -> None:
    german = [
        "Kd.-Nr.",
        "Vorname",
        "Nachname",
        "Straße",
        "PLZ",
        "Ort",
        "Handy",
        "E-Mail",
        "Geburtsdatum",
        "Farbe",
    ]
    assert list(recognised(german).values()) == [
        ImportField.ACCOUNT_NO,
        ImportField.FIRST_NAME,
        ImportField.LAST_NAME,
        ImportField.LINE1,
        ImportField.POSTCODE,
        ImportField.CITY,
        ImportField.MOBILE,
        ImportField.EMAIL,
        ImportField.DATE_OF_BIRTH,
    ]
    english = ["Account Number", "Customer name", "Mobile phone", "Zip code", "Date of birth", "MOBILE"]
    assert list(recognised(english)) == english[:-1]
    assert set(SPELLINGS) == set(ImportField)
    assert bare("  Straße / Hausnummer ") == "strassehausnummer"
    assert all(recognised([field.value]) == {field.value: field} for field in ImportField)


def test_columns_must_tell_who_it_is_each_field_once() -> None:
    with pytest.raises(Rejected, match="E-COLUMNS"):
        checked(["City"], {"City": ImportField.CITY})
    twice = {"a": ImportField.NAME, "b": ImportField.NAME}
    with pytest.raises(Rejected, match="E-COLUMN-TWICE"):
        checked(["a", "b"], twice)
    with pytest.raises(Rejected, match="E-COLUMN-TWICE"):
        checked(["a", "a"], {"a": ImportField.NAME})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(content=st.binary(max_size=400), encoding=st.sampled_from([None, "utf-8", "utf-16", "cp1252"]))
def test_any_bytes_are_read_or_refused_by_a_code(content: bytes, encoding: str | None) -> None:
    with TemporaryDirectory() as folder:
        path = written(Path(folder), content)
        try:
            with CustomerFile(path, encoding) as file:
                found = file.look()
                rows = list(file.rows())
        except Rejected as error:
            assert re.fullmatch("E-[A-Z-]+", error.code)  # noqa: PT017 - read or refused
        else:
            assert found.rows == len(rows)


_CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=20)


@settings(deadline=None, max_examples=60)
@given(
    rows=st.lists(st.tuples(_CELLS, _CELLS, _CELLS), min_size=1, max_size=10),
    separator=st.sampled_from([",", ";", "\t"]),
    mark=st.sampled_from([b"", codecs.BOM_UTF8]),
)
def test_what_a_csv_writer_wrote_is_read_as_it_was(
    rows: list[tuple[str, str, str]], separator: str, mark: bytes
) -> None:
    text = io.StringIO()
    table = csv.writer(text, delimiter=separator)
    table.writerow(["Name", "Phone", "City"])
    table.writerows([map(safe_cell, row) for row in rows])
    with TemporaryDirectory() as folder:
        path = written(Path(folder), mark + text.getvalue().encode())
        _, read = look(path, separator=separator, encoding="utf-8-sig")
    assert [row.cells for row in read if any(cell.strip() for cell in row.cells)] == [
        tuple(map(plain_cell, map(safe_cell, row))) for row in rows if any(cell.strip() for cell in row)
    ]
