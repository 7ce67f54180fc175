"""Runs every check of the project, reports all that fail, and says how long each took."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import NamedTuple

from tools.place import PYTHON, ROOT, script
from tools.progress import say, seconds

_TYPED = ("agentview", "tests", "benchmarks", "tools", "dev.py")


class Check(NamedTuple):
    """One check: what people call it, the command, and whether its output is shown while it runs."""

    name: str
    command: Sequence[str]
    is_live: bool = False


def all_checks(pytest_arguments: Sequence[str]) -> list[Check]:
    """Return the checks in the order in which they run, quick ones first."""
    typed = [path for path in _TYPED if (ROOT / path).exists()]
    return [
        Check("ruff check", [script("ruff"), "check", "--quiet", "."]),
        Check("ruff format", [script("ruff"), "format", "--check", "."]),
        Check("codespell", [script("codespell")]),
        Check("vulture", [script("vulture")]),
        Check("lint-imports", [script("lint-imports"), "--no-cache", "--no-logo"]),
        Check("mypy", [script("mypy"), *typed]),
        Check("pytest", [str(PYTHON), "-m", "pytest", "-q", "-n", "2", *pytest_arguments], is_live=True),
    ]


def run(pytest_arguments: Sequence[str]) -> int:
    """Run all checks, also after one has failed; return 0 when each passed, else 1."""
    started = time.monotonic()
    checks = all_checks(pytest_arguments)
    failed = [
        check.name for number, check in enumerate(checks, 1) if not _passes(check, f"{number}/{len(checks)}")
    ]
    if failed:
        say(f"Failed after {seconds(started)}: {', '.join(failed)}")
        return 1
    say(f"All {len(checks)} checks passed in {seconds(started)}.")
    return 0


def _passes(check: Check, position: str) -> bool:
    started = time.monotonic()
    print(f"{position} {check.name} ...", end="\n" if check.is_live else "", flush=True)
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=None if check.is_live else subprocess.PIPE,
        stderr=None if check.is_live else subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    verdict = f"{'failed' if done.returncode else 'passed'} ({seconds(started)})"
    say(f"{position} {check.name} {verdict}" if check.is_live else f" {verdict}")
    if done.returncode and done.stdout:
        say(done.stdout.rstrip())
    return done.returncode == 0


def _environment() -> dict[str, str]:
    offscreen = {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    # Windows would read sources in the code page of the country.
    utf8 = {"PYTHONUTF8": "1"} if sys.platform == "win32" else {}
    return {**os.environ, **offscreen, **utf8}
