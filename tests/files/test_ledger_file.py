"""Files of invoices and payments, as people and billing systems write them."""

from datetime import date
from pathlib import Path

import pytest

from agentview.contract.ledger_import import MOST_LINES, LedgerLineKind
from agentview.core.errors import Rejected
from agentview.files.ledger_file import read_ledger

HEADER = "kind,account,number,date,due,amount,method,reference"


def written(folder: Path, text: str, name: str = "books.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_is_read_line_by_line(tmp_path: Path) -> None:
    file = read_ledger(
        written(
            tmp_path,
            f"{HEADER}\ninvoice,004-1001,I-1,2026-10-01,2026-10-15,49.90,,\n"
            "\nPAYMENT,004-1001,B-7,2026-10-20,,1000,BANK,thanks\n",
        )
    )
    bill, paid = file.lines
    assert (bill.number, bill.kind, bill.on, bill.due_on, bill.amount_cents) == (
        2,
        LedgerLineKind.INVOICE,
        date(2026, 10, 1),
        date(2026, 10, 15),
        4_990,
    )
    assert (paid.kind, paid.amount_cents, paid.method, paid.reference, paid.due_on) == (
        LedgerLineKind.PAYMENT,
        100_000,
        "BANK",
        "thanks",
        None,
    )
    assert not bill.refusals + paid.refusals


def test_json_says_the_same(tmp_path: Path) -> None:
    text = '[{"kind":"payment","account":"A","number":17,"date":"2026-10-20","amount":"0.01"}]'
    [line] = read_ledger(written(tmp_path, text, "books.json")).lines
    assert (line.kind, line.document_no, line.amount_cents) == (LedgerLineKind.PAYMENT, "17", 1)


@pytest.mark.parametrize(
    ("cells", "code", "field"),
    [
        ("bill,A,1,2026-10-01,,1,,", "E-LEDGER-KIND", "kind"),
        ("invoice,A,1,1.10.2026,2026-10-02,1,,", "E-LEDGER-DAY", "on"),
        ("invoice,A,1,2026-10-01,soon,1,,", "E-LEDGER-DAY", "due_on"),
        ('payment,A,1,2026-10-01,,"1,000.00",,', "E-LEDGER-AMOUNT", "amount_cents"),
        ("payment,A,1,2026-10-01,,0,,", "E-LEDGER-AMOUNT", "amount_cents"),
        ("payment,A,1,2026-10-01,,-5,,", "E-LEDGER-AMOUNT", "amount_cents"),
        ("payment,A,1,2026-10-01,,10000000.01,,", "E-LEDGER-AMOUNT", "amount_cents"),
        (f"payment,A,{'9' * 101},2026-10-01,,1,,", "E-LONG", "document_no"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_line(tmp_path: Path, cells: str, code: str, field: str) -> None:
    [line] = read_ledger(written(tmp_path, f"{HEADER}\n{cells}\n")).lines
    assert [(one.code, one.field) for one in line.refusals] == [(code, field)]


def test_a_number_in_json_is_no_amount(tmp_path: Path) -> None:
    text = '[{"kind":"payment","account":"A","number":"1","date":"2026-10-20","amount":0.1}]'
    [line] = read_ledger(written(tmp_path, text, "books.json")).lines
    assert [one.code for one in line.refusals] == ["E-LEDGER-JSON"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("kind,account,number\ninvoice,A,1\n", "E-LEDGER-COLUMNS"),
        ("[1, 2]", "E-LEDGER-JSON"),
        ('{"kind": "invoice"}', "E-LEDGER-JSON"),
        ("[" * 5_000, "E-LEDGER-JSON"),
        (f"{HEADER}\n" + "payment,A,1,2026-10-01,,1,,\n" * (MOST_LINES + 1), "E-LEDGER-MANY"),
        (f"{HEADER}\n", "E-FILE-CSV"),
    ],
)
def test_what_cannot_be_used_is_refused_whole(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(Rejected) as caught:
        read_ledger(written(tmp_path, text))
    assert caught.value.code == code
