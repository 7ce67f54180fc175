"""Flags accounts for the rules: one open case each, however often and by whomever it is asked (R-SUS-12)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from agentview.contract.account import AccountStatus
from agentview.contract.feed import Topic
from agentview.contract.restriction import CaseOrigin, CaseState
from agentview.contract.suspension_cases import CaseCommand
from agentview.models.customer import Account
from agentview.models.dialect import insert_all_unless_there
from agentview.models.money import Invoice
from agentview.models.suspension import RestrictionCase
from agentview.services.bulk_trail import Entry, audit_many, changed_many, tracked
from agentview.services.restriction.telling import ENTITY
from agentview.services.suspension.conditions import IS_DUE
from agentview.services.suspension.rules import RuleSet
from agentview.services.unit import Unit

AT_ONCE = 500
"""So many are flagged by one statement."""

C = RestrictionCase


def flag(unit: Unit, rules: RuleSet, account_ids: Sequence[int]) -> int:
    """Open a FLAGGED case for each account that has none, with what it owes; return how many were opened.

    Who is asked for must be eligible: that is the evaluation's to say, and is looked at once more before
    anything is done (R-SUS-14). Accounts of other providers, any that is not Active, and any that owes
    nothing are left out (R-SUS-29).
    """
    keys = sorted(set(account_ids))
    return sum(_flag(unit, rules, keys[begin : begin + AT_ONCE]) for begin in range(0, len(keys), AT_ONCE))


def _flag(unit: Unit, rules: RuleSet, keys: Sequence[int]) -> int:
    shared = {
        "provider_id": unit.caller.provider_id,
        "rule_set_id": rules.rule_set_id or None,
        "origin": CaseOrigin.AUTO.value,
        "state": CaseState.FLAGGED.value,
        "reason": rules.name,
        "flagged_at": unit.now,
        **tracked(unit),
    }
    made = insert_all_unless_there(
        unit.session, C, [{**one, **shared} for one in _owing(unit, keys)], (C.id, C.account_id)
    )
    entries = (Entry(row.id, new=CaseState.FLAGGED.value, account_id=row.account_id) for row in made)
    audit_many(unit, ENTITY, CaseCommand.FLAG.value, entries)
    ids = [row.id for row in made]
    changed_many(unit, Topic.RESTRICTION_CASE, ids, CaseCommand.FLAG.value, unit.caller.provider_id)
    return len(made)


def _owing(unit: Unit, keys: Sequence[int]) -> Iterator[Mapping[str, Any]]:
    """Yield what the accounts owe now, and for how many days."""
    rows = unit.session.execute(
        select(Account.id, func.sum(Invoice.amount_due_inc_cents).label("owing"), func.min(Invoice.due_on))
        .join(Invoice, Invoice.account_id == Account.id)
        .where(
            IS_DUE,
            Account.id.in_(keys),
            Account.provider_id == unit.caller.provider_id,
            Account.status == AccountStatus.ACTIVE.value,
        )
        .group_by(Account.id)
        .order_by(Account.id)
    )
    for account_id, owing, oldest in rows:
        yield {
            "account_id": account_id,
            "owing_cents_at_flag": owing,
            "overdue_days_at_flag": max(0, (unit.today - oldest).days),
        }
