"""A clean root of Debian, without Python or the project, in which an installed program is tried."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.progress import Trouble, step

SUITE = "bookworm"
USER = "olga"
_SURROUNDINGS = {
    "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
    "LANG": "C.UTF-8",
    "DEBIAN_FRONTEND": "noninteractive",
}


class CleanRoot:
    """A root folder with a Debian of its own, and one ordinary user in it."""

    def __init__(self, folder: Path) -> None:
        """Stand on a root that `made_root` has unpacked."""
        self.folder = folder

    def run(
        self, *command: str, user: str = "root", may_fail: bool = False, **more: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command within the root and return what it said. Raises Trouble when it fails."""
        done = subprocess.run(
            self._inside(command, user, more), capture_output=True, text=True, check=False, timeout=1800
        )
        if done.returncode and not may_fail:
            said = f"{done.stdout[-2000:]}{done.stderr[-2000:]}"
            raise Trouble(f"In the clean root {' '.join(command)} ended with {done.returncode}:\n\n{said}")
        return done

    def start(self, *command: str, user: str, **more: str) -> subprocess.Popen[bytes]:
        """Start a command within the root and return the process."""
        return subprocess.Popen(
            self._inside(command, user, more), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def files(self) -> set[str]:
        """Return every file of the root but those of the kernel, and of apt and dpkg about themselves."""
        told = (
            "proc/",
            "sys/",
            "dev/",
            "tmp/",
            "run/",
            "var/cache/",
            "var/lib/apt/",
            "var/lib/dpkg/",
            "var/log/",
        )
        found: set[str] = set()
        for place, folders, names in os.walk(self.folder):
            below = {
                name: (Path(place) / name).relative_to(self.folder).as_posix() for name in folders + names
            }
            # What comes and goes, such as processes, is not even looked at.
            folders[:] = [name for name in folders if not f"{below[name]}/".startswith(told)]
            found |= {name for name in below.values() if not f"{name}/".startswith(told)}
        return found

    def _inside(self, command: tuple[str, ...], user: str, more: dict[str, str]) -> list[str]:
        home = "/root" if user == "root" else f"/home/{user}"
        surroundings = {**_SURROUNDINGS, "HOME": home, "USER": user, "LOGNAME": user, **more}
        variables = [f"{name}={value}" for name, value in surroundings.items()]
        return [
            "chroot",
            f"--userspec={user}",
            str(self.folder),
            "env",
            "-i",
            "-C",
            home,
            *variables,
            *command,
        ]


@contextmanager
def made_root(folder: Path) -> Iterator[CleanRoot]:
    """Offer a fresh root below `folder`, mounted for the time; the base is fetched once. Raises Trouble."""
    root = unpacked(folder)
    try:
        with mounted(root):
            root.run("useradd", "--create-home", USER)
            yield root
    finally:
        wipe(root.folder)


def unpacked(folder: Path) -> CleanRoot:
    """Unpack a fresh root below `folder`; the base is fetched once. Raises Trouble."""
    base, place = folder / f"{SUITE}.tar", folder / "root"
    if not base.exists():
        _fetch(folder, base)
    wipe(place)
    with step("Unpacking the clean root"):
        place.mkdir(parents=True)
        _do("tar", "--extract", "--file", str(base), "--directory", str(place))
    shutil.copyfile("/etc/resolv.conf", place / "etc/resolv.conf")
    shutil.copyfile("/etc/hosts", place / "etc/hosts")
    return CleanRoot(place)


@contextmanager
def mounted(root: CleanRoot) -> Iterator[None]:
    """Give the programs of a root what they expect of the kernel, for the time."""
    place = root.folder
    try:
        _do("mount", "-t", "proc", "proc", str(place / "proc"))
        for name in ("null", "zero", "random", "urandom"):
            (place / "dev" / name).touch()
            _do("mount", "--bind", f"/dev/{name}", str(place / "dev" / name))
        if (place / "dev/shm").exists():
            _do("mount", "-t", "tmpfs", "tmpfs", str(place / "dev/shm"))
        yield
    finally:
        _unmount(place)


def mirror() -> str:
    """Return where this computer fetches Debian from. Raises Trouble where it does not."""
    shown = "$(ORIGIN) $(CODENAME) $(REPO_URI)"
    asked = subprocess.run(
        ["apt-get", "indextargets", "--format", shown, "Created-By: Packages"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    for line in asked.stdout.splitlines():
        origin, suite, place = line.split(" ", 2)
        if (origin, suite) == ("Debian", SUITE):
            return place
    raise Trouble(f"apt's sources on this computer name no Debian {SUITE}, which the clean root is made of.")


def _fetch(folder: Path, base: Path) -> None:
    place = folder / "fetched"
    wipe(place)
    folder.mkdir(parents=True, exist_ok=True)
    with step(f"Fetching a minimal Debian {SUITE}"):
        _do("debootstrap", "--variant=minbase", SUITE, str(place), mirror())
    part = base.with_suffix(".part")
    _do("tar", "--create", "--file", str(part), "--directory", str(place), ".")
    part.rename(base)
    wipe(place)


def wipe(place: Path) -> None:
    """Unmount what is mounted below a root, then remove the root; never through a mount."""
    _unmount(place)
    if place.exists():
        shutil.rmtree(place)


def _unmount(place: Path) -> None:
    mounts = Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()
    below = [line.split()[1] for line in mounts if line.split()[1].startswith(f"{place}{os.sep}")]
    for mount in sorted(below, reverse=True):
        _do("umount", mount)


def _do(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Trouble(f"{command[0]} failed:\n\n{(done.stdout + done.stderr)[-2000:]}")
