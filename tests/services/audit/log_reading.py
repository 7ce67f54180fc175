"""Reads the audit log as its auditors do."""

from agentview.contract import audit as contract
from agentview.contract.audit import AuditEntryLine, AuditFilter, Entries, Reading
from tests.services.provisioning.working import Working

AUDITOR = "harbour_auditor"


def wanted(**values: object) -> AuditFilter:
    """Return a filter."""
    return AuditFilter.model_validate(values)


def opened(working: Working, asked: AuditFilter = AuditFilter(), username: str = AUDITOR) -> Reading:  # noqa: B008 - frozen
    """Begin to read with a filter."""
    return working.call(username, contract.OPEN, filter=asked)


def page(
    working: Working,
    reading: Reading,
    asked: AuditFilter = AuditFilter(),  # noqa: B008 - frozen
    username: str = AUDITOR,
    *,
    after: str | None = None,
    limit: int = 200,
) -> Entries:
    """Read a page of a reading."""
    request = contract.EntriesRequest(reading_id=reading.reading_id, filter=asked, after=after, limit=limit)
    return working.on(username).call(contract.ENTRIES, request)


def lines(working: Working, username: str = AUDITOR, **values: object) -> tuple[AuditEntryLine, ...]:
    """Return the newest entries that a filter finds, without those of reading itself."""
    asked = wanted(**values)
    found = page(working, opened(working, asked, username), asked, username)
    return tuple(line for line in found.rows if line.entity != "audit")


def acts(found: tuple[AuditEntryLine, ...]) -> list[tuple[str, str]]:
    """Return what was done to what."""
    return [(line.entity, line.action) for line in found]
