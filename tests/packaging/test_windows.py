"""The installer's script has all switches and keeps people's data; where there is makensis, it builds."""

import re
import shutil
import struct
from pathlib import Path

import pytest
from PySide6.QtSvg import QSvgRenderer

from tools.packages import icons, setup
from tools.progress import Trouble

SCRIPT = setup.SCRIPT.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [
        '" /SERVERURL="',
        '" /AUTOSTART="',
        "MULTIUSER_INSTALLMODE_COMMANDLINE",
        "MULTIUSER_EXECUTIONLEVEL Highest",
        "${VersionCompare}",
        "SetErrorLevel ${CODE}",
        r'"Software\Classes\agentview" "URL Protocol"',
        r'"${CAPABILITIES}\URLAssociations" "tel"',
        '"QuietUninstallString"',
        '"Publisher"',
        "MULTIUSER_INSTALLMODE_FUNCTION keepFolder",
        "VIProductVersion",
    ],
)
def test_the_script_has(words: str) -> None:
    assert words in SCRIPT


def test_a_link_is_handed_over_in_quotation_marks() -> None:
    commands = re.findall(r"shell\\open\\command\" \"\" (.*)", SCRIPT)
    assert commands == ["""'"$INSTDIR\\${EXE}" "%1"'"""] * 2


def test_only_what_the_installer_made_is_removed() -> None:
    removed = re.findall(r"^\s*RMDir(.*)$", SCRIPT, re.MULTILINE)
    assert removed == [r' /r "${FOLDER}\_internal"', r' /r "${FOLDER}\parts"', r' "${FOLDER}"']
    assert set(re.findall(r'REMOVE_PROGRAM "(.*)"', SCRIPT)) == {"$INSTDIR", "$OldFolder"}
    assert "APPDATA" not in SCRIPT.partition('Section "Uninstall"')[2]


def test_what_is_registered_is_taken_back() -> None:
    taken_back = SCRIPT.partition('Section "Uninstall"')[2]
    written = set(re.findall(r'WriteReg(?:Str|DWORD) SHCTX "([^"]+)"', SCRIPT))
    keys = set(re.findall(r'DeleteReg(?:Key|Value) SHCTX "([^"]+)"', taken_back)) | {r"${CAPABILITIES}"}
    left = {key for key in written if not any(key == kept or key.startswith(kept + "\\") for kept in keys)}
    assert left == set()
    assert r"Software\${NAME}" in keys


@pytest.mark.skipif(shutil.which("makensis") is None, reason="no makensis here")
def test_the_script_builds_without_a_warning(tmp_path: Path) -> None:
    icon = tmp_path / "agentview.ico"
    icon.write_bytes(icons.ico({16: picture(16)}))
    setup.check_script(icon, "1.2.3")


def test_without_nsis_it_is_said_where_it_comes_from(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Trouble, match="winget install"):
        setup.check_script(tmp_path / "agentview.ico", "1.2.3")


def picture(size: int) -> bytes:
    return icons.png(QSvgRenderer(str(icons.SOURCE)), size)


@pytest.mark.usefixtures("qapp")
def test_the_icon_holds_its_pictures() -> None:
    pictures = {size: picture(size) for size in (16, 256)}
    made = icons.ico(pictures)
    assert struct.unpack_from("<HHH", made) == (0, 1, 2)
    for number, size in enumerate(pictures):
        edge, _, _, _, _, _, length, offset = struct.unpack_from("<BBBBHHII", made, 6 + 16 * number)
        assert edge == size % 256
        assert made[offset : offset + length] == pictures[size]
        assert made[offset : offset + 8] == b"\x89PNG\r\n\x1a\n"
