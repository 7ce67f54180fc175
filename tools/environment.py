"""Makes .venv hold exactly what requirements.lock names, and mends it when that was interrupted."""

import hashlib
import importlib.util
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tools import system
from tools.place import LOCK, PYTHON, ROOT, SCRIPTS, VENV, WINDOWS
from tools.progress import Trouble, say, seconds, step

_STAMP = VENV / "agentview.stamp"
_BUSY = "installing"
_LOG = VENV / "install.log"
_IS_USABLE = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
_ASK_SITE_PACKAGES = "import sysconfig; print(sysconfig.get_path('purelib'))"
_SIGNS_OF_NO_NETWORK = (
    "NewConnectionError",
    "NameResolutionError",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "ProxyError",
    "from versions: none",
)
_NO_NETWORK = """\
The packages could not be fetched: the package index did not answer.
Check the network (behind a proxy HTTPS_PROXY or PIP_INDEX_URL) and start the same command again.
What pip said: {log}"""
_FAILED = """\
pip could not install the packages:

{tail}

All of it: {log}
Mend the cause and start the same command again."""


def ensure() -> None:
    """Create or mend .venv; return at once when it already fits the lock.

    Raises Trouble with what to do when there is no network or Python lacks a part.
    """
    wanted = _fingerprint()
    state = _STAMP.read_text(encoding="utf-8").strip() if _STAMP.is_file() else ""
    if state == wanted and PYTHON.exists():
        return
    started = time.monotonic()
    if state == _BUSY:
        say("The environment was left half made; it is made afresh.")
    if state == _BUSY or not _is_usable():
        _ensure_pip()
        with step("1/3 Creating the environment"):
            _create()
    else:
        say("1/3 Keeping the environment that is there")
    _STAMP.write_text(_BUSY, encoding="utf-8")
    with step("2/3 Installing the pinned packages, some 250 MB the first time"):
        _install()
    with step("3/3 Adding the command agentview"):
        _add_project()
    _STAMP.write_text(wanted, encoding="utf-8")
    say(f"The environment is ready after {seconds(started)}.")


def is_current() -> bool:
    """Tell whether .venv was made, to the end, from the present lock."""
    return _STAMP.is_file() and _STAMP.read_text(encoding="utf-8").strip() == _fingerprint()


def _fingerprint() -> str:
    return hashlib.sha256(LOCK.read_bytes() + str(ROOT).encode()).hexdigest()


def _is_usable() -> bool:
    if not PYTHON.exists():
        return False
    return subprocess.run([PYTHON, "-c", _IS_USABLE], capture_output=True, check=False).returncode == 0


def _ensure_pip() -> None:
    """Install the part of Python that Debian and Ubuntu ship apart."""
    if importlib.util.find_spec("ensurepip") is None:
        say("This Python lacks the part that creates environments.")
        system.install([f"python{sys.version_info.major}.{sys.version_info.minor}-venv"])


def _create() -> None:
    shutil.rmtree(VENV, ignore_errors=True)
    VENV.mkdir()
    _STAMP.write_text(_BUSY, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False
    )
    if done.returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    raise Trouble(f"The environment could not be created in {VENV}:\n\n{done.stderr.strip()}")


def _install() -> None:
    command = [str(PYTHON), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    command += ["--retries", "2", "--require-hashes", "--no-deps", "--requirement", str(LOCK)]
    with _LOG.open("w", encoding="utf-8") as log:
        done = subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, check=False, cwd=ROOT)
    if done.returncode == 0:
        return
    # pip fetches everything before it changes anything: what was there is whole.
    _STAMP.unlink()
    said = _LOG.read_text(encoding="utf-8", errors="replace")
    if any(sign in said for sign in _SIGNS_OF_NO_NETWORK):
        raise Trouble(_NO_NETWORK.format(log=_LOG))
    raise Trouble(_FAILED.format(tail="\n".join(said.splitlines()[-15:]), log=_LOG))


def _add_project() -> None:
    """Let the environment find the package in this checkout, and offer it as the command `agentview`."""
    asked = subprocess.run([PYTHON, "-c", _ASK_SITE_PACKAGES], capture_output=True, text=True, check=True)
    path_file = Path(asked.stdout.strip()) / "agentview.pth"
    # Python reads path files in the encoding of the system, not in UTF-8, before 3.13.
    path_file.write_text(f"{ROOT}\n", encoding="locale")
    if WINDOWS:
        (SCRIPTS / "agentview.cmd").write_text('@"%~dp0python.exe" -m agentview %*\n', encoding="utf-8")
        return
    launcher = SCRIPTS / "agentview"
    launcher.write_text('#!/bin/sh\nexec "$(dirname "$0")/python" -m agentview "$@"\n', encoding="utf-8")
    launcher.chmod(0o755)
