"""One thing, and how many."""

import pytest

from agentview.ui.kit.plural import counted, plural


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 cases"), (1, "1 case"), (2, "2 cases"), (12_345, "12,345 cases")]
)
def test_a_count_has_its_noun(count: int, said: str) -> None:
    assert plural("1 case", "{count} cases", count) == said


@pytest.mark.parametrize(("count", "said"), [(0, "0 cases"), (1, "1 case"), (2, "2 cases")])
def test_the_rows_of_a_list_are_counted_in_words(count: int, said: str) -> None:
    assert counted("1 case", "{count} cases")(count) == said
