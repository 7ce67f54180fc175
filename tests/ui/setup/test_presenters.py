"""The set-up page and the first run, without a window."""

import pytest

from agentview.core.errors import Refusal, Unavailable
from agentview.core.power import ROLE_POWERS, Power, Role
from agentview.core.route import Connection, ProxyUse, Route
from agentview.core.setting_layers import Origin
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.setup.coach_steps import coach_steps
from agentview.ui.setup.connection_presenter import ConnectionPresenter, connection_of
from agentview.ui.setup.first_run_presenter import FirstRunPresenter
from agentview.ui.setup.port import KeptConnection, NewProvider
from agentview.ui.tour.set_up import StagedSetUp

SERVER = "https://agentview.example"
TYPED = {
    "server_url": SERVER + "/",
    "proxy": "manual",
    "proxy_url": "http://proxy.example:3128",
    "proxy_user": "olga",
    "proxy_password": "s3cret",
    "certificate_authority": "",
}
FORM = {
    "provider": "Harbour Mobile",
    "zone": "Australia/Sydney",
    "currency": "aud",
    "region": "au",
    "username": "olga",
    "password": "a long sentence",
}


class Screen:
    """Notes what it is told to show."""

    def __init__(self) -> None:
        self.told: list[object] = []

    def show_kept(self, kept: KeptConnection) -> None:
        self.told.append(kept)

    def show_testing(self) -> None:
        self.told.append("testing")

    def show_reached(self, server: str, version: str) -> None:
        assert version
        self.told.append(f"reached {server}")

    def show_wrong(self, error: Exception) -> None:
        self.told.append(str(error))

    def show_saved(self) -> None:
        self.told.append("saved")

    def show_busy(self) -> None:
        self.told.append("busy")

    def show_done(self) -> None:
        self.told.append("done")


def test_what_is_set_is_shown_then_tested_then_kept() -> None:
    screen, runner, computer = Screen(), HeldRunner(), StagedSetUp()
    computer.kept = KeptConnection(Connection(SERVER), {"server_url": Origin.POLICY})
    presenter = ConnectionPresenter(screen, runner, computer)
    presenter.start()
    runner.run_all()
    assert screen.told == [computer.kept]
    presenter.test(TYPED)
    runner.run_all()
    assert screen.told[1:] == ["testing", f"reached {SERVER}"]
    typed = Connection(SERVER, Route(ProxyUse.MANUAL, "http://proxy.example:3128", None, "olga", "s3cret"))
    assert computer.done == [("probe", typed)]
    presenter.save(TYPED)
    runner.run_all()
    assert (screen.told[-1], computer.done[-1]) == ("saved", ("keep", typed))


def test_the_newest_test_counts_and_none_after_closing() -> None:
    screen, runner, computer = Screen(), HeldRunner(), StagedSetUp()
    presenter = ConnectionPresenter(screen, runner, computer)
    presenter.test(TYPED)
    presenter.test({**TYPED, "server_url": "https://other.example"})
    runner.run_all()
    assert screen.told == ["testing", "testing", "reached https://other.example"]
    presenter.test(TYPED)
    presenter.close()
    runner.run_all()
    assert screen.told[3:] == ["testing"]


def test_what_is_wrong_is_told() -> None:
    screen, runner, computer = Screen(), HeldRunner(), StagedSetUp()
    computer.error = Unavailable(Refusal("E-PROBE-NAME"))
    presenter = ConnectionPresenter(screen, runner, computer)
    presenter.test(TYPED)
    presenter.save(TYPED)
    runner.run_all()
    assert screen.told == ["testing", "E-PROBE-NAME", "E-PROBE-NAME"]


@pytest.mark.parametrize("use", ["system", "none"])
def test_an_address_of_a_proxy_that_is_not_used_is_left_out(use: str) -> None:
    assert connection_of({**TYPED, "proxy": use}).route == Route(ProxyUse(use))


def test_the_first_run_carries_out_one_choice() -> None:
    screen, runner, computer = Screen(), HeldRunner(), StagedSetUp()
    presenter = FirstRunPresenter(screen, runner, computer)
    presenter.use_demo()
    runner.run_all()
    presenter.found(FORM)
    runner.run_all()
    assert screen.told == ["busy", "done"] * 2
    made = NewProvider("Harbour Mobile", "Australia/Sydney", "AUD", "AU", "olga", "a long sentence")
    assert computer.done == [("demo",), ("found", made)]
    computer.error = Unavailable(Refusal("E-DATABASE"))
    presenter.use_demo()
    runner.run_all()
    assert screen.told[4:] == ["busy", "E-DATABASE"]


@pytest.mark.parametrize(("role", "claims"), [(Role.PROVISIONER, True), (Role.CSA, False)])
def test_the_tour_is_short_and_tells_of_claims_only_who_claims(role: Role, claims: bool) -> None:
    powers = list(ROLE_POWERS[role])
    assert (Power.WORK_QUEUE in powers) is claims
    steps = coach_steps([("Customers", "Ctrl+1"), ("Orders", "Ctrl+2")], powers)
    assert len(steps) == (6 if claims else 5)
    told = " ".join(steps)
    assert all(part in told for part in ("Customers Ctrl+1, Orders Ctrl+2", "Ctrl+K", "F1"))
    assert ("claim" in told) is claims
