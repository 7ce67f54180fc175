"""`agentview customers`: a file comes in, also after the process was killed, and goes out."""

import csv
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from agentview.cli import main
from agentview.contract.customer_imports import LARGEST_BLOCK
from agentview.models.customer import Account, Contact
from agentview.models.customer_import import CustomerImport
from agentview.models.database import Database
from agentview.models.desk import SearchToken
from tests.services.customers.importing import many, written

ROWS = 6_000


def run(url: str, action: str, *more: str, by: str = "harbour_lead") -> int:
    return main(["customers", action, *more, "--database", url, "--as", by])


def counts(url: str) -> tuple[int, int, int, int]:
    """Return customers of imports, their contacts, those that are found, and rows done."""
    database = Database(url)
    with database.read() as session:
        came = select(Account.id).where(Account.import_id.is_not(None))
        found = (
            session.scalars(select(func.count()).select_from(came.subquery())).one(),
            session.scalars(select(func.count()).where(Contact.account_id.in_(came))).one(),
            session.scalars(
                select(func.count(SearchToken.entity_id.distinct())).where(
                    SearchToken.entity == "account", SearchToken.entity_id.in_(came)
                )
            ).one(),
            session.scalars(select(func.sum(CustomerImport.done_lines))).one() or 0,
        )
    database.close()
    return found


def kill_in_the_middle(process: subprocess.Popen[bytes], url: str) -> None:
    """Kill an import once some of its rows are done; nothing else is looked at, which would take too long."""
    database = Database(url)
    done = 0
    while not LARGEST_BLOCK <= done < ROWS:
        assert process.poll() is None, "it was over before it was killed"
        with database.read() as session:
            done = session.scalars(select(func.sum(CustomerImport.done_lines))).one() or 0
    process.send_signal(signal.SIGKILL)
    database.close()


def test_a_file_is_checked_taken_in_and_gone_on_with(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, *many(30), "C-9,,,nonsense,,,")
    assert run(sqlite_url, "import", str(path), "--check") == 1
    said = capsys.readouterr().out
    assert "30 customers would be taken in" in said
    assert "Row 32: " in said
    assert counts(sqlite_url) == (0, 0, 0, 0)
    rejects = tmp_path / "rejects.csv"
    assert run(sqlite_url, "import", str(path), "--rejects", str(rejects)) == 1
    assert "30 customers taken in, 0 were there already, 1 rows refused." in capsys.readouterr().out
    assert counts(sqlite_url) == (30, 30, 30, 31)
    with rejects.open(encoding="utf-8-sig", newline="") as file:
        assert [row["E-Mail"] for row in csv.DictReader(file)] == ["nonsense"]
    assert run(sqlite_url, "import", str(path)) == 2
    assert "imported before" in capsys.readouterr().err


def test_columns_are_mapped_by_hand(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Who;What\nJo Marlow;0491 570 156\n", encoding="utf-8")
    assert run(sqlite_url, "import", str(path)) == 2
    assert "--map" in capsys.readouterr().err
    assert run(sqlite_url, "import", str(path), "--map", "Who=nobody") == 2
    assert run(sqlite_url, "import", str(path), "--map", "Who=name", "--map", "What=mobile") == 0
    assert counts(sqlite_url)[:2] == (1, 1)


def test_all_customers_go_out_and_an_import_is_taken_back(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(sqlite_url, "import", str(written(tmp_path, *many(40)))) == 0
    out = tmp_path / "out.csv"
    assert run(sqlite_url, "export", str(out), "--full") == 0
    assert len(out.read_text("utf-8-sig").splitlines()) == 1 + 5 + 40
    assert run(sqlite_url, "take-back", "1") == 0
    assert "40 customers removed; 0 were used" in capsys.readouterr().out
    assert counts(sqlite_url)[:3] == (0, 0, 0)


def test_nothing_personal_is_said_but_by_row_and_code(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, "C-1,Secret Person,0491 570 156,not an address,1 Secret Street,,")
    assert run(sqlite_url, "import", str(path), "--check") == 1
    printed = capsys.readouterr()
    assert not any(word in printed.out + printed.err for word in ("Secret", "0491", "not an address"))


@pytest.mark.parametrize("fixture", ["sqlite_url", "postgres_url"])
def test_killed_in_the_middle_it_goes_on_and_takes_no_row_twice(
    request: pytest.FixtureRequest, fixture: str, tmp_path: Path
) -> None:
    url: str = request.getfixturevalue(fixture)
    path = written(tmp_path, *many(ROWS))
    command = [sys.executable, "-m", "agentview", "customers", "import", str(path), "--as", "harbour_lead"]
    process = subprocess.Popen([*command, "--database", url], cwd=Path(__file__).parents[2], env=os.environ)
    kill_in_the_middle(process, url)
    process.wait()
    made, contacts, found, done = counts(url)
    assert made == contacts == found == done < ROWS
    assert done % LARGEST_BLOCK == 0
    assert run(url, "import", str(path)) == 0
    assert counts(url) == (ROWS, ROWS, ROWS, ROWS)
