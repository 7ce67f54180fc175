"""Whether a delivery looks like fraud, as AgentView asks it before anything is sent (R-HW-09, R-HW-11)."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, TypeAlias


class FraudReason(StrEnum):
    """Why a delivery is held. Each is a code with a text; none repeats what was typed."""

    NAME_MISSING = "E-FRAUD-NAME-MISSING"
    NAME_SHORT = "E-FRAUD-NAME-SHORT"
    NAME_TEST = "E-FRAUD-NAME-TEST"
    ADDRESS_INCOMPLETE = "E-FRAUD-ADDRESS-INCOMPLETE"
    ADDRESS_BOX = "E-FRAUD-ADDRESS-BOX"
    POSTCODE = "E-FRAUD-POSTCODE"
    COUNTRY = "E-FRAUD-COUNTRY"
    PHONE = "E-FRAUD-PHONE"
    EMAIL = "E-FRAUD-EMAIL"
    EMAIL_DISPOSABLE = "E-FRAUD-EMAIL-DISPOSABLE"
    LISTED = "E-FRAUD-LISTED"
    """The one who checks knows this name or address."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """To whom and where something is to be delivered.

    `reference` is the order (HO-...), `home_country` where the provider sells (ISO code). What is personal
    does not stand in the text of this value, so that it gets into no log.
    """

    reference: str
    home_country: str
    name: str = field(repr=False)
    line1: str = field(repr=False)
    city: str = field(repr=False)
    postcode: str = field(repr=False)
    country: str = field(repr=False)
    line2: str = field(default="", repr=False)
    region: str = field(default="", repr=False)
    phone: str | None = field(default=None, repr=False)
    email: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Passed:
    """Nothing speaks against it."""


@dataclass(frozen=True, slots=True)
class Failed:
    """It must be held; `reasons` are all that speaks against it, at least one."""

    reasons: tuple[FraudReason, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """No answer came: the delivery stays unchecked and is asked about again."""


Verdict: TypeAlias = Passed | Failed | Unknown


class FraudChecker(Protocol):
    """Who judges deliveries. Calls may take long and come from several threads; they raise nothing expected.

    The same delivery may be asked about any number of times; asking changes nothing.
    """

    def check(self, delivery: Delivery) -> Verdict:
        """Judge a delivery; Unknown where no answer came."""
        ...
