"""Describes an incomplete order with all that it names."""

from sqlalchemy import select

from agentview.contract.order_entry import Buyer, Draft, Method, PlannedService
from agentview.contract.order_form import OrderPage
from agentview.contract.provisioning import AddressFields, TransferType
from agentview.core.reference import Prefix, reference
from agentview.models.customer import Address
from agentview.models.party import User
from agentview.services.order_entry import queries
from agentview.services.order_entry.form import form_of, hidden
from agentview.services.order_entry.hold import Held, commands
from agentview.services.order_entry.rules import stored_identifier
from agentview.services.order_entry.sight import Sight, look
from agentview.services.provisioning.intake import DEFAULT_HOURS
from agentview.services.unit import Unit


def draft_of(unit: Unit, held: Held) -> Draft:
    """Describe an order; the contact of a new customer is masked for who does not own the order."""
    unit.session.flush()
    record = held.record
    form = form_of(record)
    sight = look(unit, form)
    is_hidden = not held.facts.is_owner and form.new_customer is not None
    return Draft(
        order_id=record.id,
        reference=reference(Prefix.ORDER, record.id),
        status=held.status,
        version=record.row_version,
        owner=held.owner,
        is_mine=held.facts.is_owner,
        started_at=record.started_at,
        saved_at=record.updated_at,
        saved_by=name_of(unit, record.updated_by),
        current_page=OrderPage(record.current_page or OrderPage.SERVICE_TYPES),
        form=hidden(form) if is_hidden else form,
        is_contact_hidden=is_hidden,
        buyer=_buyer(unit, sight),
        package=queries.offered_package(sight.plan, sight.parts, sight.provider) if sight.plan else None,
        services=_services(unit, sight),
        pages=sight.pages(),
        commands=commands(unit, held),
    )


def _buyer(unit: Unit, sight: Sight) -> Buyer | None:
    new = sight.form.new_customer
    if new is not None:
        return Buyer(
            account_id=None,
            account_no=new.account_no,
            name=new.fields.name or new.contact.name,
            status=None,
            address=new.address,
            has_birth_date=new.contact.date_of_birth is not None,
            packages=0,
            monthly_cents=0,
        )
    account = sight.account
    if account is None:
        return None
    packages, monthly = queries.holdings(unit, account.id)
    address = queries.address_of_account(unit, account.id)
    return Buyer(
        account_id=account.id,
        account_no=account.account_no,
        name=account.name,
        status=account.status,
        address=address_fields(address) if address is not None else None,
        has_birth_date=queries.has_birth_date(unit, account.id),
        packages=packages,
        monthly_cents=monthly,
    )


def _services(unit: Unit, sight: Sight) -> tuple[PlannedService, ...]:
    hours = queries.target_hours(unit, {part.service_type.id for part in sight.wanted})
    planned = []
    for part in sight.wanted:
        offered = part.offered(sight.provider.name)
        typed = sight.form.service(part.plan.id)
        is_automatic = offered.method is Method.AUTOMATIC
        target = hours.get(part.service_type.id, DEFAULT_HOURS[TransferType.NEW])
        planned.append(
            PlannedService(
                **offered.model_dump(),
                identifier=stored_identifier(typed.identifier, sight.provider.region),
                identifier_pattern=part.service_type.identifier_pattern,
                address=typed.address,
                target_hours=None if is_automatic else target,
                has_carrier_check=False,
            )
        )
    return tuple(planned)


def address_fields(address: Address) -> AddressFields:
    """Return the fields of an address."""
    return AddressFields(
        line1=address.line1,
        line2=address.line2,
        city=address.city,
        region=address.region,
        postcode=address.postcode,
        country=address.country,
    )


def name_of(unit: Unit, username: str) -> str:
    """Return what a person is called."""
    name = unit.session.scalars(select(User.display_name).where(User.username == username)).first()
    return name or username
