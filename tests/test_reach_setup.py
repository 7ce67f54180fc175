"""What the set-up pages keep: the user's settings, an own database, never what the administrator has set."""

import json
import stat
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from agentview import __version__
from agentview.cli import main
from agentview.core import setting_layers
from agentview.core.clock import ManualClock
from agentview.core.errors import AgentViewError, Rejected, rejected
from agentview.core.route import Connection, ProxyUse, Route
from agentview.core.setting_layers import Origin, user_file
from agentview.core.settings import Place, Settings
from agentview.core.support_file import collect
from agentview.gateway.proxy_login import with_login
from agentview.reach_local import reach_database
from agentview.reach_setup import ComputerSetUp, code_of
from agentview.ui.setup.port import NewProvider
from tests.build import START
from tests.fixtures.health_server import healthy, proxy
from tests.fixtures.key_ring import Ring, ring_in_use

SERVER = "https://agentview.example:8750"
PROXY = "http://proxy.example:3128"
THROUGH = Route(ProxyUse.MANUAL, PROXY, proxy_user="olga", proxy_password="s3cret")
HARBOUR = NewProvider("Harbour Mobile", "Australia/Sydney", "aud", "au", "olga", "a long sentence")


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: ManualClock) -> ComputerSetUp:
    """Return the set-up of a computer on which nothing is set."""
    monkeypatch.setattr(setting_layers, "POLICY_FILE", tmp_path / "policy.toml")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("AGENTVIEW_DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.setenv("LOGNAME", "olga")
    monkeypatch.delenv("AGENTVIEW_SERVER_URL", raising=False)
    return ComputerSetUp(clock)


@pytest.fixture(autouse=True)
def ring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    return ring_in_use(monkeypatch)


def test_a_connection_is_kept_and_read_again(computer: ComputerSetUp, tmp_path: Path) -> None:
    assert computer.connection().connection == Connection()
    authority = tmp_path / "company.pem"
    authority.touch()
    typed = Connection(SERVER, Route(ProxyUse.MANUAL, "http://proxy.example:3128", authority))
    computer.keep_connection(typed)
    assert computer.connection().connection == typed
    assert Settings().works_at() is Place.SERVER
    assert stat.S_IMODE(user_file().stat().st_mode) == 0o600
    computer.keep_connection(Connection(SERVER))
    assert Settings().route() == Route()


def test_a_login_at_the_proxy_goes_into_the_key_ring_alone(computer: ComputerSetUp, ring: Ring) -> None:
    computer.keep_connection(Connection(SERVER, THROUGH))
    assert list(ring.kept.values()) == ['["olga", "s3cret"]']
    assert "olga" not in user_file().read_text(encoding="utf-8")
    assert "s3cret" not in user_file().read_text(encoding="utf-8")
    shown = computer.connection().connection.route
    assert shown == replace(THROUGH, proxy_password="")
    computer.keep_connection(Connection(SERVER, shown))
    assert with_login(Settings().route()) == THROUGH


def test_a_kept_login_is_used_when_the_connection_is_tested(computer: ComputerSetUp, ring: Ring) -> None:
    alive = json.dumps({"version": __version__}).encode()
    with healthy(alive) as server, proxy([], login="olga:s3cret") as between:
        route = replace(THROUGH, proxy_url=between)
        computer.keep_connection(Connection(server, route))
        assert ring.kept
        assert computer.probe(Connection(server, replace(route, proxy_password=""))) == __version__
        with pytest.raises(AgentViewError, match="E-PROXY-PASSWORD"):
            computer.probe(Connection(server, replace(route, proxy_user="", proxy_password="")))
        with pytest.raises(AgentViewError, match="E-PROXY-LOGIN"):
            computer.probe(Connection(server, replace(route, proxy_user="somebody", proxy_password="")))


@pytest.mark.parametrize(
    "later",
    [
        Route(),
        Route(ProxyUse.NONE),
        Route(ProxyUse.MANUAL, PROXY),
        Route(ProxyUse.MANUAL, "http://other.example:3128"),
    ],
)
def test_a_login_that_is_not_wanted_any_more_is_forgotten(
    computer: ComputerSetUp, ring: Ring, later: Route
) -> None:
    computer.keep_connection(Connection(SERVER, THROUGH))
    assert ring.kept
    computer.keep_connection(Connection(SERVER, later))
    assert not ring.kept


def test_without_a_key_ring_a_login_is_refused_and_nothing_is_kept(
    computer: ComputerSetUp, ring: Ring
) -> None:
    ring.is_locked = True
    with pytest.raises(Rejected, match="E-PROXY-RING"):
        computer.keep_connection(Connection(SERVER, THROUGH))
    assert not user_file().exists()


@pytest.mark.parametrize("place", ["policy", "environment", "user"])
@pytest.mark.parametrize("login", ["olga:s3cret", "s3cret"])
def test_a_login_in_a_setting_is_refused_and_shown_nowhere(
    computer: ComputerSetUp,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    place: str,
    login: str,
) -> None:
    address = f"http://{login}@proxy.example:3128"
    if place == "environment":
        monkeypatch.setenv("AGENTVIEW_PROXY_URL", address)
    else:
        file = tmp_path / "policy.toml" if place == "policy" else user_file()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f'proxy = "manual"\nproxy_url = "{address}"\n', encoding="utf-8")
    with pytest.raises(Rejected, match="E-PROXY-SECRET") as error:
        Settings().route()
    assert main(["settings"]) == 0
    told = capsys.readouterr().out
    assert "http://***@proxy.example:3128" in told
    bundle = "".join(part.text for part in collect(tmp_path, {}, START))
    assert "proxy.example" in bundle
    for text in (told, bundle, str(error.value)):
        assert "s3cret" not in text
    assert computer.connection().connection.route.proxy_url == PROXY


