"""How a provider's e-mails and texts go out: servers, senders, quiet hours, digest."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.notifications import Channel
from agentview.contract.op import Message, Nothing, Op
from agentview.contract.value import Line, Position
from agentview.core.power import Power

ClockTime = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class DeliveryFields(Message):
    """What can be set of delivery; no secrets: passwords and tokens lie in the keys folder of the workers.

    `smtp_url` is such as `smtp://user@mail.example.org:587` (with STARTTLS) or `smtps://...`, `sms_url` such
    as `https://gateway.example.org/messages`; `simulator://NAME` plays one. Between `quiet_from` and
    `quiet_to`, of the clock of the provider's zone, messages wait. `pay_url` and `care_line` are for
    templates.
    """

    smtp_url: Line = ""
    from_email: Line = ""
    has_sms: bool = False
    sms_url: Line = ""
    sms_sender: Annotated[Line, Field(max_length=40)] = ""
    has_quiet_hours: bool = True
    quiet_from: ClockTime = "20:00"
    quiet_to: ClockTime = "08:00"
    is_digest: bool = False
    pay_url: Line = ""
    care_line: Line = ""


class DeliverySettings(Message):
    """How messages of the own provider go out; version 0 where nothing was set yet."""

    version: int
    fields: DeliveryFields
    zone: str
    changed_at: datetime | None
    changed_by: str


class SetDeliveryRequest(Message):
    """Set all of it, in the version that was seen."""

    version: Position
    fields: DeliveryFields


class DeliveryFault(StrEnum):
    """Why messages cannot go out over a channel."""

    NOT_SET = "not_set"
    """No server or no sender is set."""
    ADDRESS = "address"
    """The address of the server is none."""
    KEY = "key"
    """The password or token is missing, may be read by others, or would go over an open line."""
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    TLS = "tls"
    """The server has no encryption, or a certificate that is not trusted."""
    SIGN_IN = "sign_in"
    REFUSED = "refused"
    """The server was reached, and said no."""


class DeliveryTestRequest(Message):
    """Try a channel out as it is set; with `to` a short message is sent there, else nothing is."""

    channel: Channel
    to: Line = ""


class DeliveryTested(Message):
    """What became of trying a channel out; `fault` is None where it works, `answer` is what was said."""

    channel: Channel
    fault: DeliveryFault | None
    answer: str
    is_sent: bool
    tested_at: datetime


_POWER = Power.EVENT_ADMIN

SETTINGS = Op("delivery.settings", Nothing, DeliverySettings, False, _POWER, "Read how messages go out")
SET_SETTINGS = Op(
    "delivery.set_settings", SetDeliveryRequest, DeliverySettings, True, _POWER, "Set how messages go out"
)
TEST = Op(
    "delivery.test",
    DeliveryTestRequest,
    DeliveryTested,
    True,
    _POWER,
    "Try out whether messages can go out",
    asks_outside=True,
)
