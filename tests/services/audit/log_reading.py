"""Reads the audit log as its auditors do."""

from typing import Any

from agentview.contract import audit as contract
from agentview.contract.audit import AuditEntryLine, AuditFilter, Entries, Reading
from tests.services.provisioning.working import Working


def opened(working: Working, username: str = "harbour_auditor", **wanted: Any) -> Reading:
    """Begin to read with a filter."""
    return working.call(username, contract.OPEN, filter=AuditFilter.model_validate(wanted))


def page(
    working: Working,
    reading: Reading,
    username: str = "harbour_auditor",
    after: str | None = None,
    limit: int = 200,
    **wanted: Any,
) -> Entries:
    """Read a page of a reading."""
    return working.call(
        username,
        contract.ENTRIES,
        reading_id=reading.reading_id,
        filter=AuditFilter.model_validate(wanted),
        after=after,
        limit=limit,
    )


def lines(working: Working, username: str = "harbour_auditor", **wanted: Any) -> tuple[AuditEntryLine, ...]:
    """Return the newest entries that a filter finds, without those of reading itself."""
    found = page(working, opened(working, username, **wanted), username, **wanted)
    return tuple(line for line in found.entries if line.entity != "audit")


def acts(found: tuple[AuditEntryLine, ...]) -> list[tuple[str, str]]:
    """Return what was done to what."""
    return [(line.entity, line.action) for line in found]
