"""Measures a packaged program: its size, and the time from its start to the first painted queue."""

import os
import subprocess
import tempfile
import time
from pathlib import Path

from tools.progress import Trouble

_LIMIT = 600
_STARTS = 3


def megabytes(folder: Path) -> float:
    """Return what the files below a folder hold, in MB; a link counts nothing."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / 1e6


def largest(folder: Path, count: int = 5) -> list[tuple[str, float]]:
    """Return the largest parts of a program with their MB: the folders and files beside its libraries."""
    parts = [(path.name, megabytes(path) if path.is_dir() else path.stat().st_size / 1e6)
             for path in (folder / "_internal").iterdir()]  # fmt: skip
    return sorted(parts, key=lambda part: -part[1])[:count]


def start_seconds(executable: Path) -> tuple[float, float, float]:
    """Return the seconds to the first painted queue: of the first start, a cold one, the best warm one.

    The first start makes the demo operator's database. Before the cold one the system forgets what it has
    read of the program. Raises Trouble where it does not start.
    """
    with tempfile.TemporaryDirectory() as folder:
        first = _start(executable, folder)
        _forget(executable.parent)
        cold = _start(executable, folder)
        warm = min(_start(executable, folder) for _ in range(_STARTS))
    return first, cold, warm


def _start(executable: Path, folder: str) -> float:
    homes = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"), folder)
    started = time.monotonic()
    done = subprocess.run(
        [executable, "--profile-start", "--as", "priya"],
        env=os.environ | homes | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=_LIMIT,
        check=False,
    )
    if done.returncode or "queue painted" not in done.stdout:
        raise Trouble(f"The packaged program does not start:\n\n{done.stdout}{done.stderr}")
    return time.monotonic() - started


def _forget(folder: Path) -> None:
    """Let the system drop what it keeps of these files in memory, where it offers that."""
    if not hasattr(os, "posix_fadvise"):
        return
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
