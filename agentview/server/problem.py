"""Turns errors into answers: problem+json, the one shape of an error on the wire."""

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from agentview.contract.value import Problem, RefusalInfo
from agentview.core.errors import AgentViewError

MEDIA_TYPE = "application/problem+json"

_CODES = {404: "E-PATH", 405: "E-METHOD"}


def answer_error(request: Request, error: Exception) -> Response:
    """Answer an error of `core.errors`."""
    assert isinstance(error, AgentViewError)  # noqa: S101 - registered for this class
    request.state.code = error.code
    headers: dict[str, str] = {}
    if error.status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    if "seconds" in error.values:
        headers["Retry-After"] = str(error.values["seconds"])
    return _answer(Problem.of(error, request.state.request_id), headers)


def answer_http(request: Request, error: Exception) -> Response:
    """Answer what the routing refuses: an unknown path, a method that the path does not have."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class
    code = _CODES.get(error.status_code, "E-HTTP")
    return _answer(_bare(error.status_code, code, request.state.request_id), dict(error.headers or {}))


def bug(request_id: str) -> Response:
    """Answer an error that should be impossible, without saying more than where to look in the log."""
    return _answer(_bare(HTTPStatus.INTERNAL_SERVER_ERROR, "E-BUG", request_id), {})


def _bare(status: int, code: str, request_id: str) -> Problem:
    title = HTTPStatus(status).phrase
    refusals = (RefusalInfo(code=code),)
    return Problem(title=title, status=status, code=code, refusals=refusals, request_id=request_id)


def _answer(problem: Problem, headers: dict[str, str]) -> Response:
    return Response(problem.model_dump_json(), problem.status, headers, MEDIA_TYPE)
