"""What is packaged: all modules, resources and migrations, and of Qt only what is used."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from tools.packages import contents

ROOT = Path(__file__).resolve().parents[2]
QT = "PySide6/Qt"


def collected() -> set[str]:
    """Return the places, in the program, of the files that the spec adds."""
    return {f"{folder}/{Path(source).name}" for source, folder in contents.files()}


def below(folder: str) -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.mark.parametrize("folder", ["agentview/resources", "agentview/models/migrations"])
def test_every_resource_and_migration_is_packaged_at_its_place(folder: str) -> None:
    assert below(folder) <= collected()
    assert below(folder)


def test_nothing_else_is_packaged_as_a_file() -> None:
    assert collected() == below("agentview/resources") | below("agentview/models/migrations")


def test_modules_that_are_only_imported_by_name_are_packaged() -> None:
    named = {
        "agentview.reach_local",
        "agentview.reach_server",
        "agentview.reach_drafts",
        "agentview.jobs.port",
    }
    assert named | {"agentview", "agentview.cli.serve", "agentview.models.upgrade"} <= set(contents.modules())
    assert all("versions" not in name for name in contents.modules())


def test_packages_that_load_themselves_by_name_are_there_to_be_packaged() -> None:
    for package in (*contents.WHOLE_PACKAGES, *contents.PACKAGES_WITH_FILES):
        assert find_spec(package) is not None, package


@pytest.mark.parametrize(
    "name",
    [
        f"{QT}/lib/libQt6Core.so.6",
        f"{QT}/lib/libQt6OpenGL.so.6",
        f"{QT}/plugins/platforms/libqxcb.so",
        f"{QT}/plugins/platforms/libqoffscreen.so",
        f"{QT}/plugins/tls/libqopensslbackend.so",
        f"{QT}/plugins/iconengines/libqsvgicon.so",
        f"{QT}/translations/qtbase_de.qm",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6\\Qt6Core.dll",
        "psycopg_binary.libs/libxcb-like.so",
        "agentview/resources/icons/bell.svg",
        "libsqlite3.so.0",
        "libcrypto-3a0647ea.so.3",
        "libicudata.so.73",
        "_cffi_backend.cpython-311-x86_64-linux-gnu.so",
    ],
)
def test_what_the_desktop_uses_stays(name: str) -> None:
    assert contents.is_wanted(name)


@pytest.mark.parametrize(
    "name",
    [
        f"{QT}/lib/libQt6Quick.so.6",
        f"{QT}/lib/libQt6QmlModels.so.6",
        f"{QT}/plugins/platforms/libqeglfs.so",
        f"{QT}/plugins/platformthemes/libqgtk3.so",
        f"{QT}/plugins/sqldrivers/libqsqlite.so",
        f"{QT}/plugins/imageformats/libqtiff.so",
        f"{QT}/translations/qtbase_fr.qm",
        "PySide6\\Qt6Quick.dll",
        "PySide6\\opengl32sw.dll",
        "libxcb-cursor.so.0",
        "libgtk-3.so.0",
        "libssl.so.3",
        "libstdc++.so.6",
    ],
)
def test_what_nobody_uses_and_what_the_system_has_is_left_out(name: str) -> None:
    assert not contents.is_wanted(name)
