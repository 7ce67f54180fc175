"""Whose imports somebody may see: those of the own provider."""

from sqlalchemy import Select, select

from agentview.contract.customer_imports import ImportDefaults, ImportState, ImportStatus
from agentview.models.customer_import import CustomerImport
from agentview.services.customer_scope import refuse_customers
from agentview.services.names import display_name
from agentview.services.own_records import own_record
from agentview.services.unit import Unit


def own_imports(unit: Unit) -> Select[CustomerImport]:
    """Return the imports of the caller's provider; a customer has none (`E-STAFF-ONLY`)."""
    refuse_customers(unit)
    return select(CustomerImport).where(CustomerImport.provider_id == unit.caller.provider_id)


def import_of(unit: Unit, import_id: int, *, is_held: bool = False) -> CustomerImport:
    """Return an import, held to be changed: of two at once the second sees what the first did.

    Raises NotFound (`E-NOT-FOUND`), also for one of another provider (R-GEN-10).
    """
    return own_record(unit, CustomerImport, "import_id", import_id, is_held=is_held)


def defaults_of(row: CustomerImport) -> ImportDefaults:
    """Return what holds for rows that do not say it themselves."""
    return ImportDefaults.model_validate(row.mapping["defaults"])


def state_of(unit: Unit, row: CustomerImport) -> ImportState:
    """Return how far an import is."""
    return ImportState.model_validate(
        {
            "import_id": row.id,
            "file_name": row.file_name,
            "status": ImportStatus(row.status),
            "columns": row.mapping["columns"],
            "defaults": row.mapping["defaults"],
            "rows": row.total_lines,
            "done": row.done_lines,
            "made": row.made_count,
            "rejected": row.rejected_count,
            "known": row.known_count,
            "started_at": row.started_at,
            "finished_at": row.finished_at,
            "started_by": display_name(unit, row.created_by),
        }
    )
