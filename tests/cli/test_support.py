"""`agentview support`: the file for support from the command line."""

import zipfile
from pathlib import Path

import pytest

from agentview.cli.command import DONE, REFUSED
from agentview.cli.start import main
from agentview.core import log


def test_it_writes_the_file_and_says_what_is_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AGENTVIEW_LOG_FOLDER", str(tmp_path))
    (tmp_path / log.FILE_NAME).write_text('{"at": "2026-11-28", "event": "new.one"}\n')
    path = tmp_path / "for-support.zip"
    assert main(["support", str(path)]) == DONE
    assert "log.jsonl" in capsys.readouterr().out
    with zipfile.ZipFile(path) as archive:
        assert "log.jsonl" in archive.namelist()
    before = path.read_bytes()
    assert main(["support", str(path)]) == REFUSED
    assert "E-SUPPORT-EXISTS" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_a_place_where_nothing_can_be_written_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AGENTVIEW_LOG_FOLDER", str(tmp_path))
    assert main(["support", str(tmp_path / "nowhere" / "file.zip")]) == REFUSED
    assert "E-SUPPORT-NOT-WRITTEN" in capsys.readouterr().err
