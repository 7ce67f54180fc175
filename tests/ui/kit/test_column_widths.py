"""Columns get what they hold; what is left goes to the stretch column, what is missing is shared."""

from hypothesis import given
from hypothesis import strategies as st

from agentview.ui.kit.column_widths import Need, fit_columns
from agentview.ui.kit.table_layout import TableLayout

ID = Need("id", 80, 80, stretch=False)
NAME = Need("name", 40, 120, stretch=True)
PLACE = Need("place", 40, 120, stretch=False)


def test_spare_room_goes_to_the_stretch_column() -> None:
    assert fit_columns([ID, NAME, PLACE], 500, {}) == {"id": 80, "name": 300, "place": 120}


def test_missing_room_is_shared_but_ids_stay_whole() -> None:
    assert fit_columns([ID, NAME, PLACE], 280, {}) == {"id": 80, "name": 100, "place": 100}


def test_below_the_least_the_list_scrolls() -> None:
    assert fit_columns([ID, NAME, PLACE], 100, {}) == {"id": 80, "name": 40, "place": 40}


def test_a_chosen_width_is_kept() -> None:
    assert fit_columns([ID, NAME, PLACE], 400, {"place": 200, "id": 5}) == {
        "id": 80,
        "name": 120,
        "place": 200,
    }


@given(
    st.lists(st.tuples(st.integers(20, 200), st.integers(0, 200), st.booleans()), min_size=1, max_size=8),
    st.integers(0, 2000),
)
def test_widths_fill_the_room_exactly(columns: list[tuple[int, int, bool]], available: int) -> None:
    needs = [Need(str(at), least, least + more, stretch) for at, (least, more, stretch) in enumerate(columns)]
    widths = fit_columns(needs, available, {})
    assert all(widths[need.key] >= need.least for need in needs)
    least, liked = sum(need.least for need in needs), sum(need.liked for need in needs)
    if least <= available <= liked or (available > liked and any(need.stretch for need in needs)):
        assert sum(widths.values()) == available


def test_a_layout_survives_storing() -> None:
    layout = TableLayout(("b", "a"), frozenset({"a"}), {"b": 90})
    assert TableLayout.from_json(layout.as_json()) == layout


def test_damaged_layouts_are_the_default() -> None:
    values: list[object] = [None, [], {"order": 3, "hidden": "x"}, {"widths": {"a": "x", "b": 2.5}}]
    for damaged in values:
        assert TableLayout.from_json(damaged) == TableLayout()


def test_new_columns_take_their_place() -> None:
    assert TableLayout(("c", "a", "gone")).ordered(["a", "b", "c"]) == ["c", "b", "a"]


def test_a_column_shows_its_decent_width_only_as_long_as_it_fits() -> None:
    need = Need("plan", 40, 200, stretch=True, decent=120)
    assert need.usual == 120
    assert Need("plan", 150, 200, stretch=True, decent=120).usual == 150
