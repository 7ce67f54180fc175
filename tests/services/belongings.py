"""One record of every kind that operations name, of one customer, for tests of who reaches what."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from agentview.contract import attachments, customer_imports, customers, desk, order_entry, worklist
from agentview.contract.op import Message, Op
from agentview.contract.orders import PLACE
from agentview.core.power import Power
from agentview.models.base import Base
from agentview.models.customer import Contact
from agentview.models.database import Stamp
from agentview.models.network import NetworkRequest
from agentview.models.party import UserPowerOverride
from tests import build
from tests.fixtures.backend import Backend
from tests.product_order import add, order
from tests.services.holdings import hold
from tests.services.people.administering import number_of
from tests.services.provisioning.working import Working

OWNER = "harbour_lead"
CONTENT = b"%PDF-1.7\n psst"
DIGEST = hashlib.sha256(CONTENT).hexdigest()

PLACES = frozenset(
    {"external_id", "before_id", "after_id", "agent_id", "plan_id", "service_type_ids", "service_plan_ids"}
)
"""Fields that name a place in a list or something of the catalogue, no record of a customer."""

FILLINGS: dict[str, object] = {
    "version": 1,
    "reason": "MOVING",
    "text": "x",
    "message": "x",
    "note": "x",
    "code": "OTHER",
    "mode": "VIEWING",
    "service_start_on": build.START.date(),
    "service_end_on": build.START.date(),
    "confirm": True,
    "requested_on": date(2026, 11, 20),
    "name": "x",
    "size": len(CONTENT),
    "sha256": DIGEST,
    "number": 0,
    "content": CONTENT,
    "identifier": "+61491571000",
    "confirm_identifier": True,
    "summary": "x",
    "page": "SERVICE_TYPES",
    "go_on_at": "PACKAGE",
    "form": {},
    "display_name": "x",
    "roles": ["CSA"],
    "power": "NOTE",
    "effect": "DENY",
    "password": "correct horse battery",
    "done": 0,
    "plan_id": 1,
}
FIELDS: dict[str, object] = {
    "customers.edit": {"account_type": "CONSUMER", "profile_id": 1, "name": "x"},
    "customers.add_contact": {"name": "x"},
    "customers.edit_contact": {"name": "x"},
    "provisioning.edit": {},
    "provisioning.amend": {},
}
ROWS = {
    "provisioning.bulk": ("tasks", "task_id", {"command": "claim"}),
    "network.bulk": ("rows", "request_id", {"command": "abort", "reason": "x"}),
    "worklist.bulk": ("cases", "case_id", {"command": "resolve", "text": "x"}),
}
_SILENT = frozenset({"access_token", "idempotency_key", "sign_in_throttle", "task_presence", "presence"})
"""Tables that tell of calls, not of records."""


@dataclass(frozen=True)
class Belongings:
    """The ids of the records, by the names that requests give them."""

    ids: dict[str, int]

    def request(self, op: Op[Any, Any]) -> Message:
        """Return a request that would be good for who owns the records."""
        names = op.request.model_fields
        if op.name in ROWS:
            many, name, values = ROWS[op.name]
            row = {name: self.ids[name], "version": 1}
            key = {"key": "row-1"} if op.name == "network.bulk" else {}
            made: Message = op.request.model_validate({**values, many: [{**row, **key}]})
            return made
        known = {name: value for name, value in {**FILLINGS, **self.ids}.items() if name in names}
        if op.name in FIELDS:
            known["fields"] = FIELDS[op.name]
        if "rows" in names:
            known["rows"] = [{}]
        if op.area in {"customers", "worklist"} and "account_id" in names:
            known.pop("service_id", None)
        known.pop("attachment_id", None) if op.area == "cancelling" else None
        request: Message = op.request.model_validate(known)
        return request


def names_a_record(op: Op[Any, Any]) -> bool:
    """Say whether an operation is told the id of a record."""
    ids = {name for name in op.request.model_fields if name.endswith(("_id", "_ids"))} - PLACES
    return bool(ids) or op.name in ROWS


def belongings(backend: Backend, account: int = build.MARLOW) -> Belongings:
    """Give a customer of Harbour one record of every kind; a CSA and a supervisor made them."""
    working = Working(backend)
    held = hold(backend, account=account)
    task = working.new(account=account, phone="+61491570110")
    working.on("harbour_csa").call(PLACE, order("T1", add("BOX"), account=account))
    draft = working.call("harbour_csa", order_entry.START, account_id=account)
    case = working.call("harbour_csa", worklist.RAISE, account_id=account, summary="psst")
    note = working.call("harbour_csa", customers.ADD_NOTE, account_id=account, text="psst", is_alert=True)
    view = working.call("harbour_csa", desk.SAVE_VIEW, screen="x", name="psst", is_shared=True, content={})
    file = {"account_id": account, "name": "psst.pdf", "size": len(CONTENT), "sha256": DIGEST}
    begun = working.call("harbour_csa", attachments.BEGIN, **file)
    working.call(
        "harbour_csa", attachments.PUT_PART, attachment_id=begun.attachment_id, number=0, content=CONTENT
    )
    working.call("harbour_csa", attachments.FINISH, attachment_id=begun.attachment_id)
    taken = working.call(
        OWNER,
        customer_imports.BEGIN,
        file_name="psst.csv",
        sha256=DIGEST,
        rows=1,
        columns={"Name": "name"},
        defaults={"profile_id": 1},
    )
    with backend.database.write(Stamp("test", build.START)) as session:
        request = session.scalars(select(NetworkRequest)).one()
        request.status, request.failure_code, request.next_try_at = "REFUSED", "X", None
        request.finished_at = build.START
        contact = session.scalars(select(Contact.id).where(Contact.account_id == account)).first()
        session.flush()
        request_id = request.id
    return Belongings(
        {
            "account_id": account,
            "new_account_id": account,
            "contact_id": contact or 0,
            "package_id": held.package_id,
            "service_id": held.service_ids[0],
            "task_id": task.row.task_id,
            "request_id": request_id,
            "order_id": draft.order_id,
            "case_id": case.case_id,
            "note_id": note.note_id,
            "view_id": view.id,
            "attachment_id": begun.attachment_id,
            "import_id": taken.import_id,
            "user_id": number_of("harbour_csa"),
            "reading_id": 999_999,
        }
    )


def give_every_power(backend: Backend, username: str) -> None:
    """Let nothing but the scope stand between a person and a record."""
    with backend.database.write(Stamp("test", build.START)) as session:
        for power in Power:
            key = {"user_id": number_of(username), "power": power.value}
            session.add(UserPowerOverride(**key, effect="GRANT"))


def everything(backend: Backend) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table that holds records."""
    with backend.database.read() as session:
        return {
            table.name: sorted(tuple(map(repr, row)) for row in session.execute(select(table)))
            for table in Base.metadata.sorted_tables
            if table.name not in _SILENT
        }
