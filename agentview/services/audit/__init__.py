"""The audit log: searched by bounded steps, its reading written down."""

from agentview.contract import audit
from agentview.services.audit.listing import entries, export, facets
from agentview.services.audit.reading import open_reading
from agentview.services.handler import handle, handle_anew

HANDLERS = (
    handle(audit.OPEN, open_reading),
    handle(audit.ENTRIES, entries),
    handle(audit.FACETS, facets),
    handle_anew(audit.EXPORT, export),
)
