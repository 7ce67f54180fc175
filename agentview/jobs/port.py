"""The durable engine, DBOS: the only file that imports it.

It keeps its own tables in our database (PostgreSQL: schema `dbos`) over an engine and a pool of its own: a
shared pool deadlocks, and on SQLite it needs the driver's own transactions, which lose our updates.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar

from dbos import DBOS, DBOSClient, DBOSConfig, DBOSPortableJSONSerializer

from agentview.core import log
from agentview.jobs.carrying import Steps
from agentview.services.work import Ticket, Transaction

T = TypeVar("T")
CarryOut = Callable[[int, int, Steps], None]

POLL_SECONDS = 1.0
_NAME = "agentview"
_QUEUE = "agentview"
_WORKFLOW = "agentview_run"
_VERSION = "1"
"""Pinned: else DBOS computes it from the source, and a new release recovers nothing of the last one."""

_POOL = 5
_ACTIVE = ("ENQUEUED", "DELAYED", "PENDING")
_ENDED = ("SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")
_FORGET_AT_ONCE = 500


class _OwnLines(logging.Handler):
    """Brings warnings of the engine into our log: where they were written, not what they quote."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[0].__qualname__ if record.exc_info and record.exc_info[0] else None
        where = f"{record.module}.{record.funcName}:{record.lineno}"
        log.warn("jobs.engine_says", where=where, error=error)


def quieten() -> None:
    """Let the engine speak through our log alone: it would write to the terminal, with values."""
    logger = logging.getLogger("dbos")
    if not any(isinstance(handler, _OwnLines) for handler in logger.handlers):
        logger.handlers[:] = [_OwnLines(logging.WARNING)]
        logger.propagate = False


def make_tables(url: str) -> None:
    """Bring the engine's tables to its version; where they are there, this takes some milliseconds."""
    quieten()
    DBOS.migrate(url)


class Counter:
    """Where tickets are handed in: within the caller's transaction, so that both are there or neither."""

    def __init__(self, url: str) -> None:
        """Serve the database at `url`, over connections of others."""
        quieten()
        self._client = DBOSClient(
            system_database_url=url,
            serializer=DBOSPortableJSONSerializer(),
            application_name=_NAME,
            system_database_pool_size=1,
            lazy=True,
        )

    def take(self, session: Transaction, ticket: Ticket) -> None:
        """Write a ticket down in the session's transaction; one that is known already changes nothing."""
        delay = {"delay_seconds": ticket.after_seconds} if ticket.after_seconds else {}
        self._client.enqueue_in_transaction(
            session,
            {
                "workflow_name": _WORKFLOW,
                "queue_name": _QUEUE,
                "workflow_id": ticket.name,
                "queue_partition_key": ticket.lane,
                "app_version": _VERSION,
                **delay,  # type: ignore[typeddict-item]
            },
            ticket.run_id,
            ticket.turn,
        )

    def close(self) -> None:
        """Let go."""
        self._client.destroy()


class Engine:
    """The engine of this process; there can be one at a time."""

    def __init__(
        self, url: str, executor_id: str, carry_out: CarryOut, slots: int, poll_seconds: float = POLL_SECONDS
    ) -> None:
        """Begin to call `carry_out` with runs and turns, on up to `slots` threads at a time."""
        if _in_this_process:
            raise RuntimeError("there is an engine in this process already")
        quieten()
        config: DBOSConfig = {
            "name": _NAME,
            "system_database_url": url,
            "sys_db_pool_size": _POOL + slots,
            "application_version": _VERSION,
            "executor_id": executor_id,
            "serializer": DBOSPortableJSONSerializer(),
            "use_listen_notify": False,
            "log_level": "WARNING",
            "enable_otlp": False,
        }
        self._dbos = DBOS(config=config)
        _in_this_process.append(self)
        DBOS.workflow(name=_WORKFLOW, max_recovery_attempts=None)(_workflow(carry_out, self))
        DBOS.launch()
        DBOS.register_queue(
            _QUEUE,
            # One at a time of each lane, over all processes.
            partition_concurrency=1,
            worker_concurrency=slots,
            polling_interval_sec=poll_seconds,
        )

    def stop_taking(self) -> None:
        """Begin no more."""
        for event in self._dbos.background_thread_stop_events:
            event.set()

    def close(self) -> None:
        """Stop, without waiting for what still runs: it is recovered as what a dead executor left."""
        DBOS.destroy(destroy_registry=True)
        _in_this_process.clear()

    def step(self, name: str, work: Callable[[], T]) -> T:
        """Do a step of the run that this thread carries out; after a crash its result is remembered."""
        return DBOS.run_step({"name": name}, work)

    def others(self, executor_id: str) -> set[str]:
        """Return the other executors that hold work."""
        held = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
        return {one.executor_id for one in held if one.executor_id} - {executor_id}

    def recover(self, dead: str) -> int:
        """Let what a dead executor held be carried out by whoever is free; return how many."""
        return len(self._dbos._recover_pending_workflows([dead]))  # noqa: SLF001 - no public name: its admin server's

    def active(self, names: Iterable[str]) -> set[str]:
        """Return which of these tickets wait or are being carried out."""
        wanted = list(names)
        if not wanted:
            return set()
        found = DBOS.list_workflows(
            workflow_ids=wanted, status=list(_ACTIVE), load_input=False, load_output=False
        )
        return {one.workflow_id for one in found}

    def forget(self, before: datetime) -> int:
        """Delete some of what ended before a moment; return how many."""
        old = DBOS.list_workflows(
            status=list(_ENDED),
            end_time=before.isoformat(),
            completed_before=before.isoformat(),
            limit=_FORGET_AT_ONCE,
            load_input=False,
            load_output=False,
        )
        if old:
            DBOS.delete_workflows([one.workflow_id for one in old])
        return len(old)


_in_this_process: list[Engine] = []
"""DBOS is one object of the process: a second one would silently be the first."""


def _workflow(carry_out: CarryOut, steps: Steps) -> Callable[[int, int], None]:
    def agentview_run(run_id: int, turn: int) -> None:
        carry_out(run_id, turn, steps)

    return agentview_run
