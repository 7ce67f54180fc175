"""A gateway that texts go out by, as AgentView needs it."""

from dataclasses import dataclass
from typing import Protocol

from agentview.adaptors.delivery_port import Answer, NotNow


@dataclass(frozen=True, slots=True)
class Text:
    """A text for a mobile number (E.164). `text_id` is the same at each try: by it repeats are recognised."""

    text_id: str
    sender: str
    to_number: str
    body: str


class SmsGateway(Protocol):
    """Takes texts; calls may take long, up to minutes, and raise nothing. One thread uses it at a time."""

    def send(self, text: Text) -> Answer:
        """Hand over one text."""
        ...

    def check(self) -> NotNow | None:
        """Reach the gateway without sending anything; return what is wrong, None where nothing is."""
        ...

    def close(self) -> None:
        """Let the connection go."""
        ...
