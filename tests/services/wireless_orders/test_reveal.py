"""Showing an encrypted field in full: for whom, and what is kept of it (R-WL-15, R-SEC)."""

import pytest
from pydantic import ValidationError
from sqlalchemy import select

from agentview.contract import wireless_orders as contract
from agentview.contract.wireless import OrderType
from agentview.contract.wireless_forms import FieldId
from agentview.core.errors import Denied, NotFound
from agentview.models.trail import AuditEntry, ChangeRow, IdempotencyKey
from tests.services.wireless_orders.requesting import BACK, CSA, MANAGER, WORKER, Requesting
from tests.services.wireless_orders.samples import PORT_DATA

PIN = PORT_DATA[FieldId.PIN]
ASKED = {"field_id": "PIN", "reason": "To port it"}


@pytest.fixture
def order_id(requesting: Requesting) -> int:
    """Return an order with a PIN in it."""
    return requesting.submitted(OrderType.PORT_CARRIER).order_id


def test_r_wl_15_each_asking_is_written_down(requesting: Requesting, order_id: int) -> None:
    """Who, which field, why; for the same key it is shown again, and written down again."""
    request = contract.RevealRequest.model_validate({"order_id": order_id, **ASKED})
    gateway = requesting.on(BACK)
    shown = [gateway.call(contract.REVEAL, request, key="k") for _ in range(2)]
    assert [one.text for one in shown] == [PIN, PIN], "exactly as it was typed"
    with requesting.backend.database.read() as session:
        wanted = select(AuditEntry).where(AuditEntry.action == "reveal")
        found = session.scalars(wanted).all()
        told = [(one.actor, one.entity_id, one.field, one.reason, one.is_internal) for one in found]
    assert told == [("Harbour Back", order_id, "PIN", "To port it", True)] * 2


def test_r_sec_what_was_shown_is_kept_nowhere(requesting: Requesting, order_id: int) -> None:
    request = contract.RevealRequest.model_validate({"order_id": order_id, **ASKED})
    requesting.on(BACK).call(contract.REVEAL, request, key="k")
    with requesting.backend.database.read() as session:
        answers = session.scalars(select(IdempotencyKey.response)).all()
        entries = session.execute(select(AuditEntry.old_value, AuditEntry.new_value, AuditEntry.reason)).all()
        changes = session.scalars(select(ChangeRow.text)).all()
    kept = f"{answers} {entries} {changes}"
    assert PIN.strip() not in kept


@pytest.mark.parametrize("username", [WORKER, MANAGER, CSA, "harbour_admin", "harbour_auditor"])
def test_r_sec_only_who_fulfils_sees_it(requesting: Requesting, order_id: int, username: str) -> None:
    """Not even who typed it, or decides about it."""
    error = requesting.refused(username, contract.REVEAL, order_id=order_id, **ASKED)
    assert isinstance(error, Denied)


def test_r_sec_nobody_sees_that_of_another_provider(requesting: Requesting, order_id: int) -> None:
    error = requesting.refused("alpine_lead", contract.REVEAL, order_id=order_id, **ASKED)
    assert isinstance(error, NotFound)


def test_r_wl_15_a_reason_is_given(requesting: Requesting, order_id: int) -> None:
    with pytest.raises(ValidationError):
        contract.RevealRequest(order_id=order_id, field_id=FieldId.PIN, reason="")
    missing = {"field_id": FieldId.PERSONAL_EMAIL, "reason": "x"}
    assert isinstance(requesting.refused(BACK, contract.REVEAL, order_id=order_id, **missing), NotFound)
