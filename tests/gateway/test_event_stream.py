"""Events are read alike, however the bytes were cut on the way."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from agentview.gateway.event_stream import Event, events

TEXT = st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=20)
IDS = st.from_regex(r"[0-9]{1,5}-[0-9]{1,5}", fullmatch=True)


def pieces(stream: bytes, sizes: list[int]) -> Iterator[bytes]:
    """Cut a stream into pieces of these sizes, over and over."""
    start, turn = 0, 0
    while start < len(stream):
        size = sizes[turn % len(sizes)]
        yield stream[start : start + size]
        start, turn = start + size, turn + 1


@given(
    told=st.lists(st.tuples(IDS, st.lists(TEXT, min_size=1, max_size=3)), max_size=5),
    sizes=st.lists(st.integers(1, 7), min_size=1, max_size=5),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_the_cuts_do_not_matter(told: list[tuple[str, list[str]]], sizes: list[int], end: str) -> None:
    lines: list[str] = []
    for number, data in told:
        lines += [f"id: {number}", "event: changes", *(f"data: {part}" for part in data), ": beat", ""]
    stream = "".join(line + end for line in lines).encode()
    expected = [Event(number, "changes", "\n".join(data)) for number, data in told]
    assert list(events(pieces(stream, sizes))) == expected


def test_an_event_that_is_cut_off_is_none() -> None:
    assert list(events([b"id: 1-1\ndata: x\n"])) == []


def test_an_id_alone_is_told_without_data_and_kept() -> None:
    stream = b": beat\nid: 1-1\n\n: beat\n\ndata: x\n\n"
    assert list(events([stream])) == [
        Event("1-1", "message", ""),
        Event("1-1", "message", ""),
        Event("1-1", "message", "x"),
    ]
