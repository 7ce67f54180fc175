"""Files that people attach to records, kept in parts so that no request grows large."""

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from agentview.models.base import Base, Tracked


class Attachment(Tracked, Base):
    """A file of an account: its plain name, its size in bytes, and what it is by its content.

    It may be used once `is_whole`; its bytes never leave the database as a path.
    """

    __tablename__ = "attachment"

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    is_whole: Mapped[bool]


class AttachmentPart(Base):
    """A run of bytes of a file."""

    __tablename__ = "attachment_part"

    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachment.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
