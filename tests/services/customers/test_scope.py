"""Customers of another provider are as if they were not there, for every operation (R-GEN-10)."""

from typing import Any

import pytest
from sqlalchemy import func, select

from agentview.contract import customers as contract
from agentview.contract.op import Message, Op
from agentview.contract.operations import OPERATIONS
from agentview.core.errors import AgentViewError, Denied, NotFound
from agentview.models.trail import AuditEntry
from tests import build
from tests.services.customers import having
from tests.services.provisioning.working import Working

NAMED = ("account_id", "contact_id", "note_id", "service_id")
ON_A_CUSTOMER = [
    op for op in OPERATIONS if op.area == "customers" and set(NAMED) & set(op.request.model_fields)
]
"""Every operation that names a customer or a record of one: a new one is tested without a line here."""

FIELDS: dict[object, object] = {
    contract.EditCustomerRequest: {"account_type": "CONSUMER", "profile_id": 1, "name": "x"},
    contract.AddContactRequest: {"name": "x"},
    contract.EditContactRequest: {"name": "x"},
}
FILLINGS: dict[str, object] = {
    "version": 1,
    "reason": "x",
    "text": "x",
    "identifier": "+61491571000",
    "confirm_identifier": True,
}


def filled(op: Op[Any, Any], ids: dict[str, int]) -> Message:
    """Return a request that would be good for a customer of one's own."""
    names = op.request.model_fields
    values: dict[str, object] = {name: value for name, value in {**FILLINGS, **ids}.items() if name in names}
    if "fields" in names:
        values["fields"] = FIELDS[op.request]
    if "account_id" in names:
        values.pop("service_id", None)
    request: Message = op.request.model_validate(values)
    return request


@pytest.mark.parametrize("op", ON_A_CUSTOMER, ids=lambda op: op.name)
def test_r_gen_10_another_provider_s_customer_is_not_there(working: Working, op: Op[Any, Any]) -> None:
    service = having.packages(working.backend, 1)[0]
    note = working.call("harbour_csa", contract.ADD_NOTE, account_id=build.MARLOW, text="psst", is_alert=True)
    before = _entries(working)
    request = filled(
        op, {"account_id": build.MARLOW, "contact_id": 1, "note_id": note.note_id, "service_id": service}
    )
    for stranger in ("alpine_csa", "alpine_lead", "meridian_lead"):
        with pytest.raises(AgentViewError) as refused:
            working.on(stranger).call(op, request)
        assert isinstance(refused.value, NotFound | Denied), (stranger, refused.value)
        assert "Marlow" not in str(refused.value.refusals)
    assert _entries(working) == before
    working.on("harbour_lead").call(op, request)


def _entries(working: Working) -> int:
    with working.backend.database.read() as session:
        return session.scalars(
            select(func.count()).select_from(AuditEntry).where(AuditEntry.account_id == build.MARLOW)
        ).one()


@pytest.mark.parametrize("op", ON_A_CUSTOMER, ids=lambda op: op.name)
def test_a_viewer_reaches_no_other_customer(working: Working, op: Op[Any, Any]) -> None:
    service = having.packages(working.backend, 1, build.OKONKWO)[0]
    note = working.call(
        "harbour_csa", contract.ADD_NOTE, account_id=build.OKONKWO, text="x", is_alert=True, is_shared=True
    )
    ids = {
        "account_id": build.OKONKWO,
        "contact_id": build.OKONKWO,
        "note_id": note.note_id,
        "service_id": service,
    }
    with pytest.raises(AgentViewError) as refused:
        working.on("harbour_viewer").call(op, filled(op, ids))
    assert isinstance(refused.value, NotFound | Denied)
