"""Known rows are found by position and id; the pages used least are forgotten."""

from hypothesis import given
from hypothesis import strategies as st

from agentview.ui.kit.refresh import compare
from agentview.ui.kit.rows import Rows


def _rows(most_pages: int = 100) -> Rows[str]:
    return Rows(lambda row: row, 10, most_pages)


def test_rows_are_found_both_ways() -> None:
    rows = _rows()
    rows.put(20, ["a", "b"])
    assert (rows.at(21), rows.find("b"), rows.at(22), rows.find("c")) == ("b", 21, None, None)


def test_the_pages_used_least_go() -> None:
    rows = _rows(most_pages=2)
    rows.put(0, ["a"])
    rows.put(10, ["b"])
    rows.touch(0)
    rows.put(20, ["c"])
    assert (rows.at(0), rows.at(10), rows.at(20)) == ("a", None, "c")
    assert rows.find("b") is None


def test_removing_moves_the_rest_up() -> None:
    rows = _rows()
    rows.put(0, ["a", "b", "c"])
    rows.remove(1)
    assert (rows.at(1), rows.find("c"), rows.find("b"), len(rows)) == ("c", 1, None, 2)


def test_a_row_that_moved_is_found_at_its_last_place() -> None:
    rows = _rows()
    rows.put(0, ["a", "b"])
    rows.put(10, ["b"])
    rows.set(1, "c")
    assert rows.find("b") == 10


@given(st.lists(st.integers(0, 40), unique=True), st.lists(st.integers(0, 60), max_size=20))
def test_removing_agrees_with_a_list(numbers: list[int], gone: list[int]) -> None:
    rows: Rows[int] = Rows(lambda row: row, 10, 100)
    rows.put(0, numbers)
    for number in gone:
        position = rows.find(number)
        if position is not None:
            rows.remove(position)
            numbers.remove(number)
    assert [rows.at(at) for at in range(len(numbers))] == numbers
    assert [rows.find(number) for number in numbers] == list(range(len(numbers)))


def test_inside_rows_are_new_and_gone() -> None:
    found = compare("abcd", "axcd", is_start=False, is_end=False)
    assert set(found.new) == {"x"}
    assert set(found.gone) == {"b"}


def test_rows_that_slid_over_the_edge_do_not_count() -> None:
    found = compare("abcd", "xabc", is_start=True, is_end=False)
    assert set(found.new) == {"x"}
    assert set(found.gone) == set()
    found = compare("abcd", "bcde", is_start=True, is_end=False)
    assert set(found.new) == set()
    assert set(found.gone) == {"a"}


def test_a_short_list_counts_everything() -> None:
    found = compare("ab", "cd", is_start=True, is_end=True)
    assert set(found.new) == {"c", "d"}
    assert set(found.gone) == {"a", "b"}


def test_a_page_of_strangers_says_nothing() -> None:
    found = compare("ab", "cd", is_start=False, is_end=False)
    assert not found.new
    assert not found.gone
