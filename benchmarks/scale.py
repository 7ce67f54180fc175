"""The same page of the queue in a hundred times as many tasks."""

from collections.abc import Callable, Iterator
from itertools import cycle

from agentview.contract.provisioning import QUEUE, SIZE, QueuePage, QueueRequest, SizeRequest
from agentview.gateway.embedded import Embedded
from benchmarks.figures import Figure, Line, alternate, compared
from benchmarks.page import caller_at
from benchmarks.places import ENGINES, Places
from benchmarks.population import agent

MOST = 1.3
_TURNS = 20

Call = Callable[[], object]


def scale(places: Places, few: int, many: int, rounds: int) -> list[Line]:
    """Compare pages at `many` tasks with the same pages at `few`."""
    lines: list[Line] = []
    for engine in ENGINES:
        with places.embedded(engine, few) as small, places.embedded(engine, many) as large:
            calls = {
                **{f"{name} of {few:,}": call for name, call in _calls(small).items()},
                **{f"{name} of {many:,}": call for name, call in _calls(large).items()},
            }
            found = alternate(calls, rounds, warm_up=2 * _TURNS)
            for name in ("first page", "middle page"):
                lines += _pair(engine, name, found, few, many)
            deep = f"middle page by offset of {many:,}"
            lines.append(Line(f"{engine}: {deep}", str(found[deep])))
    return lines


def _pair(engine: str, name: str, found: dict[str, Figure], few: int, many: int) -> Iterator[Line]:
    floor = found[f"{name} of {few:,}"]
    yield Line(f"{engine}: {name} of {few:,}", str(floor))
    yield compared(f"{engine}: {name} of {many:,}", found[f"{name} of {many:,}"], floor.median, MOST)


def _calls(embedded: Embedded) -> dict[str, Call]:
    caller = caller_at(embedded, agent(1))

    def page(request: QueueRequest) -> QueuePage:
        return embedded.dispatcher.run(caller, QUEUE, request)

    rows = embedded.dispatcher.run(caller, SIZE, SizeRequest()).rows
    # Each turn another place, as people scroll: between a quarter and three quarters of the list.
    offsets = [rows // 4 + turn * rows // (2 * _TURNS) for turn in range(_TURNS)]
    neighbours = [page(QueueRequest(offset=offset)).last for offset in offsets]
    tokens, places = cycle(neighbours), cycle(offsets)
    return {
        "first page": lambda: page(QueueRequest()),
        "middle page": lambda: page(QueueRequest(after=next(tokens))),
        "middle page by offset": lambda: page(QueueRequest(offset=next(places))),
    }
