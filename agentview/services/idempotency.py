"""Idempotency keys: the row of the key comes first in the transaction, the answer beside it at the end."""

from sqlalchemy import select, update

from agentview.core.errors import Conflict, Refusal
from agentview.models.dialect import insert_if_absent
from agentview.models.trail import IdempotencyKey
from agentview.services.unit import Unit


def earlier_answer(unit: Unit, key: str, operation: str, request_hash: str) -> str | None:
    """Return the answer given to this key before, or None after noting the key as new.

    Raises Conflict (`E-KEY-REUSED`) where the key was used for something else. A call in flight with the same
    key is waited for.
    """
    values: dict[str, object] = {
        "user_id": unit.caller.user_id,
        "key": key,
        "operation": operation,
        "request_hash": request_hash,
        "at": unit.now,
    }
    if insert_if_absent(unit.session, IdempotencyKey, values, (IdempotencyKey.user_id, IdempotencyKey.key)):
        return None
    known = unit.session.execute(
        select(IdempotencyKey.operation, IdempotencyKey.request_hash, IdempotencyKey.response).where(
            IdempotencyKey.user_id == unit.caller.user_id, IdempotencyKey.key == key
        )
    ).one()
    if (known.operation, known.request_hash) != (operation, request_hash):
        raise Conflict(Refusal("E-KEY-REUSED"))
    answer: str | None = known.response
    return answer


def keep_answer(unit: Unit, key: str, response: str) -> None:
    """Keep the answer beside the key."""
    unit.session.execute(
        update(IdempotencyKey)
        .where(IdempotencyKey.user_id == unit.caller.user_id, IdempotencyKey.key == key)
        .values(response=response)
    )
