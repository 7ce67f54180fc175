"""The worklist: cases that need a person, from every area (S-34)."""

from agentview.contract import worklist as contract
from agentview.services.handler import handle, handle_anew
from agentview.services.worklist import bulk, commands, detail, listing

HANDLERS = (
    handle(contract.CASES, listing.cases),
    handle(contract.SIZE, listing.size),
    handle(contract.COUNTS, listing.counts),
    handle(contract.COLLEAGUES, listing.colleagues),
    handle(contract.CASE, detail.case),
    handle(contract.RAISE, commands.raise_by_hand),
    handle(contract.TAKE, commands.take),
    handle(contract.ASSIGN, commands.assign),
    handle(contract.RELEASE, commands.release),
    handle(contract.RESOLVE, commands.resolve),
    handle(contract.CANCEL, commands.cancel),
    handle(contract.ADD_NOTE, commands.add_note),
    handle(contract.BULK, bulk.bulk),
    handle_anew(contract.EXPORT, listing.export),
)
"""All handlers: one for each operation of the contract."""
