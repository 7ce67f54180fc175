"""The pages for who watches over the server: its numbers, for this computer or whoever has the token."""

import hmac
import ipaddress
import platform

import anyio.to_thread
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.metrics_core import Metric
from starlette.requests import Request
from starlette.responses import Response

from agentview import __version__
from agentview.core.errors import Denied, NotSignedIn, Refusal
from agentview.gateway.embedded import Embedded
from agentview.server.calls import token_of
from agentview.server.metrics import Meter, facts, gauge, gauges
from agentview.services.jobs.watching import at_a_glance

_FORWARDED = ("x-forwarded-for", "forwarded", "x-real-ip", "via")


class MetricsPage:
    """`/v1/metrics`: with `token`, for who names it; without one, for this computer alone."""

    def __init__(self, embedded: Embedded, meter: Meter, token: str | None = None) -> None:
        """Show what `meter` counts, and how the jobs of `embedded` stand."""
        self._embedded = embedded
        self._meter = meter
        self._token = token

    async def serve(self, request: Request) -> Response:
        """Answer. Raises NotSignedIn, Denied (`E-METRICS`), Unavailable (`E-DATABASE`)."""
        request.state.operation = "server.metrics"
        self._let_in(request)
        page = await anyio.to_thread.run_sync(self._page)
        return Response(page, media_type=CONTENT_TYPE_PLAIN_0_0_4)

    def _let_in(self, request: Request) -> None:
        if self._token is not None:
            if not hmac.compare_digest(token_of(request).encode(), self._token.encode()):
                raise NotSignedIn(Refusal("E-METRICS"))
        elif not _is_from_here(request):
            raise Denied(Refusal("E-METRICS"))

    def _page(self) -> bytes:
        return self._meter.shown(self._read())

    def _read(self) -> list[Metric]:
        revision = self._embedded.revision()
        build = facts(
            "agentview_build",
            "What runs here.",
            version=__version__,
            revision=revision,
            python=platform.python_version(),
        )
        # Tables of another version are not asked; what the server itself counts is told all the same.
        return [build, *self._jobs()] if self._embedded.fits(revision) else [build]

    def _jobs(self) -> list[Metric]:
        with self._embedded.database.read() as session:
            jobs = at_a_glance(session, self._embedded.dispatcher.clock.now())
        return [
            gauges("agentview_jobs", "Open runs of jobs, by status.", "status", jobs.open.items()),
            gauges(
                "agentview_jobs_ended_last_hour",
                "Runs of jobs that ended within the last hour, by status.",
                "status",
                jobs.ended.items(),
            ),
            gauge(
                "agentview_jobs_oldest_waiting_seconds",
                "For how long the oldest run that was never begun has been waiting.",
                jobs.oldest_waiting_seconds,
            ),
        ]


def _is_from_here(request: Request) -> bool:
    """Say whether a program of this computer asks for itself; a proxy on it asks for others."""
    if request.client is None or any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False
