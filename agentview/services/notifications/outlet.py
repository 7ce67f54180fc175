"""How a provider's messages go out, as it is set: read once for many messages."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.models.events import DeliverySetting
from agentview.models.party import Provider
from agentview.services.notifications.rules import QuietHours


@dataclass(frozen=True, slots=True)
class Outlet:
    """The setting of a provider; where nothing is set there are no servers, and no SMS subscription."""

    provider_id: int
    zone: str
    smtp_url: str = ""
    from_email: str = ""
    sms_url: str = ""
    sms_sender: str = ""
    has_sms: bool = False
    quiet: QuietHours | None = None
    is_digest: bool = False


def outlet_of(session: Session, provider_id: int) -> Outlet:
    """Return how the messages of a provider go out."""
    zone = session.scalars(select(Provider.timezone).where(Provider.id == provider_id)).one()
    row = session.scalars(
        select(DeliverySetting)
        .where(DeliverySetting.provider_id == provider_id)
        .execution_options(populate_existing=True)
    ).first()
    if row is None:
        return Outlet(provider_id, zone)
    return Outlet(
        provider_id,
        zone,
        smtp_url=row.smtp_url,
        from_email=row.from_email,
        sms_url=row.sms_url,
        sms_sender=row.sms_sender,
        has_sms=row.has_sms,
        quiet=QuietHours(row.quiet_from, row.quiet_to) if row.has_quiet_hours else None,
        is_digest=row.is_digest,
    )
