"""Tries out whether messages can go out, with no transaction open while a server answers."""

import importlib
import secrets
from pathlib import Path
from types import ModuleType

from agentview.adaptors.delivery_port import Accepted, Answer, NotNow, Refused, Unknown
from agentview.adaptors.mail_address import mailbox
from agentview.adaptors.mail_port import Mail, MailServer
from agentview.adaptors.sms_port import SmsGateway, Text
from agentview.contract.delivery import DeliveryFault, DeliveryTested, DeliveryTestRequest
from agentview.contract.notifications import Channel
from agentview.core.errors import rejected
from agentview.core.phone import e164
from agentview.core.settings import Settings
from agentview.models.database import Database
from agentview.services.contract_catalogue.scope import own_provider
from agentview.services.handler import Work
from agentview.services.notifications.letter import as_message_id
from agentview.services.notifications.outlet import Outlet, outlet_of
from agentview.services.unit import Arrival, Unit

_SUBJECT = "Test message from AgentView"
_BODY = "This message shows that AgentView can reach you. Nothing else is meant by it."


def try_delivery(database: Database, arrival: Arrival, request: DeliveryTestRequest) -> Work[DeliveryTested]:
    """Reach the server of a channel and sign in, and send a short message where an address is given.

    It is tried from the computer that answers, with the keys in its data folder. Raises Rejected
    (`E-DELIVERY-TO`), Denied.
    """
    with database.read() as session:
        unit = arrival.unit(session)
        own_provider(unit)
        outlet = outlet_of(session, unit.caller.provider_id)
    to = _receiver(request, arrival) if request.to else ""
    answer = _mail(outlet, to, arrival) if request.channel is Channel.EMAIL else _text(outlet, to)
    return lambda unit: _told(unit, request, answer, is_sent=bool(to))


def _receiver(request: DeliveryTestRequest, arrival: Arrival) -> str:
    is_mail = request.channel is Channel.EMAIL
    to = mailbox(request.to) if is_mail else e164(request.to, arrival.caller.region)
    if to is None:
        raise rejected("E-DELIVERY-TO", field="to")
    return to


def _mail(outlet: Outlet, to: str, arrival: Arrival) -> Answer | None:
    if not outlet.smtp_url or not outlet.from_email:
        return NotNow(DeliveryFault.NOT_SET)
    server: MailServer = _sources().mail_server(outlet.smtp_url, *_folders())
    try:
        if not to:
            return server.check()
        name = as_message_id(secrets.token_hex(16))
        return server.send(Mail(name, outlet.from_email, to, _SUBJECT, _BODY, arrival.now))
    finally:
        server.close()


def _text(outlet: Outlet, to: str) -> Answer | None:
    if not outlet.sms_url or not outlet.sms_sender:
        return NotNow(DeliveryFault.NOT_SET)
    gateway: SmsGateway = _sources().sms_gateway(outlet.sms_url, *_folders())
    try:
        if not to:
            return gateway.check()
        return gateway.send(Text(secrets.token_hex(16), outlet.sms_sender, to, _BODY))
    finally:
        gateway.close()


def _told(
    unit: Unit, request: DeliveryTestRequest, answer: Answer | None, *, is_sent: bool
) -> DeliveryTested:
    fault, said = _meaning(answer)
    tried = fault.value if fault else "ok"
    unit.audit("delivery_setting", unit.caller.provider_id, "test", field=request.channel.value, new=tried)
    return DeliveryTested(
        channel=request.channel,
        fault=fault,
        answer=said,
        is_sent=is_sent and fault is None,
        tested_at=unit.now,
    )


def _meaning(answer: Answer | None) -> tuple[DeliveryFault | None, str]:
    """Return what is wrong, and what was said."""
    match answer:
        case None:
            return None, ""
        case Accepted(proof=said):
            return None, said
        case Refused(text=said):
            return DeliveryFault.REFUSED, said
        case NotNow(fault=fault, text=said):
            return fault, said
        case Unknown():
            return DeliveryFault.TIMEOUT, ""


def _folders() -> tuple[Path, Path]:
    settings = Settings()
    return settings.keys_folder(), settings.simulated_folder()


def _sources() -> ModuleType:
    # Loaded only now: what speaks SMTP takes a moment that no start waits for.
    return importlib.import_module("agentview.adaptors.message_sources")
