"""Understands the server's answers: the response of an operation, or the error that it stands for."""

from http import HTTPStatus
from typing import TypeVar

import requests
from pydantic import ValidationError

from agentview.contract.op import Message
from agentview.contract.value import Problem
from agentview.core.errors import ERRORS, AgentViewError, Refusal, Unavailable, Unknown

Res = TypeVar("Res", bound=Message)

_LOST_ON_THE_WAY = frozenset({HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT})


def understood(answer: requests.Response, kind: type[Res], *, is_command: bool = False) -> Res:
    """Return the response that an answer holds.

    Raises the error that it stands for; Unavailable (`E-NOT-AGENTVIEW`) for what AgentView would not say.
    """
    if answer.status_code != HTTPStatus.OK:
        raise error_of(answer, is_command=is_command)
    try:
        return kind.model_validate_json(answer.content)
    except ValidationError as error:
        raise _strange(answer.status_code) from error


def error_of(answer: requests.Response, *, is_command: bool) -> AgentViewError:
    """Return the error that an answer stands for."""
    try:
        problem = Problem.model_validate_json(answer.content)
    except ValidationError:
        if is_command and answer.status_code in _LOST_ON_THE_WAY:
            return Unknown(Refusal("E-UNKNOWN"))
        if answer.status_code in {*_LOST_ON_THE_WAY, HTTPStatus.SERVICE_UNAVAILABLE}:
            return Unavailable(Refusal("E-SERVER"))
        return _strange(answer.status_code)
    if not problem.refusals or problem.code in {"E-PATH", "E-METHOD"}:
        return _strange(answer.status_code)
    refusals = tuple(refusal.refusal() for refusal in problem.refusals)
    if problem.status not in ERRORS:
        return AgentViewError(Refusal(problem.code, values={"request": problem.request_id}))
    return ERRORS[problem.status](*refusals)


def _strange(status: int) -> Unavailable:
    return Unavailable(Refusal("E-NOT-AGENTVIEW", values={"status": status}))
