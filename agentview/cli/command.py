"""What a command is, and how commands speak."""

import argparse
import getpass
import sys
from collections.abc import Callable
from dataclasses import dataclass

from agentview.contract.texts import text_of
from agentview.core.errors import Refusal

DONE, REFUSED, UNUSABLE = 0, 1, 2
INTERRUPTED = 130
"""The exit codes: all done; something was refused; the input could not be used at all; Ctrl+C."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its arguments, and what it does; it returns the exit code."""

    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def shown(text: str) -> str:
    """Return text from people as a terminal may show it: nothing in it moves the cursor or turns the line."""
    return "".join(char if char.isprintable() or char == "\n" else "?" for char in text)


def say(text: str) -> None:
    """Write a line of the result."""
    print(shown(text))


def warn(text: str) -> None:
    """Write a line beside the result."""
    print(shown(text), file=sys.stderr)


def progress(text: str) -> None:
    """Show on a terminal how far it is; nothing wipes the line."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def explain(refusals: tuple[Refusal, ...]) -> None:
    """Say why something was refused, and what to do, one reason a line."""
    for refusal in refusals:
        where = f" at {refusal.field}" if refusal.field else ""
        warn(f"{text_of(refusal).sentences} [{refusal.code}{where}]")


def ask_password(question: str) -> str:
    """Ask for a password without showing it; without a terminal, read it as the first line of the input."""
    if sys.stdin.isatty():
        return getpass.getpass(question)
    return sys.stdin.readline().rstrip("\r\n")


def system_user() -> str:
    """Return the name of who is at this computer."""
    return getpass.getuser()
