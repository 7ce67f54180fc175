"""Settings come from the environment, and each says what it is for."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from agentview.core.settings import Settings


def test_without_an_environment_all_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"AGENTVIEW_{name.upper()}", raising=False)
    settings = Settings()
    assert (settings.log_level, settings.server_url, settings.database_url) == ("INFO", None, None)
    assert settings.own_database_url() == f"sqlite:///{settings.data_folder / 'agentview.db'}"


def test_the_environment_decides(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AGENTVIEW_DATA_FOLDER", str(tmp_path))
    monkeypatch.setenv("AGENTVIEW_SERVER_URL", "https://agentview.example")
    settings = Settings()
    assert settings.own_database_url() == f"sqlite:///{tmp_path / 'agentview.db'}"
    assert settings.server_url == "https://agentview.example"


def test_what_cannot_be_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AGENTVIEW_LOG_LEVEL", "LOUD")
    with pytest.raises(ValidationError):
        Settings()


def test_each_setting_is_described() -> None:
    for field in Settings.model_fields.values():
        assert field.description
