"""Takes an import back: removes the customers that it made and nobody has touched since."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, delete, exists, func, not_, select, update

from agentview.contract.customer_imports import ImportRef, ImportStatus, TakenBack
from agentview.core.errors import rejected
from agentview.models.base import Base
from agentview.models.customer import Account, Address, Contact
from agentview.models.customer_import import CustomerImport
from agentview.models.desk import SearchToken
from agentview.models.trail import AuditEntry
from agentview.services.customer_imports.lifetime import tell
from agentview.services.customer_imports.scope import import_of
from agentview.services.search.tokens import Entity
from agentview.services.unit import Unit

AT_ONCE = 1_000
"""So many are removed in one transaction; the caller asks again while some are left."""

_OWN = frozenset({"contact", "address", "audit_entry"})


def take_back(unit: Unit, request: ImportRef) -> TakenBack:
    """Remove a run of untouched customers; what somebody used or changed stays. The trail stays too."""
    row = import_of(unit, request.import_id, is_held=True)
    ids = unit.session.scalars(
        select(Account.id).where(_untouched(row)).order_by(Account.id).limit(AT_ONCE)
    ).all()
    if not ids and row.status == ImportStatus.TAKEN_BACK:
        raise rejected("E-IMPORT-OVER")
    _remove(unit, ids)
    left = unit.session.scalars(select(func.count()).select_from(Account).where(_untouched(row))).one()
    kept = unit.session.scalars(
        select(func.count()).select_from(Account).where(Account.import_id == row.id)
    ).one()
    row.made_count = kept
    row.status = ImportStatus.TAKEN_BACK.value
    row.finished_at = unit.now
    unit.audit("import", row.id, "take_back", old=str(len(ids)), new=str(kept))
    tell(unit, row, "take_back")
    return TakenBack(removed=len(ids), left=left, kept=kept - left)


def _untouched(row: CustomerImport) -> ColumnElement[bool]:
    """Customers of the import as it made them: in their first version, and referred to by nothing else."""
    used = [
        exists().where(column == Account.id)
        for table in Base.metadata.sorted_tables
        if table.name not in _OWN
        for column in table.columns
        if any(key.column is Account.__table__.c.id for key in column.foreign_keys)
    ]
    was_done = exists().where(AuditEntry.account_id == Account.id, AuditEntry.action != "import")
    changed = exists().where(Contact.account_id == Account.id, Contact.row_version != 1)
    return and_(Account.import_id == row.id, Account.row_version == 1, *map(not_, (*used, was_done, changed)))


def _remove(unit: Unit, ids: Sequence[int]) -> None:
    if not ids:
        return
    session = unit.session
    session.execute(
        update(AuditEntry).where(AuditEntry.account_id.in_(ids)).values(account_id=None),
        execution_options={"synchronize_session": False},
    )
    for condition in (
        delete(SearchToken).where(SearchToken.entity == Entity.ACCOUNT.value, SearchToken.entity_id.in_(ids)),
        delete(Contact).where(Contact.account_id.in_(ids)),
        delete(Address).where(Address.account_id.in_(ids)),
        delete(Account).where(Account.id.in_(ids)),
    ):
        session.execute(condition, execution_options={"synchronize_session": False})