def test_the_set_up_page_mends_an_address_with_a_login(computer: ComputerSetUp) -> None:
    user_file().parent.mkdir(parents=True)
    user_file().write_text('proxy_url = "http://olga:s3cret@proxy.example:3128"\n', encoding="utf-8")
    computer.keep_connection(Connection(SERVER, Route(ProxyUse.MANUAL, PROXY)))
    assert Settings().route() == Route(ProxyUse.MANUAL, PROXY)


def test_other_settings_of_the_user_stay(computer: ComputerSetUp) -> None:
    user_file().parent.mkdir(parents=True)
    user_file().write_text('log_level = "DEBUG"\ncall_hook_port = 18722\n', encoding="utf-8")
    computer.keep_connection(Connection(SERVER))
    settings = Settings()
    assert (settings.log_level, settings.call_hook_port, settings.server_url) == ("DEBUG", 18_722, SERVER)


def test_what_is_wrong_is_not_kept(computer: ComputerSetUp) -> None:
    with pytest.raises(Rejected, match="E-ADDRESS"):
        computer.keep_connection(Connection("agentview.example"))
    with pytest.raises(Rejected, match="E-ADDRESS"):
        computer.probe(Connection("agentview.example"))
    assert not user_file().exists()


def test_what_the_administrator_has_set_is_not_written_over(
    computer: ComputerSetUp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "policy.toml").write_text(f'server_url = "{SERVER}"\n', encoding="utf-8")
    monkeypatch.setenv("AGENTVIEW_PROXY", "none")
    kept = computer.connection()
    assert kept.connection == Connection(SERVER, Route(ProxyUse.NONE))
    assert kept.locked == {"server_url": Origin.POLICY, "proxy": Origin.ENVIRONMENT}
    computer.keep_connection(Connection("https://other.example"))
    assert Settings().server_url == SERVER
    assert "other" not in user_file().read_text(encoding="utf-8")
    for choose in (computer.use_demo, lambda: computer.found(HARBOUR)):
        with pytest.raises(Rejected, match="E-SETTING-POLICY"):
            choose()
    assert not (tmp_path / "data").exists()


def test_the_demo_is_chosen_and_remembered(computer: ComputerSetUp) -> None:
    computer.use_demo()
    assert Settings().works_at() is Place.DEMO


def test_an_own_provider_is_founded_for_its_owner(
    computer: ComputerSetUp, clock: ManualClock, cheap_passwords: object
) -> None:
    assert cheap_passwords
    assert computer.owner() == "olga"
    computer.found(HARBOUR)
    assert Settings().works_at() is Place.OWN
    path = Settings().data_folder / "agentview.db"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with ExitStack() as closing:
        gateway = reach_database(f"sqlite:///{path}", clock, closing)
        person = gateway.people()[0]
        assert (person.username, person.provider, person.currency) == ("olga", "Harbour Mobile", "AUD")
        assert gateway.sign_in("olga", HARBOUR.password).username == "olga"
    with pytest.raises(Rejected, match="E-DATABASE-IN-USE"):
        computer.found(HARBOUR)


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        ({"zone": "Australia/Atlantis"}, {"zone"}),
        ({"currency": "AU", "region": "XX"}, {"currency", "region"}),
        ({"password": "1234567"}, {"password"}),
        ({"username": "olga the first"}, {"username"}),
        ({"name": " "}, {"provider"}),
    ],
)
def test_a_provider_that_cannot_be_is_refused_before_anything_is_made(
    computer: ComputerSetUp, wrong: dict[str, str], fields: set[str]
) -> None:
    values = {name: getattr(HARBOUR, name) for name in NewProvider.__slots__}
    with pytest.raises(AgentViewError) as error:
        computer.found(NewProvider(**{**values, **wrong}))
    assert {refusal.field for refusal in error.value.refusals} == fields
    assert not Settings().data_folder.exists()
    assert Settings().works_at() is None


def test_a_founding_that_fails_leaves_no_database(
    computer: ComputerSetUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_values: object) -> None:
        raise rejected("E-DATABASE")

    monkeypatch.setattr("agentview.reach_setup.found_operator", fail)
    with pytest.raises(Rejected, match="E-DATABASE"):
        computer.found(HARBOUR)
    assert not list(Settings().data_folder.iterdir())
    assert Settings().works_at() is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Harbour Mobile", "HARBOUR_MOBILE"),
        ("K\u00fcstenfunk & S\u00f6hne", "KUSTENFUNK_SOHNE"),
        ("\u6771\u4eac", "OWN"),
        ("a" * 60, "A" * 40),
    ],
)
def test_a_code_is_made_of_the_name(name: str, code: str) -> None:
    assert code_of(name) == code
