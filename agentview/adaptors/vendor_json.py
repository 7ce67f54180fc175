"""The words of vendors: what an order looks like in JSON, and what their answers mean."""

import json
from datetime import date
from typing import Any

from agentview.adaptors.vendor_port import Told, Unknown, VendorOrder, VendorState
from agentview.core.text import clean

LARGEST_ANSWER = 64 * 1024
UNREADABLE = Unknown("unreadable answer")
_LONGEST = {
    "vendor_order_no": 60,
    "service_number": 40,
    "serial_type": 10,
    "serial_no": 60,
    "iccid": 40,
    "carrier": 100,
    "tracking_no": 100,
    "reason": 1_000,
}


def written(order: VendorOrder) -> bytes:
    """Return an order as it is sent."""
    return json.dumps({"reference": order.reference, **order.body}, ensure_ascii=False, indent=1).encode()


def read_told(content: bytes) -> Told | Unknown:
    """Read what a vendor says; an answer that cannot be read as one says nothing (Unknown)."""
    try:
        said = json.loads(content) if len(content) <= LARGEST_ANSWER else None
        if not isinstance(said, dict):
            return UNREADABLE
        due = said.get("due_on")
        return Told(
            state=VendorState(said.get("status", "")),
            due_on=date.fromisoformat(due) if due else None,
            **{name: _text(said, name, longest) for name, longest in _LONGEST.items()},
        )
    except (ValueError, TypeError, RecursionError):
        return UNREADABLE


def _text(said: dict[str, Any], name: str, longest: int) -> str:
    value = said.get(name) or ""
    if not isinstance(value, str) or (len(value) > longest and name != "reason"):
        raise ValueError(name)
    return clean(value)[:longest]
