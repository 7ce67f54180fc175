"""The stock file of a warehouse is read whole, each line with every reason against it."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from agentview.contract.stock_file import MOST_LINES
from agentview.core.errors import Rejected
from agentview.files.stock_file import StockFile, read_stock
from tests.fixtures.warehouse_server import product_stock

Line = tuple[int, str, int | None, date | None, list[str]]


def written(folder: Path, text: str | bytes, name: str = "stock.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def lines(file: StockFile) -> list[Line]:
    return [
        (one.number, one.sku, one.available, one.expected_on, [each.code for each in one.refusals])
        for one in file.lines
    ]


def read(folder: Path, text: str | bytes, name: str = "stock.csv") -> list[Line]:
    return lines(read_stock(written(folder, text, name)))


def test_a_table_has_a_line_a_product(tmp_path: Path) -> None:
    text = "SKU,Available,Expected on\nPH-X1,5,2026-12-01\n\nCASE-1,0,\n LIC , 12.00 ,\n"
    assert read(tmp_path, text) == [
        (2, "PH-X1", 5, date(2026, 12, 1), []),
        (4, "CASE-1", 0, None, []),
        (5, "LIC", 12, None, []),
    ]


def test_columns_are_known_by_other_names_and_in_any_order(tmp_path: Path) -> None:
    text = "Lager;Bestand;Artikelnummer\nx;-3;PH-X1\n"
    assert read(tmp_path, text) == [(2, "PH-X1", 0, None, [])], "less than none is none"


def test_a_spreadsheet_is_read_alike(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet
    for row in (("sku", "qty"), ("PH-X1", 5), ("CASE-1", 0)):
        sheet.append(row)
    path = tmp_path / "stock.xlsx"
    book.save(path)
    assert lines(read_stock(path)) == [(2, "PH-X1", 5, None, []), (3, "CASE-1", 0, None, [])]


def test_each_line_has_every_reason_against_it(tmp_path: Path) -> None:
    text = f"sku,qty,expected_on\nA,many,soon\n,5,\n{'x' * 201},5,\nB,2.5,\nC,1,000,\nD,9999999999,\n"
    assert [one[4] for one in read(tmp_path, text)] == [
        ["E-STOCK-QUANTITY", "E-STOCK-DAY"],
        ["E-STOCK-SKU"],
        ["E-STOCK-SKU"],
        ["E-STOCK-QUANTITY"],
        ["E-STOCK-DAY"],
        ["E-STOCK-QUANTITY"],
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("name,qty\nx,1\n", "E-STOCK-COLUMNS"),
        ("sku,qty\n", "E-FILE-CSV"),
        ("", "E-FILE-EMPTY"),
        ("sku,qty\n" + "A,1\n" * (MOST_LINES + 1), "E-STOCK-MANY"),
        ("[", "E-STOCK-JSON"),
        ('{"a": 1}', "E-STOCK-JSON"),
        ("[1]", "E-STOCK-JSON"),
        ("[" * 100_000, "E-STOCK-JSON"),
        ("[]", "E-FILE-CSV"),
        ("[" + "{}," * MOST_LINES + "{}]", "E-STOCK-MANY"),
        (b'["\xff"]', "E-FILE-ENCODING"),
        ('["\\ud800"]', "E-FILE-SURROGATE"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, text: str | bytes, code: str) -> None:
    with pytest.raises(Rejected) as refused:
        read(tmp_path, text)
    assert refused.value.code == code


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(Rejected, match="E-FILE-OPEN"):
        read_stock(tmp_path / "none.csv")


def test_json_is_a_list_of_product_stocks(tmp_path: Path) -> None:
    stocks = [
        product_stock("PH-X1", 24, lastUpdate="2026-11-15T10:24:04.602Z"),
        product_stock("CASE-1", "15.0", replenishmentDate="2026-12-03T08:00:00Z"),
        product_stock("PH-X1", 6, lastUpdate="2026-11-15T11:00:00+01:00", replenishmentDate="2026-12-09"),
        product_stock("PH-X1", 100, productStockStatusType="reserved"),
    ]
    expected: list[Line] = [(1, "PH-X1", 30, date(2026, 12, 9), []), (2, "CASE-1", 15, date(2026, 12, 3), [])]
    as_of = datetime(2026, 11, 15, 10, 24, 4, 602_000, UTC)
    file = read_stock(written(tmp_path, json.dumps(stocks), "stock.json"))
    assert (lines(file), file.as_of) == (expected, as_of)
    task = {"completedQueryProductStockDate": "2026-11-15T12:00:00Z", "queryProductStockItem": stocks}
    file = read_stock(written(tmp_path, b"\xef\xbb\xbf " + json.dumps(task).encode(), "stock.json"))
    assert (lines(file), file.as_of) == (expected, datetime(2026, 11, 15, 12, tzinfo=UTC))


def test_a_stock_without_product_or_quantity_is_a_refused_line(tmp_path: Path) -> None:
    nameless = {"productStockLevel": {"amount": 3}}
    stocks = [nameless, product_stock("A", None), product_stock("B", "many"), product_stock("C", 1)]
    assert [(one[0], one[4]) for one in read(tmp_path, json.dumps(stocks), "stock.json")] == [
        (1, ["E-STOCK-JSON"]),
        (2, ["E-STOCK-QUANTITY"]),
        (3, ["E-STOCK-JSON"]),
        (4, []),
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@example(body=b"\x00\x01\x00", head=b"")
@given(body=st.binary(max_size=300), head=st.sampled_from([b"", b"sku,qty\n", b"[", b"sku;qty\nA;"]))
def test_any_bytes_are_lines_or_a_reason(tmp_path: Path, body: bytes, head: bytes) -> None:
    path = written(tmp_path, head + body)
    try:
        found = len(read_stock(path).lines)
    except Rejected as error:
        found = error.code.startswith(("E-FILE", "E-STOCK", "E-ENCODING"))
    assert found
