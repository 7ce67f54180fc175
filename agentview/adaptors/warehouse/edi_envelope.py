"""The envelopes of an EDI file: each end must name what it ends, and count what lay between."""

from dataclasses import dataclass

from agentview.adaptors.warehouse.dispatch_json import number
from agentview.adaptors.warehouse.edi_segments import Segment


@dataclass(frozen=True, slots=True)
class Level:
    """One envelope: its first segment and where that holds the control number, and its last segment."""

    start: str
    control_at: int
    end: str


class Envelope:
    """Follows a file by its segments. The innermost level is the message, which counts its segments."""

    def __init__(self, levels: tuple[Level, ...]) -> None:
        """Expect the levels from the outside in."""
        self.is_closed = False
        self._levels = levels
        self._marks = {tag for level in levels for tag in (level.start, level.end)}
        self._open: list[tuple[str, int]] = []

    def takes(self, segment: Segment) -> bool:
        """Say whether the next segment may stand here, with the control number and count that it holds."""
        depth = len(self._open)
        if self.is_closed:
            return False
        if segment[0] not in self._marks:
            if depth < len(self._levels):
                return False
            self._count()
            return True
        if depth and segment[0] == self._levels[depth - 1].end:
            return self._ends(segment, is_message=depth == len(self._levels))
        return depth < len(self._levels) and self._starts(segment, self._levels[depth])

    def _starts(self, segment: Segment, level: Level) -> bool:
        if segment[0] != level.start or len(segment) <= level.control_at:
            return False
        if self._open:
            self._count()
        is_message = level is self._levels[-1]
        self._open.append((segment[level.control_at].strip(), int(is_message)))
        return True

    def _ends(self, segment: Segment, *, is_message: bool) -> bool:
        control, count = self._open.pop()
        self.is_closed = not self._open
        told = segment[1:3]
        return len(told) == len("12") and told[1].strip() == control and number(told[0]) == count + is_message

    def _count(self) -> None:
        control, count = self._open[-1]
        self._open[-1] = (control, count + 1)
