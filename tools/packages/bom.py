"""Lists the parts of the program with their licences, as CycloneDX, and collects the licence texts."""

import json
import platform
import re
import subprocess
import sys
import tomllib
import uuid
from datetime import UTC, datetime
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

from tools.packages.frozen import BOM, LICENCES
from tools.place import ROOT

Component = dict[str, Any]

# What packages without an SPDX expression write -> the expression.
_SPDX = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.1-or-later",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "LGPL": "LGPL-2.1-or-later",
}
_EXPRESSION = re.compile(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*")
_TEXT = re.compile(r"licen[sc]e|copying|notice", re.IGNORECASE)
# Parts of the program that are no packages of their own -> the package that brings them, and their licence.
_BROUGHT = {
    "Qt": ("PySide6-Essentials", "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only"),
    "PyInstaller-bootloader": ("pyinstaller", "GPL-2.0-or-later WITH Bootloader-exception"),
}
# Libraries of the system that Python needs and that are copied, by their Debian package.
_COPIED = {
    "libffi8": "MIT",
    "libpython3.11": "PSF-2.0",
    "libsqlite3-0": "blessing",
}


def distributions(requirements: list[str]) -> list[Distribution]:
    """Return what requirements stand for on this computer, and what those need in turn, by name."""
    found: dict[str, Distribution] = {}
    _follow(requirements, frozenset(), found, set())
    return [found[name] for name in sorted(found)]


def licence(part: Distribution) -> str:
    """Return the SPDX expression of a package's licence. Raises ValueError where it names none."""
    said = part.metadata
    lines = said.get_all("Classifier") or []
    classified = [line.rpartition(" :: ")[2] for line in lines if " :: OSI Approved" in line]
    spoken: list[str] = [
        *(said.get_all("License-Expression") or []),
        *(said.get_all("License") or []),
        *classified,
    ]
    for text in spoken:
        expression = _SPDX.get(text, text)
        if _EXPRESSION.fullmatch(expression):
            return expression
    raise ValueError(f"{said['Name']} names no licence that is known: {spoken}")


def document(components: list[Component], version: str, moment: int) -> Component:
    """Return the list of parts; the same parts at the same moment make the same list."""
    whole: Component = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {"type": "application", **_component("agentview", version, "Apache-2.0")},
        },
        "components": components,
    }
    name = json.dumps(whole, sort_keys=True)
    return {**whole, "serialNumber": uuid.uuid5(uuid.NAMESPACE_OID, name).urn}


def packages() -> list[Distribution]:
    """Return the packages that the program is made of."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return distributions(project["dependencies"])


def write(program: Path, folder: Path, version: str, moment: int) -> None:
    """Write the list of parts and the licence texts for the program in `program` into `folder`."""
    parts = packages()
    components = [
        _component(
            part.metadata["Name"], part.version, licence(part), f"pkg:pypi/{_key(part.metadata['Name'])}"
        )
        for part in parts
    ]
    components.append(_component("Python", platform.python_version(), "PSF-2.0"))
    components += [
        _component(name, distribution(package).version, expression)
        for name, (package, expression) in _BROUGHT.items()
    ]
    components += _of_the_system(program)
    for component in components:
        component["type"] = "library"
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(document(components, version, moment), indent=1, sort_keys=True) + "\n"
    (folder / BOM).write_text(text, encoding="utf-8")
    _write_texts(parts, folder / LICENCES)


def _follow(
    requirements: list[str], extras: frozenset[str], found: dict[str, Distribution], done: set[object]
) -> None:
    for text in requirements:
        wanted = Requirement(text)
        marker, key = wanted.marker, (_key(wanted.name), frozenset(wanted.extras))
        is_for_us = marker is None or any(marker.evaluate({"extra": extra}) for extra in extras or {""})
        if not is_for_us or key in done:
            continue
        done.add(key)
        try:
            part = distribution(wanted.name)
        except PackageNotFoundError:
            # Taken out of the lock for this Python, as backports are.
            continue
        found[key[0]] = part
        _follow(part.requires or [], key[1], found, done)


def _component(name: str, version: str, expression: str, purl: str = "") -> Component:
    made: Component = {"name": name, "version": version, "licenses": [{"expression": expression}]}
    return {**made, "purl": f"{purl}@{version}"} if purl else made


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _of_the_system(program: Path) -> list[Component]:
    """Return the Debian packages of libraries that were copied from this computer's system."""
    # Modules of Python packages lie beside them; the system may have one of the same name.
    names = sorted({file.name for file in program.rglob("lib*.so*") if file.parent.name == "_internal"})
    found: dict[str, str] = {}
    for name in names:
        owner = _answer("dpkg-query", "--search", f"*/{name}").partition(":")[0]
        if owner:
            found[owner] = _answer("dpkg-query", "--show", "--showformat=${Version}\n", owner)
    unknown = sorted(set(found) - set(_COPIED))
    if unknown:
        raise ValueError(f"libraries of these packages were copied, whose licence is not known: {unknown}")
    return [
        _component(name, version, _COPIED[name], f"pkg:deb/debian/{name}") for name, version in found.items()
    ]


def _answer(*command: str) -> str:
    try:
        asked = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return (asked.stdout.splitlines() or [""])[0]


def _write_texts(parts: list[Distribution], folder: Path) -> None:
    for part in parts:
        for file in part.files or []:
            if _TEXT.search(file.name) and ".dist-info" in str(file) and Path(str(file.locate())).is_file():
                target = folder / part.metadata["Name"] / file.name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(file.read_binary())


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
