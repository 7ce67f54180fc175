"""Credit control with mail server and SMS gateway: what is set up before, and the keys of its screens."""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select, update

from agentview.contract import delivery, events, ledger
from agentview.contract.delivery import DeliveryFields, SetDeliveryRequest
from agentview.contract.event_catalogue import AUTOMATIONS
from agentview.contract.events import MappingsRequest, RecommendedRequest, SetMappingRequest
from agentview.core.clock import SystemClock, local_day
from agentview.core.power import Role
from agentview.models.customer import Contact
from agentview.models.database import Database, Stamp
from agentview.models.party import User, UserRole
from agentview.models.subscription import ServiceSubscription
from agentview.models.suspension import RestrictionCase
from agentview.ui.kit.appearance import AppearanceKeeper
from tests import build
from tests.fixtures.mail_server import PostOffice, post_office
from tests.fixtures.sms_server import SmsServer, sms_server
from tests.scenarios.ordering_hardware import area_key, open_jobs, run_now
from tests.scenarios.phone_desk import PhoneDesk
from tests.scenarios.site import Place, running
from tests.services.holdings import hold

CONTROLLER, ADMIN, AGENT, LEAD = "harbour_back", "harbour_admin", "harbour_csa", "harbour_lead"
"""The first is made a credit controller here, and looks after the jobs too."""
CUSTOMER = "Marlow Dental Group"
OWED_CENTS, OVERDUE_DAYS = 12_990, 40
PHONE, MOBILE = "+61491570010", "+61491570156"
_ZONE = "Australia/Sydney"
_WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SETTINGS = {"AGENTVIEW_PROVISIONING_PLATFORM": "simulator"}
BY_HAND = ("suspension_sweep", "invoice_events")
"""Jobs that go by the clock: they run when somebody starts them, so that no run of theirs comes between."""


TABS = ("Dashboard", "Candidates", "Cases", "Promises", "Rules", "Calendar and groups")
"""The tabs of the area, in their order."""


@dataclass(kw_only=True)
class CreditOffice(Place):
    """The processes, the people, and the servers that the operator's messages go out by."""

    mails: PostOffice
    texts: SmsServer

    def prepare(self) -> None:
        """Let the customer owe, have messages go out, and switch the automation on, as people do."""
        with self.gateway(ADMIN) as gateway:
            fields = DeliveryFields(
                smtp_url=self.mails.url,
                from_email="care@harbour.example",
                has_sms=True,
                sms_url=self.texts.url,
                sms_sender="Harbour",
                has_quiet_hours=False,
                pay_url="https://pay.harbour.example",
                care_line="1300 000 111",
            )
            gateway.call(delivery.SET_SETTINGS, SetDeliveryRequest(version=0, fields=fields))
            gateway.call(events.APPLY_RECOMMENDED, RecommendedRequest())
            for row in gateway.call(events.MAPPINGS, MappingsRequest()).rows:
                if row.event_type in AUTOMATIONS:
                    on = SetMappingRequest(mapping_id=row.mapping_id, version=row.version, is_enabled=True)
                    gateway.call(events.SET_MAPPING, on)
        with self.gateway(LEAD) as gateway:
            due_on = local_day(SystemClock().now(), _ZONE) - timedelta(days=OVERDUE_DAYS)
            gateway.call(
                ledger.ADD_INVOICE,
                ledger.AddInvoiceRequest(
                    account_id=build.MARLOW,
                    invoice_no="H-2001",
                    issued_on=due_on - timedelta(days=14),
                    due_on=due_on,
                    total_cents=OWED_CENTS,
                ),
            )
        self.pause(*BY_HAND)

    def pay(self, cents: int, number: str) -> None:
        """Take a payment of the customer in, as the lead does."""
        with self.gateway(LEAD) as gateway:
            gateway.call(
                ledger.RECEIVE,
                ledger.ReceivePaymentRequest(
                    account_id=build.MARLOW,
                    external_id=number,
                    method="CARD",
                    received_on=local_day(SystemClock().now(), _ZONE),
                    amount_cents=cents,
                ),
            )

    def subjects(self) -> list[str]:
        """Return the subjects of the mails that arrived, with whom each was for."""
        return [f"{mail['To']}: {mail['Subject']}" for mail in self.mails.mails]

    def until_told(self, desk: PhoneDesk, mail: str, text: str) -> None:
        """Wait until a mail with these words in its subject and a text with these words have arrived."""

        def is_told() -> bool:
            texts = [one["text"] for one in self.texts.taken.values()]
            return any(mail in one for one in self.subjects()) and any(text in one for one in texts)

        desk.until(is_told, f"{mail!r} and {text!r} are never told")


