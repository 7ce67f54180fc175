"""Builds the folder that every package holds: the program with all that it needs, and its icons."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

from tools.place import PACKAGING_LOCK, PYTHON, ROOT, WINDOWS
from tools.progress import Trouble, step

_SPEC = ROOT / "build_installer.spec"
BOM = "agentview.cdx.json"
LICENCES = "licences"
_FAILED = "{what} failed. The end of {log}:\n\n{tail}"


class Payload(NamedTuple):
    """The folder of the program, the one with its icons, and the one with licences and the list of parts."""

    program: Path
    icons: Path
    parts: Path

    @property
    def executable(self) -> Path:
        """The program itself."""
        return self.program / ("agentview.exe" if WINDOWS else "agentview")


def build(folder: Path, version: str, moment: int, source: Path = ROOT) -> Payload:
    """Build the payload below `folder` from the sources in `source`. Raises Trouble."""
    folder.mkdir(parents=True, exist_ok=True)
    payload = Payload(folder / "payload" / "agentview", folder / "icons", folder / "parts")
    surroundings = _surroundings(folder, payload, moment, source)
    with step("Installing PyInstaller"):
        _run(folder, "pip", ["-m", "pip", "install", "--no-input", "--require-hashes", "--no-deps",
                             "--requirement", str(PACKAGING_LOCK)], surroundings)  # fmt: skip
    with step("Drawing the icons"):
        _run(folder, "icons", ["-m", "tools.packages.icons", str(payload.icons)], surroundings)
    with step("Building the program with PyInstaller, some minutes"):
        shutil.rmtree(payload.program, ignore_errors=True)
        if WINDOWS:
            (folder / "version.txt").write_text(_version_file(version), encoding="utf-8")
        _run(folder, "pyinstaller", ["-m", "PyInstaller", "--noconfirm", "--workpath", str(folder / "work"),
                                     "--distpath", str(folder / "payload"), str(source / _SPEC.name)],
             surroundings)  # fmt: skip
    with step("Listing the parts and their licences"):
        bom = ["-m", "tools.packages.bom", str(payload.program), str(payload.parts), version, str(moment)]
        _run(folder, "parts", bom, surroundings)
    return payload


def _surroundings(folder: Path, payload: Payload, moment: int, source: Path) -> dict[str, str]:
    files = {"AGENTVIEW_PACKAGE_VERSION_FILE": str(folder / "version.txt")} if WINDOWS else {}
    return os.environ | files | {
        "AGENTVIEW_PACKAGE_ICON": str(payload.icons / "agentview.ico"),
        # What the order of a set decides must be the same in each build.
        "PYTHONHASHSEED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(source),
        "QT_QPA_PLATFORM": "offscreen",
        "SOURCE_DATE_EPOCH": str(moment),
    }  # fmt: skip


def _run(folder: Path, what: str, arguments: list[str], surroundings: dict[str, str]) -> None:
    log = folder / f"{what}.log"
    with log.open("w", encoding="utf-8") as said:
        done = subprocess.run(
            [PYTHON, *arguments],
            cwd=ROOT,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode:
        tail = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])
        raise Trouble(_FAILED.format(what=what, log=log, tail=tail))


def plain(version: str) -> str:
    """Return the three numbers of a version, which is all that Windows takes."""
    found = re.match(r"\d+\.\d+\.\d+", version)
    if found is None:
        raise Trouble(f"{version} does not begin with three numbers.")
    return found.group()


def _version_file(version: str) -> str:
    """Return what Windows shows in the properties of the program, in PyInstaller's notation."""
    numbers = (*(int(part) for part in plain(version).split(".")), 0)
    texts = {
        "CompanyName": "AgentView",
        "FileDescription": "AgentView",
        "FileVersion": version,
        "InternalName": "agentview",
        "LegalCopyright": "Apache License 2.0",
        "OriginalFilename": "agentview.exe",
        "ProductName": "AgentView",
        "ProductVersion": version,
    }
    rows = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in texts.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}), kids=["
        f"StringFileInfo([StringTable('040904B0', [{rows}])]), "
        "VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n"
    )
