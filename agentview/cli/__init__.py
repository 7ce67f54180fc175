"""The command line: each command a module of its own."""

from agentview.cli.start import main

__all__ = ["main"]
