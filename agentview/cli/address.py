"""The address of a server, as typed."""

import argparse
from urllib.parse import urlsplit


def server_url(text: str) -> str:
    """Return the address of a server. Raises ArgumentTypeError for anything else."""
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise argparse.ArgumentTypeError(f"{text} is no address such as https://agentview.example")
    return text.rstrip("/")
