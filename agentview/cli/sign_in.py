"""`agentview sign-in`: opens a session on a server for later commands."""

import argparse

from agentview.cli.address import server_url
from agentview.cli.command import DONE, UNUSABLE, Command, ask_password, explain, say, system_user
from agentview.core.errors import Refusal
from agentview.core.settings import Settings
from agentview.gateway.proxy_login import with_login
from agentview.gateway.remote import RemoteGateway
from agentview.gateway.token_store import KeyringTokenStore


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--server", type=server_url, required=True, metavar="URL", help="the server")
    parser.add_argument("--as", dest="user", metavar="USER", help="as whom; else the system's user")


def _run(arguments: argparse.Namespace) -> int:
    user = arguments.user or system_user()
    gateway = RemoteGateway(arguments.server, KeyringTokenStore(), route=with_login(Settings().route()))
    try:
        person = gateway.sign_in(user, ask_password(f"Password of {user}: "))
    finally:
        gateway.close()
    if KeyringTokenStore().load(arguments.server) is None:
        explain((Refusal("E-NO-KEY-RING"),))
        return UNUSABLE
    say(f"{person.display_name} ({person.provider}) is signed in on {arguments.server}.")
    return DONE


COMMAND = Command(_arguments, _run)
