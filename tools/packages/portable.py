"""Makes the archive that runs from any folder, and the checksums of all packages."""

import gzip
import hashlib
import io
import os
import tarfile
from pathlib import Path

from tools.packages.deb import depends
from tools.packages.frozen import Payload
from tools.packages.release import filled
from tools.place import ROOT

SUMS = "SHA256SUMS"
_READ_ME = ROOT / "packaging" / "linux" / "portable.txt"


def build(payload: Payload, folder: Path, version: str, moment: int) -> Path:
    """Write the archive into `folder` and return it."""
    name = f"agentview-{version}-linux-{os.uname().machine}"
    made = folder / f"{name}.tar.gz"
    words = filled(_READ_ME.read_text(encoding="utf-8"), version, moment)
    words = words.replace("@DEPENDS@", " ".join(depends()[1:]))
    with (
        made.open("wb") as file,
        gzip.GzipFile("", "wb", 6, file, mtime=moment) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for source, target in _entries(payload):
            entry = archive.gettarinfo(source, f"{name}/{target}")
            _add(archive, entry, source.read_bytes() if entry.isreg() else b"", moment)
        _add(archive, tarfile.TarInfo(f"{name}/README.txt"), words.encode(), moment)
    return made


def write_sums(packages: list[Path]) -> Path:
    """Write the checksums of packages of one folder beside them, as `sha256sum --check` reads them."""
    made = packages[0].parent / SUMS
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(packages)]
    made.write_text("".join(lines), encoding="utf-8")
    return made


def _entries(payload: Payload) -> list[tuple[Path, Path]]:
    """Return each file with its place in the archive, in one order everywhere."""
    roots = ((payload.program, Path()), (payload.parts, Path("parts")), (payload.icons, Path("icons")))
    return [
        (source, below / source.relative_to(root))
        for root, below in roots
        for source in sorted(root.rglob("*"))
        if source.is_symlink() or source.is_file()
    ]


def _add(archive: tarfile.TarFile, entry: tarfile.TarInfo, content: bytes, moment: int) -> None:
    """Add a file that belongs to nobody in particular."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    entry.mtime = moment
    entry.mode = 0o755 if entry.mode & 0o100 else 0o644
    if entry.islnk():
        raise ValueError(f"{entry.name} is a hard link")
    if not entry.issym():
        entry.size = len(content)
    archive.addfile(entry, io.BytesIO(content))
