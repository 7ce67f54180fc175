"""A clean root of Debian in which its own systemd runs, as on a computer of its own (root, Linux)."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tools import system
from tools.clean_root import mounted, unpacked, wipe
from tools.progress import Trouble, say, step

_TOOLS = {"debootstrap": "debootstrap", "unshare": "util-linux", "nsenter": "util-linux"}
_BOOTED = ("systemd-sysv", "dbus")
"""What each installed Debian has and the smallest one has not."""
_AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")
_OF_THE_COMPUTER = "etc/authorities-of-the-computer.crt"
_PATIENCE = 120.0
_LOOK = 0.2
# "$1" is the folder, "$2" the one for control groups. Mounts, processes and control groups are the root's
# own, so that all of them go when its first process does; the network is the computer's.
_BOOT = """
mount --make-rprivate /
mount -t cgroup2 none "$2"
mkdir -p "$2/agentview-root"
echo $$ > "$2/agentview-root/cgroup.procs"
exec unshare --cgroup --pid --fork --kill-child sh -euc "$3" sh "$1"
"""
_FIRST = """
mount --bind "$1" "$1"
mount -t proc proc "$1/proc"
mount -t sysfs -o ro sysfs "$1/sys"
mount -t cgroup2 none "$1/sys/fs/cgroup"
mount -t tmpfs -o mode=755 tmpfs "$1/run"
mount -t tmpfs -o mode=755 tmpfs "$1/dev"
for name in null zero full random urandom tty; do
    touch "$1/dev/$name"
    mount --bind "/dev/$name" "$1/dev/$name"
done
mkdir "$1/dev/shm" "$1/dev/pts"
mount -t tmpfs tmpfs "$1/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$1/dev/pts"
ln -s pts/ptmx "$1/dev/ptmx"
ln -s /proc/self/fd "$1/dev/fd"
exec env -i container=other PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot "$1" /lib/systemd/systemd --system \
    --log-target=journal systemd.unit=multi-user.target
"""


class BootedRoot:
    """A root whose first process is its own systemd."""

    def __init__(self, folder: Path, first: int) -> None:
        """Stand on a root in `folder` whose first process has the number `first` outside."""
        self.folder = folder
        self.inside = (
            "nsenter", f"--target={first}", "--mount", "--pid", "--cgroup", "--root", "--wdns=/root", "--",
            "env", "-i", *(f"{name}={value}" for name, value in _surroundings().items()),
        )  # fmt: skip
        """The command that runs another one in it."""

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command within the root and return what it said, and its code."""
        return subprocess.run([*self.inside, *command], capture_output=True, text=True, check=False)


@contextmanager
def booted(folder: Path) -> Iterator[BootedRoot]:
    """Offer a fresh root below `folder`, booted for the time. Raises Trouble."""
    _ensure_tools()
    root, groups = unpacked(folder), folder / "cgroups"
    try:
        with step("Installing what each Debian has"), mounted(root):
            root.run("apt-get", "-q", "update")
            root.run("apt-get", "-q", "install", "-y", "--no-install-recommends", *_BOOTED)
        if _AUTHORITIES.exists():
            shutil.copyfile(_AUTHORITIES, root.folder / _OF_THE_COMPUTER)
        groups.mkdir(exist_ok=True)
        command = ["unshare", "--mount", "sh", "-euc", _BOOT, "sh", str(root.folder), str(groups), _FIRST]
        holder = subprocess.Popen(command, stdin=subprocess.DEVNULL)
        try:
            booted_root = BootedRoot(root.folder, _first_process(holder))
            _wait_until_up(booted_root)
            yield booted_root
        finally:
            holder.kill()
            holder.wait()
    finally:
        wipe(root.folder)


def _ensure_tools() -> None:
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        raise Trouble("A root of its own can be booted by root only.")
    if lacking := sorted({package for program, package in _TOOLS.items() if shutil.which(program) is None}):
        system.install(lacking)


def _surroundings() -> dict[str, str]:
    """Return the environment of a person at its console, with what pip needs of the computer's network."""
    network = {name: value for name, value in os.environ.items() if name.lower().endswith("_proxy")}
    authorities = {"PIP_CERT": f"/{_OF_THE_COMPUTER}"} if _AUTHORITIES.exists() else {}
    return network | authorities | {
        "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME": "/root",
        "LANG": "C.UTF-8",
        "DEBIAN_FRONTEND": "noninteractive",
    }  # fmt: skip


def _first_process(holder: subprocess.Popen[bytes]) -> int:
    """Return the number of the process that `unshare --fork` has made. Raises Trouble."""
    children = Path(f"/proc/{holder.pid}/task/{holder.pid}/children")
    for _ in _looks():
        if holder.poll() is not None:
            raise Trouble(f"The clean root does not boot; what boots it ended with {holder.returncode}.")
        with suppress(FileNotFoundError):  # mount and mkdir were children too, and are gone
            for number in children.read_text(encoding="ascii").split():
                if "systemd" in Path(f"/proc/{number}/comm").read_text(encoding="utf-8"):
                    return int(number)
    raise Trouble("The clean root does not boot.")


def _wait_until_up(root: BootedRoot) -> None:
    """Wait until systemd has started all that it starts by itself. Raises Trouble."""
    said = ""
    for _ in _looks():
        said = root.run("systemctl", "is-system-running").stdout.strip()
        if said in {"running", "degraded"}:
            say(f"The clean root has booted: {said}.")
            return
    raise Trouble(f"The clean root does not come up: systemd says {said or 'nothing'}.")


def _looks() -> Iterator[None]:
    ends = time.monotonic() + _PATIENCE
    while time.monotonic() < ends:
        yield
        time.sleep(_LOOK)  # noqa: TID251 - another program is waited for
