"""What is kept to answer a repeated key holds no personal data: it is shown again, not stored."""

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel
from sqlalchemy import select

from agentview.contract import customers, order_entry, provisioning
from agentview.contract.op import Op
from agentview.contract.operations import OPERATIONS
from agentview.contract.order_form import OrderPage
from agentview.core.errors import AgentViewError
from agentview.models.customer import Contact
from agentview.models.trail import AuditEntry, IdempotencyKey
from agentview.services.registry import HANDLERS
from tests import build
from tests.fixtures.backend import Backend
from tests.services.order_entry.ordering import Ordering, at
from tests.services.provisioning.working import Working

PERSONAL = {
    "phone",
    "phone_as_typed",
    "mobile",
    "mobile_as_typed",
    "email",
    "date_of_birth",
    "password",
    "token",
}
MASKED = {customers.Contact}
"""Messages in which such fields are masked for everybody."""

NEW = {
    "fields": {"account_type": "CONSUMER", "profile_id": 1, "name": "Zoe Quill"},
    "contact": {"name": "Zoe Quill", "email": "zoe.quill@example.org", "mobile": "+61491570888"},
}
RECALLED = {handler.op.name for handler in HANDLERS if handler.recall is not None}


def messages(kind: object, seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    if isinstance(kind, type) and issubclass(kind, BaseModel) and kind not in seen:
        seen.add(kind)
        yield kind
        for field in kind.model_fields.values():
            yield from messages(field.annotation, seen)
    for part in get_args(kind):
        yield from messages(part, seen)


@pytest.mark.parametrize("op", [op for op in OPERATIONS if op.takes_key], ids=lambda op: op.name)
def test_an_answer_with_personal_data_or_rows_of_an_export_is_not_kept(op: Op[Any, Any]) -> None:
    names = {name for one in messages(op.response, set()) if one not in MASKED for name in one.model_fields}
    is_shown = bool(names & PERSONAL) or op.name.endswith("export")
    assert not is_shown or op.name in RECALLED, sorted(names & PERSONAL)


def kept(backend: Backend) -> str:
    with backend.database.read() as session:
        return " ".join(answer or "" for answer in session.scalars(select(IdempotencyKey.response)))


def reveals(backend: Backend) -> int:
    with backend.database.read() as session:
        return len(session.scalars(select(AuditEntry.id).where(AuditEntry.action == "reveal")).all())


def test_a_contact_is_shown_again_for_its_key_and_that_is_written_down_again(backend: Backend) -> None:
    gateway = backend.gateway("harbour_csa")
    with backend.database.read() as session:
        contact = session.scalars(select(Contact.id).where(Contact.account_id == build.MARLOW)).first()
    asked = customers.REVEAL_CONTACT.request.model_validate({"contact_id": contact, "reason": "Call back"})
    shown = gateway.call(customers.REVEAL_CONTACT, asked, key="k")
    assert shown.phone == "+61355500001"
    assert gateway.call(customers.REVEAL_CONTACT, asked, key="k") == shown
    assert reveals(backend) == 2
    task = Working(backend).new()
    of_task = provisioning.REVEAL.request(task_id=task.row.task_id, reason="Call back")
    twice = [gateway.call(provisioning.REVEAL, of_task, key="t") for _ in range(2)]
    assert twice[0] == twice[1]
    assert "355500001" not in kept(backend)


def test_a_new_customer_is_kept_with_the_order_alone(backend: Backend) -> None:
    ordering = Ordering(backend)
    gateway = ordering.on("harbour_csa")
    begun = gateway.call(order_entry.START, order_entry.StartRequest(), key="s")
    assert gateway.call(order_entry.START, order_entry.StartRequest(), key="s") == begun
    form = ordering.form(account_id=None, new_customer=NEW)
    page = {"page": OrderPage.CUSTOMER, "go_on_at": OrderPage.SERVICES, "form": form}
    typed = order_entry.SavePageRequest.model_validate({**at(begun), **page})
    saved = gateway.call(order_entry.SAVE_PAGE, typed, key="p")
    assert gateway.call(order_entry.SAVE_PAGE, typed, key="p") == saved
    assert saved.form.new_customer is not None
    assert saved.form.new_customer.contact.email == "zoe.quill@example.org"
    assert "zoe.quill" not in kept(backend).lower()
    assert "570888" not in kept(backend)
    ordering.save(saved, form)
    with pytest.raises(AgentViewError, match="E-STALE"):
        gateway.call(order_entry.SAVE_PAGE, typed, key="p")
