"""`agentview settings` says what holds on this computer and who set it, and no password."""

from pathlib import Path

import pytest

from agentview.cli import main
from agentview.core import setting_layers
from agentview.core.settings import Settings


@pytest.fixture
def policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(setting_layers, "POLICY_FILE", tmp_path / "policy.toml")
    return tmp_path / "policy.toml"


def test_every_setting_is_told_with_who_set_it(
    policy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    policy.write_text('server_url = "https://agentview.example"\n', encoding="utf-8")
    monkeypatch.setenv("AGENTVIEW_DATABASE_URL", "postgresql+psycopg://av:s3cret@db.example/av")
    monkeypatch.setenv("AGENTVIEW_METRICS_TOKEN", "a_token_for_numbers")
    assert main(["settings"]) == 0
    lines = {line.split(" ")[0]: line for line in capsys.readouterr().out.splitlines()}
    assert set(Settings.model_fields) <= set(lines)
    assert "https://agentview.example" in lines["server_url"]
    assert lines["server_url"].endswith("set by your administrator")
    assert lines["database_url"].endswith("environment")
    assert "av:***@db.example" in lines["database_url"]
    assert lines["metrics_token"].split()[1] == "***"
    assert str(policy) in lines["Policy:"]


def test_a_broken_policy_stops_every_command_with_its_place(
    policy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    policy.write_text("server = 'https://agentview.example'", encoding="utf-8")
    for typed in (["settings"], ["users", "list"], ["serve"], ["--check"]):
        assert main(typed) == 1
        told = capsys.readouterr().err
        assert "E-SETTING-NAME" in told
        assert str(policy) in told


def test_an_unknown_name_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["settings", "sever_url"])
    assert "sever_url" in capsys.readouterr().err
