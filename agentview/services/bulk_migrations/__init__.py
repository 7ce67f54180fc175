"""Many package migrations at once (E16)."""

from agentview.contract import bulk_migration_runs as runs
from agentview.contract import bulk_migrations as contract
from agentview.services.bulk_migrations import going_on, lifetime, results
from agentview.services.bulk_migrations.candidates import candidates
from agentview.services.bulk_migrations.checking import check
from agentview.services.handler import handle

HANDLERS = (
    handle(contract.CHECK, check),
    handle(contract.CANDIDATES, candidates),
    handle(runs.BEGIN, lifetime.begin),
    handle(runs.PUT, lifetime.put),
    handle(runs.NEXT, going_on.go_on),
    handle(runs.CANCEL, lifetime.cancel),
    handle(runs.STATUS, results.status),
    handle(runs.RESULTS, results.results),
    handle(runs.RUNS, results.runs),
)
