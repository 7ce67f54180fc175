"""Keeps every test away from the display, the person's folders, the keyring and the network."""

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import hypothesis
import pytest

# One line a module with fixtures.
pytest_plugins = [
    "tests.fixtures.backend",
    "tests.fixtures.compiled",
    "tests.fixtures.counting",
    "tests.fixtures.garbage",
    "tests.fixtures.no_policy",
    "tests.fixtures.openers",
    "tests.fixtures.quiet_log",
]

# Before anything imports Qt or keyring.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"

_HOMES = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "XDG_RUNTIME_DIR": "run",
}

# The person's folders are temporary, before anything that looks for them is imported.
_FOLDER = tempfile.TemporaryDirectory(prefix="agentview-home-", ignore_cleanup_errors=True)
for _name, _part in _HOMES.items():
    os.environ[_name] = str(Path(_FOLDER.name, _part))
    Path(_FOLDER.name, _part).mkdir(mode=0o700, exist_ok=True)

# At a desk each run looks at other examples; where a change waits to be taken in, each run is the same.
hypothesis.settings.register_profile(
    "agentview", deadline=None, derandomize="CI" in os.environ, print_blob=True
)
hypothesis.settings.load_profile("agentview")


class NetworkUseError(AssertionError):
    """A test reached for another computer."""


def pytest_configure(config: pytest.Config) -> None:
    """Watch the sockets before any test is read, and remove the person's temporary folders at the end."""
    config.addinivalue_line("markers", "begins: takes minutes, so that it begins before all others")
    config.add_cleanup(_FOLDER.cleanup)
    sys.addaudithook(_refuse_other_computers)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let what takes minutes begin first: at the end of a run the other processes would wait for it alone."""
    items.sort(key=lambda item: item.get_closest_marker("begins") is None)


def _refuse_other_computers(event: str, values: tuple[object, ...]) -> None:
    """Raise NetworkUseError when a socket or a name look-up goes beyond this computer."""
    if event in {"socket.connect", "socket.sendto"}:
        address = values[1]
        if isinstance(address, Sequence) and not isinstance(address, str | bytes):
            _require_loopback(address[0])
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        _require_loopback(values[0])


def _require_loopback(host: object) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    # None and "" stand for this computer, "0.0.0.0" and "::" for all its addresses, when a server starts.
    if name in {None, "", "localhost", "::1", "::", "0.0.0.0"}:  # noqa: S104 - compared, not bound
        return
    if not isinstance(name, str) or not name.startswith("127."):
        raise NetworkUseError(f"a test reached for {name!r}")
