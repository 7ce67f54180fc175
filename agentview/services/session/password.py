"""Passwords: argon2id, at most a few at a time, with the same effort for users that do not exist."""

from functools import lru_cache
from threading import BoundedSemaphore

from argon2 import Parameters, PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import ARGON2_VERSION

from agentview.core.errors import Refusal

STRENGTH = Parameters(
    type=Type.ID,
    version=ARGON2_VERSION,
    salt_len=16,
    hash_len=32,
    time_cost=2,
    memory_cost=19 * 1024,
    parallelism=1,
)
"""The least that OWASP asks for argon2id: 19 MiB and two passes."""

SHORTEST = 8
LONGEST = 1_000

_HASHER = PasswordHasher.from_parameters(STRENGTH)
# A hash takes 19 MiB; a whole shift that signs in at nine must not take the memory all at once.
_SLOTS = BoundedSemaphore(4)


def password_refusals(password: str | None, field: str = "password") -> tuple[Refusal, ...]:
    """Refuse a password that is too short, or endless; None stands for one yet to be set."""
    if password is None or SHORTEST <= len(password) <= LONGEST:
        return ()
    return (Refusal("E-PASSWORD", field, values={"least": SHORTEST}),)


def hashed(password: str) -> str:
    """Return the argon2id hash of a password."""
    with _SLOTS:
        return _HASHER.hash(password)


def is_right(password: str, password_hash: str | None) -> bool:
    """Say whether the password fits; without a hash it takes as long and is wrong."""
    with _SLOTS:
        try:
            _HASHER.verify(password_hash or _decoy(), password)
        except (VerificationError, InvalidHashError):
            return False
    return password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Say whether the hash was made with other parameters than today's."""
    return _HASHER.check_needs_rehash(password_hash)


@lru_cache(maxsize=1)
def _decoy() -> str:
    return _HASHER.hash("nobody has this password")
