"""Which migrations somebody may see, and which of them a list asks for (S-13)."""

from sqlalchemy import ColumnElement, and_, or_, select

from agentview.contract.migration_list import MigrationFilter, MigrationView
from agentview.contract.migrations import MigrationStatus
from agentview.core.caller import Caller
from agentview.core.reference import Prefix, parse_reference
from agentview.core.text import words
from agentview.models.catalogue import PackagePlan
from agentview.models.migration import Migration
from agentview.services.customer_scope import is_customer
from agentview.services.migrations.agents import seen_migrations
from agentview.services.order_search.conditions import has_word
from agentview.services.seller import Seller

_LARGEST_KEY = 2**31

_OPEN = tuple(status for status in MigrationStatus if status.is_open)
_ENDED = tuple(status for status in MigrationStatus if not status.is_open)
OF_VIEW: dict[MigrationView, tuple[MigrationStatus, ...]] = {
    MigrationView.OPEN: _OPEN,
    MigrationView.MINE: _OPEN,
    MigrationView.INCOMPLETE: (MigrationStatus.INCOMPLETE,),
    MigrationView.AWAITING: (MigrationStatus.AWAITING_PROVISIONING,),
    MigrationView.HALTED: (MigrationStatus.HALTED,),
    MigrationView.ENDED: _ENDED,
}
"""The states that a view shows; MINE narrows to those that the caller began."""


def seen(caller: Caller, seller: Seller | None) -> ColumnElement[bool]:
    """Migrations of the own provider, joined with `Account`; an agent's people by R-MIG-38 (D-31).

    A VIEWER sees those of the own account that were submitted: what the staff prepares is not ordered yet.
    """
    own = and_(Migration.provider_id == caller.provider_id, seen_migrations(seller))
    if not is_customer(caller):
        return own
    return and_(own, Migration.account_id == caller.account_id, Migration.submitted_at.is_not(None))


def conditions(caller: Caller, seller: Seller | None, wanted: MigrationFilter) -> list[ColumnElement[bool]]:
    """Return what a migration of the list must fulfil; `Account` is joined."""
    statuses = [status.value for status in OF_VIEW[wanted.view]]
    found = [seen(caller, seller), Migration.status.in_(statuses)]
    if wanted.view is MigrationView.MINE:
        found.append(Migration.initiated_by == caller.user_id)
    if wanted.account_id is not None:
        found.append(Migration.account_id == wanted.account_id)
    if wanted.directions:
        found.append(Migration.direction.in_([direction.value for direction in wanted.directions]))
    if wanted.effective_from is not None:
        found.append(Migration.effective_on >= wanted.effective_from)
    if wanted.effective_to is not None:
        found.append(Migration.effective_on <= wanted.effective_to)
    if wanted.text.strip():
        found.append(_named(caller, wanted.text.strip()))
    return found


def _named(caller: Caller, typed: str) -> ColumnElement[bool]:
    """A number, words of the customer's name, or part of the name of one of both plans."""
    like = or_(
        PackagePlan.internal_name.icontains(typed, autoescape=True),
        PackagePlan.external_name.icontains(typed, autoescape=True),
    )
    plans = select(PackagePlan.id).where(PackagePlan.provider_id == caller.provider_id, like)
    ways: list[ColumnElement[bool]] = [
        Migration.losing_plan_id.in_(plans),
        Migration.winning_plan_id.in_(plans),
    ]
    if typed_words := words(typed):
        ways.append(and_(*map(has_word, typed_words)))
    if number := _number(typed):
        ways.append(Migration.order_id == number)
    return or_(*ways)


def _number(typed: str) -> int:
    """Read MG-12, MG-12/1 or 12; 0 for anything else."""
    named = parse_reference(typed)
    if named is not None:
        number = named[1] if named[0] is Prefix.MIGRATION else 0
    else:
        number = int(typed) if typed.isascii() and typed.isdigit() else 0
    return number if number < _LARGEST_KEY else 0
