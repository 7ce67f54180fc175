"""Makes the package for Debian and Ubuntu."""

import gzip
import os
import platform
import shutil
import subprocess
from pathlib import Path

from tools.libraries import FONTS, FOR_A_WINDOW, FOR_QT
from tools.packages.contents import OF_THE_SYSTEM
from tools.packages.frozen import BOM, LICENCES, Payload
from tools.packages.release import filled
from tools.place import ROOT
from tools.progress import Trouble

_PARTS = ROOT / "packaging" / "linux"
_ICONS = "usr/share/icons/hicolor"
_WAYLAND = ("libwayland-client0", "libwayland-cursor0", "libwayland-egl1")
_SUMMARY = "desktop of a telecom operator's people, and its server"
_DESCRIPTION = """\
 Customer service agents change what a customer has, and provisioners see
 orders through to the network. AgentView works alone on one computer with an
 embedded database, or as the desktop of a server that many share; the same
 program is that server. It brings its own Python."""


def depends() -> list[str]:
    """Return the packages that the program needs: the C library, Qt's, and those left to the system."""
    libc = f"libc6 (>= {platform.libc_ver()[1]})"
    return [libc, *sorted({*FOR_QT.values(), *FOR_A_WINDOW.values(), *OF_THE_SYSTEM.values(), FONTS})]


def control(version: str, kilobytes: int, architecture: str) -> str:
    """Return the control file of the package."""
    fields = {
        "Package": "agentview",
        "Version": version,
        "Section": "comm",
        "Priority": "optional",
        "Architecture": architecture,
        "Maintainer": "The authors of AgentView <agentview@localhost>",
        "Installed-Size": str(kilobytes),
        "Depends": ", ".join(depends()),
        "Recommends": ", ".join(_WAYLAND) + ", gnome-keyring | kwalletmanager",
        "Suggests": "postgresql-client",
        "Description": f"{_SUMMARY}\n{_DESCRIPTION}",
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def build(payload: Payload, folder: Path, version: str, moment: int) -> Path:
    """Write the package into `folder` and return it. Raises Trouble."""
    tree = folder / f"deb-{version}"
    shutil.rmtree(tree, ignore_errors=True)
    _lay(payload, tree, version, moment)
    architecture = _ask("dpkg", "--print-architecture")
    size = sum(file.lstat().st_size for file in tree.rglob("*") if file.is_file()) // 1024
    _write(tree / "DEBIAN" / "control", control(version, size, architecture))
    _set_moments(tree, moment)
    made = folder / f"agentview_{version}_{architecture}.deb"
    os.environ["SOURCE_DATE_EPOCH"] = str(moment)
    _ask("dpkg-deb", "--root-owner-group", "-Zzstd", "-z9", "--build", str(tree), str(made))
    shutil.rmtree(tree)
    return made


def _lay(payload: Payload, tree: Path, version: str, moment: int) -> None:
    """Put everything where it belongs on the system."""
    shutil.copytree(payload.program, tree / "usr/lib/agentview", symlinks=True)
    (tree / "usr/bin").mkdir()
    (tree / "usr/bin/agentview").symlink_to("../lib/agentview/agentview")
    _write(tree / "usr/share/applications/agentview.desktop", _document("agentview.desktop", version, moment))
    about = "org.agentview.agentview.metainfo.xml"
    _write(tree / f"usr/share/metainfo/{about}", _document("agentview.metainfo.xml", version, moment))
    page = gzip.compress(_document("agentview.1", version, moment).encode(), mtime=0)
    _write(tree / "usr/share/man/man1/agentview.1.gz", page)
    _write(tree / f"{_ICONS}/scalable/apps/agentview.svg", (payload.icons / "agentview.svg").read_bytes())
    for icon in payload.icons.glob("*.png"):
        _write(tree / f"{_ICONS}/{icon.stem}x{icon.stem}/apps/agentview.png", icon.read_bytes())
    papers = tree / "usr/share/doc/agentview"
    _write(papers / "copyright", _document("copyright", version, moment))
    _write(papers / BOM, (payload.parts / BOM).read_bytes())
    shutil.copytree(payload.parts / LICENCES, papers / LICENCES)
    changes = gzip.compress((ROOT / "CHANGELOG.md").read_bytes(), mtime=0)
    _write(papers / "changelog.gz", changes)


def _document(name: str, version: str, moment: int) -> str:
    return filled((_PARTS / name).read_text(encoding="utf-8"), version, moment)


def _write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def _set_moments(tree: Path, moment: int) -> None:
    """Give every file the same moment and plain rights, whatever the computer's habits are."""
    for path in [*tree.rglob("*"), tree]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        os.utime(path, (moment, moment), follow_symlinks=False)


def _ask(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Trouble(f"{command[0]} failed:\n\n{done.stderr.strip()}")
    return done.stdout.strip()
