"""Invents the customers of a retailer: names of many origins, contacts, addresses."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sqlalchemy.orm import Session

from agentview.core.text import clean, fold
from agentview.models.customer import Account, Address, Contact
from agentview.models.party import Provider
from agentview.services.demo.identifier import Identifiers
from agentview.services.demo.lists import CustomerLists, PlaceLists

_ACTIVE, _INACTIVE, _SUSPENDED = 1, 2, 5
_RESIDENTIAL, _BUSINESS = "Residential", "Business"
_ACTIVE_SHARE = 0.94
_SECOND_CONTACT_SHARE = 0.15


@dataclass(frozen=True, slots=True)
class _Name:
    number: str
    name: str
    is_business: bool = False
    is_fixed: bool = False


@dataclass(frozen=True, slots=True)
class Customer:
    """An account with its address."""

    account: Account
    address: Address

    @property
    def is_business(self) -> bool:
        """Say whether it is a company."""
        return self.account.account_type == "BUSINESS"

    @property
    def may_order(self) -> bool:
        """Say whether the account is active."""
        return self.account.status == _ACTIVE


class Crowd:
    """Invents customers."""

    def __init__(
        self, random: Random, identifiers: Identifiers, profiles: dict[str, int], today: date
    ) -> None:
        """Draw from `random`; `profiles` are the ids of the kinds of account."""
        self._profiles = profiles
        self._random = random
        self._identifiers = identifiers
        self._today = today

    def customers(
        self, session: Session, provider: Provider, lists: CustomerLists, places: PlaceLists
    ) -> tuple[Customer, ...]:
        """Add the customers of a retailer, those with a known number first."""
        accounts = [self._account(provider, named) for named in self._named(lists)]
        session.add_all(accounts)
        session.flush()
        addresses = [self._address(account, places) for account in accounts]
        session.add_all(addresses)
        for account in accounts:
            session.add_all(self._contacts(account, provider.region, lists))
        session.flush()
        return tuple(map(Customer, accounts, addresses))

    def _named(self, lists: CustomerLists) -> Iterator[_Name]:
        """Yield the fixed customers, then the others in no order of kind."""
        fixed = [_Name(entry.account_no, entry.name, is_fixed=True) for entry in lists.fixed]
        yield from fixed
        persons = {entry.name for entry in fixed} | set(lists.notable)
        while len(persons) + len(lists.companies) < lists.count:
            persons.add(self._person(lists))
        persons -= {entry.name for entry in fixed}
        others = [(name, False) for name in sorted(persons)] + [(name, True) for name in lists.companies]
        self._random.shuffle(others)
        for number, (name, is_business) in enumerate(others, lists.first_number + len(fixed)):
            yield _Name(f"{lists.account_prefix}{number}", name, is_business)

    def _person(self, lists: CustomerLists) -> str:
        origin = self._random.choice(lists.origins)
        return f"{self._random.choice(origin.given)} {self._random.choice(origin.family)}"

    def _account(self, provider: Provider, named: _Name) -> Account:
        name = clean(named.name)
        may_order = named.is_fixed or self._random.random() < _ACTIVE_SHARE
        return Account(
            provider_id=provider.id,
            profile_id=self._profiles[_BUSINESS if named.is_business else _RESIDENTIAL],
            account_no=named.number,
            name=name,
            name_key=fold(name),
            account_type="BUSINESS" if named.is_business else "CONSUMER",
            status=_ACTIVE if may_order else self._random.choice((_INACTIVE, _SUSPENDED)),
            opened_on=self._today - timedelta(days=self._random.randint(900, 2600)),
        )

    def _address(self, account: Account, places: PlaceLists) -> Address:
        city, region, postcode = self._random.choice(places.towns)
        house = self._random.randint(1, 198)
        street = self._random.choice(places.streets)
        return Address(
            account_id=account.id,
            line1=f"{house} {street}" if places.country == "AU" else f"{street} {house}",
            line2=self._random.choice(places.units),
            city=city,
            region=region,
            postcode=postcode,
            country=places.country,
        )

    def _contacts(self, account: Account, region: str, lists: CustomerLists) -> Iterator[Contact]:
        is_business = account.account_type == "BUSINESS"
        yield self._contact(account, "ACCOUNT_HOLDER", account.name, region, lists)
        if is_business or self._random.random() < _SECOND_CONTACT_SHARE:
            yield self._contact(account, "SERVICE_CONTACT", self._person(lists), region, lists)

    def _contact(self, account: Account, kind: str, name: str, region: str, lists: CustomerLists) -> Contact:
        box = ".".join(word for word in fold(name).split() if word.isascii() and word.isalnum())
        return Contact(
            account_id=account.id,
            kind=kind,
            name=name,
            email=f"{box or 'customer'}.{account.id}@{self._random.choice(lists.domain)}"[:200],
            phone=self._identifiers.new("contact", region),
        )
