"""Makes the packages of a release: for Debian and Ubuntu, as an archive, for Windows; with sums and parts."""

import shutil
from pathlib import Path

from tools import system
from tools.packages import check, deb, frozen, measure, menu, portable, release, setup
from tools.packages.frozen import Payload
from tools.place import ROOT, WINDOWS
from tools.progress import say, step

_USAGE = """\
Usage: python3 dev.py package [--output FOLDER] [--check]

  --output FOLDER   where the packages go; else dist/
  --check           then install it in a clean root, work with it, upgrade, remove (root, Debian)"""
# Program that the command needs -> its Debian package.
_TOOLS = {
    "desktop-file-validate": "desktop-file-utils",
    "appstreamcli": "appstream",
    "makensis": "nsis",
    "dpkg-deb": "dpkg-dev",
}


def run(arguments: list[str]) -> int:
    """Carry out `dev.py package`; return the exit code. Raises Trouble."""
    wanted = _read(arguments)
    if wanted is None:
        say(_USAGE)
        return 2
    output, is_checked = wanted
    if not WINDOWS:
        _ensure_tools()
    version, moment = release.version(), release.epoch()
    say(f"AgentView {version}, {release.day(moment)}")
    payload = frozen.build(ROOT / "build" / "package", version, moment)
    output.mkdir(parents=True, exist_ok=True)
    made = _for_windows(payload, output, version) if WINDOWS else _for_linux(payload, output, version, moment)
    parts = output / f"agentview-{version}.cdx.json"
    shutil.copyfile(payload.parts / frozen.BOM, parts)
    portable.write_sums([*made, parts])
    _report(payload, [*made, parts])
    if is_checked:
        check.run(payload, made[0], version, moment)
    return 0


def _read(arguments: list[str]) -> tuple[Path, bool] | None:
    """Return where the packages go and whether they are tried; None where the arguments make no sense."""
    rest, output, is_checked = list(arguments), ROOT / "dist", False
    while rest:
        word = rest.pop(0)
        if word == "--check":
            is_checked = True
        elif word == "--output" and rest:
            output = Path(rest.pop(0)).resolve()
        else:
            return None
    return output, is_checked


def _ensure_tools() -> None:
    lacking = [package for program, package in _TOOLS.items() if shutil.which(program) is None]
    if lacking:
        say("Making packages needs programs that are missing here.")
        system.install(lacking)


def _for_linux(payload: Payload, output: Path, version: str, moment: int) -> list[Path]:
    with step("Checking the menu entry, the description and the installer's script"):
        menu.check(version, moment)
        setup.check_script(payload.icons / "agentview.ico", version)
    with step("Making the package for Debian and Ubuntu"):
        package = deb.build(payload, output, version, moment)
    with step("Making the archive"):
        archive = portable.build(payload, output, version, moment)
    return [package, archive]


def _for_windows(payload: Payload, output: Path, version: str) -> list[Path]:
    with step("Making the installer"):
        return [setup.build(payload, output, version)]


def _report(payload: Payload, made: list[Path]) -> None:
    """Say what was made, how large it is, and how long the program takes to start."""
    say(f"The program has {measure.megabytes(payload.program):.0f} MB; its largest parts:")
    for name, size in measure.largest(payload.program):
        say(f"  {size:6.1f} MB  {name}")
    with step("Starting it without a display"):
        first, cold, warm = measure.start_seconds(payload.executable)
    say(f"From start to the painted queue: {cold:.1f} s cold, {warm:.1f} s warm;")
    say(f"{first:.1f} s the first time, which makes the demo operator's database.")
    for path in made:
        say(f"  {path.stat().st_size / 1e6:6.1f} MB  {path}")
