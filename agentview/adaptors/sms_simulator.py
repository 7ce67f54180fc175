"""Plays an SMS gateway: what it takes lies in a folder, one file a text."""

import json
from pathlib import Path

from agentview.adaptors.delivery_port import Accepted, Answer, NotNow, Refused, Unknown
from agentview.adaptors.simulated_post import box_of, put
from agentview.adaptors.sms_json import body_of
from agentview.adaptors.sms_port import Text
from agentview.contract.delivery import DeliveryFault


class SmsSimulator:
    """A gateway without a network, `simulator://NAME`.

    It says no to numbers that end in 0000, not now to 0001, and nothing about 0002.
    """

    def __init__(self, root: Path, url: str) -> None:
        """Put what is taken below `root`, the folder of what simulated partners have."""
        self._box = box_of(root, url, "sms")

    def send(self, text: Text) -> Answer:
        """Take one text; a repeat lies there once."""
        if self._box is None:
            return NotNow(DeliveryFault.ADDRESS)
        match text.to_number[-4:]:
            case "0000":
                return Refused("400 no such number")
            case "0001":
                return NotNow(DeliveryFault.REFUSED, "429 too many texts")
            case "0002":
                return Unknown()
        content = json.dumps(body_of(text), ensure_ascii=False, indent=2).encode()
        return Accepted(f"202 kept as {put(self._box, text.text_id, '.json', content)}")

    def check(self) -> NotNow | None:
        """Say whether the name is one."""
        return NotNow(DeliveryFault.ADDRESS) if self._box is None else None

    def close(self) -> None:
        """Do nothing."""
