"""The application: one route for each operation of the contract, the change feed, health, and documents."""

from functools import cached_property
from typing import Any

from fastapi import FastAPI
from starlette.exceptions import HTTPException

from agentview import __version__
from agentview.contract.op import Op
from agentview.contract.operations import OPERATIONS
from agentview.core.errors import AgentViewError
from agentview.gateway.embedded import Embedded
from agentview.server import problem
from agentview.server.alive import known_alive
from agentview.server.calls import Call, Lanes
from agentview.server.changes import HEARTBEAT_SECONDS, Streams
from agentview.server.edge import Edge
from agentview.server.health import HealthCheck
from agentview.server.metrics import Meter
from agentview.server.openapi import describe
from agentview.server.watching import MetricsPage


class App(FastAPI):
    """AgentView over HTTP."""

    def __init__(
        self,
        embedded: Embedded,
        operations: tuple[Op[Any, Any], ...] = OPERATIONS,
        *,
        heartbeat_seconds: float = HEARTBEAT_SECONDS,
        metrics_token: str | None = None,
    ) -> None:
        """Serve `embedded`, which stays open when the application ends."""
        super().__init__(
            title="AgentView",
            version=__version__,
            redoc_url=None,
            redirect_slashes=False,
            lifespan=known_alive,
        )
        self.meter = Meter(embedded.database.connections_in_use)
        self.streams = Streams(embedded, self.meter, heartbeat_seconds)
        self._operations = operations
        lanes = Lanes()
        for op in operations:
            self.add_route(op.path, Call(op, embedded, lanes).serve, methods=["POST"])
        self.add_route("/v1/changes", self.streams.serve, methods=["GET"])
        health = HealthCheck(embedded)
        self.add_route("/v1/health", health.serve, methods=["GET"])
        self.add_route("/v1/ready", health.serve_ready, methods=["GET"])
        metrics = MetricsPage(embedded, self.meter, metrics_token)
        self.add_route("/v1/metrics", metrics.serve, methods=["GET"])
        self.add_exception_handler(AgentViewError, problem.answer_error)
        self.add_exception_handler(HTTPException, problem.answer_http)
        self.add_middleware(Edge, meter=self.meter)

    @cached_property
    def _document(self) -> dict[str, Any]:
        return describe(self._operations)

    def openapi(self) -> dict[str, Any]:
        """Return the description made from the contract."""
        return self._document
