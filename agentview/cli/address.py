"""The address of a server, as typed."""

import argparse

from agentview.core.route import is_address


def server_url(text: str) -> str:
    """Return the address of a server. Raises ArgumentTypeError for anything else."""
    if not is_address(text):
        raise argparse.ArgumentTypeError(f"{text} is no address such as https://agentview.example")
    return text.rstrip("/")
