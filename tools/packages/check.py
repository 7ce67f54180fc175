"""Tries the Debian package as people get it: installs it in a clean root, works, upgrades and removes it."""

import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

from tools import system
from tools.clean_root import USER, CleanRoot, made_root
from tools.packages import deb
from tools.packages.frozen import Payload
from tools.packages.screen import hidden_display, wait_for, xdotool
from tools.place import ROOT
from tools.progress import Trouble, say, step

_TOOLS = {"debootstrap": "debootstrap", "Xvfb": "xvfb", "openbox": "openbox", "xdotool": "xdotool"}
_WORKER = "priya"
_WINDOW_CLASS = "AgentView"
_PATIENCE = 600.0
_DATA = f"home/{USER}/.local/share/agentview"
_ENTRY = "usr/share/applications/agentview.desktop"


def run(payload: Payload, package: Path, version: str, moment: int) -> None:
    """Try the package from its installation to its removal. Raises Trouble where anything is not right."""
    _ensure_tools()
    folder = ROOT / "build" / "package" / "check"
    with step("Making a package of the next version"):
        newer = deb.build(payload, folder, f"{version}+next", moment)
    with made_root(folder) as root:
        root.run("apt-get", "-q", "update")
        before = root.files()
        _install(root, package, version)
        _check_libraries(root)
        with hidden_display() as display:
            _work(root, display)
        rows = _rows(root, "before")
        _install(root, newer, f"{version}+next")
        if (kept := _rows(root, "after")) != rows:
            raise Trouble(f"The upgrade changed the data: {_difference(rows, kept)}")
        say(f"The upgrade kept {sum(rows.values())} rows of {len(rows)} tables.")
        with step("Starting the newer one"):
            _self_check(root)
        _remove(root, before)


def leftovers(before: set[str], after: set[str], owned: set[str]) -> list[str]:
    """Return the files that a removed package left outside people's homes; `owned` are other packages'."""
    homes = ("home/", "root/")
    return sorted(name for name in after - before - owned if not name.startswith(homes))


def _ensure_tools() -> None:
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        raise Trouble("Trying the package needs root: it installs it in a root of its own.")
    if lacking := [package for program, package in _TOOLS.items() if shutil.which(program) is None]:
        system.install(lacking)


def _install(root: CleanRoot, package: Path, version: str) -> None:
    with step(f"Installing {package.name}"):
        shutil.copyfile(package, root.folder / "tmp" / package.name)
        root.run("apt-get", "-q", "install", "-y", "--no-install-recommends", f"/tmp/{package.name}")  # noqa: S108
    told = root.run("dpkg-query", "--show", "--showformat=${Version}", "agentview").stdout
    said = root.run("agentview", "--version", user=USER).stdout.strip()
    if (
        told != version
        or not said.startswith("AgentView ")
        or root.run("which", "python3", may_fail=True).stdout
    ):
        raise Trouble(
            f"Installed is {told}, the program says {said!r}; or there is a Python in the clean root."
        )
    say(f"{said} is installed as {told}, without Python.")


def _check_libraries(root: CleanRoot) -> None:
    """See that the system has every library that the program looks for, but those of a Wayland desktop."""
    script = (
        "export LD_LIBRARY_PATH=/usr/lib/agentview/_internal; "
        "find /usr/lib/agentview -name '*.so*' -type f | grep -v -i -e wayland -e WlShell | "
        "while read -r file; do "
        'ldd "$file" 2>/dev/null | grep \'not found\' | sed "s|^|$file|"; done; true'
    )
    if missing := root.run("sh", "-c", script).stdout.strip():
        raise Trouble(f"The package does not depend on all that it needs:\n{missing}")


def _self_check(root: CleanRoot) -> None:
    said = root.run("agentview", "--check", user=USER).stdout.strip()
    say(f" {said}")


