"""Installs packages of the operating system with apt, or tells the command that does."""

import os
import shutil
import subprocess

from tools.progress import Trouble, step


def install(packages: list[str]) -> None:
    """Install packages, as root on Debian and Ubuntu; else raise Trouble with the command for a person."""
    if not _is_root() or shutil.which("apt-get") is None:
        raise Trouble(advice(packages))
    with step("Fetching the list of system packages"):
        _apt("update")
    with step("Installing " + " ".join(packages)):
        _apt("install", "-y", "--no-install-recommends", *packages)


def advice(packages: list[str]) -> str:
    """Return the command that installs the packages, for a person to copy."""
    sudo = "" if _is_root() else "sudo "
    return (
        "Install them and start again. On Debian and Ubuntu:\n"
        f"  {sudo}apt-get update && {sudo}apt-get install -y --no-install-recommends {' '.join(packages)}\n"
        "On other systems, the packages that hold the same."
    )


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _apt(*arguments: str) -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        ["apt-get", "-q", *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        tail = "\n".join(done.stdout.splitlines()[-15:])
        raise Trouble(f"apt-get {arguments[0]} failed:\n\n{tail}")
