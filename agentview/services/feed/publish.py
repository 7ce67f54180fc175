"""Rings the doorbell of the change feed."""

from sqlalchemy.orm import Session

from agentview.models.dialect import ring_doorbell


def ring(session: Session) -> None:
    """Tell other processes, at commit, that there are new change rows."""
    ring_doorbell(session.connection())
