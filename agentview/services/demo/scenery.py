"""Puts up what a provider has before the first order: providers, people, the catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from agentview.models.catalogue import PackagePlan, ProvisioningTarget, ServicePlan, ServiceType
from agentview.models.customer import Account, AccountProfile
from agentview.models.events import EventMapping
from agentview.models.party import Provider, User, UserRole
from agentview.services.demo.lists import CatalogueLists, Parties, PlanEntry, ServiceTypeEntry
from agentview.services.events.standing import map_automation


@dataclass(frozen=True, slots=True)
class Part:
    """A service of a plan, with the form of what identifies it."""

    plan: ServicePlan
    service_type: ServiceType
    form: str
    is_queued: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """A plan with its services."""

    plan: PackagePlan
    parts: tuple[Part, ...]
    is_business: bool

    @property
    def mandatory(self) -> tuple[Part, ...]:
        """The services that every package of the plan has."""
        return tuple(part for part in self.parts if part.plan.is_mandatory)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What is sold, by the provider's code; and how each service type is identified."""

    offers: dict[str, tuple[Offer, ...]]
    forms: dict[int, str]


def providers(session: Session, parties: Parties) -> dict[str, Provider]:
    """Add the providers; return them by code."""
    made = {
        entry.code: Provider(**entry.model_dump(exclude={"staff"}), backdate_limit_days=90)
        for entry in parties.providers
    }
    session.add_all(made.values())
    session.flush()
    return made


def profiles(session: Session, parties: Parties, made_providers: Mapping[str, Provider]) -> dict[str, int]:
    """Add the kinds of account with their events switched on; return the ids by name."""
    made = [AccountProfile(name=name) for name in parties.profiles]
    session.add_all(made)
    session.flush()
    session.add_all(
        EventMapping(provider_id=provider.id, event_type=event, profile_id=profile.id, is_enabled=True)
        for provider in made_providers.values()
        for event in parties.events
        for profile in made
    )
    session.flush()
    for provider in made_providers.values():
        map_automation(session, provider.id)
    return {profile.name: profile.id for profile in made}


def staff(
    session: Session,
    parties: Parties,
    made: dict[str, Provider],
    accounts: dict[str, Account],
    password_hash: str,
) -> None:
    """Add the people of each provider, one role each; all share one password."""
    people = [
        (
            person.role,
            User(
                username=person.username,
                display_name=person.name,
                provider_id=made[entry.code].id,
                account_id=accounts[person.account].id if person.account else None,
                password_hash=password_hash,
            ),
        )
        for entry in parties.providers
        for person in entry.staff
    ]
    session.add_all(user for _, user in people)
    session.flush()
    session.add_all(UserRole(user_id=user.id, role=role.value) for role, user in people)


def catalogue(session: Session, lists: CatalogueLists, made: dict[str, Provider]) -> Catalogue:
    """Add service types with their targets, and the plans of each retailer."""
    types = {entry.key: _service_type(entry, made) for entry in lists.service_types}
    session.add_all(types.values())
    session.flush()
    for entry in lists.service_types:
        session.add_all(
            ProvisioningTarget(service_type_id=types[entry.key].id, transfer_type=transfer, hours=hours)
            for transfer, hours in entry.target_hours.items()
        )
    forms = {entry.key: entry.form for entry in lists.service_types}
    offers = {
        code: tuple(_offer(session, entry, made[code], types, forms) for entry in entries)
        for code, entries in lists.plans.items()
    }
    return Catalogue(offers, {types[key].id: form for key, form in forms.items()})


def _service_type(entry: ServiceTypeEntry, made: dict[str, Provider]) -> ServiceType:
    return ServiceType(
        name=entry.name,
        provisioning_method=entry.method,
        supplier_provider_id=made[entry.supplier].id if entry.supplier else None,
        identifier_label=entry.label,
        identifier_pattern=entry.pattern,
    )


def _offer(
    session: Session,
    entry: PlanEntry,
    provider: Provider,
    types: dict[str, ServiceType],
    forms: dict[str, str],
) -> Offer:
    plan = PackagePlan(
        provider_id=provider.id,
        code=entry.code,
        internal_name=f"{entry.code} {entry.name}",
        external_name=entry.name,
        kind="SELL",
        setup_fee_cents=entry.setup,
        access_fee_cents=entry.fee,
        is_prorated=True,
        honour_first_period_end_date=entry.honours_first_period,
        status="ACTIVE",
    )
    session.add(plan)
    session.flush()
    parts = tuple(
        Part(
            ServicePlan(
                package_plan_id=plan.id,
                service_type_id=types[key].id,
                code=code,
                internal_name=code,
                external_name=name,
                is_mandatory=is_mandatory,
            ),
            types[key],
            forms[key],
            types[key].provisioning_method != "AUTOMATIC",
        )
        for code, name, key, is_mandatory in entry.services
    )
    session.add_all(part.plan for part in parts)
    session.flush()
    return Offer(plan, parts, entry.is_business)
