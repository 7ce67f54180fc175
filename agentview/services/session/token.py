"""Access tokens: opaque, stored hashed, twelve hours at most, revocable at once (D-32)."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from agentview.models.party import AccessToken

LIFETIME = timedelta(hours=12)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def issue(session: Session, user_id: int, now: datetime) -> tuple[str, datetime]:
    """Make a token for a user; return it, the only time it is seen, and when it ends."""
    token = secrets.token_urlsafe(32)
    expires_at = now + LIFETIME
    session.add(AccessToken(token_hash=_digest(token), user_id=user_id, issued_at=now, expires_at=expires_at))
    return token, expires_at


def owner(session: Session, token: str, now: datetime) -> int | None:
    """Return the user whose valid token this is, or None."""
    return session.scalars(
        select(AccessToken.user_id).where(
            AccessToken.token_hash == _digest(token),
            AccessToken.revoked_at.is_(None),
            AccessToken.expires_at > now,
        )
    ).first()


def revoke(session: Session, token: str, now: datetime) -> None:
    """End a session at once."""
    session.execute(
        update(AccessToken).where(AccessToken.token_hash == _digest(token)).values(revoked_at=now)
    )


def revoke_all(session: Session, user_id: int, now: datetime) -> None:
    """End all sessions of a user at once."""
    session.execute(
        update(AccessToken)
        .where(AccessToken.user_id == user_id, AccessToken.revoked_at.is_(None))
        .values(revoked_at=now)
    )
