"""Money: whole minor units and a currency; the one place that rounds."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An exact amount in minor units (cents); negative is a credit."""

    minor: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        """Add an amount of the same currency."""
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        """Take away an amount of the same currency."""
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        """Turn a charge into the credit of the same size."""
        return Money(-self.minor, self.currency)

    def times(self, part: int, whole: int) -> "Money":
        """Return `part`/`whole` of the amount, rounded half-up away from zero (R-GEN-04).

        The sign is kept apart from the rounding, so that a credit is exactly the opposite of its charge.
        """
        return Money(round_half_up(Fraction(self.minor * part, whole)), self.currency)

    def decimal(self) -> Decimal:
        """Return the amount in major units with two places, for display and export."""
        return Decimal(self.minor).scaleb(-2)

    def _same(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise ValueError(f"cannot mix {self.currency} and {other.currency}")
        return other.minor


def round_half_up(amount: Fraction) -> int:
    """Round to whole minor units, halves away from zero: `round(x) == -round(-x)`."""
    size = abs(amount)
    whole = (2 * size.numerator + size.denominator) // (2 * size.denominator)
    return whole if amount >= 0 else -whole
