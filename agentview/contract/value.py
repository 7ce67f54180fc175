"""Value types that several areas share: text from people, refusals, problems."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, Field, PlainSerializer, SecretStr, SerializationInfo

from agentview.contract.op import ON_THE_WIRE, Message
from agentview.core.errors import AgentViewError, Refusal, Value
from agentview.core.text import clean, has_forbidden


def _storable(text: str) -> str:
    if has_forbidden(text):
        raise ValueError("holds characters that cannot be stored")
    return clean(text)


def _sent(secret: SecretStr, info: SerializationInfo) -> str:
    return secret.get_secret_value() if info.context == ON_THE_WIRE else str(secret)


Line: TypeAlias = Annotated[str, Field(max_length=200), AfterValidator(_storable)]
Prose: TypeAlias = Annotated[str, Field(max_length=10_000), AfterValidator(_storable)]
Secret: TypeAlias = Annotated[
    SecretStr, Field(max_length=1_000), PlainSerializer(_sent, return_type=str, when_used="json")
]
"""A password: written out on its way to the server alone, never to keys, logs or the trail."""
RecordId: TypeAlias = Annotated[int, Field(ge=1, le=2**53)]
Version: TypeAlias = Annotated[int, Field(ge=1, le=2**31)]
Position: TypeAlias = Annotated[int, Field(ge=0, le=2**53)]
"""A place in a list; 0: before the first."""

MOST_CHOSEN = 200
"""So many values can be chosen in one filter."""

Columns: TypeAlias = Annotated[tuple[Line, ...], Field(max_length=100)]
"""The columns of an export, for the trail."""


class RefusalInfo(Message):
    """One reason against something; `ui` turns the code into a sentence."""

    code: str
    field: str | None = None
    rule: str | None = None
    values: dict[str, Value] = Field(default_factory=dict)

    @classmethod
    def of(cls, refusal: Refusal) -> "RefusalInfo":
        """Copy a refusal of the core."""
        return cls(code=refusal.code, field=refusal.field, rule=refusal.rule, values=dict(refusal.values))

    def refusal(self) -> Refusal:
        """Return the refusal of the core."""
        return Refusal(self.code, self.field, self.rule, self.values)


class Problem(Message):
    """The one shape of an error on the wire (problem+json, RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    refusals: tuple[RefusalInfo, ...]
    request_id: str = ""

    @classmethod
    def of(cls, error: AgentViewError, request_id: str = "") -> "Problem":
        """Describe an error."""
        return cls(
            title=type(error).__name__,
            status=error.status,
            code=error.code,
            refusals=tuple(RefusalInfo.of(refusal) for refusal in error.refusals),
            request_id=request_id,
        )


class CommandState(Message):
    """A command and whether it is open to this caller; if not, every reason."""

    command: str
    refusals: tuple[RefusalInfo, ...] = ()

    @classmethod
    def of(cls, command: str, refusals: Iterable[Refusal]) -> "CommandState":
        """Describe a command with what stands against it."""
        return cls(command=command, refusals=tuple(RefusalInfo.of(refusal) for refusal in refusals))

    @property
    def is_open(self) -> bool:
        """Say whether nothing stands against it."""
        return not self.refusals


class FieldChange(Message):
    """A field that changed: what it was, what it is, who and when."""

    field: str
    old: str | None
    new: str | None
    by: str
    at: datetime
