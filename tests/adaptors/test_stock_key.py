"""A warehouse is told who asks it, by a key that lies outside of the database and in no log."""

import logging
from base64 import b64encode
from pathlib import Path

import pytest

from agentview.adaptors.stock_http import HttpStock
from agentview.adaptors.stock_key import KeyUnusableError, authorization, without_user
from agentview.adaptors.stock_port import Asked, Available, Silence, silent
from agentview.adaptors.stock_sources import stock_system
from agentview.contract.hardware import StockSource
from tests.fixtures.warehouse_server import Reply, warehouse

PHONE = (Asked("PH-X1", 2),)
SECRET = "s3cret-of-the-warehouse"
HOST = "https://stock.example.org/tmf-api/stock/v4"
USER = "https://agent%40view@stock.example.org/tmf-api/stock/v4"


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """Return a folder of keys that only its owner may read."""
    put(tmp_path / "stock.example.org.token")
    put(tmp_path / "agent@view@stock.example.org.password")
    put(tmp_path / "127.0.0.1.token")
    return tmp_path


def put(file: Path, text: str = SECRET + "\n", mode: int = 0o600) -> None:
    file.write_text(text, encoding="utf-8")
    file.chmod(mode)


def test_a_token_or_a_password_says_who_asks(keys: Path) -> None:
    assert authorization(HOST, keys) == f"Bearer {SECRET}"
    basic = b64encode(f"agent@view:{SECRET}".encode()).decode()
    assert authorization(USER, keys) == f"Basic {basic}"
    assert authorization("https://other.example.org/v4", keys) is None
    assert without_user(USER) == HOST


@pytest.mark.parametrize(
    "address",
    [
        "https://nobody@stock.example.org/v4",
        "https://agent:word@stock.example.org/v4",
        "https://..%2fagent@stock.example.org/v4",
        "http://stock.example.org/v4",
    ],
)
def test_no_key_no_question(keys: Path, address: str) -> None:
    with pytest.raises(KeyUnusableError):
        authorization(address, keys)
    assert HttpStock(address, keys).check(PHONE) == silent(PHONE, Silence.KEY)


@pytest.mark.parametrize(
    ("text", "mode"), [(SECRET, 0o644), ("", 0o600), ("two\nlines", 0o600), ("\x00" * 20_000, 0o600)]
)
def test_a_key_that_others_may_read_or_that_is_none_is_not_used(keys: Path, text: str, mode: int) -> None:
    put(keys / "stock.example.org.token", text, mode)
    with pytest.raises(KeyUnusableError):
        authorization(HOST, keys)


def test_the_warehouse_hears_it_and_nobody_else(
    keys: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with warehouse(PH_X1=4) as place:
        assert HttpStock(place.url, keys).check(PHONE) == {"PH-X1": Available(4)}
        assert HttpStock(place.url).check(PHONE) == {"PH-X1": Available(4)}
        keys.rename(keys.parent / "exchange-keys")
        monkeypatch.setenv("AGENTVIEW_DATA_FOLDER", str(keys.parent))
        system = stock_system(StockSource.HTTP, "MEL", place.url)
        assert system is not None
        assert system.check(PHONE) == {"PH-X1": Available(4)}
        assert place.callers == [f"Bearer {SECRET}", "", f"Bearer {SECRET}"]
    assert SECRET not in caplog.text


@pytest.mark.parametrize("status", [401, 403])
def test_a_key_that_the_warehouse_does_not_take_is_told(keys: Path, status: int) -> None:
    with warehouse(PH_X1=4) as place:
        place.reply = lambda _path, _task: Reply(b"{}", status)
        assert HttpStock(place.url, keys).check(PHONE) == silent(PHONE, Silence.KEY)
