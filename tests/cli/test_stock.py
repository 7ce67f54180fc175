"""`agentview stock load` takes in what a warehouse has, tries it out, and tells of each line."""

from pathlib import Path

import pytest

from agentview.cli import main
from tests.build_hardware import PHONE, SYDNEY
from tests.fixtures.backend import Backend
from tests.services.stock.stocking import known


def run(backend: Backend, *arguments: str, by: str = "harbour_back") -> int:
    url = backend.database.url.render_as_string(hide_password=False)
    return main(["stock", *arguments, "--database", url, "--as", by])


def written(folder: Path, *lines: str) -> str:
    path = folder / "stock.csv"
    path.write_text("\n".join(("sku,available", *lines)), encoding="utf-8")
    return str(path)


def test_a_file_is_tried_out_and_taken_in(
    local_backend: Backend, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, "PH-X1,5", "FORKLIFT,1")
    assert run(local_backend, "load", file, "--warehouse", "syd", "--dry-run") == 0
    assert known(local_backend) == {}
    told = capsys.readouterr().out
    assert "Line 2: PH-X1: not known -> 5" in told
    assert "Line 3: FORKLIFT: passed over" in told
    assert "Dry run, nothing was changed: 2 lines, 0 refused." in told
    assert run(local_backend, "load", file, "--warehouse", "SYD") == 0
    assert known(local_backend)[SYDNEY, PHONE][0] == 5
    assert "1 products new, 0 changed, 0 as they were, 1 lines passed over" in capsys.readouterr().out


def test_a_file_with_a_wrong_line_is_not_taken_in(
    local_backend: Backend, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, "PH-X1,5", "CASE-1,many")
    assert run(local_backend, "load", file, "--warehouse", "SYD") == 1
    assert known(local_backend) == {}
    told = capsys.readouterr().out
    assert "Line 3: CASE-1: The quantity is missing" in told
    assert "Nothing was taken in: 1 of 2 lines are refused." in told


def test_what_cannot_be_used_says_why(
    local_backend: Backend, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, "PH-X1,5")
    assert run(local_backend, "load", file, "--warehouse", "XXX") == 2
    assert "Known are: MEL, OLD, SYD." in capsys.readouterr().err
    assert run(local_backend, "load", str(tmp_path / "none.csv"), "--warehouse", "SYD") == 2
    assert run(local_backend, "load", file, "--warehouse", "SYD", by="harbour_csa") == 2
    assert "E-POWER" in capsys.readouterr().err


def test_the_warehouses_are_listed(local_backend: Backend, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(local_backend, "warehouses") == 0
    assert "SYD  Sydney  FILE, asked" in capsys.readouterr().out