def _work(root: CleanRoot, display: str) -> None:
    """Open the desktop on the demo operator, take an order with a key, and halt it by the service."""
    with step("Making the demo operator"):
        root.run("agentview", "db", "demo", user=USER)
    with step("Starting unseen"):
        _self_check(root)
    shown = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    desktop = root.start("agentview", "--as", _WORKER, user=USER, **shown)
    try:
        search = ("search", "--onlyvisible", "--class", f"^{_WINDOW_CLASS}$")
        window = wait_for("a window of the class in the menu entry", lambda: xdotool(display, *search))
        held = set(_mine(root))
        here = window.split()[-1]
        wait_for("an order taken with the key N", lambda: _take(root, display, here, held))
        row = next(row for task_id, row in _mine(root).items() if task_id not in held)
        halted = _call(root, "provisioning.halt", {
            "task_id": row["task_id"], "version": row["version"],
            "code": "INFORMATION_MISSING", "text": "The unit number is missing.",
        })  # fmt: skip
        say(f"{row['reference']} was taken with a key in the window and halted: {halted['status']}.")
        _picture(display)
        xdotool(display, "windowactivate", "--sync", here)
        xdotool(display, "key", "ctrl+q")
        if desktop.wait(timeout=_PATIENCE):
            raise Trouble(f"The desktop ended with {desktop.returncode}.")
    finally:
        desktop.kill()
        desktop.wait()


def _take(root: CleanRoot, display: str, window: str, held: set[int]) -> bool:
    """Press the key, unless the worker has more than what was `held` before; say whether that is so now."""
    if not set(_mine(root)) - held:
        xdotool(display, "windowactivate", "--sync", window)
        # Who is new is greeted by the tour first, which Esc ends.
        xdotool(display, "key", "Escape", "n")
    return bool(set(_mine(root)) - held)


def _mine(root: CleanRoot) -> dict[int, dict[str, Any]]:
    """Return the rows of the queue that the worker has claimed, by the number of the task."""
    page = _call(root, "provisioning.queue", {"filter": {"view": "MINE"}})
    return {row["task_id"]: row for row in page["rows"]}


def _call(root: CleanRoot, operation: str, request: dict[str, Any]) -> dict[str, Any]:
    said = root.run("agentview", "call", operation, json.dumps(request), "--as", _WORKER, user=USER).stdout
    answer: dict[str, Any] = json.loads(said)
    return answer


def _rows(root: CleanRoot, name: str) -> dict[str, int]:
    """Return how many rows each table has, as a backup of the program counts them."""
    file = f"home/{USER}/{name}.zip"
    root.run("agentview", "db", "backup", f"/{file}", user=USER)
    with zipfile.ZipFile(root.folder / file) as archive:
        rows: dict[str, int] = json.loads(archive.read("manifest.json"))["rows"]
    return rows


def _difference(rows: dict[str, int], kept: dict[str, int]) -> str:
    tables = [table for table in sorted({*rows, *kept}) if rows.get(table) != kept.get(table)]
    return ", ".join(f"{table} {rows.get(table)} -> {kept.get(table)}" for table in tables)


def _remove(root: CleanRoot, before: set[str]) -> None:
    data = {name for name in root.files() if name.startswith(_DATA)}
    with step("Removing it"):
        root.run("apt-get", "-q", "purge", "-y", "agentview")
        root.run("apt-get", "-q", "autoremove", "-y", "--purge")
    after = root.files()
    owned = {
        line.strip("/") for line in root.run("sh", "-c", "cat /var/lib/dpkg/info/*.list").stdout.splitlines()
    }
    left = [name for name in leftovers(before, after, owned) if "agentview" in name.casefold()]
    if left or (root.folder / _ENTRY).exists() or not data <= after:
        raise Trouble(f"Left behind: {left[:20]}; people's files that are gone: {sorted(data - after)[:20]}")
    say(f"Removed; only people's own files are left, {len(data)} of them.")


def _picture(display: str) -> None:
    """Keep what the window looked like, where there is a program that takes pictures."""
    if shutil.which("import"):
        target = ROOT / "build" / "package" / "check" / "window.png"
        subprocess.run(["import", "-display", display, "-window", "root", str(target)], check=False)
