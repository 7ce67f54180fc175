"""The statements of the list of migrations; their number does not grow with the rows."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select, tuple_
from sqlalchemy.orm import Session, aliased

from agentview.contract.migration_list import MigrationFilter, MigrationSort, MigrationsRequest, MigrationView
from agentview.core.caller import Caller
from agentview.models.catalogue import PackagePlan, ServiceType
from agentview.models.customer import Account
from agentview.models.migration import Migration
from agentview.models.party import Agent, Provider, User
from agentview.models.subscription import ServiceSubscription
from agentview.services.keyset import Place, read_place
from agentview.services.migration_list.conditions import conditions
from agentview.services.migrations.parts import AUTOMATIC
from agentview.services.seller import Seller

CAP = 1000
"""Counts of pills stop here."""

_NO_DAY = date(9999, 12, 31)
"""Sorts a migration whose day is not chosen behind all others."""

_NUMBER: ColumnElement[Any] = Migration.order_id.expression
_COLUMNS: dict[MigrationSort, tuple[ColumnElement[Any], ...]] = {
    MigrationSort.NUMBER: (_NUMBER,),
    MigrationSort.CUSTOMER: (Account.name_key.expression, _NUMBER),
    MigrationSort.EFFECTIVE: (func.coalesce(Migration.effective_on, _NO_DAY), _NUMBER),
}


def page_rows(
    session: Session, caller: Caller, seller: Seller | None, request: MigrationsRequest
) -> list[Row[Any]]:
    """Read the rows of a page, with `sort_key` for their places."""
    is_back = request.after is None and request.before is not None
    token = request.after or request.before
    columns = _COLUMNS[request.sort]
    is_downward = request.is_descending is not is_back
    ordering = [column.desc() if is_downward else column.asc() for column in columns]
    rows = _shown(columns[0]).where(*conditions(caller, seller, request.filter))
    if token is not None:
        here, there = tuple_(*columns), tuple_(*read_place(token, columns).values)
        rows = rows.where(here < there if is_downward else here > there)
    found = list(session.execute(rows.order_by(*ordering).limit(request.limit).offset(request.offset)))
    return found[::-1] if is_back else found


def place_in(row: Row[Any], sort: MigrationSort) -> Place:
    """Return the place of a fetched row in its list."""
    return Place((row.order_id,) if sort is MigrationSort.NUMBER else (row.sort_key, row.order_id))


def size_of(session: Session, caller: Caller, seller: Seller | None, wanted: MigrationFilter) -> int:
    """Count the rows of a list exactly."""
    rows = _ids(caller, seller, wanted).subquery()
    return session.scalars(select(func.count()).select_from(rows)).one()


def view_sizes(session: Session, caller: Caller, seller: Seller | None) -> dict[MigrationView, int]:
    """Count the rows of each view, to CAP at most, in one statement."""
    few = [_ids(caller, seller, MigrationFilter(view=view)).limit(CAP).subquery() for view in MigrationView]
    counts = [select(func.count()).select_from(rows).scalar_subquery() for rows in few]
    return dict(zip(MigrationView, session.execute(select(*counts)).one(), strict=True))


def automatic_types(session: Session, package_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Name the service types of winning packages that no person provisions (R-MIG-19)."""
    rows = session.execute(
        select(ServiceSubscription.package_subscription_id, ServiceType.name)
        .join(ServiceType, ServiceType.id == ServiceSubscription.service_type_id)
        .where(
            ServiceSubscription.package_subscription_id.in_(package_ids),
            ServiceType.provisioning_method == AUTOMATIC,
        )
        .distinct()
        .order_by(ServiceType.name)
    )
    found: dict[int, tuple[str, ...]] = {}
    for package_id, name in rows:
        found[package_id] = (*found.get(package_id, ()), name)
    return found


def _ids(caller: Caller, seller: Seller | None, wanted: MigrationFilter) -> Select[int]:
    ids = select(Migration.order_id).join(Account, Account.id == Migration.account_id)
    return ids.where(*conditions(caller, seller, wanted))


def _shown(sort_key: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    losing, winning = aliased(PackagePlan), aliased(PackagePlan)
    return (
        select(
            Migration.order_id,
            Migration.row_version,
            Migration.account_id,
            Migration.losing_ps_id,
            Migration.winning_ps_id,
            Migration.direction,
            Migration.status,
            Migration.last_page,
            Migration.effective_on,
            Migration.fee_quoted_cents,
            Migration.fee_charged_cents,
            Migration.initiated_by,
            Migration.updated_at,
            Account.account_no,
            Account.name.label("customer"),
            losing.external_name.label("losing_plan"),
            func.coalesce(winning.external_name, "").label("winning_plan"),
            func.coalesce(Agent.name, "").label("agent"),
            User.display_name.label("initiator"),
            Provider.currency,
            Provider.timezone,
            sort_key.label("sort_key"),
        )
        .join(Account, Account.id == Migration.account_id)
        .join(Provider, Provider.id == Migration.provider_id)
        .join(User, User.id == Migration.initiated_by)
        .join(losing, losing.id == Migration.losing_plan_id)
        .outerjoin(winning, winning.id == Migration.winning_plan_id)
        .outerjoin(Agent, Agent.id == Migration.agent_id)
    )
