"""Finds the command that was typed and runs it; without one, the desktop starts."""

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Sequence

from agentview import __version__
from agentview.cli.command import DONE, INTERRUPTED, REFUSED, UNUSABLE, Command, explain
from agentview.core.collection import collection_put_off
from agentview.core.errors import AgentViewError, Refusal

COMMANDS = {
    "serve": ("agentview.cli.serve", "serve AgentView to many desktops over HTTP"),
    "work": ("agentview.cli.work", "carry out jobs, beside the server"),
    "jobs": ("agentview.cli.jobs", "say how the jobs stand, and whether one waits too long"),
    "orders": ("agentview.cli.orders", "import orders from a file"),
    "customers": ("agentview.cli.customers", "import customers from a file, export them"),
    "migrations": ("agentview.cli.migrations", "migrate many packages from a file"),
    "ledger": ("agentview.cli.ledger", "take in invoices and payments from a file"),
    "stock": ("agentview.cli.stock", "take in what a warehouse has from a file"),
    "call": ("agentview.cli.call", "carry out any operation"),
    "sign-in": ("agentview.cli.sign_in", "sign in on a server and keep the session in the key ring"),
    "settings": ("agentview.cli.settings", "say what is set on this computer, and by whom"),
    "db": ("agentview.cli.db", "make a database, or bring one to this version"),
    "support": ("agentview.cli.support", "write the file that support asks for; it holds nobody's data"),
    "tour": ("agentview.cli.tour", "draw the windows through a working day"),
    "users": ("agentview.cli.users", "add people to a database, set passwords, list them"),
}
DESKTOP = ("agentview.cli.desktop", "AgentView's desktop")
LINKS = ("tel:", "agentview:")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was typed and return the exit code."""
    typed = list(sys.argv[1:] if arguments is None else arguments)
    _speak_plainly()
    try:
        return _run(typed)
    except AgentViewError as error:
        explain(error.refusals)
        return REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has enough; Python must not complain about it when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED


def _run(typed: list[str]) -> int:
    if typed and typed[0] in {"-h", "--help"}:
        _overview().print_help()
        return DONE
    if typed and typed[0] == "--version":
        print(f"AgentView {__version__}")
        return DONE
    if not typed or typed[0].startswith("-") or typed[0][:10].lower().startswith(LINKS):
        return _desktop(typed)
    if typed[0] not in COMMANDS:
        _overview().error(f"there is no command {typed[0]!r}; agentview --help lists them")
    name, summary = COMMANDS[typed[0]]
    return _carry_out(f"agentview {typed[0]}", name, summary, typed[1:])


def _carry_out(program: str, module: str, summary: str, typed: list[str]) -> int:
    """Load a command and run it.

    Each loads only what it needs, and only then: a server has no desktop, and a desktop needs no server.
    """
    with collection_put_off():
        command: Command = importlib.import_module(module).COMMAND
    parser = argparse.ArgumentParser(prog=program, description=f"{summary[0].upper()}{summary[1:]}.")
    command.arguments(parser)
    return command.run(parser.parse_args(typed))


def _desktop(typed: list[str]) -> int:
    # Nothing that is loaded now is garbage: looking for it takes a fifth of the start.
    gc.disable()
    try:
        return _carry_out("agentview", *DESKTOP, typed)
    except ImportError as error:
        if not (error.name or "").startswith(("PySide6", "shiboken6")):
            raise
        explain((Refusal("E-NO-DESKTOP"),))
        return UNUSABLE
    finally:
        gc.enable()


def _overview() -> argparse.ArgumentParser:
    lines = [f"  {name:10} {summary}" for name, (_, summary) in COMMANDS.items()]
    return argparse.ArgumentParser(
        prog="agentview",
        usage="agentview [COMMAND] [ARGUMENTS] | agentview [OPTIONS] [LINK]",
        description="AgentView: without a command, the desktop starts (--server, --database, --as, --check).",
        epilog="\n".join(["commands:", *lines, "", "agentview COMMAND --help says more about one."]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _speak_plainly() -> None:
    """Let no character stop the output where the terminal's encoding lacks it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
