"""The errors that AgentView's operations raise: codes and values, never sentences."""

import dataclasses
from collections.abc import Mapping
from typing import TypeAlias

Scalar: TypeAlias = str | int | float | bool | None
Value: TypeAlias = Scalar | list[Scalar] | dict[str, Scalar]


@dataclasses.dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why something cannot be done: a code, the field and the rule that it names, and values."""

    code: str
    field: str | None = None
    rule: str | None = None
    values: Mapping[str, Value] = dataclasses.field(default_factory=dict)


class AgentViewError(Exception):
    """An error that is not a bug; its `refusals` say why, the first one gives the `code`."""

    status = 500

    def __init__(self, *refusals: Refusal) -> None:
        """Hold every reason at once; at least one is needed."""
        if not refusals:
            raise ValueError("an error needs at least one refusal")
        super().__init__(", ".join(refusal.code for refusal in refusals))
        self.refusals = refusals

    @property
    def code(self) -> str:
        """The code of the first reason."""
        return self.refusals[0].code

    @property
    def values(self) -> Mapping[str, Value]:
        """The values of the first reason."""
        return self.refusals[0].values


class Rejected(AgentViewError):
    """The caller can mend it: a field is wrong, a rule forbids it, or the state does not allow it."""

    status = 422


class Conflict(AgentViewError):
    """Somebody changed or did it first; the values carry their side."""

    status = 409


class Denied(AgentViewError):
    """The caller lacks the power."""

    status = 403


class NotSignedIn(AgentViewError):
    """Nobody is signed in, or the session ended."""

    status = 401


class NotFound(AgentViewError):
    """No such record, or one that the caller may not know of."""

    status = 404


class Throttled(AgentViewError):
    """Too many tries; the values say when the next one is allowed."""

    status = 429


class Unavailable(AgentViewError):
    """An outside system or the server does not answer; trying again later may work."""

    status = 503


class Unknown(AgentViewError):
    """The request went out and no answer came back: it may or may not have been carried out."""

    status = 504


ERRORS: Mapping[int, type[AgentViewError]] = {
    kind.status: kind
    for kind in (Rejected, Conflict, Denied, NotSignedIn, NotFound, Throttled, Unavailable, Unknown)
}


def rejected(code: str, *, field: str | None = None, rule: str | None = None, **values: Value) -> Rejected:
    """Build a Rejected with one reason."""
    return Rejected(Refusal(code, field, rule, values))


def refuse_if_any(refusals: tuple[Refusal, ...]) -> None:
    """Raise Rejected with all the reasons, if there is at least one."""
    if refusals:
        raise Rejected(*refusals)
