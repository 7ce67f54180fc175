"""Something that happened to an account, of which customers or staff may be told."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from agentview.contract.events import EventType


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event. `once` makes it, for its type, happen a single time (R-EVT-16).

    What it is about fills the variables of its templates; `values` are those that no record tells, under
    their names. `mapping_id`: the mapping whose threshold was reached; None: every mapping of the profile.
    """

    event_type: EventType
    account_id: int
    once: str
    service_id: int | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    invoice_id: int | None = None
    payment_id: int | None = None
    payment_plan_id: int | None = None
    package_id: int | None = None
    mapping_id: int | None = None
