"""Made-up rows for the gallery and for whoever wants to see a list without a server."""

from __future__ import annotations

from dataclasses import dataclass

from agentview.ui.kit.column import Column, Kind
from agentview.ui.kit.mark import Age, ChipValue, Presence, PresenceState
from agentview.ui.kit.page_source import Page, PageRequest
from agentview.ui.kit.paged_model import PagedTableModel
from agentview.ui.kit.theme import Tone

STATES = (
    ChipValue(Tone.NEUTRAL, "+", "New", "Nobody has looked at it yet"),
    ChipValue(Tone.INFO, "\u25cb", "Awaiting action", "Waits for somebody to take it"),
    ChipValue(Tone.PROGRESS, "\u25d0", "In progress", "Somebody works on it"),
    ChipValue(Tone.WARNING, "\u25b8", "Awaiting dispatch", "Waits for the courier"),
    ChipValue(Tone.SUCCESS, "\u2713", "Done", "Finished"),
    ChipValue(Tone.BAD, "!", "Halted", "Stopped; somebody must act"),
    ChipValue(Tone.BLOCKED, "\u2225", "Suspended", "Blocked by a hold"),
    ChipValue(Tone.NEUTRAL, "\u00d7", "Cancelled", "Given up"),
)
_NAMES = (
    "Marlow Dental Group Holdings Limited",
    "K. Okonkwo",
    "Bright & Sons Pty",
    "J. \u00c1rnad\u00f3ttir",
    "Harbour Cafe",
    "Lee, Wai Man",
    "<b>Northgate</b> School",
    "O'Brien Plumbing",
)
_THINGS = ("Fibre 100/20", "Trunk \u00d710", "Business Fibre 1G", "Mobile 40 GB", "Ethernet 200")
_COLLEAGUES = (
    None,
    Presence("T. Silva", PresenceState.EDITING),
    Presence("Mei Chen", PresenceState.VIEWING),
    Presence("Priya N.", PresenceState.AWAY),
)


@dataclass(frozen=True)
class SampleRow:
    """One made-up row; everything follows from its number."""

    number: int

    @property
    def state(self) -> ChipValue:
        """Its chip."""
        return STATES[self.number % len(STATES)]

    @property
    def age(self) -> Age:
        """Its age."""
        minutes = (self.number * 37) % 300 + 5
        return Age(f"{minutes // 60}h {minutes % 60:02d}m", minutes / 240)

    @property
    def colleague(self) -> Presence | None:
        """Who is at it."""
        return _COLLEAGUES[self.number % len(_COLLEAGUES)]


COLUMNS: tuple[Column[SampleRow], ...] = (
    Column(
        "number",
        lambda: "Number",
        lambda row: f"NO-{90_000 - row.number}",
        Kind.ID,
        sample=lambda: "NO-90000",
        sort_key="number",
    ),
    Column(
        "name", lambda: "Name", lambda row: _NAMES[row.number % len(_NAMES)], stretch=True, sort_key="name"
    ),
    Column(
        "thing",
        lambda: "Thing",
        lambda row: _THINGS[row.number % len(_THINGS)],
        strong=False,
        sample=lambda: "Business Fibre",
    ),
    Column(
        "state",
        lambda: "State",
        lambda row: row.state.word,
        Kind.CHIP,
        mark=lambda row: row.state,
        sample=lambda: "Awaiting dispatch",
    ),
    Column(
        "who",
        lambda: "With",
        lambda row: row.colleague.name if row.colleague else "\u2014",
        Kind.PRESENCE,
        mark=lambda row: row.colleague,
        sample=lambda: "Mei Chen",
    ),
    Column(
        "amount",
        lambda: "Amount",
        lambda row: f"{row.number * 7.5:,.2f}",
        Kind.NUMBER,
        sample=lambda: "1,234.00",
        strong=False,
    ),
    Column(
        "age",
        lambda: "Age / target",
        lambda row: row.age.text,
        Kind.AGE,
        mark=lambda row: row.age,
        sample=lambda: "25h 10m",
        sort_key="age",
    ),
)


class SampleSource:
    """Answers at once from made-up rows; `total` may be a million."""

    def __init__(self, total: int) -> None:
        """Has `total` rows."""
        self.total = total
        self.model = PagedTableModel(COLUMNS, lambda row: row.number, self)

    def request(self, wanted: PageRequest) -> None:
        """Answers with the rows of the page."""
        last = min(self.total, wanted.offset + wanted.limit)
        rows = [SampleRow(number) for number in range(wanted.offset, last)]
        self.model.deliver(wanted, Page(rows, self.total))
