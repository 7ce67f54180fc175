"""From a filter to what is looked for: whose entries, which index leads to them, and which are meant."""

import hashlib
import re

from sqlalchemy import and_, false, or_, select
from sqlalchemy.orm import Session

from agentview.contract.audit import AuditFilter
from agentview.core.caller import Caller
from agentview.core.clock import end_of_day_on, start_of_day
from agentview.core.errors import Refusal, refuse_if_any, rejected
from agentview.models.customer import Account
from agentview.models.trail import AuditEntry
from agentview.services.audit.look import Condition, Entry, Wanted
from agentview.services.audit.record import Records, records_named

A = AuditEntry
_CODE = re.compile(r"[a-z_]{1,40}")


def wanted_by(session: Session, caller: Caller, asked: AuditFilter) -> Wanted:
    """Return what a filter looks for.

    R-GEN-10: without a record or a customer these are the acts of the own provider's people. The acts of
    others are shown where the record or the customer is the own provider's, unless they are internal; a
    person who is limited to one account sees what happened to it.

    Raises Rejected (`E-AUDIT-RECORD`, `E-AUDIT-CUSTOMER`, `E-AUDIT-SPAN`).
    """
    refuse_if_any(span_refusals(asked))
    zone = caller.zone
    records = _records(session, asked)
    account_id = _account_id(session, caller, asked) if asked.customer else caller.account_id
    span = _span(asked, zone)
    if records is not None:
        driver = [_is_one_of(records)]
    elif account_id is not None:
        driver = [A.account_id == account_id]
    elif asked.user_id is not None:
        driver = [A.user_id == asked.user_id]
    else:
        driver = [A.provider_id == caller.provider_id]

    def keeps(entry: Entry) -> list[Condition]:
        kept = [_may_see(caller, entry), *_meant(asked, entry)]
        return kept if account_id is None else [*kept, entry.account_id == account_id]

    return Wanted((*driver, *span), keeps)


def span_refusals(asked: AuditFilter) -> tuple[Refusal, ...]:
    """Refuse a time span that ends before it begins."""
    refusals: tuple[Refusal, ...] = ()
    if asked.since is not None and asked.until is not None and asked.since >= asked.until:
        refusals = (Refusal("E-AUDIT-SPAN", "until"),)
    if asked.from_on is not None and asked.to_on is not None and asked.from_on > asked.to_on:
        refusals = (*refusals, Refusal("E-AUDIT-SPAN", "to_on"))
    return refusals


def _records(session: Session, asked: AuditFilter) -> Records | None:
    if asked.record:
        return records_named(session, asked.record)
    if asked.entity and asked.entity_id is not None:
        return {asked.entity: [asked.entity_id]}
    return None


def _account_id(session: Session, caller: Caller, asked: AuditFilter) -> int:
    own = select(Account.id).where(
        Account.provider_id == caller.provider_id, Account.account_no == asked.customer
    )
    if caller.account_id is not None:
        own = own.where(Account.id == caller.account_id)
    found = session.scalars(own).first()
    if found is None:
        raise rejected("E-AUDIT-CUSTOMER", field="customer", account=asked.customer)
    return found


def _span(asked: AuditFilter, zone: str) -> list[Condition]:
    begins = [asked.since] if asked.since else []
    begins += [start_of_day(asked.from_on, zone)] if asked.from_on else []
    ends = [asked.until] if asked.until else []
    ends += [end_of_day_on(asked.to_on, zone)] if asked.to_on else []
    return [*(A.at >= begin for begin in begins), *(A.at < end for end in ends)]


def _is_one_of(records: Records) -> Condition:
    return or_(false(), *(and_(A.entity == entity, A.entity_id.in_(ids)) for entity, ids in records.items()))


def _may_see(caller: Caller, entry: Entry) -> Condition:
    """Entries of the own people, and of others on own customers where they are not internal."""
    if caller.account_id is not None:
        return and_(entry.account_id == caller.account_id, ~entry.is_internal)
    own_accounts = select(Account.id).where(
        Account.id == entry.account_id, Account.provider_id == caller.provider_id
    )
    return or_(entry.provider_id == caller.provider_id, and_(~entry.is_internal, own_accounts.exists()))


def _meant(asked: AuditFilter, entry: Entry) -> list[Condition]:
    meant: list[Condition] = []
    if asked.user_id is not None:
        meant.append(entry.user_id == asked.user_id)
    if asked.entity and not asked.record:
        meant.append(entry.entity == asked.entity)
    if asked.action:
        meant.append(entry.action == asked.action)
    if asked.text:
        meant.append(entry.reason.icontains(asked.text, autoescape=True))
    return meant


def in_words(asked: AuditFilter) -> str:
    """Describe a filter for the trail, without what people typed that may name a person (R-GEN-09)."""
    parts = {
        "person": asked.user_id,
        "entity": _code(asked.entity),
        "number": asked.entity_id,
        "record": asked.record,
        "action": _code(asked.action),
        "customer": asked.customer,
        "from": asked.from_on and asked.from_on.isoformat(),
        "to": asked.to_on and asked.to_on.isoformat(),
        "since": asked.since and asked.since.isoformat(),
        "until": asked.until and asked.until.isoformat(),
        "text": f"{len(asked.text)} characters" if asked.text else "",
    }
    told = ", ".join(f"{name} {value}" for name, value in parts.items() if value)
    return told or "everything"


def _code(typed: str | None) -> str | None:
    return typed if not typed or _CODE.fullmatch(typed) else "other"


def digest(asked: AuditFilter) -> str:
    """Return by what a reading recognises its filter."""
    return hashlib.sha256(asked.model_dump_json().encode()).hexdigest()[:16]
