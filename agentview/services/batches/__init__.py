"""Batches as people see and settle them (S-20)."""

from agentview.contract import batches as contract
from agentview.services.batches import commands, files, listing
from agentview.services.handler import handle, handle_anew

HANDLERS = (
    handle(contract.LIST, listing.batches),
    handle(contract.SIZE, listing.size),
    handle(contract.READ, listing.detail),
    handle(contract.RECORDS, listing.records),
    handle_anew(contract.TEXT, files.text),
    handle_anew(contract.DOWNLOAD, files.part),
    handle(contract.REPROCESS, commands.reprocess),
    handle(contract.IGNORE, commands.ignore),
)

__all__ = ["HANDLERS"]
