"""Jobs as people see and steer them, and what the engine writes about their runs."""

from agentview.contract import jobs as contract
from agentview.services.handler import handle
from agentview.services.jobs import commands, listing

HANDLERS = (
    handle(contract.JOBS, listing.overview),
    handle(contract.RUNS, listing.runs),
    handle(contract.RUN, listing.run),
    handle(contract.RUN_NOW, commands.run_now),
    handle(contract.RETRY, commands.retry),
    handle(contract.CANCEL, commands.cancel),
    handle(contract.PAUSE, commands.pause),
    handle(contract.RESUME, commands.resume),
)
