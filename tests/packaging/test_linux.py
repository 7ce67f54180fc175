"""What the Debian package and the archive hold, and what they say of themselves."""

import configparser
import hashlib
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from tools import libraries
from tools.packages import deb, menu, portable
from tools.packages.check import leftovers
from tools.packages.frozen import BOM, LICENCES, Payload

MOMENT = 1795867377
VERSION = "1.2.3"
needs_dpkg = pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="no dpkg-deb: this is not Debian")


@pytest.fixture
def payload(tmp_path: Path) -> Payload:
    """Stand in for a built program."""
    made = Payload(tmp_path / "agentview", tmp_path / "icons", tmp_path / "parts")
    for path, text in (
        (made.program / "agentview", "program"),
        (made.program / "_internal" / "library.so", "library"),
        (made.icons / "agentview.svg", "<svg/>"),
        (made.icons / "48.png", "picture"),
        (made.parts / BOM, "{}"),
        (made.parts / LICENCES / "Qt" / "LICENSE", "text"),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (made.program / "agentview").chmod(0o700)
    (made.program / "_internal" / "same.so").symlink_to("library.so")
    return made


def entry() -> configparser.SectionProxy:
    reader = configparser.ConfigParser(interpolation=None)
    reader.optionxform = str  # type: ignore[method-assign, assignment] # keys keep their capitals
    reader.read(menu.ENTRY, encoding="utf-8")
    return reader["Desktop Entry"]


def test_the_menu_entry_hands_links_over_and_finds_its_window() -> None:
    assert entry()["Exec"] == "agentview %u"
    assert entry()["TryExec"] == "agentview"
    assert entry()["StartupWMClass"] == "AgentView"
    assert entry()["SingleMainWindow"] == "true"
    assert entry()["MimeType"] == "x-scheme-handler/agentview;x-scheme-handler/tel;"


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="no desktop-file-validate here")
def test_the_checker_of_menu_entries_is_content() -> None:
    assert menu.entry_problems() == []


@pytest.mark.skipif(shutil.which("appstreamcli") is None, reason="no appstreamcli here")
def test_the_checker_of_descriptions_is_content() -> None:
    assert menu.about_problems(VERSION, MOMENT) == []


def test_the_page_of_the_manual_reads() -> None:
    assert menu.page_problems(VERSION, MOMENT) == []


def test_the_control_file_names_all_that_qt_needs() -> None:
    fields = dict(
        line.split(": ", 1) for line in deb.control(VERSION, 10, "amd64").splitlines() if ": " in line
    )
    needed = fields["Depends"].split(", ")
    assert fields["Version"] == VERSION
    assert {*libraries.FOR_QT.values(), *libraries.FOR_A_WINDOW.values(), libraries.FONTS} <= set(needed)
    assert needed[0].startswith("libc6 (>= ")
    assert "python" not in fields["Depends"]


@needs_dpkg
def test_the_package_holds_everything_at_its_place_twice_the_same(payload: Payload, tmp_path: Path) -> None:
    made = deb.build(payload, tmp_path, VERSION, MOMENT)
    first = made.read_bytes()
    listed = subprocess.run(["dpkg-deb", "-c", made], capture_output=True, text=True, check=True).stdout
    for place in (
        "./usr/bin/agentview -> ../lib/agentview/agentview",
        "./usr/lib/agentview/agentview",
        "./usr/lib/agentview/_internal/same.so -> library.so",
        "./usr/share/applications/agentview.desktop",
        "./usr/share/metainfo/org.agentview.agentview.metainfo.xml",
        "./usr/share/man/man1/agentview.1.gz",
        "./usr/share/icons/hicolor/48x48/apps/agentview.png",
        "./usr/share/icons/hicolor/scalable/apps/agentview.svg",
        "./usr/share/doc/agentview/copyright",
        "./usr/share/doc/agentview/agentview.cdx.json",
        "./usr/share/doc/agentview/licences/Qt/LICENSE",
    ):
        assert place in listed
    assert all(line.split()[1] == "root/root" for line in listed.splitlines())
    assert deb.build(payload, tmp_path, VERSION, MOMENT).read_bytes() == first


def test_the_archive_holds_the_program_twice_the_same(payload: Payload, tmp_path: Path) -> None:
    made = portable.build(payload, tmp_path, VERSION, MOMENT)
    first = made.read_bytes()
    with tarfile.open(made) as archive:
        names = {
            Path(name).relative_to(made.name.removesuffix(".tar.gz")).as_posix()
            for name in archive.getnames()
        }
        program = archive.getmember(f"{made.name.removesuffix('.tar.gz')}/agentview")
    assert {"agentview", "README.txt", "_internal/same.so", f"parts/{BOM}"} <= names
    assert (program.mode, program.mtime, program.uname) == (0o755, MOMENT, "root")
    assert portable.build(payload, tmp_path, VERSION, MOMENT).read_bytes() == first


def test_the_sums_are_those_of_the_packages(tmp_path: Path) -> None:
    package = tmp_path / "agentview.deb"
    package.write_bytes(b"package")
    lines = portable.write_sums([package]).read_text(encoding="utf-8")
    assert lines == f"{hashlib.sha256(b'package').hexdigest()}  agentview.deb\n"


def test_what_a_removed_package_left_is_found() -> None:
    after = {"usr/bin/sh", "usr/lib/agentview/x", "home/olga/.local/share/agentview/demo", "usr/lib/libGL.so"}
    assert leftovers({"usr/bin/sh"}, after, {"usr/lib/libGL.so"}) == ["usr/lib/agentview/x"]
