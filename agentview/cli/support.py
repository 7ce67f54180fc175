"""`agentview support FILE`: the file for support, where no desktop can be started."""

import argparse
from pathlib import Path

from agentview.cli.command import DONE, Command, say
from agentview.core import log
from agentview.core.clock import SystemClock
from agentview.core.errors import rejected
from agentview.core.settings import Settings
from agentview.core.support_file import collect, default_name, save


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="FILE",
        help="the ZIP file to write; else one here, named by the moment",
    )


def _run(arguments: argparse.Namespace) -> int:
    now = SystemClock().now()
    path: Path = arguments.file or Path(default_name(now))
    if path.exists():
        raise rejected("E-SUPPORT-EXISTS", file=str(path))
    parts = collect(log.log_folder(Settings().log_folder), {}, now)
    try:
        save(parts, path)
    except OSError as error:
        raise rejected("E-SUPPORT-NOT-WRITTEN", file=str(path)) from error
    for line in parts[0].text.splitlines():
        say(line)
    say(f"Saved as {path}")
    return DONE


COMMAND = Command(_arguments, _run)
