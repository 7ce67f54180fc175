"""Carries out the guide to the server, word for word, in an empty Debian 12 that boots by itself (as root).

python -m tools.follow_guide [FOLDER]; what is fetched once is kept in FOLDER, else in build/guide.
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

from tools.booted_root import BootedRoot, booted
from tools.place import ROOT
from tools.progress import Trouble, say, step

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


def follow(root: BootedRoot, wheel: Path) -> None:
    """Carry the guide out in `root`. Raises Trouble where a command fails."""
    folder = root.folder / _FOLDER
    folder.mkdir(parents=True)
    shutil.copy(wheel, folder)
    shutil.copytree(UNITS, folder / "systemd")
    with step("Setting up the server"):
        _run(root, blocks(SERVER))
    with step("Setting up a desktop"):
        shutil.copy(root.folder / "srv/authority/authority.pem", folder)
        with (root.folder / "etc/hosts").open("a", encoding="utf-8") as hosts:
            hosts.write("127.0.0.1 agentview.example\n")
        _run(root, blocks(DESKTOP))
    with step("Signing ten people in at once"), ThreadPoolExecutor(len(PEOPLE)) as pool:
        list(pool.map(lambda person: _run(root, [sign_in(person)]), PEOPLE))
    with step("Backing up and restoring while ten people work"):
        shutil.copy(ROOT / "tools" / "backup_under_load.py", folder)
        _run(root, backup_under_load())


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


def _run(root: BootedRoot, commands: Sequence[str]) -> None:
    """Run commands in one shell; whatever asks for a password gets the same one. Raises Trouble."""
    script = "\n".join([f"cd /{_FOLDER}", *commands])
    with subprocess.Popen(["yes", PASSWORD], stdout=subprocess.PIPE) as typing:
        done = subprocess.run(
            [*root.inside, "bash", "-euxo", "pipefail", "-c", script], stdin=typing.stdout, check=False
        )
        typing.kill()
    if done.returncode != 0:
        told = root.run("journalctl", "--no-pager", "--lines=40", "--unit=agentview-*").stdout
        raise Trouble(
            f"A command of the guide ended with code {done.returncode}. The journal of the units:\n\n{told}"
        )


def _wheel(folder: Path) -> Path:
    """Make the wheel as the guide says. Raises Trouble."""
    shutil.rmtree(folder, ignore_errors=True)
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(folder),
        str(ROOT),
    ]
    with step("Making the wheel"):
        if subprocess.run([*command, str(ROOT)], check=False).returncode:
            raise Trouble("The wheel cannot be made.")
    return next(folder.glob("*.whl"))


def main() -> int:
    """Carry out what was typed; the code is 1 where a command fails."""
    parser = argparse.ArgumentParser(prog="python -m tools.follow_guide", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "build" / "guide")
    folder: Path = parser.parse_args().folder.resolve()
    try:
        wheel = _wheel(folder / "wheel")
        with booted(folder) as root:
            follow(root, wheel)
    except Trouble as trouble:
        say(str(trouble))
        return 1
    say("Every command of the guide did what it says.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
