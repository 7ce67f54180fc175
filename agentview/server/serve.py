"""Runs the server until it is told to stop."""

import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from uvicorn.supervisors import Multiprocess

from agentview.core import log
from agentview.core.clock import SystemClock
from agentview.core.errors import Refusal, Unavailable, rejected
from agentview.core.settings import Settings
from agentview.gateway.embedded import Embedded, is_for_one_process, open_embedded
from agentview.jobs.contract_ends import start_contract_ends
from agentview.jobs.durable import DurableWork
from agentview.jobs.engine import start_jobs
from agentview.jobs.network import start_as_set
from agentview.jobs.registry import jobs_of
from agentview.server.app import App
from agentview.server.changes import Streams
from agentview.server.metrics import counted_together

PORT = 8750
GRACE_SECONDS = 3
"""How long open calls may take to end when the server stops."""

_DATABASE_VARIABLE = "AGENTVIEW_DATABASE_URL"
_JOBS_VARIABLE = "AGENTVIEW_SERVE_JOBS"
_KEEP_ALIVE_SECONDS = 65
_HUNG_SECONDS = 30
"""A process that says nothing for so long is killed; one that starts on a busy computer is silent a while."""
_BACKLOG = 2048


@dataclass(frozen=True, slots=True)
class Listening:
    """Where and how the server listens.

    With `certificate` and `private_key` (PEM files) it speaks TLS itself; behind a reverse proxy,
    `trusted_proxies` lists the addresses whose X-Forwarded-For is believed (comma between them).
    """

    host: str = "127.0.0.1"
    port: int = PORT
    certificate: Path | None = None
    private_key: Path | None = None
    trusted_proxies: str | None = None


def serve(database_url: str, listening: Listening, *, processes: int = 1, with_jobs: bool = False) -> None:
    """Bring the database to this version, then serve it until SIGINT or SIGTERM.

    `with_jobs`: carry out jobs too; else `agentview work` does.

    Raises Rejected (`E-ONE-PROCESS`) for several processes on SQLite, Unavailable (`E-DATABASE`, `E-PORT`).
    """
    if processes > 1 and is_for_one_process(database_url):
        raise rejected("E-ONE-PROCESS", processes=processes)
    with _bound(listening) as bound, _signals_end_quietly():
        port = bound.getsockname()[1]
        work = DurableWork(jobs_of(Settings()))
        embedded = open_embedded(database_url, SystemClock(), work)
        log.note("server.listening", host=listening.host, port=port, processes=processes)
        try:
            if processes == 1:
                app = App(embedded, metrics_token=Settings().metrics_token)
                work.load(embedded.database_url)
                app.meter.note_slots(Settings().job_slots if with_jobs else 0)
                with _jobs(embedded, Settings(), work if with_jobs else None):
                    StoppableServer(_config(app, listening), app.streams).run(sockets=[bound])
            else:
                os.environ[_JOBS_VARIABLE] = str(with_jobs)
                _run_processes(database_url, listening, processes, bound)
        finally:
            work.close()
            embedded.close()
            log.note("server.stopped", port=port)


class StoppableServer(uvicorn.Server):
    """A server that ends the streams of changes before it waits for open calls."""

    def __init__(self, config: uvicorn.Config, streams: Streams) -> None:
        """Serve as `config` says."""
        super().__init__(config)
        self._streams = streams

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop."""
        self._streams.end_all()
        await super().shutdown(sockets)


def _config(app: App | str, listening: Listening, processes: int = 1) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        factory=isinstance(app, str),
        workers=processes,
        loop="uvloop" if sys.platform == "linux" else "asyncio",
        http="httptools",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=listening.trusted_proxies is not None,
        forwarded_allow_ips=listening.trusted_proxies,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=GRACE_SECONDS,
        timeout_worker_healthcheck=_HUNG_SECONDS,
        ssl_certfile=listening.certificate,
        ssl_keyfile=listening.private_key,
    )


def _run_processes(database_url: str, listening: Listening, processes: int, bound: socket.socket) -> None:
    os.environ[_DATABASE_VARIABLE] = database_url
    bound.set_inheritable(True)
    with counted_together():
        Multiprocess(_config(f"{__name__}:app_of_process", listening, processes), [bound]).run()


def app_of_process() -> App:
    """Return the application of one of several processes, which are told the database by the environment."""
    settings = Settings()
    log.open_log(settings.log_level, has_file=False, screen=settings.log_format)
    work = DurableWork(jobs_of(settings))
    embedded = open_embedded(settings.database_url or "", SystemClock(), work)
    work.load(embedded.database_url)
    # Each process has workers of its own; leases and locks keep them apart. They end with the process.
    start_as_set(embedded, settings)
    start_contract_ends(embedded)
    app = App(embedded, metrics_token=settings.metrics_token)
    if settings.serve_jobs:
        app.meter.note_slots(settings.job_slots)
        start_jobs(embedded, work, settings.job_slots)
    return app


@contextmanager
def _jobs(embedded: Embedded, settings: Settings, work: DurableWork | None) -> Iterator[None]:
    """Let the program do meanwhile what it does by itself; with `work`, jobs too."""
    workers = start_as_set(embedded, settings), start_contract_ends(embedded)
    engine = None if work is None else start_jobs(embedded, work, settings.job_slots)
    try:
        yield
    finally:
        if engine is not None:
            engine.close()
        for worker in workers:
            worker.close()


@contextmanager
def _bound(listening: Listening) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in listening.host else socket.AF_INET
    try:
        bound = socket.create_server((listening.host, listening.port), family=family, backlog=_BACKLOG)
    except OSError as error:
        raise Unavailable(Refusal("E-PORT", values={"port": listening.port})) from error
    with bound:
        yield bound


@contextmanager
def _signals_end_quietly() -> Iterator[None]:
    """Let the server's own handlers be the only ones: it raises the signal again after it stopped."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    kept = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)