@contextmanager
def opened(url: str, keeper: AppearanceKeeper, folder: Path) -> Iterator[CreditOffice]:
    """Start mail server, SMS gateway, server and worker; all ends without a fault."""
    data = folder / "data"
    data.mkdir()
    with post_office() as mails, sms_server() as texts:
        _seed(url)
        with ExitStack() as stack:
            maker = _Maker(keeper, folder, mails, texts, stack)
            with running(url, data, folder, maker.at, CreditOffice.prepare, _SETTINGS) as found:
                yield found


def show(desk: PhoneDesk, tab: str) -> None:
    """Go to a tab of the area of suspension by keys, whatever its list holds."""
    desk.press(area_key(desk, "Suspension"))
    desk.until_sees(*TABS)
    desk.settle()
    desk.press(*["Ctrl+PgUp"] * len(TABS), *["Ctrl+PgDown"] * TABS.index(tab))
    desk.settle()


def propose(desk: PhoneDesk, name: str) -> None:
    """Propose rules that are in force from today on, at every hour of the week."""
    show(desk, "Rules")
    desk.press("N")
    desk.until_dialog("New rule set")
    desk.fill("Name", name)
    desk.tab_to("Effective from")
    desk.press("=")
    for day in _WEEK:
        desk.fill(day, "00:00-24:00")
    desk.fill("Breaker", "100")
    desk.press("Ctrl+Return")
    desk.until_no_dialog()
    desk.until_sees(f"Proposed {name}")


def enable(desk: PhoneDesk, name: str) -> None:
    """Enable rules that somebody else has proposed, having read whom they would hit."""
    show(desk, "Rules")
    desk.go_to_row(name)
    desk.settle()
    desk.press("A")
    desk.until_dialog(f"Enable {name}?")
    desk.until_sees("As things stand they would restrict 1, and 0 who owe as much are kept out.")
    desk.tab_to("Enable rules")
    desk.press("Space")
    desk.until_no_dialog()
    desk.until_sees(f"Enabled {name}")


def choose_rules(desk: PhoneDesk, name: str) -> None:
    """See in the dry run what some rules would do."""
    desk.press("F6")
    desk.choose("By which rules", name)
    desk.settle()


def sweep(desk: PhoneDesk) -> None:
    """Start the sweep by hand."""
    open_jobs(desk)
    run_now(desk, "suspension_sweep")


def state(desk: PhoneDesk) -> list[str]:
    """Return the states of all cases."""
    return [found for (found,) in desk.ask(select(RestrictionCase.state).order_by(RestrictionCase.id))]


@dataclass(frozen=True)
class _Maker:
    """Makes the office once its server is there."""

    keeper: AppearanceKeeper
    folder: Path
    mails: PostOffice
    texts: SmsServer
    stack: ExitStack

    def at(self, url: str, database: Database) -> CreditOffice:
        return CreditOffice(
            url=url,
            database=database,
            keeper=self.keeper,
            folder=self.folder,
            stack=self.stack,
            mails=self.mails,
            texts=self.texts,
        )


@dataclass(frozen=True)
class _Stored:
    database: Database


def _seed(url: str) -> None:
    """Give the customer a phone and a mobile number for messages, and back office a controller."""
    with closing(Database(url)) as database:
        held = hold(_Stored(database))
        with database.write(Stamp("test", build.START)) as session:
            session.get_one(ServiceSubscription, held.service_ids[0]).core_service_identifier = PHONE
            contacts = update(Contact).where(Contact.account_id == build.MARLOW)
            session.execute(contacts.values(mobile=MOBILE))
            person = session.scalars(select(User).where(User.username == CONTROLLER)).one()
            session.add(UserRole(user_id=person.id, role=Role.CREDIT_CONTROLLER.value))
