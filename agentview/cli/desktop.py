"""`agentview` without a command: the desktop. It loads nothing of databases and servers before the window."""

import argparse
from functools import partial

from agentview.cli.address import server_url
from agentview.cli.command import Command, explain
from agentview.core.errors import AgentViewError
from agentview.core.settings import Place, Settings, require_open
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


def options_of(arguments: argparse.Namespace) -> DesktopOptions:
    """Return how to start: as typed, else as set. Raises Rejected (`E-SETTING-...`)."""
    settings = Settings()
    typed = arguments.server or arguments.database
    if typed:
        require_open("server_url", arguments.server)
    place = None if typed else settings.works_at()
    server = arguments.server or (settings.server_url if place is Place.SERVER else "") or ""
    asks_nobody = bool(typed or arguments.user or arguments.check or arguments.profile_start)
    return DesktopOptions(
        server=server,
        database=arguments.database or "",
        as_user=arguments.user,
        is_check=arguments.check,
        profiles_start=arguments.profile_start,
        link=arguments.link,
        call_hook_port=settings.call_hook_port,
        data_folder=settings.data_folder,
        log_level=settings.log_level,
        log_folder=settings.log_folder,
        place=place,
        route=settings.route(),
        is_first=place is None and not asks_nobody,
        again=partial(options_of, arguments),
    )


def _run(arguments: argparse.Namespace) -> int:
    try:
        options = options_of(arguments)
    except AgentViewError as error:
        if arguments.check or arguments.profile_start:
            raise
        # Who starts it from a menu sees no terminal: the window says it too.
        explain(error.refusals)
        options = DesktopOptions(trouble=error, again=partial(options_of, arguments))
    return run_desktop(options)


COMMAND = Command(_arguments, _run)
