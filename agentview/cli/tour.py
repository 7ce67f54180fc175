"""`agentview tour FOLDER`: draws the real windows through a working day."""

import argparse
from pathlib import Path

from agentview.cli.command import UNUSABLE, Command, warn
from agentview.tour import looks, names_of_looks, run_tour


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where the pictures go")
    parser.add_argument("--scale", type=float, action="append", default=[], help="a further scale: 1.25")
    parser.add_argument("--look", default="", help="draw one look alone, such as dark")


def _run(arguments: argparse.Namespace) -> int:
    if not looks(arguments.scale, arguments.look):
        warn(f"There is no look {arguments.look!r}; nothing was drawn. The looks are {names_of_looks()}.")
        return UNUSABLE
    return run_tour(arguments.folder, arguments.scale, arguments.look)


COMMAND = Command(_arguments, _run)
