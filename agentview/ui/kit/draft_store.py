"""Keeps what was typed but not yet sent, encrypted, one file a user and record (D-39)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from agentview.core.clock import Clock
from agentview.ui.kit.atomic_file import set_aside, write_atomic

PlainValue = str | int | float | bool | None
_SUFFIX = ".draft"


@dataclass(frozen=True)
class Draft:
    """What was typed, for which record, and when it was saved (aware UTC)."""

    record: str
    saved_at: datetime
    values: dict[str, PlainValue]


class DraftStore:
    """The drafts of one user in one folder. Files are small; still call it off the GUI thread."""

    def __init__(self, folder: Path, user: str, keys: Sequence[bytes], clock: Clock) -> None:
        """Uses a folder of its own; `keys` come from `draft_keys`."""
        self._folder = folder
        self._user = user
        self._box = MultiFernet([Fernet(key) for key in keys])
        self._clock = clock

    def save(self, record: str, values: dict[str, PlainValue]) -> Draft:
        """Keeps these values in place of the older draft of this record. Raises OSError."""
        draft = Draft(record, self._clock.now(), dict(values))
        content = {
            "user": self._user,
            "record": record,
            "saved_at": draft.saved_at.isoformat(),
            "values": draft.values,
        }
        write_atomic(self._path(record), self._box.encrypt(json.dumps(content).encode()))
        return draft

    def load(self, record: str) -> Draft | None:
        """The draft of this record, if there is one; a damaged file is set aside and counts as none."""
        return self._read(self._path(record))

    def list(self) -> list[Draft]:
        """All drafts of this user, newest first."""
        found = (self._read(path) for path in sorted(self._folder.glob(f"{self._prefix()}*{_SUFFIX}")))
        return sorted((draft for draft in found if draft), key=lambda draft: draft.saved_at, reverse=True)

    def delete(self, record: str) -> None:
        """Forgets the draft of this record, for example because it was sent."""
        self._path(record).unlink(missing_ok=True)

    def _path(self, record: str) -> Path:
        return self._folder / f"{self._prefix()}{_digest(record)}{_SUFFIX}"

    def _prefix(self) -> str:
        return f"{_digest(self._user)}-"

    def _read(self, path: Path) -> Draft | None:
        try:
            content = json.loads(self._box.decrypt(path.read_bytes()))
            if content["user"] != self._user:
                return None
            return Draft(
                str(content["record"]), datetime.fromisoformat(content["saved_at"]), dict(content["values"])
            )
        except FileNotFoundError:
            return None
        except (InvalidToken, ValueError, KeyError, TypeError):
            set_aside(path)
            return None


def _digest(text: str) -> str:
    """A file name that tells nothing about whose record it is."""
    return hashlib.sha256(text.encode()).hexdigest()[:24]
