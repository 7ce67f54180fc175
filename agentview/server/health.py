"""Says that the server and its database are alive."""

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
    """The endpoint for load balancers and installers."""

    def __init__(self, embedded: Embedded) -> None:
        """Look at `embedded`."""
        self._embedded = embedded

    async def serve(self, request: Request) -> Response:
        """Answer. Raises Unavailable (`E-DATABASE`)."""
        request.state.operation = "server.health"
        revision = await anyio.to_thread.run_sync(self._embedded.revision)
        health = Health(version=__version__, revision=revision)
        return Response(health.model_dump_json(), media_type="application/json")
