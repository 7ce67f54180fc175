"""Which cases a list asks for (S-23)."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, literal_column, or_

from agentview.contract.credit_desk import LATELY_DAYS, CaseFilter, CaseView
from agentview.contract.restriction import CaseState, RestrictionAction, RestrictionOutcome
from agentview.core.reference import Prefix, parse_reference
from agentview.core.text import words
from agentview.models.customer import Account
from agentview.models.suspension import RestrictionCase, ServiceRestriction
from agentview.services.customer_scope import visible
from agentview.services.order_search.conditions import has_word
from agentview.services.suspension.conditions import IS_OPEN_CASE
from agentview.services.unit import Unit

_LARGEST_KEY = 2**31
R = RestrictionCase
S = ServiceRestriction


def conditions(unit: Unit, wanted: CaseFilter) -> list[ColumnElement[bool]]:
    """Return what a case of the list must fulfil; `Account` is joined."""
    found = [R.provider_id == unit.caller.provider_id, visible(unit.caller)]
    if wanted.view is not CaseView.ALL:
        found.append(of_view(wanted.view, unit.now))
    if wanted.account_id is not None:
        found.append(R.account_id == wanted.account_id)
    if wanted.origin is not None:
        found.append(R.origin == wanted.origin.value)
    if wanted.text.strip():
        found.append(_named(wanted.text.strip()))
    return found


def of_view(view: CaseView, now: datetime) -> ColumnElement[bool]:
    """Return what makes a case one of a view."""
    is_flagged = R.state == _written(CaseState.FLAGGED)
    lately = now - timedelta(days=LATELY_DAYS)
    ways: dict[CaseView, ColumnElement[bool]] = {
        CaseView.OPEN: IS_OPEN_CASE,
        CaseView.FLAGGED: and_(IS_OPEN_CASE, is_flagged),
        CaseView.RESTRICTED: and_(IS_OPEN_CASE, ~is_flagged),
        CaseView.FAILED: and_(IS_OPEN_CASE, has_failed()),
        CaseView.RESTORED: and_(R.state == _written(CaseState.RESTORED), R.restored_at >= lately),
        CaseView.ALL: R.id > literal_column("0"),
    }
    return ways[view]


def has_failed() -> ColumnElement[bool]:
    """The network has refused for a service what the case wants now."""
    return exists().where(S.case_id == R.id, IS_FAILURE)


IS_RESTORING = R.state == CaseState.RESTORING.value
IS_FAILURE = and_(
    S.status == RestrictionOutcome.FAILED.value,
    or_(
        and_(IS_RESTORING, S.action == RestrictionAction.RESTORE.value),
        and_(~IS_RESTORING, S.action == RestrictionAction.RESTRICT.value),
    ),
)
"""A refusal that counts: of restoring once the case is being restored, of restricting before."""


def _named(typed: str) -> ColumnElement[bool]:
    """A number of a case or an account, or words of the customer's name."""
    ways: list[ColumnElement[bool]] = [Account.account_no == typed]
    if typed_words := words(typed):
        ways.append(and_(*map(has_word, typed_words)))
    if number := _number(typed):
        ways.append(R.id == number)
    return or_(*ways)


def _number(typed: str) -> int:
    """Read SC-12; 0 for anything else."""
    named = parse_reference(typed)
    is_case = named is not None and named[0] is Prefix.RESTRICTION_CASE
    return named[1] if named is not None and is_case and named[1] < _LARGEST_KEY else 0


def _written(state: CaseState) -> ColumnElement[str]:
    return literal_column(f"'{state.value}'")
