"""Opens the drafts of a person: in the user's state folder, encrypted (D-39)."""

from __future__ import annotations

from pathlib import Path

from agentview.contract.session import Person
from agentview.core.clock import Clock
from agentview.ui.kit.draft_key import draft_keys
from agentview.ui.kit.draft_store import DraftStore


def open_drafts(folder: Path, place: str, person: Person, clock: Clock) -> DraftStore:
    """Return the drafts of this person on the services at `place`. Raises OSError."""
    user = f"{place}/{person.username}"
    return DraftStore(folder / "drafts", user, draft_keys("agentview", folder), clock)
