"""The log: a constant event name with fields from a list, so that no personal data gets in."""

import json
import logging
import re
import sys
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Literal, TypeAlias

import platformdirs

Field: TypeAlias = str | int | float | bool | None
Layout: TypeAlias = Literal["plain", "json"]

FIELDS = frozenset(
    {
        "address",
        "at_line",
        "attempt",
        "code",
        "count",
        "error",
        "host",
        "milliseconds",
        "operation",
        "port",
        "processes",
        "provider_id",
        "record_id",
        "request_id",
        "revision",
        "signal",
        "status",
        "user_id",
        "version",
        "where",
    }
)
"""The fields that a line may have. None of them holds what people typed, or who or what they looked for."""

FILE_NAME = "agentview.log"
CRASH_FILE_NAME = "agentview-crash.txt"
"""Where the state of all threads is written when the program is ended by a fault of the machine code."""
_FILE_BYTES = 5_000_000
_OLD_FILES = 5
_EVENT = re.compile(r"[a-z][a-z_]*(\.[a-z][a-z_]*)+")
_LONGEST = 200
_FRAMES = 12

_LOGGER = logging.getLogger("agentview")


class FieldRefusedError(ValueError):
    """A line was to be written with a name or a field that is not on the list."""


def note(event: str, **fields: Field) -> None:
    """Write that something happened. Raises FieldRefusedError for fields that are not in `FIELDS`."""
    _write(logging.INFO, event, fields)


def warn(event: str, **fields: Field) -> None:
    """Write that something happened that somebody should look at."""
    _write(logging.WARNING, event, fields)


def bug(event: str, error: BaseException, **fields: Field) -> None:
    """Write that something happened that should be impossible: the kind of the error and where, not its text.

    The text of an error may quote what people typed.
    """
    where = " < ".join(_frames(error.__traceback__))
    _write(logging.ERROR, event, {**fields, "error": type(error).__qualname__, "where": where})


def _frames(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)[-_FRAMES:]
    return [f"{Path(frame.filename).stem}.{frame.name}:{frame.lineno}" for frame in reversed(frames)]


def _write(level: int, event: str, fields: Mapping[str, Field]) -> None:
    strange = sorted(set(fields) - FIELDS)
    if strange or not _EVENT.fullmatch(event):
        raise FieldRefusedError(", ".join(strange) or event)
    _LOGGER.log(level, event, extra={"fields": dict(fields)})


def log_folder(folder: Path | None = None) -> Path:
    """Return where log files lie: `folder`, else the user's folder for logs."""
    return folder or platformdirs.user_log_path("agentview", appauthor=False)


def open_log(
    level: str = "INFO", folder: Path | None = None, *, has_file: bool = True, screen: Layout = "plain"
) -> None:
    """Begin to log: JSON lines to files in `folder` (None: the user's folder for logs), `screen` to stderr.

    Five old files of 5 MB are kept. Lines of libraries come in from warnings upwards, without their values.
    Processes that share a folder log to stderr alone (`has_file`): they would cut off each other's file.
    """
    close_log()
    handlers: list[logging.Handler] = [_Screen()]
    handlers[0].setFormatter(JsonLines() if screen == "json" else PlainLines())
    if has_file:
        handlers.append(_file_handler(log_folder(folder)))
    for handler in handlers:
        logging.getLogger().addHandler(handler)
    _LOGGER.setLevel(level)


class _Screen(logging.Handler):
    """Writes to the error output of the moment; a desktop started from a menu may have none."""

    def emit(self, record: logging.LogRecord) -> None:
        if sys.stderr is not None:
            sys.stderr.write(self.format(record) + "\n")


def _file_handler(folder: Path) -> logging.Handler:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / FILE_NAME, maxBytes=_FILE_BYTES, backupCount=_OLD_FILES, encoding="utf-8"
    )
    handler.setFormatter(JsonLines())
    return handler


def close_log() -> None:
    """Stop logging, close the file, and let what is left decide again which lines are worth writing."""
    _LOGGER.setLevel(logging.NOTSET)
    root = logging.getLogger()
    for handler in tuple(root.handlers):
        if isinstance(handler.formatter, JsonLines | PlainLines):
            root.removeHandler(handler)
            handler.close()


def _content(record: logging.LogRecord) -> dict[str, Field]:
    """Return the fields of a line; of a library's line only its template, into which values would be put."""
    if record.name == _LOGGER.name:
        fields: dict[str, Field] = record.__dict__.get("fields", {})
        return {"event": record.getMessage(), **fields}
    template = record.msg if isinstance(record.msg, str) else type(record.msg).__qualname__
    return {"event": "library.message", "where": record.name, "code": template[:_LONGEST]}


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        return json.dumps({"at": at, "level": record.levelname, **_content(record)})


class PlainLines(logging.Formatter):
    """Level, event and `name=value` pairs, for eyes."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        content = _content(record)
        event = content.pop("event")
        return " ".join(
            [record.levelname, str(event), *(f"{name}={value}" for name, value in content.items())]
        )
