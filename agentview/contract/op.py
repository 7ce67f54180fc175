"""The shape of an operation: a name, a request, a response, and the power that it takes."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from agentview.core.power import Power

ON_THE_WIRE = "wire"
"""The context of serialisation in which secrets are written out."""


class Message(BaseModel):
    """Base of every request and response: frozen, and strict about names that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    def wire_json(self) -> str:
        """Return the JSON that is sent to a server: the only one in which secrets stand as they are."""
        return self.model_dump_json(context=ON_THE_WIRE)


class Nothing(Message):
    """A request or response without content."""


Req = TypeVar("Req", bound=Message)
Res = TypeVar("Res", bound=Message)


@dataclass(frozen=True, slots=True)
class Op(Generic[Req, Res]):
    """One operation, `area.verb`. A command changes something and takes an idempotency key.

    `power` is needed to call it at all; None: any signed-in person may, and the service decides the rest.
    A `beat` is a command that says the same thing again and again (a lease, a presence): it takes no key.
    A `public` operation needs nobody signed in. One that `asks_outside` may wait long for another system.
    """

    name: str
    request: type[Req]
    response: type[Res]
    command: bool
    power: Power | None
    summary: str
    is_beat: bool = False
    is_public: bool = False
    asks_outside: bool = False

    @property
    def takes_key(self) -> bool:
        """Say whether a call must carry an idempotency key."""
        return self.command and not self.is_beat and not self.is_public

    @property
    def area(self) -> str:
        """The part of the name before the dot."""
        return self.name.split(".")[0]

    @property
    def path(self) -> str:
        """Where the operation lives on the server."""
        area, verb = self.name.split(".")
        return f"/v1/{area}/{verb.replace('_', '-')}"
