"""Finds what Qt needs of a Linux system: shared libraries and a font."""

import ctypes
import sys
from pathlib import Path

from tools import system
from tools.progress import Trouble, say

# Shared library -> the package of Debian 12 and Ubuntu that holds it.
FOR_QT = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libX11.so.6": "libx11-6",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
FOR_A_WINDOW = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
FONTS = "fonts-dejavu-core"
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")


def missing(*, window: bool) -> list[str]:
    """Return the packages that Qt lacks here, those for a window too when asked; on Windows none."""
    if not sys.platform.startswith("linux"):
        return []
    wanted = FOR_QT | FOR_A_WINDOW if window else FOR_QT
    lacking = [package for library, package in wanted.items() if not _loads(library)]
    return lacking if _has_fonts() else [*lacking, FONTS]


def ensure(*, window: bool) -> None:
    """See to it that Qt can start: as root install what is missing, else raise Trouble with the command."""
    lacking = missing(window=window)
    if not lacking:
        return
    say("Qt needs system packages that are missing here: " + " ".join(lacking))
    system.install(lacking)
    if still := missing(window=window):
        raise Trouble("These are still missing after their installation: " + " ".join(still))


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_fonts() -> bool:
    folders = (Path(folder).expanduser() for folder in _FONT_FOLDERS)
    return any(
        file.suffix.lower() in {".ttf", ".otf", ".ttc"} for folder in folders for file in folder.rglob("*")
    )
