"""Plays a service that checks deliveries: what it answers follows from a word of the name."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from agentview.adaptors.fraud_port import Delivery, Failed, FraudReason, Passed, Unknown, Verdict
from agentview.core.text import fold, split_words


@dataclass(frozen=True, slots=True)
class FraudBehaviour:
    """Which words of a name let it refuse a delivery, and which let it answer nothing."""

    refused: Mapping[str, tuple[FraudReason, ...]] = field(
        default_factory=lambda: {
            "fraud": (FraudReason.LISTED,),
            "nowhere": (FraudReason.ADDRESS_INCOMPLETE, FraudReason.LISTED),
        }
    )
    silent: frozenset[str] = frozenset({"silence"})


class FraudSimulator:
    """A checker without a network."""

    def __init__(self, behaviour: FraudBehaviour | None = None) -> None:
        """Answer as `behaviour` says."""
        self._behaviour = behaviour or FraudBehaviour()

    def check(self, delivery: Delivery) -> Verdict:
        """Judge a delivery."""
        words = split_words(fold(delivery.name))
        if self._behaviour.silent.intersection(words):
            return Unknown()
        for word in words:
            if word in self._behaviour.refused:
                return Failed(self._behaviour.refused[word])
        return Passed()
