"""Writes the tokens by which customers and tasks are found (D-35).

Who changes a name, a contact, an address, a service or a serial number of a customer calls `index_account`.
Who makes many customers at once writes `account_token_rows` beside them.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, delete, insert, select

from agentview.models.customer import Account, Address, Contact
from agentview.models.desk import SearchToken
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import PackageSubscription, ServiceSerial, ServiceSubscription
from agentview.services.search.tokens import (
    Entity,
    Findable,
    Token,
    TokenKind,
    account_token_rows,
    account_tokens,
    identifier_tokens,
    serial_tokens,
    task_tokens,
    token_rows,
)
from agentview.services.unit import Unit

__all__ = [
    "Findable",
    "account_token_rows",
    "index_account",
    "index_identifiers",
    "index_serials",
    "index_task",
]


def index_account(unit: Unit, account: Account) -> None:
    """Let a customer be found by all that is known of it now, and by nothing else."""
    unit.session.flush()
    _replace(
        unit, Entity.ACCOUNT, account.id, (account.provider_id,), account_tokens(_findable(unit, account))
    )


def index_identifiers(unit: Unit, account: Account, identifiers: Iterable[str | None]) -> None:
    """Let a customer be found by further identifiers, without reading again what was there before."""
    _add(unit, account, identifier_tokens(identifiers))


def index_serials(unit: Unit, account: Account, serials: Iterable[str]) -> None:
    """Let a customer be found by further serial numbers."""
    _add(unit, account, serial_tokens(serials))


def index_task(unit: Unit, task: ProvisioningTask) -> None:
    """Let a task be found by its customer's name and number and its identifier, by both providers.

    References need no token: they are read and looked up by number.
    """
    unit.session.flush()
    found = unit.session.execute(
        select(Account.name, Account.account_no, ServiceSubscription.core_service_identifier)
        .join(ServiceSubscription, ServiceSubscription.id == task.service_subscription_id)
        .where(Account.id == task.account_id)
    ).one()
    _replace(unit, Entity.TASK, task.id, (task.queue_provider_id, task.retailer_id), task_tokens(*found))


def _findable(unit: Unit, account: Account) -> Findable:
    contacts = _rows(
        unit,
        select(
            Contact.name,
            Contact.email,
            Contact.phone,
            Contact.phone_as_typed,
            Contact.mobile,
            Contact.mobile_as_typed,
        ).where(Contact.account_id == account.id),
    )
    addresses = _rows(
        unit,
        select(Address.line1, Address.line2, Address.city, Address.postcode).where(
            Address.account_id == account.id
        ),
    )
    services = _rows(
        unit, _services(account, ServiceSubscription.core_service_identifier, ServiceSubscription.vanity_name)
    )
    serials = _rows(
        unit,
        _services(account, ServiceSerial.serial_no).join(
            ServiceSerial, ServiceSerial.service_subscription_id == ServiceSubscription.id
        ),
    )
    return Findable(
        name=account.name,
        account_no=account.account_no,
        contacts=_said(row[0] for row in contacts),
        emails=_said(row[1] for row in contacts),
        numbers=_said(number for row in contacts for number in row[2:]),
        addresses=_said(" ".join(filter(None, row)) for row in addresses),
        identifiers=_said(row[0] for row in services),
        vanity_names=_said(row[1] for row in services),
        serials=_said(row[0] for row in serials),
    )


def _services(account: Account, *columns: Any) -> Select[*tuple[Any, ...]]:  # noqa: ANN401 - columns of any type
    return (
        select(*columns)
        .select_from(PackageSubscription)
        .join(ServiceSubscription, ServiceSubscription.package_subscription_id == PackageSubscription.id)
        .where(PackageSubscription.account_id == account.id)
    )


def _rows(unit: Unit, statement: Select[*tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in unit.session.execute(statement)]


def _said(texts: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _add(unit: Unit, account: Account, wanted: set[Token]) -> None:
    known = unit.session.execute(
        select(SearchToken.kind, SearchToken.token).where(
            SearchToken.entity == Entity.ACCOUNT.value,
            SearchToken.entity_id == account.id,
            SearchToken.token.in_([token for _, token in wanted]),
        )
    )
    fresh = wanted - {(TokenKind(row.kind), row.token) for row in known}
    _insert(unit, Entity.ACCOUNT, account.id, (account.provider_id,), fresh)


def _replace(
    unit: Unit, entity: Entity, entity_id: int, providers: Iterable[int], tokens: set[Token]
) -> None:
    unit.session.execute(
        delete(SearchToken).where(SearchToken.entity == entity.value, SearchToken.entity_id == entity_id)
    )
    _insert(unit, entity, entity_id, sorted(set(providers)), tokens)


def _insert(unit: Unit, entity: Entity, entity_id: int, providers: Iterable[int], tokens: set[Token]) -> None:
    rows = [row for provider in providers for row in token_rows(provider, entity, entity_id, tokens)]
    if rows:
        unit.session.execute(insert(SearchToken), rows)
