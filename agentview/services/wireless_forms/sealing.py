"""Keeps what is typed into an encrypted field, and shows its last two characters alone (R-WL-15)."""

from functools import lru_cache
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from agentview.core.errors import Refusal, Unavailable
from agentview.core.key_file import file_key
from agentview.core.settings import Settings
from agentview.core.text import masked

SHOWN = 2
"""So many characters of an encrypted field are shown."""
MOST_SEALED = 1_000
"""So long an encrypted field may be: what is kept of it is longer."""
KEY_FILE = "wireless-fields.key"


def seal(text: str) -> str:
    """Return what is stored of a text. Raises Unavailable (`E-WL-FIELD-KEY`)."""
    return _box().encrypt(text.encode()).decode()


def unseal(stored: str) -> str:
    """Return the text again, to who places the order. Raises Unavailable (`E-WL-FIELD-KEY`)."""
    try:
        return _box().decrypt(stored.encode()).decode()
    except (InvalidToken, ValueError) as error:
        raise Unavailable(Refusal("E-WL-FIELD-KEY", rule="R-WL-15")) from error


def veiled(text: str) -> str:
    """Return dots and the last two characters."""
    return masked(text, SHOWN) if text else ""


def _box() -> Fernet:
    try:
        return _box_of(Settings().keys_folder() / KEY_FILE)
    except (OSError, ValueError) as error:
        raise Unavailable(Refusal("E-WL-FIELD-KEY", rule="R-WL-15")) from error


@lru_cache(maxsize=8)
def _box_of(path: Path) -> Fernet:
    return Fernet(file_key(path))
