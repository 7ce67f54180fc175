"""The key that drafts are encrypted with: from the key ring, else a key file of mode 0600 (D-39)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import keyring
from cryptography.fernet import Fernet
from keyring.errors import KeyringError

from agentview.core.key_file import file_key

_SERVICE = "agentview-drafts"


def ring_key(user: str) -> bytes | None:
    """The key from the system's key ring, made on first use; None where there is no key ring."""
    try:
        stored = keyring.get_password(_SERVICE, user)
        if stored is None:
            keyring.set_password(_SERVICE, user, Fernet.generate_key().decode())
            # Some key rings take a password and forget it: only what can be read back is a key.
            stored = keyring.get_password(_SERVICE, user)
    except KeyringError:
        return None
    return None if stored is None else stored.encode()


def draft_keys(
    user: str, folder: Path, from_ring: Callable[[str], bytes | None] = ring_key
) -> tuple[bytes, ...]:
    """The keys for this user's drafts; the first encrypts, all of them decrypt. Raises OSError.

    A key file is made only where there is no key ring, and is read as long as it exists, so that
    drafts stay readable when a key ring appears later.
    """
    path = folder / "drafts.key"
    ring = from_ring(user)
    if ring is None:
        return (file_key(path),)
    return (ring, file_key(path)) if path.exists() else (ring,)
