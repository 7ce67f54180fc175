"""Says that the server and its database are alive."""

from collections.abc import Callable

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response

from agentview import __version__
from agentview.contract.op import Message
from agentview.gateway.embedded import Embedded


class Health(Message):
    """The version of the server, and the revision of the tables of its database."""

    version: str
    revision: str


class HealthCheck:
    """The endpoints for service managers, load balancers and installers."""

    def __init__(self, embedded: Embedded) -> None:
        """Look at `embedded`."""
        self._embedded = embedded

    async def serve(self, request: Request) -> Response:
        """Answer. Raises Unavailable (`E-DATABASE`)."""
        request.state.operation = "server.health"
        return await _answer(self._embedded.revision)

    async def serve_ready(self, request: Request) -> Response:
        """Answer whether calls may be sent here. Raises Unavailable (`E-DATABASE`, `E-TABLES`)."""
        request.state.operation = "server.ready"
        return await _answer(self._embedded.ready_revision)


async def _answer(revision: Callable[[], str]) -> Response:
    health = Health(version=__version__, revision=await anyio.to_thread.run_sync(revision))
    return Response(health.model_dump_json(), media_type="application/json")
