"""Makes the installer for Windows; elsewhere one around a stand-in, which proves the script alone."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from tools.packages.frozen import Payload, plain
from tools.place import ROOT, WINDOWS
from tools.progress import Trouble

SCRIPT = ROOT / "packaging" / "windows" / "agentview.nsi"
POLICY = ROOT / "packaging" / "windows" / "policy"
_USUAL_PLACE = Path("C:/Program Files (x86)/NSIS/makensis.exe")
_NO_NSIS = """\
The installer needs NSIS 3 (makensis), which was not found. On Windows:
  winget install NSIS.NSIS
Then start the same command again."""


def build(payload: Payload, folder: Path, version: str) -> Path:
    """Write the installer into `folder` and return it. Raises Trouble."""
    made = _made(folder, version)
    shutil.copytree(payload.parts, payload.program / "parts", dirs_exist_ok=True)
    shutil.copytree(POLICY, payload.program / "parts" / "policy", dirs_exist_ok=True)
    make(payload.program, payload.icons / "agentview.ico", version, made)
    return made


def check_script(icon: Path, version: str) -> None:
    """Build an installer around a stand-in for the program, and drop it. Raises Trouble for any warning."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "program"
        (program / "_internal").mkdir(parents=True)
        for name in ("agentview.exe", "agentview-console.exe", "_internal/library.dll"):
            (program / name).write_bytes(b"stands in")
        make(program, icon, version, _made(Path(folder), version), "STAND_IN")


def _made(folder: Path, version: str) -> Path:
    return folder / f"agentview-{version}-setup.exe"


def make(program: Path, icon: Path, version: str, made: Path, *switches: str) -> None:
    """Write the installer of the program in a folder to `made`. Raises Trouble for any warning."""
    makensis = shutil.which("makensis") or (str(_USUAL_PLACE) if _USUAL_PLACE.exists() else None)
    if makensis is None:
        raise Trouble(_NO_NSIS)
    given = {
        "VERSION": plain(version),
        "PAYLOAD": program,
        "ICON": icon,
        "LICENCE": ROOT / "LICENSE",
        "OUTPUT": made,
    }
    sign = "/" if WINDOWS else "-"
    defined = [f"{sign}D{name}={value}" for name, value in given.items()]
    defined += [f"{sign}D{switch}" for switch in switches]
    command = [makensis, f"{sign}V2", f"{sign}WX", *defined, str(SCRIPT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or not made.exists():
        raise Trouble(f"makensis refuses {SCRIPT.name}:\n\n{done.stdout[-2000:]}{done.stderr}")
