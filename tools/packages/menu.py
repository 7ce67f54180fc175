"""Checks what tells a Linux desktop about the program: menu entry, description, page of the manual."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tools.packages.release import filled
from tools.place import ROOT
from tools.progress import Trouble

PARTS = ROOT / "packaging" / "linux"
ENTRY = PARTS / "agentview.desktop"
# The key came with version 1.5 of the specification; the checker of Debian 12 knows 1.4 and asks for an X-.
_NEWER_KEY = 'contains key "SingleMainWindow"'


def check(version: str, moment: int) -> None:
    """Check all three. Raises Trouble with what the checkers say."""
    if problems := [*entry_problems(), *about_problems(version, moment), *page_problems(version, moment)]:
        raise Trouble("The description of the program is not right:\n" + "\n".join(problems))


def entry_problems() -> list[str]:
    """Return what the checker of menu entries says."""
    return [line for line in _said("desktop-file-validate", str(ENTRY)) if _NEWER_KEY not in line]


def about_problems(version: str, moment: int) -> list[str]:
    """Return errors and warnings of the checker of AppStream data."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "org.agentview.agentview.metainfo.xml"
        file.write_text(_document("agentview.metainfo.xml", version, moment), encoding="utf-8")
        said = _said("appstreamcli", "validate", "--no-net", "--no-color", str(file))
    return [line for line in said if line.startswith(("E:", "W:"))]


def page_problems(version: str, moment: int) -> list[str]:
    """Return what is wrong with the page of the manual, where there is a `man` to ask."""
    if shutil.which("man") is None:
        return []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "agentview.1"
        file.write_text(_document("agentview.1", version, moment), encoding="utf-8")
        done = subprocess.run(
            ["man", "--warnings", "--local-file", str(file)],
            env=os.environ | {"LC_ALL": "C.UTF-8", "MANWIDTH": "100", "MANPAGER": "cat"},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    return done.stderr.splitlines() + ([] if "SYNOPSIS" in done.stdout else ["the page is empty"])


def _document(name: str, version: str, moment: int) -> str:
    return filled((PARTS / name).read_text(encoding="utf-8"), version, moment)


def _said(*command: str) -> list[str]:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr).splitlines()
