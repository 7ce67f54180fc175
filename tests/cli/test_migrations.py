"""`agentview migrations`: a file of packages is looked at, migrated, and gone on with after a kill."""

import csv
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from agentview.cli import main
from agentview.contract.bulk_migration_runs import LARGEST_STEP
from agentview.core.reference import Prefix, reference
from agentview.models.database import Database
from agentview.models.migration import BulkMigration, Migration
from agentview.models.order import Order
from tests import migration_world as world
from tests.fixtures.backend import Backend
from tests.services.holdings import hold
from tests.world import assert_world

ROWS = 150
LEAD = "harbour_lead"


def url_of(backend: Backend) -> str:
    return backend.database.url.render_as_string(hide_password=False)


def run(backend: Backend, action: str, *more: str, by: str = LEAD) -> int:
    return main(["migrations", action, *more, "--database", url_of(backend), "--as", by])


def written(folder: Path, *packages: str, plan: str = "MOB-80") -> Path:
    path = folder / "move.csv"
    rows = "".join(f"{package},{plan}\n" for package in packages)
    path.write_text(f"Package,Plan code\n{rows}", encoding="utf-8")
    return path


def packages(backend: Backend, number: int) -> list[str]:
    return [reference(Prefix.PACKAGE, hold(backend).package_id) for _ in range(number)]


def counts(database: Database) -> tuple[int, int, int]:
    """Return migrations, their losing packages, and lines done."""
    with database.read() as session:
        made = select(Migration.losing_ps_id).join(Order, Order.id == Migration.order_id)
        return (
            session.scalars(select(func.count()).select_from(made.subquery())).one(),
            session.scalars(select(func.count(Migration.losing_ps_id.distinct()))).one(),
            session.scalars(select(func.sum(BulkMigration.done_lines))).one() or 0,
        )


@pytest.fixture
def world_of_plans(local_backend: Backend) -> Backend:
    """Return both databases with the mobile plans in one pool."""
    world.home(local_backend)
    return local_backend


def test_a_file_is_looked_at_migrated_and_told_of(
    world_of_plans: Backend, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backend = world_of_plans
    names = packages(backend, 2)
    path = written(tmp_path, names[0], "nonsense", names[1])
    assert run(backend, "import", str(path), "--dry-run") == 1
    said = capsys.readouterr().out
    assert f"Row 2: {names[0]} Plan MOB-40 -> Plan MOB-80 (UPGRADE)" in said
    assert "Row 3: nonsense: nonsense is no number of a package." in said
    assert "2 packages would be migrated, 1 lines would be refused." in said
    assert "Marlow" not in said
    assert counts(backend.database) == (0, 0, 0)
    results = tmp_path / "results.csv"
    assert run(backend, "import", str(path), "--results", str(results)) == 1
    assert "2 packages migrated, 1 lines refused, 0 left." in capsys.readouterr().out
    assert counts(backend.database) == (2, 2, 3)
    with results.open(encoding="utf-8-sig", newline="") as file:
        assert [row["outcome"] for row in csv.DictReader(file)] == ["MADE", "REFUSED", "MADE"]
    assert run(backend, "import", str(path)) == 2
    assert "migrated before" in capsys.readouterr().err
    assert run(backend, "runs") == 0
    assert "Bulk migration 1 (move.csv, FINISHED)" in capsys.readouterr().out
    assert run(backend, "results", "1", str(results)) == 0
    assert run(backend, "go-on", "1") == 1
    assert run(backend, "cancel", "1") == 2


def test_the_number_of_lines_is_said_where_many_are_migrated(
    world_of_plans: Backend, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, *packages(world_of_plans, 21))
    assert run(world_of_plans, "import", str(path)) == 2
    assert "Type 21 if that is meant." in capsys.readouterr().err
    assert run(world_of_plans, "import", str(path), "--lines", "21") == 0


def test_killed_in_the_middle_it_goes_on_and_migrates_nothing_twice(
    world_of_plans: Backend, tmp_path: Path
) -> None:
    backend = world_of_plans
    path = written(tmp_path, *packages(backend, ROWS))
    command = [sys.executable, "-m", "agentview", "migrations", "import", str(path), "--lines", str(ROWS)]
    process = subprocess.Popen(
        [*command, "--database", url_of(backend), "--as", LEAD], cwd=Path(__file__).parents[2], env=os.environ
    )
    seen = counts(backend.database)
    while not LARGEST_STEP <= seen[2] < ROWS:
        assert process.poll() is None, "it was over before it was killed"
        seen = counts(backend.database)
    process.send_signal(signal.SIGKILL)
    process.wait()
    made, of_packages, done = counts(backend.database)
    assert made == of_packages == done < ROWS
    assert done % LARGEST_STEP == 0
    assert_world(backend.database)
    assert run(backend, "import", str(path)) == 0
    assert counts(backend.database) == (ROWS, ROWS, ROWS)
    assert_world(backend.database)
