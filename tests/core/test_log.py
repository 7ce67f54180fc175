"""The log takes constant events and listed fields, and keeps what libraries would let slip."""

import json
import logging
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest

from agentview.core import log


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    log.open_log("INFO", tmp_path)
    yield tmp_path
    log.close_log()


def written(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / log.FILE_NAME).read_text(encoding="utf-8").splitlines()]


def test_a_line_has_its_event_and_fields(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log.note("server.request", status=200, milliseconds=1.5, code=None)
    (line,) = written(folder)
    assert (line["level"], line["event"], line["status"], line["code"]) == (
        "INFO",
        "server.request",
        200,
        None,
    )
    assert str(line["at"]).endswith("+00:00")
    assert "server.request status=200" in capsys.readouterr().err


@pytest.mark.parametrize("field", ["username", "password", "token", "name", "text", "path"])
def test_a_field_that_is_not_listed_is_refused(folder: Path, field: str) -> None:
    for write in (log.note, log.warn):
        with pytest.raises(log.FieldRefusedError, match=field):
            write("server.request", **{field: "Marlow"})
    assert written(folder) == []


@pytest.mark.parametrize("event", ["Signed in Olga", "server", "server.", "", "server.request 17"])
def test_an_event_is_a_constant_name(folder: Path, event: str) -> None:
    with pytest.raises(log.FieldRefusedError):
        log.note(event)
    assert written(folder) == []


def test_a_bug_is_told_by_kind_and_place_without_its_text(folder: Path) -> None:
    def fail() -> None:
        raise LookupError("Marlow Dental Group")

    with pytest.raises(LookupError) as error:
        fail()
    log.bug("server.bug", error.value, request_id="r")
    (line,) = written(folder)
    assert (line["error"], line["request_id"]) == ("LookupError", "r")
    assert "test_log.fail:" in str(line["where"])
    assert "Marlow" not in json.dumps(line)


def test_the_screen_has_json_too_where_programs_read_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log.open_log("INFO", tmp_path, has_file=False, screen="json")
    log.note(
        "server.request", request_id="r", operation="orders.place", user_id=7, provider_id=3, milliseconds=1.5
    )
    logging.getLogger("some.library").warning("row of %s is odd", "Marlow\nDental")
    log.close_log()
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    told = {key: value for key, value in lines[0].items() if key != "at"}
    assert told == {
        "level": "INFO",
        "event": "server.request",
        "request_id": "r",
        "operation": "orders.place",
        "user_id": 7,
        "provider_id": 3,
        "milliseconds": 1.5,
    }
    assert [line["event"] for line in lines] == ["server.request", "library.message"]
    assert "Marlow" not in json.dumps(lines)


def test_a_library_is_heard_without_the_values_in_its_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = logging.getLogger("some.library")
    library.warning("row of %s is odd", "Marlow")
    library.error(LookupError("Marlow"))
    library.info("not heard")
    lines = written(folder)
    assert [(line["where"], line["code"]) for line in lines] == [
        ("some.library", "row of %s is odd"),
        ("some.library", "LookupError"),
    ]
    assert "Marlow" not in json.dumps(lines) + capsys.readouterr().err


def test_lines_below_the_level_are_left_out(tmp_path: Path) -> None:
    log.open_log("WARNING", tmp_path)
    log.note("server.request")
    log.warn("server.slow")
    log.close_log()
    assert [line["event"] for line in written(tmp_path)] == ["server.slow"]


def test_opening_twice_writes_each_line_once(tmp_path: Path) -> None:
    log.open_log("INFO", tmp_path)
    log.open_log("INFO", tmp_path)
    log.note("server.request")
    log.close_log()
    assert len(written(tmp_path)) == 1


def test_without_a_file_there_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log.open_log("INFO", tmp_path / "none", has_file=False)
    log.note("server.request")
    log.close_log()
    assert not (tmp_path / "none").exists()
    assert "server.request" in capsys.readouterr().err


def test_a_closed_log_leaves_nothing_behind(tmp_path: Path) -> None:
    before = (logging.getLogger("agentview").level, list(logging.getLogger().handlers))
    log.open_log("INFO", tmp_path)
    log.close_log()
    assert (logging.getLogger("agentview").level, logging.getLogger().handlers) == before


def test_files_are_turned_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (handler,) = (each for each in logging.getLogger().handlers if isinstance(each, RotatingFileHandler))
    monkeypatch.setattr(handler, "maxBytes", 200)
    for number in range(100):
        log.note("server.request", count=number)
    assert len(list(folder.glob("agentview.log*"))) == 6
