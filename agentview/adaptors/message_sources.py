"""Finds how a provider's messages go out, by the address of the server."""

from pathlib import Path
from urllib.parse import urlsplit

from agentview.adaptors.mail_port import MailServer
from agentview.adaptors.mail_simulator import MailSimulator
from agentview.adaptors.mail_smtp import SmtpServer
from agentview.adaptors.simulated_post import SCHEME
from agentview.adaptors.sms_http import HttpGateway
from agentview.adaptors.sms_port import SmsGateway
from agentview.adaptors.sms_simulator import SmsSimulator


def mail_server(url: str, keys: Path, simulated: Path) -> MailServer:
    """Return the server at an address; one that is none answers that it is none."""
    return MailSimulator(simulated, url) if _is_simulated(url) else SmtpServer(url, keys)


def sms_gateway(url: str, keys: Path, simulated: Path) -> SmsGateway:
    """Return the gateway at an address; one that is none answers that it is none."""
    return SmsSimulator(simulated, url) if _is_simulated(url) else HttpGateway(url, keys)


def _is_simulated(url: str) -> bool:
    try:
        return urlsplit(url).scheme == SCHEME
    except ValueError:
        return False
