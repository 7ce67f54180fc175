"""The keys of the rail: every area of the program has one of its own."""

from agentview.ui.shell.rail import area_key
from agentview.ui.shell.registry import AREAS


def test_every_area_has_a_key_of_its_own() -> None:
    keys = [area_key(position) for position in range(len(AREAS))]
    assert keys[:2] == ["Ctrl+1", "Ctrl+2"]
    assert keys[8:11] == ["Ctrl+9", "Ctrl+Shift+1", "Ctrl+Shift+2"]
    assert "" not in keys
    assert len(set(keys)) == len(AREAS)


def test_there_are_no_keys_beyond_the_second_row() -> None:
    assert (area_key(17), area_key(18)) == ("Ctrl+Shift+9", "")
