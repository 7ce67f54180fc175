"""`agentview settings`: says what is set on this computer, and by whom."""

import argparse
import re

from agentview.cli.command import DONE, Command, say
from agentview.core.route import holds_login, without_login
from agentview.core.setting_layers import Origin, policy_place, user_file
from agentview.core.settings import SECRETS, Settings, origin_of

_WORDS = {
    Origin.POLICY: "set by your administrator",
    Origin.ENVIRONMENT: "environment",
    Origin.USER: "your settings",
    Origin.DEFAULT: "default",
}
_PASSWORD = re.compile(r"(://[^:/@]*):[^@]*@")


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="*", metavar="NAME", help="only these settings")


def _run(arguments: argparse.Namespace) -> int:
    settings = Settings()
    for name in arguments.name or Settings.model_fields:
        if name not in Settings.model_fields:
            argparse.ArgumentParser(prog="agentview settings").error(f"there is no setting {name!r}")
        say(f"{name:28} {_value(settings, name):40} {_WORDS[origin_of(name)]}")
    if not arguments.name:
        say(f"\nPolicy: {policy_place()}\nYour settings: {user_file()}")
    return DONE


def _value(settings: Settings, name: str) -> str:
    value = getattr(settings, name)
    if value is not None and name in SECRETS:
        return "***"
    if name == "proxy_url" and value is not None and holds_login(value):
        # A name alone may be the key to a proxy.
        return without_login(value).replace("://", "://***@")
    return shown_value(value)


def shown_value(value: object) -> str:
    """Return a value as it may be shown: the password in an address is not."""
    return "-" if value is None else _PASSWORD.sub(r"\1:***@", str(value))


COMMAND = Command(_arguments, _run)
