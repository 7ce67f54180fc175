"""Exemptions: given to the end of a day, ended before it, and listed before they expire (E.3)."""

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, not_, or_, select, tuple_

from agentview.contract.feed import Topic
from agentview.contract.suspension_exemptions import (
    EndExemptionRequest,
    ExemptionRow,
    Exemptions,
    ExemptionsRequest,
    ExemptionView,
    ExemptRequest,
)
from agentview.core.errors import rejected
from agentview.models.customer import Account
from agentview.models.suspension import SuspensionExemption
from agentview.services.contract_catalogue.scope import stale
from agentview.services.customer_scope import held_account, not_there, refuse_customers, visible
from agentview.services.keyset import Place, read_place
from agentview.services.reevaluating import ask_again
from agentview.services.unit import Unit

ENTITY = "suspension_exemption"
SOON = timedelta(days=14)

E = SuspensionExemption
_PLACE = (E.until_on, E.id)


def exemptions(unit: Unit, request: ExemptionsRequest) -> Exemptions:
    """Return a page of exemptions of the own provider's accounts, by their last day."""
    refuse_customers(unit)
    meant, here = _meant(unit, request), tuple_(*_PLACE)
    wanted = _shown().where(*meant)
    if request.after is not None:
        there = tuple_(*read_place(request.after, _PLACE).values)
        wanted = wanted.where(here < there if request.is_descending else here > there)
    order = [column.desc() if request.is_descending else column.asc() for column in _PLACE]
    rows = unit.session.execute(wanted.order_by(*order).limit(request.limit + 1)).all()
    shown = tuple(_row(unit, row) for row in rows[: request.limit])
    counted = select(func.count(E.id)).join(Account, Account.id == E.account_id).where(*meant)
    return Exemptions(
        rows=shown,
        last=Place((shown[-1].until_on, shown[-1].exemption_id)).token() if len(rows) > len(shown) else None,
        total=unit.session.scalar(counted) or 0,
        as_of=unit.now,
    )


def exempt(unit: Unit, request: ExemptRequest) -> ExemptionRow:
    """Leave an account alone to the end of a day. Raises Rejected (`E-EXEMPTION-PAST`), NotFound."""
    refuse_customers(unit)
    account = held_account(unit, request.account_id)
    if request.until_on < unit.today:
        raise rejected("E-EXEMPTION-PAST", field="until_on", day=request.until_on.isoformat())
    made = E(account_id=account.id, reason=request.reason, owner=request.owner, until_on=request.until_on)
    unit.session.add(made)
    unit.session.flush()
    said = f"{request.until_on.isoformat()}, {request.owner}"
    done = _told(unit, made, account, "exempt", said, request.reason)
    ask_again(unit, account.id, f"exemption-{made.id}")
    return done


def end_exemption(unit: Unit, request: EndExemptionRequest) -> ExemptionRow:
    """End an exemption now. Raises Conflict (`E-STALE`), Rejected (`E-EXEMPTION-OVER`), NotFound."""
    refuse_customers(unit)
    wanted = _shown().where(E.id == request.exemption_id, visible(unit.caller))
    row = unit.session.execute(wanted.with_for_update(of=E, key_share=True)).first()
    if row is None:
        raise not_there("exemption_id", request.exemption_id)
    found, account = row.SuspensionExemption, row.Account
    if found.row_version != request.version:
        raise stale(unit, found)
    if not _is_running(unit, found):
        raise rejected("E-EXEMPTION-OVER", day=found.until_on.isoformat())
    found.ended_at, found.ended_by = unit.now, unit.caller.display_name
    unit.session.flush()
    return _told(unit, found, account, "end_exemption", found.until_on.isoformat(), request.reason)


def _meant(unit: Unit, request: ExemptionsRequest) -> list[ColumnElement[bool]]:
    runs = and_(E.ended_at.is_(None), E.until_on >= unit.today)
    of_view = {
        ExemptionView.RUNNING: runs,
        ExemptionView.EXPIRING: and_(runs, E.until_on <= unit.today + SOON),
        ExemptionView.OVER: or_(not_(E.ended_at.is_(None)), E.until_on < unit.today),
    }
    meant = [visible(unit.caller), of_view[request.filter.view]]
    if request.filter.account_id is not None:
        meant.append(E.account_id == request.filter.account_id)
    return meant


def _shown() -> Select[*tuple[Any, ...]]:
    return (
        select(E, Account).join(Account, Account.id == E.account_id).execution_options(populate_existing=True)
    )


def _is_running(unit: Unit, found: SuspensionExemption) -> bool:
    return found.ended_at is None and found.until_on >= unit.today


def _row(unit: Unit, row: Row[Any]) -> ExemptionRow:
    return _told_of(unit, row.SuspensionExemption, row.Account)


def _told_of(unit: Unit, found: SuspensionExemption, account: Account) -> ExemptionRow:
    return ExemptionRow(
        exemption_id=found.id,
        version=found.row_version,
        account_id=account.id,
        account_no=account.account_no,
        customer=account.name,
        reason=found.reason,
        owner=found.owner,
        until_on=found.until_on,
        is_running=_is_running(unit, found),
        ended_at=found.ended_at,
        ended_by=found.ended_by or "",
    )


def _told(
    unit: Unit, found: SuspensionExemption, account: Account, verb: str, said: str, reason: str
) -> ExemptionRow:
    unit.audit(ENTITY, found.id, verb, new=said, reason=reason, is_internal=True, account_id=account.id)
    unit.changed(Topic.ACCOUNT, account.id, verb, (account.provider_id, None))
    return _told_of(unit, found, account)
