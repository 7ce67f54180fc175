"""The carrier's provisioning platform, as AgentView asks it: one wish under one reference (R-PRV-02)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeAlias


class Action(StrEnum):
    """What the platform is asked to do with a service."""

    ACTIVATE = "ACTIVATE"
    END = "END"
    CHANGE = "CHANGE"
    RESTRICT = "RESTRICT"
    RESTORE = "RESTORE"


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """What the platform must know of a service and its holder; `account_no` is the holder's number here."""

    service_type: str
    identifier: str | None
    account_no: str
    holder: str
    date_of_birth: date | None


@dataclass(frozen=True, slots=True)
class Done:
    """It is carried out."""


@dataclass(frozen=True, slots=True)
class Refused:
    """It is not carried out; `code` and `text` are the platform's."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody knows: no answer came, or the platform has not finished. It must be asked again."""


@dataclass(frozen=True, slots=True)
class NotKnown:
    """The platform never received this reference: it may be sent."""


Outcome: TypeAlias = Done | Refused | Unknown
Answer: TypeAlias = Outcome | NotKnown


class ProvisioningPlatform(Protocol):
    """A carrier's platform. Calls may take long and come from several threads; they raise nothing expected.

    What was carried out under a reference is carried out once, however often it is requested. A refusal is
    not kept: the same reference may be requested again once its cause is mended.
    """

    def request(self, reference: str, action: Action, facts: ServiceFacts) -> Outcome:
        """Ask for `action`; Unknown where no answer came."""
        ...

    def ask(self, reference: str) -> Answer:
        """Ask what became of a request that was sent earlier."""
        ...
