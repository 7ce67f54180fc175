"""Which version is packaged, and of which moment: the program says the one, its last change the other."""

import os
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from tools.place import ROOT
from tools.progress import Trouble

SOURCE = ROOT / "agentview" / "__init__.py"
_VERSION = re.compile(r'^__version__ = "(\d+\.\d+\.\d+[A-Za-z0-9.+~-]*)"$', re.MULTILINE)


def version(source: Path = SOURCE) -> str:
    """Return the version of the program, as its package says it; nothing else holds it."""
    found = _VERSION.search(source.read_text(encoding="utf-8"))
    if found is None:
        raise Trouble(f"{source} names no version such as 1.2.3.")
    return found.group(1)


def epoch() -> int:
    """Return the moment that every file in a package gets, so that the same sources make the same package.

    SOURCE_DATE_EPOCH where it is set, else the last commit.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given is not None:
        return int(given)
    command = ["git", "-c", f"safe.directory={ROOT}", "log", "-1", "--format=%ct"]
    asked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if asked.returncode:
        raise Trouble("This is no git checkout: set SOURCE_DATE_EPOCH to the seconds of the release.")
    return int(asked.stdout)


def day(moment: int) -> str:
    """Return the day of a moment, as the documents in a package name it."""
    return datetime.fromtimestamp(moment, UTC).date().isoformat()


def filled(text: str, version_: str, moment: int) -> str:
    """Return a document of the package with its version and day."""
    return text.replace("@VERSION@", version_).replace("@DATE@", day(moment))
