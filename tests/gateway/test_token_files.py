"""No file holds a token: it lies in the key ring, and in memory where there is none."""

from contextlib import closing
from pathlib import Path

import keyring
import pytest

from agentview.core import log
from agentview.core.clock import ManualClock
from agentview.core.route import Connection
from agentview.gateway.embedded import serve_from
from agentview.gateway.remote import RemoteGateway
from agentview.gateway.token_store import KeyringTokenStore
from agentview.models.database import Database
from agentview.reach_drafts import open_drafts
from agentview.reach_setup import ComputerSetUp
from agentview.ui.kit.settings_store import SettingsStore, default_settings_path
from agentview.ui.shell.session import LAST_USERNAME
from tests.build import password_of
from tests.fixtures.live_server import served


def holding(folder: Path, secret: str) -> list[str]:
    """Return the files below a folder that hold a secret."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files, "nothing was written, so nothing was looked at"
    return [path.name for path in files if secret.encode() in path.read_bytes()]


@pytest.mark.parametrize("backend", ["keyring.backends.null.Keyring", "keyring.backends.fail.Keyring"])
def test_after_signing_in_no_file_holds_the_token(
    backend: str, sqlite_url: str, clock: ManualClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home / name.casefold()))
    monkeypatch.setattr(keyring.core, "_keyring_backend", keyring.core.load_keyring(backend))
    log.open_log("DEBUG", home / "log")
    tokens = KeyringTokenStore()
    with (
        closing(serve_from(Database(sqlite_url), clock)) as embedded,
        served(embedded) as address,
        closing(RemoteGateway(address, tokens)) as gateway,
    ):
        ComputerSetUp(clock).keep_connection(Connection(address))
        person = gateway.sign_in("harbour_csa", password_of("harbour_csa"))
        SettingsStore(default_settings_path()).set(LAST_USERNAME, person.username)
        open_drafts(home / "xdg_state_home" / "agentview", address, person, clock).save(
            "note", {"text": "hello"}
        )
        token = gateway._bearer.token
        assert token
        log.note("session.began", user_id=person.user_id)
        assert holding(home, token) == []
        # The look itself finds what is there.
        (home / "leak.json").write_text(f'{{"token": "{token}"}}', encoding="utf-8")
        assert holding(home, token) == ["leak.json"]
