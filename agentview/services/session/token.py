"""Access tokens: opaque, stored hashed, twelve hours at most, revocable at once (D-32)."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from agentview.models.party import AccessToken

LIFETIME = timedelta(hours=12)


def digest(issued: str) -> str:
    """Return what is stored of a token."""
    return hashlib.sha256(issued.encode()).hexdigest()


def issue(session: Session, user_id: int, now: datetime) -> tuple[str, datetime]:
    """Make a token for a user; return it, the only time it is seen, and when it ends."""
    issued = secrets.token_urlsafe(32)
    expires_at = now + LIFETIME
    session.add(AccessToken(token_hash=digest(issued), user_id=user_id, issued_at=now, expires_at=expires_at))
    return issued, expires_at


def revoke(session: Session, issued: str, now: datetime) -> None:
    """End a session at once."""
    session.execute(
        update(AccessToken)
        .where(AccessToken.token_hash == digest(issued), AccessToken.revoked_at.is_(None))
        .values(revoked_at=now)
    )


def revoke_all(session: Session, user_id: int, now: datetime) -> None:
    """End all sessions of a user at once."""
    session.execute(
        update(AccessToken)
        .where(AccessToken.user_id == user_id, AccessToken.revoked_at.is_(None))
        .values(revoked_at=now)
    )


def revoke_others(session: Session, user_id: int, kept: str | None, now: datetime) -> None:
    """End all sessions of a user but the one that is going on."""
    others = update(AccessToken).where(AccessToken.user_id == user_id, AccessToken.revoked_at.is_(None))
    if kept is not None:
        others = others.where(AccessToken.token_hash != digest(kept))
    session.execute(others.values(revoked_at=now))
