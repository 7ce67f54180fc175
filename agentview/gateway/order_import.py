"""Places the orders of a file one by one, and tells what became of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from agentview.contract.orders import CHECK, PLACE, Placed, PlaceOutcome, ProductOrder
from agentview.core.errors import (
    AgentViewError,
    Conflict,
    NotSignedIn,
    Refusal,
    Throttled,
    Unavailable,
    Unknown,
)
from agentview.gateway.order_file import Entry, OrderFile
from agentview.gateway.port import Gateway


class Outcome(StrEnum):
    """What became of an order of the file."""

    CREATED = "created"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    CONFLICT = "conflict"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the report: one order (D-25), where in the file it stands, and what became of it."""

    position: int
    key: str
    outcome: Outcome
    references: tuple[str, ...] = ()
    refusals: tuple[Refusal, ...] = ()


class Stopped(Exception):  # noqa: N818 - it tells how far the import came
    """The connection or the file was lost on the way; what came before stays in. `refusals` say why."""

    def __init__(self, *refusals: Refusal) -> None:
        """Hold the reasons."""
        super().__init__(", ".join(refusal.code for refusal in refusals))
        self.refusals = refusals


def import_orders(gateway: Gateway, file: OrderFile, *, is_dry_run: bool = False) -> Iterator[Line]:
    """Place each order of a checked file, and yield its line of the report.

    Each order is in as a whole or not at all, and running the same file again changes nothing twice.
    Raises Stopped where it makes no sense to go on.
    """
    entries = file.entries()
    while True:
        try:
            entry = next(entries, None)
        except AgentViewError as error:
            raise Stopped(*error.refusals) from error
        if entry is None:
            return
        yield from _lines(gateway, entry, is_dry_run=is_dry_run)


def _lines(gateway: Gateway, entry: Entry, *, is_dry_run: bool) -> Iterator[Line]:
    """Yield the line of an order; that of one with unknown end before the import stops."""
    try:
        yield _line(gateway, entry, is_dry_run=is_dry_run)
    except Unknown as error:
        yield Line(entry.position, entry.key, Outcome.UNKNOWN, refusals=error.refusals)
        raise Stopped(*error.refusals) from error
    except (Unavailable, NotSignedIn, Throttled) as error:
        raise Stopped(*error.refusals) from error


def _line(gateway: Gateway, entry: Entry, *, is_dry_run: bool) -> Line:
    if entry.order is None:
        return Line(entry.position, entry.key, Outcome.REFUSED, refusals=entry.refusals)
    try:
        placed = _placed(gateway, entry.order, is_dry_run=is_dry_run)
    except (Unknown, Unavailable, NotSignedIn, Throttled):
        raise
    except Conflict as error:
        return Line(entry.position, entry.key, Outcome.CONFLICT, refusals=error.refusals)
    except AgentViewError as error:
        return Line(entry.position, entry.key, Outcome.REFUSED, refusals=error.refusals)
    is_new = placed.outcome is PlaceOutcome.CREATED
    outcome = Outcome.CREATED if is_new else Outcome.UNCHANGED
    return Line(entry.position, entry.key, outcome, placed.references)


def _placed(gateway: Gateway, order: ProductOrder, *, is_dry_run: bool) -> Placed:
    if is_dry_run:
        return gateway.call(CHECK, order)
    try:
        return gateway.call(PLACE, order)
    except Conflict as error:
        if error.code != "E-DUPLICATE":
            raise
        # Somebody else sent the same order at this moment: now it can be seen, and is compared.
        return gateway.call(PLACE, order)
