"""Plays an e-mail server: what it takes lies in a folder, one file an e-mail."""

from pathlib import Path

from agentview.adaptors.delivery_port import Accepted, Answer, NotNow, Refused, Unknown
from agentview.adaptors.mail_message import MailUnusableError, written
from agentview.adaptors.mail_port import Mail
from agentview.adaptors.simulated_post import box_of, put
from agentview.contract.delivery import DeliveryFault


class MailSimulator:
    """An e-mail server without a network, `simulator://NAME`.

    It says no to `refused@...`, not now to `later@...`, and nothing about `silent@...`.
    """

    def __init__(self, root: Path, url: str) -> None:
        """Put what is taken below `root`, the folder of what simulated partners have."""
        self._box = box_of(root, url, "mail")

    def send(self, mail: Mail) -> Answer:
        """Take one e-mail; a repeat lies there once."""
        if self._box is None:
            return NotNow(DeliveryFault.ADDRESS)
        match mail.to_address.partition("@")[0].casefold():
            case "refused":
                return Refused("550 no such mailbox")
            case "later":
                return NotNow(DeliveryFault.REFUSED, "451 try again later")
            case "silent":
                return Unknown()
        try:
            content = written(mail)
        except MailUnusableError as error:
            return Refused(str(error))
        return Accepted(f"250 kept as {put(self._box, mail.message_id, '.eml', content)}")

    def check(self) -> NotNow | None:
        """Say whether the name is one."""
        return NotNow(DeliveryFault.ADDRESS) if self._box is None else None

    def close(self) -> None:
        """Do nothing."""
