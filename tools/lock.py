"""Pins every package that AgentView is built from, with hashes, in requirements.lock."""

import shutil
import subprocess
from pathlib import Path

from tools.place import LOCK, ROOT, script
from tools.progress import Trouble, step

_ARGUMENTS = (
    "pip", "compile", "pyproject.toml", "--extra", "dev", "--universal", "--generate-hashes",
    "--no-header", "--no-annotate", "--python-version", "3.11", "--quiet", "-o", "requirements.lock",
)  # fmt: skip
_NO_UV = """\
This needs uv, which is neither in .venv nor on the PATH. Any of these brings it:
  pipx install uv
  .venv/bin/python -m pip install uv
Then start `python3 dev.py lock` again. It runs:
  uv {arguments}"""


def renew(options: list[str]) -> int:
    """Write requirements.lock anew; options such as --upgrade go to uv. Return the exit code.

    Raises Trouble when uv is not there, or when the lock names an address, which would tie it to one site.
    """
    uv = script("uv") if Path(script("uv")).exists() else shutil.which("uv")
    if uv is None:
        raise Trouble(_NO_UV.format(arguments=" ".join(_ARGUMENTS)))
    before = LOCK.read_bytes() if LOCK.exists() else b""
    with step("Pinning the packages"):
        done = subprocess.run([uv, *_ARGUMENTS, *options], cwd=ROOT, check=False)
    if done.returncode == 0 and b"://" in LOCK.read_bytes():
        LOCK.write_bytes(before)
        raise Trouble(
            "The new lock names an address (://), so the old one was kept: unset the options of uv."
        )
    return done.returncode
