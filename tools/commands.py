"""The verbs of dev.py: reads the command line and starts the part that does it."""

import os
import subprocess
import sys
from collections.abc import Callable

from tools import checks, doctor, environment, libraries, lock
from tools.packages import command
from tools.place import PYTHON, ROOT
from tools.progress import Trouble, say, use_utf8

_USAGE = """\
Usage: python3 dev.py VERB [arguments]

  run [arguments]     start AgentView; --offscreen starts it without a display, checks itself and ends
  test [arguments]    run every check; arguments go to pytest
  tour FOLDER         write pictures of every screen into a folder
  translate           collect all texts for the translators, compile what they translated, say what is missing
  package [options]   make the packages of a release; --check installs one in a clean root and works with it
  lock [options]      pin the packages anew (needs uv); options such as --upgrade go to uv
  doctor              say what is there and what is missing on this computer"""
_NO_DISPLAY = """\
There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.
  python3 dev.py run --offscreen     starts without a display, checks itself and ends
  python3 dev.py tour FOLDER         writes pictures of every screen into a folder"""
_INTERRUPTED = 130


def main(arguments: list[str]) -> int:
    """Carry out the command line; return the exit code."""
    use_utf8()
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if verb not in _VERBS:
        say(_USAGE)
        return 0 if verb in {"-h", "--help", "help"} else 2
    try:
        return _VERBS[verb](rest)
    except Trouble as trouble:
        say(str(trouble))
        return 1
    except KeyboardInterrupt:
        say("Interrupted.")
        return _INTERRUPTED


def _run(arguments: list[str]) -> int:
    offscreen = "--offscreen" in arguments or os.environ.get("QT_QPA_PLATFORM") == "offscreen"
    shows = _is_desktop(arguments) and not offscreen
    if shows and not doctor.display():
        raise Trouble(_NO_DISPLAY)
    libraries.ensure(window=shows)
    environment.ensure()
    return _start(["-m", "agentview", *arguments], offscreen=offscreen)


def _test(arguments: list[str]) -> int:
    libraries.ensure(window=False)
    environment.ensure()
    return checks.run(arguments)


def _tour(arguments: list[str]) -> int:
    if not arguments:
        raise Trouble("Name the folder that the pictures go into: python3 dev.py tour FOLDER")
    libraries.ensure(window=False)
    environment.ensure()
    return _start(["-m", "agentview", "tour", *arguments], offscreen="QT_QPA_PLATFORM" not in os.environ)


def _translate(_arguments: list[str]) -> int:
    environment.ensure()
    return subprocess.call([str(PYTHON), "-m", "tools.translations"], cwd=ROOT)


def _package(arguments: list[str]) -> int:
    libraries.ensure(window=False)
    environment.ensure()
    return command.run(arguments)


def _lock(arguments: list[str]) -> int:
    return lock.renew(arguments)


def _doctor(_arguments: list[str]) -> int:
    return doctor.report()


def _is_desktop(arguments: list[str]) -> bool:
    """Tell whether a window will open: options alone do that, a word such as `serve` does not."""
    if {"-h", "--help", "--version"} & set(arguments):
        return False
    return not arguments or arguments[0].startswith("-")


def _start(arguments: list[str], *, offscreen: bool) -> int:
    """Start the environment's Python in the folder that the person is in; return its exit code."""
    surroundings = os.environ | ({"QT_QPA_PLATFORM": "offscreen"} if offscreen else {})
    command = [str(PYTHON), *arguments]
    sys.stdout.flush()
    if sys.platform != "win32":
        os.execve(PYTHON, command, surroundings)  # noqa: S606 - so that signals reach the program itself
    return subprocess.call(command, env=surroundings)


_VERBS: dict[str, Callable[[list[str]], int]] = {
    "run": _run,
    "test": _test,
    "tour": _tour,
    "translate": _translate,
    "package": _package,
    "lock": _lock,
    "doctor": _doctor,
}
