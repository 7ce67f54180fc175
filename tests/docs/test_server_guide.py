"""The guide to the server, the units, the settings and the commands say the same."""

import argparse
import configparser
import importlib
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from agentview.cli.command import Command
from agentview.cli.start import COMMANDS
from agentview.core.settings import Settings
from agentview.jobs import engine
from agentview.server import serve
from tools.follow_guide import DESKTOP, GUIDE, SERVER, UNITS, blocks, sign_in

UNIT_FILES = sorted(UNITS.glob("*.service"))
OWN_TO_DESKTOPS = {
    "AGENTVIEW_CALL_HOOK_PORT",
    "AGENTVIEW_CERTIFICATE_AUTHORITY",
    "AGENTVIEW_PLACE",
    "AGENTVIEW_PROXY",
    "AGENTVIEW_PROXY_URL",
}
OF_THE_UNITS = {"AGENTVIEW_SERVE_OPTIONS", "AGENTVIEW_WORK_OPTIONS"}


def guide() -> str:
    return GUIDE.read_text(encoding="utf-8")


def unit(path: Path) -> configparser.SectionProxy:
    """Return what a unit says of its service."""
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(path, encoding="utf-8")
    return parser["Service"]


def commands() -> list[list[str]]:
    """Return each call of `agentview` in the guide's blocks, and in its units."""
    text = "\n".join(blocks(SERVER) + blocks(DESKTOP) + [sign_in("ada")])
    found = re.findall(r"(?:^|\s)(?:/opt/agentview/bin/)?agentview (?=((?:[^\n\\]|\\\n)+))", text)
    found += [unit(path)["ExecStart"].split(" ", 1)[1] for path in UNIT_FILES]
    options = dict(re.findall(r"^(AGENTVIEW_\w+_OPTIONS)='(.*)'$", text, re.MULTILINE))
    calls = [
        re.sub(r"\$(\w+_OPTIONS)", lambda name: options[name[1]], call.split("<<<")[0]) for call in found
    ]
    typed = [shlex.split(call.replace("\\\n", " ")) for call in calls]
    return [words for words in typed if words and words[0] in COMMANDS]


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_command_of_the_guide_is_understood(words: list[str]) -> None:
    command: Command = importlib.import_module(COMMANDS[words[0]][0]).COMMAND
    parser = argparse.ArgumentParser()
    command.arguments(parser)
    parser.parse_args(words[1:])


def test_the_guide_calls_what_it_must() -> None:
    called = {" ".join(words[:2]) for words in commands()}
    assert {"db init", "db backup", "users add", "users set-password", "jobs status"} <= called
    assert {words[0] for words in commands()} >= {"serve", "work"}


@pytest.mark.parametrize("path", UNIT_FILES, ids=lambda path: path.name)
def test_the_units_are_those_of_the_guide(path: Path) -> None:
    service = unit(path)
    assert f"systemd/{path.name}" in guide()
    assert service["EnvironmentFile"] in guide()
    assert service["ExecStart"].startswith("/opt/agentview/bin/agentview ")
    assert f"--home-dir /var/lib/{service['StateDirectory']}" in guide()
    assert "useradd --system --user-group" in guide()
    assert (service["Type"], service["User"], service["Group"]) == ("notify", "agentview", "agentview")


def test_a_unit_waits_longer_than_its_program_takes_to_stop() -> None:
    stops = {path.name: int(unit(path)["TimeoutStopSec"]) for path in UNIT_FILES}
    assert stops["agentview-serve.service"] > serve.GRACE_SECONDS
    assert stops["agentview-work@.service"] > engine.GRACE_SECONDS
    said = " ".join(guide().split())
    assert f"the unit waits for {stops['agentview-serve.service']} seconds" in said
    assert f"its unit waits for {stops['agentview-work@.service']}" in said
    watched = {path.name: int(unit(path)["WatchdogSec"]) for path in UNIT_FILES}
    assert f"says nothing for {watched['agentview-serve.service']} seconds" in said
    assert f"a worker after {watched['agentview-work@.service']}" in said
    assert watched["agentview-work@.service"] > engine.HUNG_SECONDS


def test_every_setting_of_the_server_stands_in_the_guide() -> None:
    settings = {f"AGENTVIEW_{name.upper()}" for name in Settings.model_fields} - OWN_TO_DESKTOPS
    told = set(re.findall(r"^\| `(AGENTVIEW_\w+)`", guide(), re.MULTILINE))
    assert settings == told
    used = set(re.findall(r"\bAGENTVIEW_[A-Z_]+\b", guide()))
    assert used <= settings | OF_THE_UNITS


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="this computer has no systemd")
@pytest.mark.parametrize("path", UNIT_FILES, ids=lambda path: path.name)
def test_systemd_has_nothing_to_say_against_a_unit(path: Path, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    there = tmp_path / path.name.replace("@.", "@1.")
    there.write_text(text.replace("/opt/agentview/bin/agentview", sys.executable), encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(there)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, [line for line in done.stderr.splitlines() if path.stem in line]) == (0, [])


@pytest.mark.skipif(shutil.which("bash") is None, reason="this computer has no bash")
@pytest.mark.parametrize("heading", [SERVER, DESKTOP])
def test_the_guide_s_blocks_are_whole_for_the_shell(heading: str) -> None:
    found = blocks(heading)
    assert found
    done = subprocess.run(["bash", "-n"], input="\n".join(found), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
