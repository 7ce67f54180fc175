"""The file for support says what happened, and nothing about anybody."""

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agentview.core import log
from agentview.core.support_file import MANIFEST, Part, collect, default_name, save

AT = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
CANARIES = ("mia@harbour.example", "+61355500142", "490154203237518")
ADDRESS, PASSWORD, TOKEN = "10.1.2.3", "S3CRET", "a_token_for_numbers"


def parts_of(folder: Path, **facts: str) -> dict[str, str]:
    return {part.name: part.text for part in collect(folder, facts, AT)}


def line(**content: object) -> str:
    return json.dumps({"at": "2026-11-28T09:00:00.123+00:00", "level": "INFO", **content}) + "\n"


def test_the_log_comes_oldest_first_without_whom_it_is_about(tmp_path: Path) -> None:
    (tmp_path / f"{log.FILE_NAME}.1").write_text(line(event="old.one", record_id=7, user_id=4711))
    (tmp_path / log.FILE_NAME).write_text(line(event="new.one", address="10.1.2.3", code="E-GONE"))
    lines = [json.loads(one) for one in parts_of(tmp_path)["log.jsonl"].splitlines()]
    assert [one["event"] for one in lines] == ["old.one", "new.one"]
    assert lines[0] == {
        "at": "2026-11-28T09:00:00.123+00:00",
        "level": "INFO",
        "event": "old.one",
        "record_id": 7,
    }
    assert lines[1]["code"] == "E-GONE"
    assert "address" not in lines[1]


def test_no_canary_sings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AGENTVIEW_DATABASE_URL", f"postgresql+psycopg://av:{PASSWORD}@db.example/av")
    monkeypatch.setenv("AGENTVIEW_METRICS_TOKEN", TOKEN)
    lines = [
        line(event="library.message", code=f"met {one}", address=ADDRESS, strange=one) for one in CANARIES
    ]
    (tmp_path / log.FILE_NAME).write_text("".join([*lines, f"no JSON: {CANARIES[0]}\n", "[1]\n"]))
    (tmp_path / "agentview-crash.last.txt").write_text(f'File "{Path.home()}/{CANARIES[0]}.py", line 3\n')
    everything = "".join(parts_of(tmp_path, Screens=CANARIES[0]).values())
    secrets = (*CANARIES, ADDRESS, PASSWORD, TOKEN, str(Path.home()))
    assert [one for one in secrets if one in everything] == []
    assert everything.count("met [removed]") == len(CANARIES)
    assert "postgresql+psycopg://db.example/av" in everything
    assert "2 lines of the log are not understood" in everything


def test_the_manifest_says_what_is_in_and_what_is_not(tmp_path: Path) -> None:
    (tmp_path / log.FILE_NAME).write_text(line(event="new.one"))
    parts = parts_of(tmp_path)
    assert list(parts) == [MANIFEST, "program.txt", "settings.txt", "log.jsonl"]
    for name in list(parts)[1:]:
        assert f"{name} ({len(parts[name].encode())} bytes)" in parts[MANIFEST]
    assert "passwords, tokens, keys" in parts[MANIFEST].partition("Not in this file:")[2]


def test_only_the_end_of_a_long_log_is_taken_in_whole_lines(tmp_path: Path) -> None:
    one = line(event="new.one", where="x" * 150)
    (tmp_path / log.FILE_NAME).write_text(one * 15_000)
    lines = parts_of(tmp_path)["log.jsonl"].splitlines()
    assert 5_000 < len(lines) < 15_000
    assert json.loads(lines[0])["event"] == "new.one"


def test_what_cannot_be_read_is_said_and_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / log.FILE_NAME).mkdir()
    monkeypatch.setenv("AGENTVIEW_JOB_SLOTS", "many")
    parts = parts_of(tmp_path)
    assert list(parts) == [MANIFEST, "program.txt"]
    assert "agentview.log cannot be read (IsADirectoryError)" in parts[MANIFEST]
    assert "The settings cannot be understood" in parts[MANIFEST]


def test_it_is_saved_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / default_name(AT)
    assert path.name == "agentview-support-20261128-093000.zip"
    save((Part("a.txt", "one\n"), Part("b.txt", "two\n")), path)
    with zipfile.ZipFile(path) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "a.txt": b"one\n",
            "b.txt": b"two\n",
        }
    assert path.stat().st_mode & 0o077 == 0
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError, match="taken"):
        save((Part("a.txt", "one\n"),), tmp_path / "taken")
    assert sorted(one.name for one in tmp_path.iterdir()) == [path.name, "taken"]
