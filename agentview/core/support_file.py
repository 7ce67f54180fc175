"""The file that a person sends to support: what the program did, and on what; nobody's data, no secret."""

import json
import os
import platform
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from agentview import __version__
from agentview.core.log import CRASH_FILE_NAME, FIELDS, FILE_NAME
from agentview.core.redact import bare_url, redacted
from agentview.core.settings import SECRETS, Settings

MANIFEST = "manifest.txt"
_LOG_BYTES = 2_000_000
_CRASH_BYTES = 200_000
_KEPT = (FIELDS | {"at", "level", "event"}) - {"user_id", "address"}
"""What is taken of a line of the log: neither who it was about nor from where they called."""

_LEFT_OUT = (
    "the database, and everything about customers, orders and people",
    "drafts, exports and files of partners",
    "passwords, tokens, keys and certificates",
    "the value of any setting that is not a number, a word of a list, or the address of a server",
    "who a line of the log is about (user_id) and where a call came from (address)",
)


_TAKEN_OUT = (
    "Taken out of every text (replaced by [removed]): e-mail addresses, numbers of seven digits or more,"
    " tokens. Folders of the person are written ~.\n"
)


@dataclass(frozen=True)
class Part:
    """One text in the file."""

    name: str
    text: str


def collect(log_folder: Path, facts: Mapping[str, str], at: datetime) -> tuple[Part, ...]:
    """Return the parts, the manifest first. What cannot be read is said there and stops nothing.

    `facts` are the caller's own (screen, appearance, place of work); their names are constants. At most the
    last 2 MB of the log are taken. Needs neither server nor database.
    """
    folders = {str(Path.home()): "~", tempfile.gettempdir(): "(temporary folder)"}
    crash_file = log_folder / CRASH_FILE_NAME
    troubles: list[str] = []
    parts = [
        Part("program.txt", _lines({**_program(), **facts}, folders)),
        Part("settings.txt", _settings_text(troubles)),
        Part("log.jsonl", _log_text(log_folder, folders, troubles)),
        Part(
            "crash.txt", redacted(_tail(crash_file.with_suffix(".last.txt"), _CRASH_BYTES, troubles), folders)
        ),
    ]
    filled = [part for part in parts if part.text]
    return (Part(MANIFEST, _manifest(filled, troubles, at)), *filled)


def save(parts: tuple[Part, ...], path: Path) -> None:
    """Write the parts as a ZIP file, whole or not at all, for its owner alone. Raises OSError."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for part in parts:
                archive.writestr(part.name, part.text)
        unfinished.replace(path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise


def default_name(at: datetime) -> str:
    """Return the name that is offered for the file."""
    return f"agentview-support-{at.astimezone(UTC):%Y%m%d-%H%M%S}.zip"


def _program() -> dict[str, str]:
    return {
        "AgentView": __version__,
        "Python": ".".join(map(str, sys.version_info[:3])),
        "System": f"{platform.system()} {platform.release()} {platform.machine()}",
        "Installed": "package" if getattr(sys, "frozen", False) else "Python environment",
    }


def _lines(facts: Mapping[str, str], folders: Mapping[str, str]) -> str:
    return "".join(f"{name}: {redacted(value, folders)}\n" for name, value in facts.items())


def _settings_text(troubles: list[str]) -> str:
    try:
        settings = Settings()
    except ValueError:
        troubles.append("The settings cannot be understood; their values are left out.")
        return ""
    return "".join(
        f"{name}: {_setting(getattr(settings, name), is_secret=name in SECRETS)}\n"
        for name in sorted(type(settings).model_fields)
    )


def _setting(value: object, *, is_secret: bool) -> str:
    if is_secret:
        return str(None) if value is None else "(set)"
    if value is None or isinstance(value, bool | int):
        return str(value)
    if isinstance(value, str) and "://" in value:
        return bare_url(value)
    if isinstance(value, str) and value.isidentifier():
        return value
    return "(set)"


def _log_text(folder: Path, folders: Mapping[str, str], troubles: list[str]) -> str:
    text = ""
    # The newest file has no number; older ones follow with 1, 2, ...
    for number in range(10):
        name = FILE_NAME if number == 0 else f"{FILE_NAME}.{number}"
        room = _LOG_BYTES - len(text)
        if room <= 0:
            break
        text = _tail(folder / name, room, troubles) + text
    strange = 0
    kept = []
    for line in text.splitlines():
        safe = _log_line(line, folders)
        if safe is None:
            strange += 1
        else:
            kept.append(safe)
    if strange:
        troubles.append(f"{strange} lines of the log are not understood and left out.")
    return "".join(f"{line}\n" for line in kept)


def _log_line(line: str, folders: Mapping[str, str]) -> str | None:
    try:
        content = json.loads(line)
    except ValueError:
        return None
    if not isinstance(content, dict):
        return None
    return json.dumps({name: _log_value(name, content[name], folders) for name in content if name in _KEPT})


def _log_value(name: str, value: object, folders: Mapping[str, str]) -> object:
    return redacted(value, folders) if isinstance(value, str) and name not in {"at", "request_id"} else value


def _tail(path: Path, most: int, troubles: list[str]) -> str:
    """Return the last whole lines of a file, at most so many bytes; nothing where there is no file."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - most))
            content = file.read()
    except FileNotFoundError:
        return ""
    except OSError as error:
        troubles.append(f"{path.name} cannot be read ({type(error).__name__}).")
        return ""
    text = content.decode("utf-8", "replace")
    return text.partition("\n")[2] if size > most else text


def _manifest(parts: list[Part], troubles: list[str], at: datetime) -> str:
    def listed(lines: Iterator[str]) -> str:
        return "".join(f"  {line}\n" for line in lines)

    sections = [
        f"Made by AgentView {__version__} on {at.astimezone(UTC):%Y-%m-%d %H:%M} UTC.\n",
        "In this file:\n" + listed(f"{part.name} ({len(part.text.encode())} bytes)" for part in parts),
        "Not in this file:\n" + listed(iter(_LEFT_OUT)),
        _TAKEN_OUT,
    ]
    if troubles:
        sections.append("What could not be had:\n" + listed(iter(troubles)))
    return "\n".join(sections)
