"""What was done to a line, a device or a person of a company, from the trail."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from agentview.contract.op import Message
from agentview.contract.value import RecordId


class PastRequest(Message):
    """Ask for entries, newest first, before the one named."""

    before_id: RecordId | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class PastEntry(Message):
    """Who did what; `text` is what somebody wrote, such as a business justification."""

    entry_id: int
    at: datetime
    by: str
    action: str
    field: str | None
    old: str | None
    new: str | None
    text: str


class Past(Message):
    """Entries, newest first; `has_older`: there were more before."""

    entries: tuple[PastEntry, ...]
    has_older: bool
