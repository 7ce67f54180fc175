"""What a person keeps: saved views and preferences; and what everybody is found by."""

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from agentview.models.base import Base, Tracked
from agentview.models.dialect import BIG_KEY, BYTEWISE


class SavedView(Tracked, Base):
    """A named view of a list."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("user_id", "screen", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"))
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"), index=True)
    screen: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(80))
    is_shared: Mapped[bool]
    content: Mapped[dict[str, object]] = mapped_column(JSON)


class Preference(Base):
    """A preference of a person."""

    __tablename__ = "preference"

    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    value: Mapped[object] = mapped_column(JSON)


class SearchToken(Base):
    """A folded word, or reversed digits, by which a record is found (D-35).

    Both indexes hold all that a search asks of a token: what begins with something, and whether a record that
    was found has another word too.
    """

    __tablename__ = "search_token"
    __table_args__ = (
        Index(None, "provider_id", "kind", "token", "entity_id"),
        Index(None, "entity", "entity_id", "token", "kind"),
    )

    id: Mapped[int] = mapped_column(BIG_KEY, primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    kind: Mapped[str] = mapped_column(String(10))
    token: Mapped[str] = mapped_column(BYTEWISE)
    entity: Mapped[str] = mapped_column(String(20))
    entity_id: Mapped[int]
