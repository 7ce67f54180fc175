"""Tabs are there again when the person comes back, whatever happened to the file."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentview.ui.kit.settings_store import SettingsStore
from agentview.ui.views.customers.open_tabs import MOST, OpenTabs


def _store(folder: Path) -> SettingsStore:
    return SettingsStore(folder / "desktop.json")


def test_tabs_come_back_for_the_same_person_only(tmp_path: Path) -> None:
    tabs = OpenTabs(_store(tmp_path), "priya")
    tabs.opened(5, "004-0005")
    tabs.opened(6, "004-0006")
    tabs.chosen(5)
    again, other = OpenTabs(_store(tmp_path), "priya"), OpenTabs(_store(tmp_path), "daniel")
    again.load()
    other.load()
    assert (again.accounts, again.current) == ({5: "004-0005", 6: "004-0006"}, 5)
    assert (other.accounts, other.current) == ({}, None)
    again.closed(5)
    third = OpenTabs(_store(tmp_path), "priya")
    third.load()
    assert (third.accounts, third.current) == ({6: "004-0006"}, None)


def test_no_name_stands_in_the_file(tmp_path: Path) -> None:
    tabs = OpenTabs(_store(tmp_path), "priya")
    tabs.opened(5, "004-0005")
    assert "Marlow" not in (tmp_path / "desktop.json").read_text()


def test_only_the_last_tabs_are_kept(tmp_path: Path) -> None:
    tabs = OpenTabs(_store(tmp_path), "priya")
    for number in range(1, MOST + 4):
        tabs.opened(number, str(number))
    again = OpenTabs(_store(tmp_path), "priya")
    again.load()
    assert list(again.accounts) == list(range(4, MOST + 4))


_PLAIN = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=4)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["accounts", "current", "x"]), inner, max_size=3),
    ),
    max_leaves=8,
)


@given(_PLAIN)
def test_a_damaged_setting_opens_no_tab_that_is_none(value: object) -> None:
    class _Damaged:
        def get(self, _name: str, _default: object = None) -> object:
            return value

    tabs = OpenTabs(_Damaged(), "priya")  # type: ignore[arg-type]
    tabs.load()
    assert all(key > 0 for key in tabs.accounts)
    assert tabs.current is None or tabs.current in tabs.accounts


@pytest.mark.parametrize("value", [None, 1, [], {"accounts": 3}, {"accounts": [[1]], "current": 1}])
def test_what_cannot_be_understood_counts_as_nothing(tmp_path: Path, value: object) -> None:
    store = _store(tmp_path)
    store.set("customers/priya/tabs", value)
    tabs = OpenTabs(store, "priya")
    tabs.load()
    assert (tabs.accounts, tabs.current) == ({}, None)
