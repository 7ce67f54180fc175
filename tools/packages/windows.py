"""A Windows played by Wine within a clean root: programs, registry and files as an installer sees them."""

import os
import re
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path, PureWindowsPath

from tools.clean_root import CleanRoot
from tools.progress import Trouble, step

PREFIX = "/opt/windows"
GERMAN = "de_DE.UTF-8"
Keys = dict[str, dict[str, str]]

_PACKAGES = ("wine", "wine64", "wine32:i386", "locales")
_HIVES = {"HKLM": "system.reg", "HKCU": "user.reg"}
_KEY = re.compile(r"^\[(?P<key>.+)\](?: \d+)?$")
_VALUE = re.compile(r'^(?P<name>@|"(?:[^"\\]|\\.)*")=(?P<data>.*)$')
_LONGEST = 300
_PATIENCE = 600.0
# Devices, the display among them, and the person's language, which Wine looks at anew at each start.
_OF_WINE = (
    r"HKCU\Control Panel\International",
    r"HKCU\Keyboard Layout",
    r"HKCU\Software\Wine",
    r"HKLM\System\CurrentControlSet",
    r"HKLM\Hardware",
    r"HKLM\Software\Microsoft\Windows NT\CurrentVersion\NetworkCards",
    r"HKCU\Volatile Environment",
)
# What each Windows has from the beginning, and Wine makes when it is first written to.
_OF_WINDOWS = (
    r"HKCU\Software\Classes",
    r"HKCU\Software\Microsoft\Windows\CurrentVersion\Run",
    r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall",
    r"HKCU\Software\RegisteredApplications",
    r"HKLM\Software\RegisteredApplications",
)


class Windows:
    """Wine in a root of its own, without sound, menus of the system, or messages about itself."""

    def __init__(self, root: CleanRoot, display: str) -> None:
        """Stand on a root that `prepare` has made ready, and show windows on `display`."""
        self.root = root
        self.drive = root.folder / PREFIX.strip("/") / "drive_c"
        self._surroundings = {
            "WINEPREFIX": PREFIX,
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "winemenubuilder.exe=d;mscoree=d;mshtml=d",
            "DISPLAY": display,
        }

    def begin(self) -> None:
        """Make the drive and the registry of a fresh Windows. Raises Trouble."""
        with step("Making a Windows with Wine"):
            self._run("wineboot", "--init")
            for key in _OF_WINDOWS:
                self._run("wine", "reg", "add", key, "/f", "/reg:64")
            self.path(r"C:\users\root\AppData\Local\Programs").mkdir(parents=True, exist_ok=True)
            self.settle()

    def run(self, program: str, arguments: str = "") -> int:
        """Run a program to its end, with the rest of its command line as it stands; return its exit code."""
        # Nothing is read from it: Wine's own programs, which stay while others run, hold a pipe open.
        return self.start(program, arguments).wait(timeout=_PATIENCE)

    def start(self, program: str, arguments: str = "", language: str = "C.UTF-8") -> subprocess.Popen[bytes]:
        """Start a program and return its process."""
        around = {**self._surroundings, "LANG": language, "LC_ALL": language}
        return self.root.start("sh", "-c", f"exec {_line(program, arguments)}", user="root", **around)

    def settle(self) -> None:
        """Wait until nothing runs any more and the registry is on the disk."""
        self._run("wineserver", "-w")

    def version(self) -> str:
        """Return which Wine this is."""
        return self._run("wine", "--version").strip()

    def keys(self) -> Keys:
        """Return the registry below HKLM and HKCU but what Wine tells of itself; nothing runs afterwards."""
        self.settle()
        found: Keys = {}
        for hive, name in _HIVES.items():
            text = (self.drive.parent / name).read_text(encoding="utf-8", errors="replace")
            found |= {f"{hive}\\{key}": values for key, values in read_registry(text).items()}
        return {key: values for key, values in found.items() if not key.startswith(_OF_WINE)}

    def files(self) -> set[str]:
        """Return every file and folder of the drive, with folders that are links left aside."""
        return {
            (Path(place) / name).relative_to(self.drive).as_posix()
            for place, folders, names in os.walk(self.drive)
            for name in folders + names
        }

    def path(self, place: str) -> Path:
        """Return where a place on the drive C lies on this computer."""
        return self.drive.joinpath(*PureWindowsPath(place).parts[1:])

    def _run(self, *command: str) -> str:
        variables = [f"{name}={value}" for name, value in self._surroundings.items()]
        return self.root.run("env", *variables, *command).stdout


def prepare(root: CleanRoot) -> None:
    """Install Wine in a root, with the 32 bits that the installer is made of. Raises Trouble."""
    with step("Installing Wine in the clean root"):
        root.run("dpkg", "--add-architecture", "i386")
        root.run("apt-get", "-q", "update")
        root.run("apt-get", "-q", "install", "-y", "--no-install-recommends", *_PACKAGES)
        root.run("localedef", "-i", "de_DE", "-f", "UTF-8", GERMAN)


def read_registry(text: str) -> Keys:
    """Return keys and their values out of a file that Wine keeps a part of the registry in."""
    found: Keys = {}
    values: dict[str, str] = {}
    # A long value goes on in the next line, behind a backslash.
    for line in re.sub(r"\\\n\s*", "", text).splitlines():
        if begun := _KEY.match(line):
            values = found.setdefault(_plain(begun["key"]), {})
        elif held := _VALUE.match(line):
            name = "" if held["name"] == "@" else _plain(held["name"][1:-1])
            data = held["data"]
            values[name] = _plain(data[1:-1]) if data.startswith('"') else data
    return found


def changes(before: Mapping[str, Mapping[str, str]], after: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Return what differs between two states of a registry, a line each."""
    lines = [f"+ {key}" for key in sorted(after.keys() - before.keys())]
    lines += [f"- {key}" for key in sorted(before.keys() - after.keys())]
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key, {}), after.get(key, {})
        lines += [
            f"{key} {name or '(default)'}: {old.get(name)} -> {new.get(name)}"[:_LONGEST]
            for name in sorted(old.keys() | new.keys())
            if old.get(name) != new.get(name)
        ]
    return lines


def expect(what: str, found: object, wanted: object) -> None:
    """Raise Trouble with a clear text where something is not as documented."""
    if found != wanted:
        raise Trouble(
            f"The installer is not as documented: {what}.\n  found:  {found!r}\n  wanted: {wanted!r}"
        )


def _line(program: str, arguments: str) -> str:
    """Return a line for the shell, a word each: Wine puts those with a space in quotation marks."""
    return shlex.join(["wine", program, *arguments.split()])


def _plain(text: str) -> str:
    """Return a text without the signs that Wine's file has for quotation marks and foreign letters."""
    signs = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}

    def sign(found: re.Match[str]) -> str:
        if found[1]:
            return chr(int(found[1], 16))
        return signs.get(found[2], found[2])

    return re.sub(r"\\(?:x([0-9a-fA-F]{1,4})|(.))", sign, text)
