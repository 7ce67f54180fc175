"""Pins every package that AgentView is built from, and what builds its packages, with hashes."""

import shutil
import subprocess
from pathlib import Path

from tools.place import LOCK, PACKAGING_LOCK, ROOT, script
from tools.progress import Trouble, step

_COMMON = (
    "--universal", "--generate-hashes", "--no-header", "--no-annotate", "--python-version", "3.11", "--quiet",
)  # fmt: skip
_ARGUMENTS = ("pip", "compile", "pyproject.toml", "--extra", "dev", *_COMMON, "-o", LOCK.name)
# What builds packages fits what is packaged.
_TO_PACKAGE = (
    "pip", "compile", "packaging/requirements.in", "--constraint", LOCK.name, *_COMMON,
    "-o", PACKAGING_LOCK.relative_to(ROOT).as_posix(),
)  # fmt: skip
_NO_UV = """\
This needs uv, which is neither in .venv nor on the PATH. Any of these brings it:
  pipx install uv
  .venv/bin/python -m pip install uv
Then start `python3 dev.py lock` again. It runs:
  uv {arguments}"""


def renew(options: list[str]) -> int:
    """Write both locks anew; options such as --upgrade go to uv. Return the exit code.

    Raises Trouble when uv is not there, or when a lock names an address, which would tie it to one site.
    """
    uv = script("uv") if Path(script("uv")).exists() else shutil.which("uv")
    if uv is None:
        raise Trouble(_NO_UV.format(arguments=" ".join(_ARGUMENTS)))
    with step("Pinning the packages"):
        code = _pin(uv, LOCK, [*_ARGUMENTS, *options])
    if code:
        return code
    with step("Pinning what builds packages"):
        return _pin(uv, PACKAGING_LOCK, [*_TO_PACKAGE, *options])


def _pin(uv: str, lock: Path, arguments: list[str]) -> int:
    before = lock.read_bytes() if lock.exists() else b""
    done = subprocess.run([uv, *arguments], cwd=ROOT, check=False)
    if done.returncode == 0 and b"://" in lock.read_bytes():
        lock.write_bytes(before)
        raise Trouble(
            "The new lock names an address (://), so the old one was kept: unset the options of uv."
        )
    return done.returncode
