"""`agentview` without a command: the desktop. It loads nothing of databases and servers before the window."""

import argparse

from agentview.cli.address import server_url
from agentview.cli.command import Command
from agentview.core.settings import Settings
from agentview.main import DesktopOptions, run_desktop


def _arguments(parser: argparse.ArgumentParser) -> None:
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--server", type=server_url, metavar="URL", help="work on a server")
    place.add_argument("--database", metavar="URL", help="work on an own database; else on the demo operator")
    parser.add_argument("--as", dest="user", default="", metavar="USER", help="sign in without asking")
    parser.add_argument(
        "--check", "--offscreen", action="store_true", help="start unseen, say whether the queue shows, end"
    )
    parser.add_argument(
        "link",
        nargs="?",
        default="",
        metavar="LINK",
        help="tel:..., agentview:call?from=..., agentview:order/PO-1",
    )
    parser.add_argument("--profile-start", action="store_true", help="say when the queue was painted, end")


def _run(arguments: argparse.Namespace) -> int:
    settings = Settings()
    server = arguments.server or ("" if arguments.database else settings.server_url) or ""
    options = DesktopOptions(
        server=server,
        database="" if server else arguments.database or "",
        as_user=arguments.user,
        is_check=arguments.check,
        profiles_start=arguments.profile_start,
        link=arguments.link,
        call_hook_port=settings.call_hook_port,
        data_folder=settings.data_folder,
        log_level=settings.log_level,
        log_folder=settings.log_folder,
    )
    return run_desktop(options)


COMMAND = Command(_arguments, _run)
