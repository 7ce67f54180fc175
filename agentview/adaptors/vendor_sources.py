"""Finds how a vendor takes orders, by its address."""

from pathlib import Path
from urllib.parse import urlsplit

from agentview.adaptors.simulated_post import SCHEME
from agentview.adaptors.vendor_file import FileVendor
from agentview.adaptors.vendor_http import HttpVendor
from agentview.adaptors.vendor_port import Vendor
from agentview.adaptors.vendor_simulator import VendorSimulator


def vendor_at(url: str, keys: Path, simulated: Path) -> Vendor:
    """Return the vendor at an address; one that is none answers that nobody knows."""
    try:
        scheme = urlsplit(url).scheme
    except ValueError:
        scheme = ""
    if scheme == SCHEME:
        return VendorSimulator(simulated, url)
    return FileVendor(url) if scheme == "file" else HttpVendor(url, keys)
