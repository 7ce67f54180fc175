"""Carries out the guide to the server, word for word, in an empty Debian: python -m tools.follow_guide.

It is for a computer of one's own: in the Debian, programs are installed, services started, people added.
"""

import argparse
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools.place import ROOT
from tools.progress import step

GUIDE = ROOT / "docs" / "server.md"
UNITS = ROOT / "packaging" / "systemd"
SERVER, DESKTOP = "### The server", "### Each desktop"
PEOPLE = ("ada", "ben", "cleo", "dan", "eve", "finn", "gus", "hana", "ivan", "june")
PASSWORD = "Harbour at nine"  # noqa: S105 - of people who live as long as the check
"""With its end of line 16 characters: who reads a block of many lines leaves whole lines to the next."""

_FOLDER = "root/agentview"
_BLOCK = re.compile(r"^( *)```sh\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_SIGN_IN = "agentview call session.me --server https://agentview.example:8750 --as {person} <<< '{password}'"


def blocks(heading: str) -> list[str]:
    """Return the commands under a heading of the guide, one text a block."""
    text = GUIDE.read_text(encoding="utf-8")
    part = text.split(f"{heading}\n", 1)[1]
    end = re.search(r"^##", part, re.MULTILINE)
    return [textwrap.dedent(block) for _, block in _BLOCK.findall(part[: end.start() if end else None])]


def follow(root: Path, wheel: Path, inside: Sequence[str]) -> int:
    """Carry the guide out in `root`, by commands behind `inside`; return the exit code."""
    folder = root / _FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(wheel, folder)
    shutil.copytree(UNITS, folder / "systemd")
    with step("Setting up the server"):
        _run(inside, blocks(SERVER))
    with step("Setting up a desktop"):
        shutil.copy(root / "srv/authority/authority.pem", folder)
        with (root / "etc/hosts").open("a", encoding="utf-8") as hosts:
            hosts.write("127.0.0.1 agentview.example\n")
        _run(inside, blocks(DESKTOP))
    with step("Signing ten people in at once"), ThreadPoolExecutor(len(PEOPLE)) as pool:
        list(pool.map(lambda person: _run(inside, [sign_in(person)]), PEOPLE))
    with step("Backing up and restoring while ten people work"):
        shutil.copy(ROOT / "tools" / "backup_under_load.py", folder)
        _run(inside, backup_under_load())
    return 0


def backup_under_load() -> list[str]:
    """Return the commands that back up and restore while people work, and compare the counts."""
    new = "postgresql+psycopg:///agentview_restored?host=/var/run/postgresql"
    as_agentview = next(block for block in blocks(SERVER) if block.startswith("as_agentview()"))
    place = "runuser -u postgres -- createdb --owner agentview --encoding UTF8 --template template0"
    work = "as_agentview /opt/agentview/bin/python - https://agentview.example:8750"
    return [
        as_agentview,
        f"{place} agentview_restored",
        f"{work} '{PASSWORD}' '{new}' {' '.join(PEOPLE)} < backup_under_load.py",
    ]


def sign_in(person: str) -> str:
    """Return the command with which a person asks the server who they are."""
    return _SIGN_IN.format(person=person, password=PASSWORD)


def _run(inside: Sequence[str], commands: Sequence[str]) -> None:
    """Run commands in one shell; whatever asks for a password gets the same one."""
    script = "\n".join([f"cd /{_FOLDER}", *commands])
    with subprocess.Popen(["yes", PASSWORD], stdout=subprocess.PIPE) as typing:
        done = subprocess.run(
            [*inside, "bash", "-euxo", "pipefail", "-c", script], stdin=typing.stdout, check=False
        )
        typing.kill()
    if done.returncode != 0:
        sys.exit(f"the guide ended with code {done.returncode}")


def main() -> int:
    """Carry out what was typed."""
    parser = argparse.ArgumentParser(prog="python -m tools.follow_guide", description=__doc__)
    parser.add_argument(
        "root", type=Path, help="the folder of a Debian 12 of which nothing is needed any more"
    )
    parser.add_argument("wheel", type=Path, help="AgentView as a wheel")
    parser.add_argument("inside", nargs="*", help="the command that runs another one in it (default: chroot)")
    chosen = parser.parse_args()
    return follow(chosen.root, chosen.wheel, chosen.inside or ("chroot", str(chosen.root)))


if __name__ == "__main__":
    sys.exit(main())
