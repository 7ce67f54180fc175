"""What simulated customers owe, kept by the test itself: nothing of the program is asked."""

from dataclasses import dataclass, field
from datetime import date

LEAST, DAYS, THRESHOLD = 5_000, 14, 1_000


@dataclass
class Debt:
    """An invoice, as the test keeps it."""

    invoice_id: int
    due_on: date
    cents: int
    disputed: int = 0


@dataclass
class Customer:
    """An account: what it owes, what it has promised, and how far the rules should be with it."""

    account_id: int
    debts: list[Debt] = field(default_factory=list)
    parts: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    """Of each payment what it paid of which invoice."""
    promised_for: date | None = None
    state: str = ""
    """Nothing, FLAGGED, or BARRED."""

    @property
    def owing(self) -> int:
        return sum(debt.cents for debt in self.debts)

    def pay(self, payment_id: int, cents: int) -> None:
        """Pay the oldest first."""
        for debt in sorted(self.debts, key=lambda one: (one.due_on, one.invoice_id)):
            part = min(cents, debt.cents)
            if part:
                debt.cents -= part
                debt.disputed = min(debt.disputed, debt.cents)
                cents -= part
                self.parts.setdefault(payment_id, []).append((debt.invoice_id, part))
        assert cents == 0, "the simulation pays more than is owed"

    def take_back(self, payment_id: int) -> None:
        """Owe again what a payment paid."""
        by_id = {debt.invoice_id: debt for debt in self.debts}
        for invoice_id, part in self.parts.pop(payment_id):
            by_id[invoice_id].cents += part

    def is_covered(self) -> bool:
        """Say whether what is in dispute brings it to the threshold."""
        disputed = sum(debt.disputed for debt in self.debts)
        return disputed > 0 and self.owing - disputed <= THRESHOLD

    def is_eligible(self, today: date) -> bool:
        """Say whether the rules may restrict it: D-01, and nothing keeps them."""
        late = [debt.due_on for debt in self.debts if debt.cents]
        is_late = bool(late) and (today - min(late)).days > DAYS
        is_promised = self.promised_for is not None and today <= self.promised_for
        return self.owing >= LEAST and is_late and not self.is_covered() and not is_promised

    def is_to_be_restored(self) -> bool:
        """Say whether it is restored: R-SUS-18, SM-5."""
        return self.owing <= THRESHOLD or self.is_covered()

    def expected(self, today: date, *, is_open: bool) -> str:
        """Return how far the rules must be after a round; a closed window restricts nobody."""
        if self.state == "BARRED" and not self.is_to_be_restored():
            return "BARRED"
        if self.state == "BARRED" or not self.is_eligible(today):
            return ""
        return "BARRED" if is_open else "FLAGGED"
