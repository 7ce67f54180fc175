"""Places in the audit log: time and id of an entry, and in an export the reading that it belongs to."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from agentview.core.errors import Rejected, rejected

_LARGEST_ID = 2**53


@dataclass(frozen=True, slots=True)
class LogPlace:
    """An entry's place: the list goes by time, and by id within the same moment."""

    at: datetime
    entry_id: int

    def token(self, reading_id: int = 0) -> str:
        """Return the opaque form."""
        plain = json.dumps([self.at.isoformat(), self.entry_id, reading_id])
        return base64.urlsafe_b64encode(plain.encode()).decode()


def place_of(token: str) -> tuple[LogPlace, int]:
    """Read a token: the place, and the reading that it names. Raises Rejected (`E-CURSOR`)."""
    try:
        plain = json.loads(base64.urlsafe_b64decode(token.encode()))
        at, entry_id, reading_id = plain
        moment = datetime.fromisoformat(at).astimezone(UTC)
    except (binascii.Error, ValueError, TypeError, OverflowError) as error:
        raise _no_cursor() from error
    if not (_is_id(entry_id) and _is_id(reading_id)):
        raise _no_cursor()
    return LogPlace(moment, entry_id), reading_id


def _is_id(value: object) -> bool:
    return type(value) is int and 0 <= value < _LARGEST_ID


def _no_cursor() -> Rejected:
    return rejected("E-CURSOR", field="after")
