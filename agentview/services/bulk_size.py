"""How many records anybody may change at once (D-19)."""

from agentview.core.errors import Denied, Refusal, Value
from agentview.core.power import Power
from agentview.services.unit import Unit

BULK_FREE = 50
"""More rows than this take BULK_LARGE."""


def refuse_many(unit: Unit, count: int) -> None:
    """Raise Denied (`E-BULK-LARGE`) for more rows than the caller may change at once."""
    if count > BULK_FREE and not unit.caller.has(Power.BULK_LARGE):
        values: dict[str, Value] = {"rows": count, "limit": BULK_FREE}
        raise Denied(Refusal("E-BULK-LARGE", rule="D-19", values=values))
