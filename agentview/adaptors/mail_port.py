"""A server that e-mails go out by, as AgentView needs it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from agentview.adaptors.delivery_port import Answer, NotNow


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail in plain text.

    `message_id` and `written_at` are the same at each try: whoever has it already recognises a repeat.
    """

    message_id: str
    from_address: str
    to_address: str
    subject: str
    body: str
    written_at: datetime


class MailServer(Protocol):
    """Takes e-mails; calls may take long, up to minutes, and raise nothing. One thread uses it at a time."""

    def send(self, mail: Mail) -> Answer:
        """Hand over one e-mail."""
        ...

    def check(self) -> NotNow | None:
        """Connect and sign in without sending anything; return what is wrong, None where nothing is."""
        ...

    def close(self) -> None:
        """Let the connection go."""
        ...
