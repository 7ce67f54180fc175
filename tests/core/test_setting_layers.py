"""Policy counts more than the environment, that more than the user's file, that more than a default."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from agentview.core import setting_layers
from agentview.core.errors import Rejected
from agentview.core.route import ProxyUse
from agentview.core.setting_layers import Origin, as_toml, file_values, registry_values, user_file
from agentview.core.settings import Place, Settings, origin_of, require_open

SERVER = "https://agentview.example"
OTHER = "https://other.example"


@pytest.fixture
def policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where a policy may be written, with a user who has a folder of their own."""
    monkeypatch.setattr(setting_layers, "POLICY_FILE", tmp_path / "policy.toml")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("AGENTVIEW_DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.delenv("AGENTVIEW_SERVER_URL", raising=False)
    user_file().parent.mkdir(parents=True)
    return tmp_path / "policy.toml"


def test_each_layer_counts_more_than_the_ones_below(policy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (Settings().log_level, origin_of("log_level")) == ("INFO", Origin.DEFAULT)
    user_file().write_text('log_level = "DEBUG"\n', encoding="utf-8")
    assert (Settings().log_level, origin_of("log_level")) == ("DEBUG", Origin.USER)
    monkeypatch.setenv("AGENTVIEW_LOG_LEVEL", "WARNING")
    assert (Settings().log_level, origin_of("log_level")) == ("WARNING", Origin.ENVIRONMENT)
    assert Settings(log_level="DEBUG").log_level == "DEBUG"
    policy.write_text('log_level = "ERROR"\n', encoding="utf-8")
    assert (Settings().log_level, origin_of("log_level")) == ("ERROR", Origin.POLICY)
    assert Settings(log_level="DEBUG").log_level == "ERROR"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("server_url = \n", "E-SETTING-FILE"),
        ("server_url = 'a'\nserver_url = 'b'\n", "E-SETTING-FILE"),
        ("log_level = 'Gr\udcfc\udcdfe'", "E-SETTING-FILE"),
        ("sever_url = 'https://agentview.example'", "E-SETTING-NAME"),
        ("job_slots = 65", "E-SETTING-VALUE"),
        ("job_slots = 0", "E-SETTING-VALUE"),
        ("proxy = 'perhaps'", "E-SETTING-VALUE"),
        ("[server_url]\nname = 'a'", "E-SETTING-VALUE"),
    ],
)
def test_a_broken_layer_is_an_error_that_names_its_place(policy: Path, text: str, code: str) -> None:
    for path in (policy, user_file()):
        path.write_text(text, encoding="utf-8", errors="surrogateescape")
        with pytest.raises(Rejected, match=code) as error:
            Settings()
        assert error.value.values["file"] == str(path)
        path.unlink()
    assert Settings().job_slots == 4


def test_a_policy_that_cannot_be_opened_is_an_error(policy: Path) -> None:
    policy.mkdir()
    with pytest.raises(Rejected, match="E-SETTING-FILE"):
        Settings()


@pytest.mark.parametrize("slots", [1, 64])
def test_the_least_and_the_most_are_taken(policy: Path, slots: int) -> None:
    policy.write_text(f"job_slots = {slots}\n", encoding="utf-8")
    assert Settings().job_slots == slots


def test_what_the_administrator_has_set_is_not_typed_over(policy: Path) -> None:
    require_open("server_url", OTHER)
    policy.write_text(f'server_url = "{SERVER}"\n', encoding="utf-8")
    require_open("server_url", SERVER)
    for wanted in (OTHER, None):
        with pytest.raises(Rejected, match="E-SETTING-POLICY"):
            require_open("server_url", wanted)


def test_where_the_desktop_works(policy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings().works_at() is None
    data = Settings().data_folder
    data.mkdir()
    (data / "demo.sqlite3").touch()
    assert Settings().works_at() is Place.DEMO
    (data / "agentview.db").touch()
    assert Settings().works_at() is Place.OWN
    user_file().write_text(f'server_url = "{SERVER}"\n', encoding="utf-8")
    assert Settings().works_at() is Place.SERVER
    user_file().write_text(f'server_url = "{SERVER}"\nplace = "demo"\n', encoding="utf-8")
    assert Settings().works_at() is Place.DEMO
    monkeypatch.setenv("AGENTVIEW_SERVER_URL", OTHER)
    assert Settings().works_at() is Place.SERVER
    monkeypatch.setenv("AGENTVIEW_PLACE", "own")
    assert Settings().works_at() is Place.OWN
    policy.write_text(f'server_url = "{SERVER}"\n', encoding="utf-8")
    assert Settings().works_at() is Place.SERVER
    policy.write_text('place = "demo"\n', encoding="utf-8")
    assert Settings().works_at() is Place.DEMO


def test_a_server_without_an_address_is_asked_for(policy: Path) -> None:
    policy.write_text('place = "server"\n', encoding="utf-8")
    assert Settings().works_at() is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "C:\\Program Files\\company.pem",
        'a "quoted" word',
        "".join(map(chr, range(0x300))),
        "\u2028 \U0001f4de # no comment",
    ],
)
def test_what_is_written_is_read_as_it_was(text: str, tmp_path: Path) -> None:
    values: dict[str, str | int | bool] = {"server_url": text, "job_slots": 4, "serve_jobs": True}
    path = tmp_path / "settings.toml"
    path.write_bytes(as_toml(values).encode())
    assert file_values(path) == values


def registry(error: OSError | None = None, **values: object) -> SimpleNamespace:
    """Return Windows' registry, with one key."""
    found = list(values.items())

    @contextmanager
    def opened(root: int, key: str) -> Iterator[str]:
        assert (root, key) == (1, r"Software\Policies\AgentView")
        if error is not None:
            raise error
        yield key

    return SimpleNamespace(
        HKEY_LOCAL_MACHINE=1,
        OpenKey=opened,
        QueryInfoKey=lambda _key: (0, len(found), 0),
        EnumValue=lambda _key, at: (*found[at], 1),
    )


def test_on_windows_the_registry_is_the_policy(monkeypatch: pytest.MonkeyPatch, policy: Path) -> None:
    assert policy.parent.is_dir()
    assert registry_values(registry(FileNotFoundError())) == {}
    with pytest.raises(Rejected, match="E-SETTING-FILE"):
        registry_values(registry(PermissionError(13, os.strerror(13))))
    windows = registry(Server_URL=SERVER, serve_jobs=1, PROXY="none")
    monkeypatch.setattr("agentview.core.settings.policy_values", lambda: registry_values(windows))
    settings = Settings()
    assert (settings.server_url, settings.serve_jobs, settings.proxy) == (SERVER, True, ProxyUse.NONE)
    assert origin_of("server_url") is Origin.POLICY
