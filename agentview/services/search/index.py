"""Writes the tokens by which customers and tasks are found (D-35)."""

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import delete, insert, select

from agentview.core.text import digits, fold, words
from agentview.models.customer import Account, Contact
from agentview.models.desk import SearchToken
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.services.unit import Unit

SHORTEST_NUMBER = 4
_LONGEST = 100


class Entity(StrEnum):
    """What a token leads to."""

    ACCOUNT = "account"
    TASK = "task"


class TokenKind(StrEnum):
    """A folded word, found by its beginning; or the digits of a number, reversed and found by its end."""

    WORD = "WORD"
    NUMBER = "NUMBER"


def index_account(unit: Unit, account: Account) -> None:
    """Let a customer be found by name, account number, contacts, and what identifies the services held."""
    unit.session.flush()
    contacts = unit.session.execute(
        select(Contact.name, Contact.email, Contact.phone).where(Contact.account_id == account.id)
    ).all()
    texts = [account.name, account.account_no, *(text for row in contacts for text in row)]
    texts += unit.session.scalars(
        select(ServiceSubscription.core_service_identifier)
        .join(PackageSubscription, PackageSubscription.id == ServiceSubscription.package_subscription_id)
        .where(PackageSubscription.account_id == account.id)
    )
    _replace(unit, Entity.ACCOUNT, account.id, (account.provider_id,), texts)


def index_identifiers(unit: Unit, account: Account, identifiers: Iterable[str | None]) -> None:
    """Let a customer be found by further identifiers, without reading again what was there before."""
    wanted = tokens(identifiers)
    here = (
        SearchToken.provider_id == account.provider_id,
        SearchToken.entity == Entity.ACCOUNT.value,
        SearchToken.entity_id == account.id,
    )
    known = unit.session.execute(
        select(SearchToken.kind, SearchToken.token).where(
            *here,
            SearchToken.kind.in_([kind.value for kind in TokenKind]),
            SearchToken.token.in_([token for _, token in wanted]),
        )
    )
    fresh = wanted - {(TokenKind(row.kind), row.token) for row in known}
    _insert(unit, Entity.ACCOUNT, account.id, (account.provider_id,), fresh)


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
    _replace(unit, Entity.TASK, task.id, (task.queue_provider_id, task.retailer_id), found)


def tokens(texts: Iterable[str | None]) -> set[tuple[TokenKind, str]]:
    """Return the tokens of texts: each word, and reversed the digits of what holds four or more."""
    found: set[tuple[TokenKind, str]] = set()
    for text in texts:
        if not text:
            continue
        found |= {(TokenKind.WORD, term[:_LONGEST]) for term in _terms(text)}
        number = digits(text)
        if len(number) >= SHORTEST_NUMBER:
            found.add((TokenKind.NUMBER, number[::-1][:_LONGEST]))
    return found


def _terms(text: str) -> tuple[str, ...]:
    """Return the words of a text; an e-mail address whole and by its name, for its domain is everybody's."""
    name, at, _domain = text.partition("@")
    return (fold(text), *words(name)) if at else words(text)


def _replace(
    unit: Unit, entity: Entity, entity_id: int, providers: Iterable[int], texts: Iterable[str | None]
) -> None:
    unit.session.execute(
        delete(SearchToken).where(SearchToken.entity == entity.value, SearchToken.entity_id == entity_id)
    )
    _insert(unit, entity, entity_id, sorted(set(providers)), tokens(texts))


def _insert(
    unit: Unit,
    entity: Entity,
    entity_id: int,
    providers: Iterable[int],
    found: set[tuple[TokenKind, str]],
) -> None:
    rows = [
        {
            "provider_id": provider,
            "kind": kind.value,
            "token": token,
            "entity": entity.value,
            "entity_id": entity_id,
        }
        for provider in providers
        for kind, token in sorted(found)
    ]
    if rows:
        unit.session.execute(insert(SearchToken), rows)
