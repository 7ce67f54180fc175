"""Which invoices a payment pays: pure functions over values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Open:
    """What is due of an invoice, in minor units including tax."""

    invoice_id: int
    due_on: date
    due_cents: int


@dataclass(frozen=True, slots=True)
class Part:
    """So much of a payment pays an invoice, in minor units."""

    invoice_id: int
    cents: int


def allocate(cents: int, invoices: Iterable[Open]) -> tuple[Part, ...]:
    """Return what `cents` pay: the invoice that is due longest first, each at most what is due of it."""
    parts = []
    for invoice in sorted(invoices, key=lambda one: (one.due_on, one.invoice_id)):
        paid = min(cents, invoice.due_cents)
        if paid > 0:
            parts.append(Part(invoice.invoice_id, paid))
            cents -= paid
    return tuple(parts)


def allocated(parts: Sequence[Part]) -> int:
    """Return what parts add up to."""
    return sum(part.cents for part in parts)
