"""What a cell or widget shows beside its text: chip, age, presence; imports no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from agentview.ui.kit.theme import Tone

AMBER_FROM = 0.75
RED_FROM = 1.0


@dataclass(frozen=True)
class ChipValue:
    """A state as it is shown everywhere: tone, glyph, word, and one sentence for who hears it."""

    tone: Tone
    glyph: str
    word: str
    sentence: str = ""

    @property
    def spoken(self) -> str:
        """The sentence, or the word when there is none."""
        return self.sentence or self.word


@dataclass(frozen=True)
class Age:
    """How much of the allowed time is used: the text and the share (1.0 is due now)."""

    text: str
    share: float

    @property
    def tone(self) -> Tone:
        """Green below 75 %, amber up to 100 %, red when over."""
        if self.share > RED_FROM:
            return Tone.BAD
        return Tone.WARNING if self.share >= AMBER_FROM else Tone.SUCCESS


@dataclass(frozen=True)
class Share(Age):
    """How much of something is done: the text and the share (1.0 is all)."""

    @property
    def tone(self) -> Tone:
        """It never warns: more is better."""
        return Tone.SUCCESS if self.share >= 1.0 else Tone.PROGRESS


class PresenceState(StrEnum):
    """What a colleague does with the record."""

    EDITING = "editing"
    VIEWING = "viewing"
    AWAY = "away"


@dataclass(frozen=True)
class Presence:
    """A colleague at a record."""

    name: str
    state: PresenceState

    @property
    def initials(self) -> str:
        """The first letters of the first and last word of the name."""
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


Mark = ChipValue | Age | Presence
