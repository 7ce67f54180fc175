"""How much anybody may export at once (D-19)."""

from agentview.core.errors import Denied, Refusal, Value
from agentview.core.power import Power
from agentview.services.unit import Unit

EXPORT_FREE = 1_000
"""More rows than this take EXPORT_LARGE."""


def refuse_large(unit: Unit, total: int) -> None:
    """Raise Denied (`E-EXPORT-LARGE`) for more rows than the caller may export."""
    if total > EXPORT_FREE and not unit.caller.has(Power.EXPORT_LARGE):
        values: dict[str, Value] = {"rows": total, "limit": EXPORT_FREE}
        raise Denied(Refusal("E-EXPORT-LARGE", rule="D-19", values=values))
