"""Makes customers people: mobiles, birthdays, notes, agents, what they call with, why they are barred.

Draws from numbers of its own, so that the orders of the demo stay as they are.
"""

from datetime import date, timedelta
from random import Random

from sqlalchemy import select
from stdnum import luhn

from agentview.contract.account import AccountStatus
from agentview.models.customer import Account, AccountStatusChange, Contact, CustomerNote
from agentview.models.party import Agent, Provider
from agentview.models.subscription import ServiceSerial
from agentview.services.demo.crowd import Customer
from agentview.services.demo.holdings import Held
from agentview.services.demo.identifier import Identifiers
from agentview.services.demo.lists import PeopleLists, read
from agentview.services.unit import Unit

_MOBILE_SHARE, _BIRTH_SHARE, _NOTE_SHARE, _ALERT_SHARE, _AGENT_SHARE = 0.7, 0.8, 0.25, 0.06, 0.2
_OTHER_STATUSES = (
    AccountStatus.SUSPENDED,
    AccountStatus.INACTIVE,
    AccountStatus.RESTRICTED_BY_PARENT,
    AccountStatus.SUSPENDED_BILLING_AND_ORDERING,
)
_OPERATOR_OF_SIMS = {"AU": "8961", "AT": "8943"}
_AUTHORS = ("Amelia Hart", "import")


class People:
    """Furnishes the customers of one retailer."""

    def __init__(self, unit: Unit, provider: Provider) -> None:
        """Write in the unit's session; the same each time for the same provider."""
        self._unit = unit
        self._provider = provider
        self._random = Random(f"people of {provider.code}")  # noqa: S311 - the demo is the same each time
        self._identifiers = Identifiers(self._random)
        self._lists = read("people", PeopleLists)

    def furnish(self, customers: tuple[Customer, ...], held: tuple[Held, ...]) -> None:
        """Give all of them what people have."""
        agents = [
            Agent(provider_id=self._provider.id, name=name, is_active=True)
            for name in self._lists.agents.get(self._provider.code, ())
        ]
        self._unit.session.add_all(agents)
        self._unit.session.flush()
        holders = {one.package.account_id for one in held}
        for number, customer in enumerate(customers):
            account = customer.account
            account.export_reference = f"{self._provider.code[:3]}-{7000 + number}"
            if agents and self._random.random() < _AGENT_SHARE:
                account.agent_id = self._random.choice(agents).id
            self._status(account, is_holder=account.id in holders)
            self._notes(account, is_first=number == 0)
        self._contacts(customers)
        self._serials(held)
        self._unit.session.flush()

    def _contacts(self, customers: tuple[Customer, ...]) -> None:
        wanted = select(Contact).where(Contact.account_id.in_([one.account.id for one in customers]))
        wanted = wanted.order_by(Contact.id)
        ids = {one.account.id: one.account for one in customers}
        for contact in self._unit.session.scalars(wanted):
            if self._random.random() < _MOBILE_SHARE:
                contact.mobile = self._identifiers.new("handset", self._provider.region)
                contact.mobile_as_typed = contact.mobile
            is_person = ids[contact.account_id].account_type == "CONSUMER"
            if is_person and self._random.random() < _BIRTH_SHARE:
                contact.date_of_birth = self._birthday()
            contact.language = self._random.choice(self._lists.languages[self._provider.region])
            contact.may_sms = self._random.random() < _BIRTH_SHARE

    def _birthday(self) -> date:
        return date(1938, 1, 1) + timedelta(days=self._random.randint(0, 24_000))

    def _status(self, account: Account, *, is_holder: bool) -> None:
        """Give accounts that may not order different statuses, each with its reason and since when."""
        if account.status == AccountStatus.ACTIVE:
            return
        status = self._random.choice(
            _OTHER_STATUSES if is_holder else (AccountStatus.CANCELLED, *_OTHER_STATUSES)
        )
        account.status = status.value
        account.status_reason = self._random.choice(self._lists.reasons[status.value])
        since = self._unit.now - timedelta(days=self._random.randint(3, 90))
        if status is AccountStatus.CANCELLED:
            account.closed_on = since.date()
        self._unit.session.add(
            AccountStatusChange(
                account_id=account.id,
                from_status=AccountStatus.ACTIVE.value,
                to_status=status.value,
                reason=account.status_reason,
                changed_at=since,
                changed_by="import",
            )
        )

    def _notes(self, account: Account, *, is_first: bool) -> None:
        for texts, share, is_alert, is_shared in (
            (self._lists.notes, _NOTE_SHARE, False, False),
            (self._lists.shared, _NOTE_SHARE / 2, False, True),
            (self._lists.alerts, _ALERT_SHARE, True, False),
        ):
            if is_first or self._random.random() < share:
                self._unit.session.add(
                    CustomerNote(
                        account_id=account.id,
                        text=self._random.choice(texts),
                        author=self._random.choice(_AUTHORS),
                        is_shared=is_shared,
                        is_system=False,
                        is_alert=is_alert,
                        at=self._unit.now - timedelta(hours=self._random.randint(20, 2000)),
                    )
                )

    def _serials(self, held: tuple[Held, ...]) -> None:
        for one in held:
            for service in one.services:
                if not (service.core_service_identifier or "").startswith("+"):
                    continue
                sim = f"{_OPERATOR_OF_SIMS[self._provider.region]}{self._random.randint(10**13, 10**14 - 1)}"
                handset = f"35{self._random.randint(10**11, 10**12 - 1)}"
                for kind, number in (("ICCID", sim), ("IMEI", handset)):
                    self._unit.session.add(
                        ServiceSerial(
                            service_subscription_id=service.id,
                            kind=kind,
                            serial_no=f"{number}{luhn.calc_check_digit(number)}",
                        )
                    )
