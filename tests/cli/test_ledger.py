"""`agentview ledger load` takes in invoices and payments, tries them out, and tells of each line."""

from pathlib import Path

import pytest
from sqlalchemy import select

from agentview.cli import main
from agentview.models.money import Invoice
from tests import build
from tests.fixtures.backend import Backend

HEADER = "kind,account,number,date,due,amount"
ACCOUNT = build.ACCOUNT_NO[build.MARLOW]


def run(backend: Backend, *arguments: str, by: str = "harbour_lead") -> int:
    url = backend.database.url.render_as_string(hide_password=False)
    return main(["ledger", "load", *arguments, "--database", url, "--as", by])


def written(folder: Path, *lines: str) -> str:
    path = folder / "books.csv"
    path.write_text("\n".join((HEADER, *lines)), encoding="utf-8")
    return str(path)


def dues(backend: Backend) -> list[int]:
    with backend.database.read() as session:
        return list(session.scalars(select(Invoice.amount_due_inc_cents)))


def test_a_file_is_tried_out_and_booked(
    local_backend: Backend, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(
        tmp_path,
        f"invoice,{ACCOUNT},I-1,2026-01-01,2026-01-15,49.90",
        f"payment,{ACCOUNT},B-1,2026-01-20,,9.90",
    )
    assert run(local_backend, file, "--dry-run") == 0
    assert "Line 2: I-1: to be booked" in capsys.readouterr().out
    assert dues(local_backend) == []
    assert run(local_backend, file) == 0
    assert "1 invoices and 1 payments booked, 0 there already." in capsys.readouterr().out
    assert dues(local_backend) == [4_000]
    assert run(local_backend, file, "--dry-run") == 0
    assert "Line 3: B-1: there already" in capsys.readouterr().out


def test_a_file_with_a_wrong_line_is_not_booked(
    local_backend: Backend, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(
        tmp_path,
        f"invoice,{ACCOUNT},I-1,2026-01-01,2026-01-15,49.90",
        "payment,nobody,B-1,2026-01-20,,9.90",
    )
    assert run(local_backend, file) == 1
    told = capsys.readouterr().out
    assert "Line 3: B-1: No customer has the account number nobody." in told
    assert "Nothing was taken in: 1 of 2 lines are refused." in told
    assert dues(local_backend) == []


def test_who_handles_no_payments_is_refused(
    local_backend: Backend, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, f"payment,{ACCOUNT},B-1,2026-01-20,,9.90")
    assert run(local_backend, file, by="harbour_csa") == 2
    assert "E-POWER" in capsys.readouterr().err
