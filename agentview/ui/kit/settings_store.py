"""Remembers windows, appearance and columns of this person on this machine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

from agentview.ui.kit.atomic_file import set_aside, write_atomic


def default_settings_path() -> Path:
    """Where the desktop keeps them by default."""
    return user_config_path("agentview", appauthor=False) / "desktop.json"


class SettingsStore:
    """A small JSON file, read once and written whole; a damaged file is set aside."""

    def __init__(self, path: Path) -> None:
        """Reads the file, if there is one."""
        self._path = path
        self._values: dict[str, Any] = self._read()

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - the caller checks what it reads
        """The value stored under this name."""
        return self._values.get(name, default)

    def set(self, name: str, value: Any) -> None:  # noqa: ANN401 - any plain value
        """Stores a plain value at once. Raises OSError, TypeError for what JSON cannot hold."""
        if self._values.get(name) == value and name in self._values:
            return
        changed = {**self._values, name: value}
        content = json.dumps(changed, indent=1, sort_keys=True).encode()
        # Called by the thread that draws, which a busy disk would hold up for seconds.
        write_atomic(self._path, content, is_durable=False)
        self._values = changed

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except (ValueError, UnicodeDecodeError):
            set_aside(self._path)
            return {}
        return found if isinstance(found, dict) else {}
