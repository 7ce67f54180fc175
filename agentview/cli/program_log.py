"""The log of a program that runs by itself: `agentview serve` and `agentview work`."""

import argparse
import os
from typing import get_args

from agentview.core import log
from agentview.core.settings import Settings

_VARIABLE = "AGENTVIEW_LOG_FORMAT"


def log_argument(parser: argparse.ArgumentParser) -> None:
    """Add the argument that says how lines on the error output are written."""
    parser.add_argument(
        "--log-format",
        choices=get_args(log.Layout),
        help="lines on the error output for eyes, or as JSON (default: AGENTVIEW_LOG_FORMAT, plain)",
    )


def open_program_log(arguments: argparse.Namespace, *, has_file: bool) -> None:
    """Begin to log as was asked for; processes that this one starts do alike."""
    if arguments.log_format is not None:
        os.environ[_VARIABLE] = arguments.log_format
    settings = Settings()
    log.open_log(settings.log_level, settings.log_folder, has_file=has_file, screen=settings.log_format)
