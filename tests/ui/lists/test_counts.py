"""Every list tells one row as one: "1 request", never "1 requests"."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import pytest

from agentview.ui import views
from agentview.ui.lists.spec import ListWords

SAME = {"1 halted"}
"""What has no other word for many."""


def counts() -> Iterator[tuple[str, ListWords]]:
    """Find the words of all lists."""
    for found in pkgutil.walk_packages(views.__path__, f"{views.__name__}."):
        module = importlib.import_module(found.name)
        for name, make in inspect.getmembers(module, inspect.isfunction):
            signature = inspect.signature(make)
            if make.__module__ != found.name or signature.return_annotation not in {ListWords, "ListWords"}:
                continue
            asked = [one.name for one in signature.parameters.values() if one.default is one.empty]
            if all(one.startswith("is_") for one in asked):
                yield f"{found.name}.{name}", make(**dict.fromkeys(asked, True))


LISTS = dict(counts())


def test_the_lists_of_the_program_are_there() -> None:
    """Those that need a record to be made are few."""
    assert len(LISTS) > 30


@pytest.mark.parametrize("where", LISTS)
def test_one_is_told_as_one(where: str) -> None:
    one, two = LISTS[where].count(1), LISTS[where].count(2)
    assert one.startswith("1 ")
    assert one != two.replace("2", "1", 1) or one in SAME
    assert LISTS[where].count(1_234).startswith("1,234 ")
