"""What follows from values alone: ages, lists, merging, drafts, saved queries."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentview.contract.provisioning import (
    PresenceMode,
    QueueFilter,
    Side,
    Sort,
    TaskStatus,
    TransferType,
    View,
    Watcher,
)
from agentview.ui.kit.column import SortOrder
from agentview.ui.kit.mark import PresenceState
from agentview.ui.kit.theme import Tone
from agentview.ui.views.provisioning.query import Query
from agentview.ui.views.provisioning.row_facts import age_of, belongs, presence_of
from tests.ui.fake_desk import NOON
from tests.ui.views.provisioning.builders import ME, mine, row, theirs


def test_an_age_is_the_used_part_of_the_target() -> None:
    age = age_of(row(), NOON)
    assert age is not None
    assert (age.text, age.share, age.tone) == ("4h 00m", 0.5, Tone.SUCCESS)
    late = age_of(row(), NOON + timedelta(hours=5))
    assert late is not None
    assert (late.text, late.tone) == ("9h 00m", Tone.BAD)


def test_the_clock_stands_still_while_halted_and_ends_when_done() -> None:
    halted = row(status=TaskStatus.PROVISIONING_HALTED, paused_remaining_seconds=2 * 3600)
    age = age_of(halted, NOON + timedelta(days=3))
    assert age is not None
    assert age.text == "6h 00m"
    assert age_of(row(status=TaskStatus.COMPLETED), NOON) is None


@pytest.mark.parametrize(
    ("view", "shown"),
    [
        (View.MINE, {"mine"}),
        (View.UNCLAIMED, {"free"}),
        (View.OPEN, {"mine", "free", "theirs"}),
        (View.BREACHING, {"mine", "free", "theirs"}),
        (View.HALTED, {"halted"}),
        (View.DONE, {"done"}),
    ],
)
def test_a_row_belongs_into_the_views_of_its_state(view: View, shown: set[str]) -> None:
    rows = {
        "mine": mine(),
        "free": row(),
        "theirs": theirs(),
        "halted": row(status=TaskStatus.PROVISIONING_HALTED),
        "done": row(status=TaskStatus.ABORTED),
    }
    wanted = QueueFilter(view=view)
    assert {name for name, one in rows.items() if belongs(one, wanted, ME)} == shown


def test_chosen_statuses_come_before_the_view() -> None:
    wanted = QueueFilter(view=View.MINE, statuses=(TaskStatus.COMPLETED,))
    assert belongs(row(status=TaskStatus.COMPLETED), wanted, ME)
    assert not belongs(mine(), wanted, ME)


def test_who_edits_is_shown_before_who_looks() -> None:
    looks = Watcher(user_id=1, name="Al", mode=PresenceMode.VIEWING)
    edits = Watcher(user_id=2, name="Bo", mode=PresenceMode.EDITING)
    found = presence_of(row(watchers=(looks, edits)), ME)
    assert found is not None
    assert (found.name, found.state) == ("Bo", PresenceState.EDITING)
    assert presence_of(mine(), ME) is None
    held = presence_of(theirs(), ME)
    assert held is not None
    assert held.state is PresenceState.AWAY


def test_a_query_survives_being_saved() -> None:
    filter_ = QueueFilter(
        side=Side.REQUESTED,
        view=View.DONE,
        transfer_types=(TransferType.NEW, TransferType.CANCEL),
        text="Marlow",
        requested_from=date(2026, 3, 1),
    )
    query = Query(filter_, SortOrder(Sort.CUSTOMER.value, descending=True))
    assert Query.from_json(query.as_json()) == query
    assert query.narrowed_by == ("text", "transfer_types", "requested_from")
    assert query.cleared("text").filter.text == ""
    assert query.widened().narrowed_by == ()


@given(
    st.dictionaries(
        st.sampled_from(["filter", "sort", "descending", "x"]),
        st.sampled_from([None, 1, "a", [], {}, {"y": 1}]),
    )
)
def test_a_damaged_saved_query_becomes_the_default(content: dict[str, object]) -> None:
    read = Query.from_json(content)  # type: ignore[arg-type]
    assert read.sort in set(Sort)
