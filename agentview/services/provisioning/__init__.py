"""The manual provisioning queue: its lifecycle, rules, queries and operations."""

from agentview.contract import provisioning as contract
from agentview.services.handler import handle, handle_anew
from agentview.services.provisioning import (
    bulk,
    claims,
    completion,
    contact,
    detail,
    finalising,
    halts,
    history,
    listing,
)
from agentview.services.provisioning.presence import presence

HANDLERS = (
    handle(contract.QUEUE, listing.queue),
    handle(contract.SIZE, listing.size),
    handle(contract.VIEWS, listing.views),
    handle(contract.FACETS, listing.facets),
    handle_anew(contract.EXPORT, listing.export),
    handle(contract.TASK, detail.task),
    handle(contract.HISTORY, history.history),
    handle(contract.ADD_NOTE, history.add_note),
    handle(contract.CLAIM, claims.claim),
    handle(contract.RELEASE, claims.release),
    handle(contract.RENEW, claims.renew),
    handle(contract.TAKE_NEXT, claims.take_next),
    handle(contract.TAKE_OVER, claims.take_over),
    handle(contract.ASK, claims.ask),
    handle(contract.EDIT, completion.edit),
    handle(contract.ACTIVATE, completion.activate),
    handle(contract.FINALISE, completion.finalise_cancellation),
    handle(contract.FINALISE_MIGRATION, finalising.finalise_migration),
    handle(contract.ABORT, completion.abort),
    handle(contract.HALT, halts.halt),
    handle(contract.AMEND, halts.amend),
    handle(contract.RESUBMIT, halts.resubmit),
    handle(contract.BULK, bulk.bulk),
    handle_anew(contract.REVEAL, contact.reveal),
    handle(contract.PRESENCE, presence),
)
