"""Sets up events and delivery of the demo retailers, and plays the messages of the days before."""

from datetime import datetime, time, timedelta
from functools import partial
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.adaptors.delivery_port import Accepted, Answer, Refused
from agentview.contract.delivery import DeliveryFields, SetDeliveryRequest
from agentview.contract.events import RecommendedRequest
from agentview.contract.notifications import Channel
from agentview.core.power import Role
from agentview.models.customer import Account, Contact
from agentview.models.party import Provider
from agentview.services.demo.stage import Stage
from agentview.services.events.reminders import remind
from agentview.services.events.still_wanted import still_wanted
from agentview.services.notifications.errand import take_block
from agentview.services.notifications.letter import Letter, letter
from agentview.services.notifications.outcome import record
from agentview.services.notifications.outlet import outlet_of
from agentview.services.notifications.setting import set_settings
from agentview.services.recommended_events.setting_up import apply_recommended
from agentview.services.unit import Unit

DAYS = 11
"""So many days ago everything was set up; each day since, customers were reminded."""

_SEED = 33
_MORNING = time(9, 30)
_REFUSED_EACH, _UNREACHED_EACH = 9, 13
"""Every so many messages a server says no; every so many customers want no e-mails."""


def play_messages(session: Session, now: datetime) -> None:
    """Set up what messages take, then remind of invoices morning by morning; the last ones still wait."""
    stage = Stage(session, now, Random(_SEED))  # noqa: S311 - the demo is the same each time
    retailers = session.scalars(select(Provider).where(Provider.kind == "RSP").order_by(Provider.id)).all()
    for retailer in retailers:
        _opt_out(session, retailer.id)
        admin = stage.first(retailer.id, Role.ADMIN)
        stage.plan(now - timedelta(days=DAYS, hours=1), admin, partial(_set_up, code=retailer.code))
        post = Post()
        for day in range(DAYS, -1, -1):
            at = _morning(now - timedelta(days=day), retailer.timezone)
            stage.plan(at, admin, _remind)
            if day:
                stage.plan(at + timedelta(minutes=15), admin, post.deliver)
    stage.play()


class Post:
    """What the servers of a retailer answer: they take most, and refuse one now and then."""

    def __init__(self) -> None:
        """Nothing was handed over yet."""
        self._count = 0

    def deliver(self, unit: Unit) -> None:
        """Hand over everything that is due."""
        outlet = outlet_of(unit.session, unit.caller.provider_id)
        is_over = False
        while not is_over:
            block = take_block(unit)
            is_over = block.is_over
            for errand in block.errands:
                found = letter(unit.session, outlet, errand, still_wanted)
                if isinstance(found, Letter):
                    record(unit, found, self._answer(errand.channel))
            unit.session.flush()

    def _answer(self, channel: Channel) -> Answer:
        self._count += 1
        if self._count % _REFUSED_EACH == 0:
            return Refused("550 5.1.1 no such mailbox" if channel is Channel.EMAIL else "number not in use")
        return Accepted(f"250 2.0.0 queued as {self._count:06X}")


def _set_up(unit: Unit, code: str) -> None:
    name = code.casefold()
    fields = DeliveryFields(
        smtp_url="simulator://mail",
        from_email=f"care@{name}.demo.example",
        has_sms=True,
        sms_url="simulator://sms",
        sms_sender=code[:11],
        pay_url=f"https://pay.{name}.demo.example",
        care_line="1300 000 111",
    )
    set_settings(unit, SetDeliveryRequest(version=0, fields=fields))
    unit.session.flush()
    apply_recommended(unit, RecommendedRequest())


def _remind(unit: Unit) -> None:
    after_id: int | None = 0
    while after_id is not None:
        after_id = remind(unit, after_id)
        unit.session.flush()


def _opt_out(session: Session, provider_id: int) -> None:
    """Some customers want no e-mails."""
    contacts = session.scalars(
        select(Contact)
        .join(Account, Account.id == Contact.account_id)
        .where(Account.provider_id == provider_id)
        .order_by(Contact.id)
    ).all()
    for contact in contacts[::_UNREACHED_EACH]:
        contact.may_email = False


def _morning(at: datetime, zone: str) -> datetime:
    local = at.astimezone(ZoneInfo(zone))
    return datetime.combine(local.date(), _MORNING, ZoneInfo(zone)).astimezone(at.tzinfo)
