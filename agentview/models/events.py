"""Which events are told to whom and how: mappings, their actions, templates, and the messages sent."""

from datetime import datetime, time

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false, text, true
from sqlalchemy.orm import Mapped, mapped_column

from agentview.models.base import Base, Tracked
from agentview.models.dialect import BIG_KEY

_IS_WAITING = text("status = 'QUEUED'")


class EventMapping(Tracked, Base):
    """An event type for the accounts of a profile (E40): whether it fires, and at which threshold.

    `threshold` is in the unit of the event type: days after, or before, a day. `is_enabled` switches what the
    event itself does: of Auto Suspend and Auto UnSuspend the automation (R-EVT-02). `lead_limit_days`: of
    Invoice Due, not for invoices issued later than so many days before they are due (E43). `enabled_at`: it
    tells of what happens from then on, not of what was before; None: of all.
    """

    __tablename__ = "event_mapping"
    __table_args__ = (Index(None, "provider_id", "event_type", "profile_id", "threshold", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    profile_id: Mapped[int] = mapped_column(ForeignKey("account_profile.id"), index=True)
    event_type: Mapped[str] = mapped_column(String(60))
    description: Mapped[str] = mapped_column(String(200), default="", server_default="")
    threshold: Mapped[int] = mapped_column(default=0, server_default="0")
    lead_limit_days: Mapped[int | None]
    is_enabled: Mapped[bool]
    enabled_at: Mapped[datetime | None]
    has_extended_logging: Mapped[bool] = mapped_column(default=False, server_default=false())


class EventTemplate(Tracked, Base):
    """What a message of an event type says, with `%%variables%%` of that type alone (E39, R-EVT-10)."""

    __tablename__ = "event_template"
    __table_args__ = (UniqueConstraint("provider_id", "event_type", "channel", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    event_type: Mapped[str] = mapped_column(String(60))
    channel: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    subject: Mapped[str] = mapped_column(String(200), default="", server_default="")
    body: Mapped[str] = mapped_column(String(10_000))
    from_address: Mapped[str] = mapped_column(String(200), default="", server_default="")
    status: Mapped[str] = mapped_column(String(10), default="DRAFT", server_default="DRAFT")


class EventAction(Tracked, Base):
    """One of the things that a mapping does, switched by itself, with a template of its own (E40, E41)."""

    __tablename__ = "event_action"
    __table_args__ = (UniqueConstraint("mapping_id", "type"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    mapping_id: Mapped[int] = mapped_column(ForeignKey("event_mapping.id"))
    type: Mapped[str] = mapped_column(String(20))
    is_enabled: Mapped[bool] = mapped_column(default=False, server_default=false())
    template_id: Mapped[int | None] = mapped_column(ForeignKey("event_template.id"), index=True)
    log_tag: Mapped[str] = mapped_column(String(40), default="", server_default="")


class Notification(Tracked, Base):
    """A message to a customer, word for word as it is sent, and what became of it (R-EVT-13).

    `dedupe_key` makes it once only (R-EVT-16). `digest_id`: it went out as a part of that message.
    `proof` is what the server or gateway answered. A lease keeps two workers apart.
    """

    __tablename__ = "event_notification"
    __table_args__ = (
        Index(None, "provider_id", "id"),
        Index(None, "provider_id", "status", "id"),
        Index(None, "account_id", "id"),
        Index(
            "ix_event_notification_waiting",
            "next_try_at",
            "id",
            sqlite_where=_IS_WAITING,
            postgresql_where=_IS_WAITING,
        ),
    )

    id: Mapped[int] = mapped_column(BIG_KEY, primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    service_subscription_id: Mapped[int | None] = mapped_column(ForeignKey("service_subscription.id"))
    event_instance_id: Mapped[int | None] = mapped_column(ForeignKey("event_instance.id"), index=True)
    template_id: Mapped[int | None] = mapped_column(ForeignKey("event_template.id"))
    event_type: Mapped[str] = mapped_column(String(60))
    channel: Mapped[str] = mapped_column(String(20))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    to_address: Mapped[str] = mapped_column(String(200))
    from_address: Mapped[str] = mapped_column(String(200), default="", server_default="")
    subject: Mapped[str] = mapped_column(String(200), default="", server_default="")
    body: Mapped[str] = mapped_column(String(20_000))
    status: Mapped[str] = mapped_column(String(10))
    not_sent_reason: Mapped[str | None] = mapped_column(String(40))
    error_text: Mapped[str | None] = mapped_column(String(10_000))
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    queued_at: Mapped[datetime]
    next_try_at: Mapped[datetime | None]
    lease_until: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    proof: Mapped[str | None] = mapped_column(String(1_000))
    dedupe_key: Mapped[str] = mapped_column(String(200), unique=True)
    digest_id: Mapped[int | None] = mapped_column(ForeignKey("event_notification.id"), index=True)
    resend_of_id: Mapped[int | None] = mapped_column(ForeignKey("event_notification.id"), index=True)


class DeliverySetting(Tracked, Base):
    """How a provider's messages go out; passwords and tokens lie in the keys folder, never here.

    Between `quiet_from` and `quiet_to`, in the provider's zone, nothing is sent: it waits. `has_sms` is the
    SMS subscription (R-EVT-05). An empty server or address: that channel sends nothing and says so.
    """

    __tablename__ = "delivery_setting"

    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"), primary_key=True)
    smtp_url: Mapped[str] = mapped_column(String(500), default="", server_default="")
    from_email: Mapped[str] = mapped_column(String(200), default="", server_default="")
    sms_url: Mapped[str] = mapped_column(String(500), default="", server_default="")
    sms_sender: Mapped[str] = mapped_column(String(40), default="", server_default="")
    has_sms: Mapped[bool] = mapped_column(default=False, server_default=false())
    has_quiet_hours: Mapped[bool] = mapped_column(default=True, server_default=true())
    quiet_from: Mapped[time]
    quiet_to: Mapped[time]
    is_digest: Mapped[bool] = mapped_column(default=False, server_default=false())
    pay_url: Mapped[str] = mapped_column(String(500), default="", server_default="")
    care_line: Mapped[str] = mapped_column(String(200), default="", server_default="")
