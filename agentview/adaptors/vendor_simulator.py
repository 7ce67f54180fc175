"""Plays a vendor: each time it is asked it is a step further, and in the end it brings all that is wanted."""

import hashlib
import json
from pathlib import Path
from typing import Any

from stdnum import luhn

from agentview.adaptors.simulated_post import box_of
from agentview.adaptors.vendor_json import written
from agentview.adaptors.vendor_port import Answer, NotKnown, Outcome, Told, Unknown, VendorOrder, VendorState

_NO_ADDRESS = Unknown("no address")


class VendorSimulator:
    """A vendor without a network, `simulator://NAME`; what it was given lies in files."""

    def __init__(self, root: Path, url: str) -> None:
        """Keep orders below `root`, the folder of what simulated partners have."""
        self._box = box_of(root, url, "orders")

    def place(self, order: VendorOrder) -> Outcome:
        """Take an order, once for each reference."""
        if self._box is None:
            return _NO_ADDRESS
        self._box.mkdir(parents=True, exist_ok=True)
        file = self._box / f"{order.reference}.json"
        if not file.exists():
            half = file.with_suffix(".part")
            half.write_bytes(written(order))
            half.replace(file)
        return Told(VendorState.ACCEPTED, f"SIM-{order.reference}")

    def ask(self, reference: str) -> Answer:
        """Say that it is done, with what was wanted."""
        if self._box is None:
            return _NO_ADDRESS
        file = self._box / f"{reference}.json"
        if not file.exists():
            return NotKnown()
        wanted = json.loads(file.read_bytes()).get("wanted", [])
        seed = int(hashlib.sha256(reference.encode()).hexdigest()[:12], 16)
        results: dict[str, dict[str, Any]] = {
            "NUMBER": {"service_number": f"+61491{seed % 10**6:06d}"},
            "SERIAL": {"serial_type": "IMEI", "serial_no": _checked(f"35{seed % 10**12:012d}")},
            "ICCID": {"iccid": _checked(f"8961{seed % 10**14:014d}")},
            "TRACKING": {"carrier": "Simulated Post", "tracking_no": f"SIM{seed % 10**10:010d}"},
        }
        given = {name: value for one in wanted for name, value in results[one].items()}
        return Told(VendorState.COMPLETE, f"SIM-{reference}", **given)

    def close(self) -> None:
        """Do nothing."""


def _checked(bare: str) -> str:
    return bare + str(luhn.calc_check_digit(bare))
