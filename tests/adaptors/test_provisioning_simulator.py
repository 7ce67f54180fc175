"""The simulated platform keeps what the port promises, and behaves as identifiers end."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from agentview.adaptors.provisioning_port import (
    Action,
    Done,
    NotKnown,
    ProvisioningPlatform,
    Refused,
    ServiceFacts,
    Unknown,
)
from agentview.adaptors.provisioning_simulator import Behaviour, ProvisioningSimulator


def facts(identifier: str | None = "box-00", born: date | None = None) -> ServiceFacts:
    return ServiceFacts("Voicemail", identifier, "004-1001", "Marlow Dental Group", born)


@pytest.fixture
def platform() -> ProvisioningSimulator:
    return ProvisioningSimulator()


def test_it_is_a_platform(platform: ProvisioningPlatform) -> None:
    assert platform.request("PO-1/SS-1", Action.ACTIVATE, facts()) == Done()
    assert platform.ask("PO-1/SS-1") == Done()
    assert platform.ask("PO-1/SS-2") == NotKnown()


def test_a_repeat_does_nothing_twice(platform: ProvisioningSimulator) -> None:
    for _ in range(3):
        assert platform.request("PO-1/SS-1", Action.ACTIVATE, facts()) == Done()
    assert platform.times_requested("PO-1/SS-1") == 3
    assert platform.times_carried_out("PO-1/SS-1") == 1


@pytest.mark.parametrize("ending", ["13", "17", "31"])
def test_a_refusal_is_not_kept(platform: ProvisioningSimulator, ending: str) -> None:
    refused = platform.request("PO-1/SS-1", Action.ACTIVATE, facts(f"box-{ending}"))
    assert isinstance(refused, Refused)
    assert refused.text
    assert platform.ask("PO-1/SS-1") == NotKnown()
    assert platform.request("PO-1/SS-1", Action.ACTIVATE, facts("box-00")) == Done()
    assert platform.request("CR-1/SS-2", Action.END, facts(f"box-{ending}")) == Done()


def test_a_date_of_birth_mends_what_lacked_it(platform: ProvisioningSimulator) -> None:
    assert platform.request("PO-1/SS-1", Action.ACTIVATE, facts("box-13", date(1980, 1, 1))) == Done()


def test_silence_first_and_silence_for_good(platform: ProvisioningSimulator) -> None:
    assert platform.request("PO-1/SS-1", Action.ACTIVATE, facts("box-99")) == Unknown()
    assert platform.ask("PO-1/SS-1") == Done()
    assert platform.request("PO-1/SS-2", Action.ACTIVATE, facts("box-66")) == Unknown()
    assert platform.ask("PO-1/SS-2") == Unknown()
    assert platform.times_carried_out("PO-1/SS-2") == 0


def test_what_it_saw_outlives_it_in_a_file(tmp_path: Path) -> None:
    with closing(ProvisioningSimulator(tmp_path / "seen.db")) as platform:
        platform.request("PO-1/SS-1", Action.ACTIVATE, facts())
    with closing(ProvisioningSimulator(tmp_path / "seen.db")) as platform:
        assert platform.ask("PO-1/SS-1") == Done()


def test_behaviour_can_be_chosen() -> None:
    strict = Behaviour(refused={"0": Refused("NO", "Not today.")}, silent=("1",), silent_first=())
    platform = ProvisioningSimulator(behaviour=strict)
    assert platform.request("PO-1/SS-1", Action.ACTIVATE, facts("a0")) == Refused("NO", "Not today.")
    assert platform.request("PO-1/SS-2", Action.ACTIVATE, facts("a1")) == Unknown()
    assert platform.request("PO-1/SS-3", Action.ACTIVATE, facts("a99")) == Done()
    assert platform.request("PO-1/SS-4", Action.ACTIVATE, facts(None)) == Done()
