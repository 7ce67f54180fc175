"""What is told of a change of a customer: to open screens, and to whoever changed it at the same time."""

from collections.abc import Mapping

from agentview.contract.feed import Topic
from agentview.core.errors import Conflict, Refusal, Scalar, Value
from agentview.models.base import Tracked
from agentview.models.customer import Account
from agentview.services.names import display_name
from agentview.services.unit import Unit


def tell(unit: Unit, account: Account, verb: str) -> None:
    """Flush, and tell the screens of the provider that a customer changed."""
    unit.session.flush()
    unit.changed(Topic.ACCOUNT, account.id, verb, (account.provider_id, None))


def refuse_old(unit: Unit, row: Tracked, version: int, theirs: Mapping[str, Scalar]) -> None:
    """R-PRV-41: raise Conflict (`E-STALE`) with the other side, unless the row is as it was seen."""
    if row.row_version == version:
        return
    values: dict[str, Value] = {
        "by": display_name(unit, row.updated_by),
        "at": row.updated_at.isoformat(),
        "version": row.row_version,
        "theirs": dict(theirs),
    }
    raise Conflict(Refusal("E-STALE", rule="R-PRV-41", values=values))
