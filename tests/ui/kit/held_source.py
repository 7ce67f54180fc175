"""A page source for tests that answers only when it is told to."""

from collections.abc import Sequence
from dataclasses import dataclass

from agentview.ui.kit.column import Column, Kind
from agentview.ui.kit.page_source import Page, PageRequest
from agentview.ui.kit.paged_model import PagedTableModel


@dataclass(frozen=True)
class Line:
    number: int
    text: str = ""


COLUMNS: tuple[Column[Line], ...] = (
    Column(
        "id",
        lambda: "Id",
        lambda line: f"L-{line.number}",
        Kind.ID,
        sample=lambda: "L-1000000",
        sort_key="id",
    ),
    Column(
        "text", lambda: "Text", lambda line: line.text or f"text {line.number}", stretch=True, sort_key="text"
    ),
    Column("count", lambda: "Count", lambda line: str(line.number), Kind.NUMBER, sample=lambda: "1000000"),
)


class HeldSource:
    """Holds requests; `lines` is what the list holds now (an int stands for that many)."""

    def __init__(self, lines: int | Sequence[Line], *, page_size: int = 10, knows_total: bool = True) -> None:
        self.lines: Sequence[Line] | range = range(lines) if isinstance(lines, int) else list(lines)
        self.held: list[PageRequest] = []
        self.knows_total = knows_total
        self.model = PagedTableModel(
            COLUMNS, lambda line: line.number, self, token=lambda line: line.number, page_size=page_size
        )

    def request(self, wanted: PageRequest) -> None:
        self.held.append(wanted)

    def answer(self, at: int = 0) -> None:
        wanted = self.held.pop(at)
        self.model.deliver(wanted, Page(self.rows(wanted), len(self.lines) if self.knows_total else None))

    def answer_all(self) -> None:
        while self.held:
            self.answer()

    def fail(self, at: int = 0) -> None:
        self.model.fail(self.held.pop(at))

    def rows(self, wanted: PageRequest) -> list[Line]:
        part = self.lines[wanted.offset : wanted.offset + wanted.limit]
        return [Line(line) if isinstance(line, int) else line for line in part]

    def load(self) -> PagedTableModel[Line]:
        self.model.reload()
        self.answer_all()
        return self.model


def lines(*numbers: int) -> list[Line]:
    return [Line(number) for number in numbers]
