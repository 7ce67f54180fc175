"""The words of the SMS gateway: what a text looks like in JSON, and what its answers mean."""

import json

from agentview.adaptors.delivery_port import Accepted, Answer, NotNow, Refused, said
from agentview.adaptors.sms_port import Text
from agentview.contract.delivery import DeliveryFault

_TAKEN = frozenset({200, 201, 202, 204})
_KNOWN = 409
_NOT_LET_IN = frozenset({401, 403, 407})
_NOT_NOW = frozenset({408, 425, 429})
_MOVED, _WRONG, _BROKEN = 300, 400, 500


def body_of(text: Text) -> dict[str, str]:
    """Return a text as it is posted: `id`, `from`, `to` (E.164) and `text`."""
    return {"id": text.text_id, "from": text.sender, "to": text.to_number, "text": text.body}


def written(text: Text) -> bytes:
    """Return the body of a request."""
    return json.dumps(body_of(text), ensure_ascii=False).encode()


def read_answer(status: int, body: bytes) -> Answer:
    """Return what an answer means; 409 says that the id is known: it was taken at an earlier try."""
    told = said(f"{status} {said(body)}")
    if status in _TAKEN or status == _KNOWN:
        return Accepted(told)
    if status in _NOT_LET_IN:
        return NotNow(DeliveryFault.SIGN_IN, told)
    if _WRONG <= status < _BROKEN and status not in _NOT_NOW:
        return Refused(told)
    if _MOVED <= status < _WRONG:
        return NotNow(DeliveryFault.ADDRESS, told)
    # Broken or busy: the same id at the next try keeps it from going out twice.
    return NotNow(DeliveryFault.REFUSED, told)
