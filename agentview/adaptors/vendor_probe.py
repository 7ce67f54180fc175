"""Tries a vendor's address out: whether it answers, and whether its folder can be written to."""

import errno
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

from agentview.adaptors.simulated_post import SCHEME, box_of
from agentview.adaptors.vendor_file import ANSWERS, ORDERS
from agentview.adaptors.vendor_http import HttpVendor

_CONTENT = b"AgentView tried whether it can write here.\n"
_FAULTS = {
    errno.EACCES: "permission",
    errno.EPERM: "permission",
    errno.EROFS: "permission",
    errno.ENOSPC: "space",
}


def probe_vendor(address: str, keys: Path, simulated: Path) -> str:
    """Return "" where a vendor can be given orders, else what is wrong, as one word; nothing is ordered."""
    parts = urlsplit(address)
    if parts.scheme == SCHEME:
        return "" if box_of(simulated, address, "orders") is not None else "no_address"
    if parts.scheme == "file":
        return _folder_fault(Path(parts.path))
    vendor = HttpVendor(address, keys)
    try:
        return vendor.fault()
    finally:
        vendor.close()


def _folder_fault(root: Path) -> str:
    """Try to read answers and to write orders; what is written is a hidden file, and is removed again."""
    if not root.is_dir():
        # A share that is not mounted must not become a folder of its own.
        return "folder"
    try:
        for name in (ORDERS, ANSWERS):
            (root / name).mkdir(exist_ok=True)
        list((root / ANSWERS).iterdir())
        file = root / ORDERS / f".{uuid4().hex[:8]}.part"
        file.write_bytes(_CONTENT)
        file.unlink()
    except OSError as error:
        return _FAULTS.get(error.errno or 0, "folder")
    return ""
