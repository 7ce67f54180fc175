"""Where things lie in a checkout."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
PACKAGING_LOCK = ROOT / "packaging" / "requirements.lock"
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
SCRIPTS = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = SCRIPTS / ("python.exe" if WINDOWS else "python")


def script(name: str) -> str:
    """Return the path of a command that was installed into the environment."""
    return str(SCRIPTS / (f"{name}.exe" if WINDOWS else name))
