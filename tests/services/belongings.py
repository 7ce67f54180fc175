"""One record of every kind that operations name, of one customer, for tests of who reaches what."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from agentview.contract import (
    attachments,
    bulk_migration_runs,
    customer_imports,
    customers,
    desk,
    ledger,
    order_entry,
    wireless_orders,
    worklist,
)
from agentview.contract.op import Message, Op
from agentview.contract.orders import PLACE
from agentview.core.power import Power
from agentview.models.batch import Batch
from agentview.models.customer import Contact
from agentview.models.database import Stamp
from agentview.models.enrolment import DeviceEnrolment
from agentview.models.events import EventMapping, EventTemplate, Notification
from agentview.models.hardware_catalogue import DeviceEnrolmentProvider, EnrolmentAgreement
from agentview.models.money import PaymentPlan, PaymentPlanInvoice, PaymentPromise
from agentview.models.network import NetworkRequest
from agentview.models.party import UserPowerOverride
from agentview.models.suspension import (
    AccountGroup,
    AccountGroupMember,
    ClosedDay,
    Complaint,
    RestrictionCase,
    SuspensionExemption,
    SuspensionRuleSet,
)
from agentview.models.wireless_approval import ApprovalDelegation, ApprovalPolicy
from agentview.models.wireless_catalogue import FieldConfig
from agentview.models.wireless_fulfilment import OrderSegment
from agentview.models.wireless_order import WirelessOrder, WirelessOrderField
from agentview.services.network.system import SYSTEM
from tests import build, wireless_world
from tests.build_hardware import COURIER, PHONE, SYDNEY
from tests.fixtures.backend import Backend
from tests.migration_world import agent, bind, delegate, home
from tests.product_order import add, order
from tests.services.hardware_orders.ordering import Ordering
from tests.services.holdings import hold
from tests.services.migrating import begin
from tests.services.people.administering import number_of
from tests.services.provisioning.working import Working

OWNER = "harbour_lead"
CONTENT = b"%PDF-1.7\n psst"
DIGEST = hashlib.sha256(CONTENT).hexdigest()

PLACES = frozenset(
    {
        "external_id",
        "before_id",
        "after_id",
        "agent_id",
        "field_id",
        "plan_id",
        "product_id",
        "profile_id",
        "profile_ids",
        "service_type_ids",
        "service_plan_ids",
    }
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
    "weight": 10,
    "internal_name": "psst",
    "external_name": "psst",
    "length": 24,
    "length_unit": "MONTH",
    "tax_code": "GST",
    "end_method": "NO_CONTRACT",
    "break_out_method": "FIXED",
    "break_out_amount_cents": 0,
    "fee_cents": 0,
    "is_auto_end": True,
    "credit_from_on": date(2026, 12, 1),
    "credit_to_on": date(2026, 12, 31),
    "typed_number": 1,
    "fingerprint": "x",
    "lines": [],
    "visibility": "ALL",
    "valid_from": date(2026, 12, 1),
    "valid_to": date(2026, 12, 31),
    "loaded": 0,
    "organisation_ref": "psst",
    "account_no": build.ACCOUNT_NO[build.MARLOW],
    "billing_mode": "NEXT_INVOICE",
    "qty": 1,
    "job": "psst_job",
    "products": [{"product_id": 1}],
    "product_id": 1,
    "available": 1,
    "file_name": "psst.csv",
    "invoice_no": "psst",
    "external_id": "psst",
    "issued_on": date(2026, 12, 1),
    "due_on": date(2026, 12, 1),
    "received_on": date(2020, 1, 1),
    "total_cents": 1,
    "amount_cents": 1,
    "disputed_cents": 0,
    "has_come": True,
    "effective_from": date(2026, 12, 2),
    "until_on": date(2026, 12, 31),
    "owner": "x",
    "promised_for": build.START.date(),
    "opened_on": build.START.date(),
    "closed_on": build.START.date(),
    "reference": "psst",
    "start_on": build.START.date(),
    "number_of_payments": 1,
    "accounts": 1,
}
_OF_EVENTS = {"event_type": "INVOICE_OVERDUE", "profile_id": 1, "is_enabled": True, "type": "MESSAGE"}
_OF_TEMPLATES = {"channel": "EMAIL", "subject": "x", "body": "x", "to": "psst@example.com"}
FILLINGS_OF_AREA: dict[str, dict[str, object]] = {
    "migrations": {"page": "PACKAGE", "go_on_at": "SERVICES"},
    "events": _OF_EVENTS,
    "event_templates": {**_OF_EVENTS, **_OF_TEMPLATES},
    "delivery": {"channel": "EMAIL"},
    "wireless_orders": {
        "content": {},
        "type": "CHANGE_NUMBER",
        "comment": "x",
        "note": "x",
        "field_id": "PREFERRED_AREA_CODE",
    },
    "wireless_approvals": {
        "comment": "x",
        "question": "x",
        "answer": "x",
        "content": {},
        "level": 1,
        "approver_id": 1,
        "decision": "APPROVE",
    },
    "wireless_fulfilment": {"vendor_order_no": "x"},
    "approval_delegations": {"from_date": date(2026, 12, 1), "to_date": date(2026, 12, 2)},
    "approval_policies": {"other_version": 1},
    "wireless_catalogue": {"type": "CHANGE_NUMBER"},
    "wireless_forms": {"type": "SUSPEND", "field_id": "COMMENTS", "text": "x"},
}
_W = wireless_world
_MOBILE = {
    True: (build.MARLOW, _W.WORKER_LINE, _W.WORKER_PHONE, _W.WORKER),
    False: (build.BRIGHT, _W.BRIGHT_LINE, _W.BRIGHT_PHONE, _W.BRIGHT_EMPLOYEE),
}
"""Company, line, device and employee: of Marlow, or of another company."""


def mobile_ids(account: int) -> dict[str, object]:
    """Return the ids of a line, device and person of a company."""
    company, line, device, person = _MOBILE[account == build.MARLOW]
    return {
        "account_id": company,
        "line_id": line,
        "not_of_line_id": line,
        "device_id": device,
        "beneficiary_id": person,
        "product_ids": (PHONE,),
    }


FIELDS: dict[str, object] = {
    "customers.edit": {"account_type": "CONSUMER", "profile_id": 1, "name": "x"},
    "customers.add_contact": {"name": "x"},
    "customers.edit_contact": {"name": "x"},
    "provisioning.edit": {},
    "provisioning.amend": {},
    "suspension.edit": {
        "name": "psst",
        "effective_from": date(2026, 12, 2),
        "minimum_overdue_cents": 5_000,
        "minimum_overdue_days": 14,
        "restoration_threshold_cents": 1_000,
        "resuspend_days": 7,
        "windows": [{"weekday": 0, "from_minute": 540, "to_minute": 1_020}],
    },
    "events.create_mapping": {"threshold": 9, "description": "psst"},
    "events.edit_mapping": {"threshold": 5, "description": "psst"},
    "event_templates.create": {"name": "psst 2", "subject": "x", "body": "x"},
    "event_templates.edit": {"name": "psst", "subject": "x", "body": "x"},
    "delivery.set_settings": {"care_line": "psst"},
    "wireless_forms.save_field": {"requirement": "OPTIONAL"},
    "wireless_forms.try_field": {"requirement": "OPTIONAL"},
    "hardware_admin.save_product": {
        "sku": "x",
        "name": "psst",
        "kind": "ACCESSORY",
        "price_cents": 1,
        "tax_code": "GST",
    },
    "hardware_admin.save_warehouse": {"code": "x", "name": "psst", "granularity": "PER_UNIT"},
    "hardware_admin.save_method": {"code": "x", "name": "psst", "price_cents": 1},
    "hardware_admin.save_setting": {"tax_rates": [{"tax_code": "GST", "percent": 10}]},
    "wireless_vendors.save_vendor": {"code": "x", "name": "psst"},
    "approval_policies.save": {"name": "psst", "priority": 7},
    "approval_policies.save_setting": {},
    "wireless_lines.save": {"number": "0495550150", "vendor_id": 1, "status": "ACTIVE", "plan_id": 1},
    "wireless_devices.save": {
        "serial_type": "MSN",
        "serial_no": "psst",
        "make_model": "psst",
        "device_type": "PHONE",
        "status": "REPAIR",
        "owned_since": date(2026, 1, 1),
    },
    "wireless_company.save_unit": {"code": "psst", "name": "psst"},
    "wireless_company.save_employee": {"employee_no": "psst", "name": "psst"},
}
ROWS = {
    "provisioning.bulk": ("tasks", "task_id", {"command": "claim"}),
    "network.bulk": ("rows", "request_id", {"command": "abort", "reason": "x"}),
    "worklist.bulk": ("cases", "case_id", {"command": "resolve", "text": "x"}),
    "enrolments.resubmit_many": ("enrolments", "enrolment_id", {}),
}
OF_COMPANIES = ("wireless_lines", "wireless_devices", "wireless_company", "wireless_import")
"""Areas of companies' lines, devices and people."""


@dataclass(frozen=True)
class Belongings:
    """The ids of the records, by the names that requests give them."""

    ids: dict[str, int]
    migration_id: int
    """The order of a migration, which migrations are named by."""
    hardware_id: int
    """A hardware order."""
    restriction_id: int
    """A restriction case; elsewhere a case is one of the worklist."""
    wireless: dict[str, object]
    """A mobile line, a device, and a person of a company; elsewhere a line is one of an order."""
    wireless_id: int
    """A wireless order."""
    mobile: dict[str, object]
    """The line, device and person of it."""
    approved: dict[str, int]
    """A policy of approval, a delegation, and a segment of the wireless order."""

    @property
    def _of_area(self) -> dict[str, dict[str, object]]:
        """What is called as elsewhere, and is something else."""
        return {
            "migrations": {"order_id": self.migration_id},
            "hardware_orders": {"order_id": self.hardware_id},
            "suspension_cases": {"case_id": self.restriction_id},
            **{area: dict(self.wireless) for area in OF_COMPANIES},
            "wireless_orders": {**self.mobile, "order_id": self.wireless_id},
            "wireless_catalogue": {**self.mobile, "kind": "PLAN"},
            "wireless_approvals": {"order_id": self.wireless_id},
            "wireless_fulfilment": {"order_id": self.wireless_id, "segment_id": self.approved["segment_id"]},
            "approval_policies": {
                "order_id": self.wireless_id,
                "policy_id": self.approved["policy_id"],
                "other_id": self.approved["policy_id"],
            },
            "approval_delegations": {
                "delegation_id": self.approved["delegation_id"],
                "policy_id": self.approved["policy_id"],
                "giver_id": self.ids["user_id"],
                "taker_id": number_of("harbour_lead"),
            },
        }

    def request(self, op: Op[Any, Any]) -> Message:
        """Return a request that would be good for who owns the records."""
        names = op.request.model_fields
        if op.name in ROWS:
            many, name, values = ROWS[op.name]
            row = {name: self.ids[name], "version": 1}
            key = {"key": "row-1"} if op.name == "network.bulk" else {}
            made: Message = op.request.model_validate({**values, many: [{**row, **key}]})
            return made
        fillings = {**FILLINGS, **FILLINGS_OF_AREA.get(op.area, {}), **self.ids}
        fillings["invoice_ids"] = [self.ids["invoice_id"]]
        fillings |= self._of_area.get(op.area, {})
        known = {name: value for name, value in fillings.items() if name in names}
        if op.name in FIELDS:
            known["fields"] = FIELDS[op.name]
        if "rows" in names:
            known["rows"] = [{"number": 1}] if op.area in OF_COMPANIES else [{}]
        if "orders" in names:
            known["orders"] = [{"order_id": self.wireless_id, "version": 1}]
        if "lines" in names and op.area == "stock":
            known["lines"] = [{"number": 1, "sku": "x", "available": 1}]
        if "lines" in names and op.area == "ledger":
            known["lines"] = [{"number": 1}]
        if "lines" in names and op.area == "bulk_migrations":
            known["lines"] = [{"package": "PS-1", "plan_code": "x"}]
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
    of_contracts = home(backend)
    contract_id = bind(backend, held.package_id, of_contracts.type_id, date(2027, 3, 31))
    migration = begin(working, hold(backend, account=account).package_id)
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
    agent_id = agent(backend, "psst")
    hardware = Ordering(backend).ready(account=account)
    wireless_world.furnish(backend)
    mobile = working.call(
        "harbour_csa",
        wireless_orders.START,
        account_id=mobile_ids(account)["account_id"],
        type="CHANGE_NUMBER",
        line_id=mobile_ids(account)["line_id"],
    )
    bulk = working.call("harbour_csa", bulk_migration_runs.BEGIN, name="psst.csv", sha256=DIGEST, total=1)
    with backend.database.write(Stamp("test", build.START)) as session:
        request = session.scalars(select(NetworkRequest)).one()
        request.status, request.failure_code, request.next_try_at = "REFUSED", "X", None
        request.finished_at = build.START
        contact = session.scalars(select(Contact.id).where(Contact.account_id == account)).first()
        session.flush()
        request_id = request.id
    books = in_the_books(working, account)
    run_id = backend.dispatcher.act(
        SYSTEM, lambda unit: unit.enqueue("psst_job", "psst", provider_id=build.HARBOUR)
    )
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
            "bulk_id": bulk.bulk_id,
            "user_id": number_of("harbour_csa"),
            "run_id": run_id or 0,
            "reading_id": 999_999,
            "contract_id": contract_id,
            "contract_type_id": of_contracts.type_id,
            "pool_id": of_contracts.pool_id,
            "agent_id": agent_id,
            **enrolled(backend, account),
            "batch_id": failed_batch(backend),
            "hardware_order_id": hardware.order_id,
            "delegation_id": delegate(backend, agent_id, number_of("harbour_csa")),
            "line_id": hardware.lines[0].line_id,
            "product_id": PHONE,
            "warehouse_id": SYDNEY,
            "vendor_id": wireless_world.NORTHERN,
            "delivery_method_id": COURIER,
            **books,
            **credited(backend, account, books["invoice_id"]),
            **ruled(backend, account),
            **mapped(backend),
            **written(backend, account),
        },
        migration.order_id,
        hardware.order_id,
        restricted(backend, account),
        of_company(account),
        mobile.order_id,
        mobile_ids(account),
        approved(backend, mobile.order_id),
    )


def approved(backend: Backend, order_id: int) -> dict[str, int]:
    """Write a policy, a delegation, a set field, and a segment of an order that is sent."""
    with backend.database.write(Stamp("test", build.START)) as session:
        session.add(
            FieldConfig(
                provider_id=build.HARBOUR,
                vendor_id=wireless_world.NORTHERN,
                type_code="SUSPEND",
                field_id="COMMENTS",
                field_type="TEXT",
                requirement="OPTIONAL",
            )
        )
        session.add(WirelessOrderField(order_id=order_id, field_id="PREFERRED_AREA_CODE", value_text="02"))
        order = session.get_one(WirelessOrder, order_id)
        order.status, order.submitted_at = "AWAITING_APPROVAL", build.START
        policy = ApprovalPolicy(provider_id=build.HARBOUR, name="psst 1", priority=9)
        delegation = ApprovalDelegation(
            provider_id=build.HARBOUR,
            from_user_id=number_of("harbour_lead"),
            to_user_id=number_of("harbour_csa"),
            from_date=date(2026, 12, 1),
            to_date=date(2026, 12, 31),
        )
        segment = OrderSegment(
            provider_id=build.HARBOUR,
            order_id=order_id,
            position=1,
            vendor_id=wireless_world.NORTHERN,
            status="NEW",
        )
        session.add_all((policy, delegation, segment))
        session.flush()
        return {"policy_id": policy.id, "delegation_id": delegation.id, "segment_id": segment.id}


def of_company(account: int) -> dict[str, object]:
    """Return what of the wireless world belongs to an account."""
    is_first = account == build.MARLOW
    person = wireless_world.WORKER if is_first else wireless_world.BRIGHT_EMPLOYEE
    return {
        "line_id": wireless_world.WORKER_LINE if is_first else wireless_world.BRIGHT_LINE,
        "device_id": wireless_world.WORKER_PHONE if is_first else wireless_world.BRIGHT_PHONE,
        "org_unit_id": wireless_world.CLINIC if is_first else wireless_world.BRIGHT_UNIT,
        "employee_id": person,
        "owner_id": person,
        "vendor_id": wireless_world.NORTHERN,
        "justification": "psst",
        "kind": "LINES",
        "status": "IN_STOCK",
    }


def in_the_books(working: Working, account: int) -> dict[str, int]:
    """Give an account an invoice and a payment on its way."""
    day = date(2020, 1, 1)
    invoice = working.call(
        "harbour_lead",
        ledger.ADD_INVOICE,
        account_id=account,
        invoice_no="psst-1",
        issued_on=day,
        due_on=day,
        total_cents=1_000,
    )
    payment = working.call(
        "harbour_lead",
        ledger.RECEIVE,
        account_id=account,
        external_id="psst-1",
        received_on=day,
        amount_cents=1,
        is_pending=True,
    )
    return {"invoice_id": invoice.invoice_id, "payment_id": payment.payment_id}


def failed_batch(backend: Backend) -> int:
    """Make a file of a warehouse that was not good, and return the id of its batch."""
    with backend.database.write(Stamp("test", build.START)) as session:
        made = Batch(
            provider_id=build.HARBOUR,
            kind="SALES_ORDER_DISPATCH",
            partner="psst",
            warehouse_id=SYDNEY,
            file_name="psst.json",
            status="FAILED",
            payload_path=__file__,
        )
        session.add(made)
        session.flush()
        return made.id


def enrolled(backend: Backend, account: int) -> dict[str, int]:
    """Give an account a device in a programme, with an agreement."""
    with backend.database.write(Stamp("test", build.START)) as session:
        programme = DeviceEnrolmentProvider(
            provider_id=build.HARBOUR, code="PSST", name="psst", organisation_ref="psst"
        )
        session.add(programme)
        session.flush()
        agreement = EnrolmentAgreement(
            account_id=account, enrolment_provider_id=programme.id, organisation_ref="psst"
        )
        device = DeviceEnrolment(
            provider_id=build.HARBOUR,
            account_id=account,
            product_id=PHONE,
            enrolment_provider_id=programme.id,
            serial_type="IMEI",
            serial_no="psst",
            status="ENROLLED",
        )
        session.add_all((agreement, device))
        session.flush()
        return {"programme_id": programme.id, "agreement_id": agreement.id, "enrolment_id": device.id}


def restricted(backend: Backend, account: int) -> int:
    """Give an account a case that the rules have flagged."""
    with backend.database.write(Stamp("test", build.START)) as session:
        made = RestrictionCase(
            provider_id=build.HARBOUR,
            account_id=account,
            origin="AUTO",
            state="FLAGGED",
            reason="psst",
            flagged_at=build.START,
            owing_cents_at_flag=5_000,
        )
        session.add(made)
        session.flush()
        return made.id


def ruled(backend: Backend, account: int) -> dict[str, int]:
    """Propose a rule set, and put an account into a group."""
    with backend.database.write(Stamp("test", build.START)) as session:
        rules = SuspensionRuleSet(
            provider_id=build.HARBOUR,
            name="psst",
            effective_from=date(2026, 12, 1),
            minimum_overdue_cents=5_000,
            minimum_overdue_days=14,
            restoration_threshold_cents=1_000,
            resuspend_days=7,
            action_windows=[{"weekday": 0, "from": "09:00", "to": "17:00"}],
        )
        group = AccountGroup(provider_id=build.HARBOUR, name="psst", is_distribution_list=True)
        session.add_all((rules, group))
        session.flush()
        exemption = SuspensionExemption(
            account_id=account, reason="psst", owner="psst", until_on=date(2026, 12, 31)
        )
        session.add_all((AccountGroupMember(account_group_id=group.id, account_id=account), exemption))
        session.flush()
        return {"rule_set_id": rules.id, "group_id": group.id, "exemption_id": exemption.id}


def mapped(backend: Backend) -> dict[str, int]:
    """Map an event, and write a template for it."""
    with backend.database.write(Stamp("test", build.START)) as session:
        mapping = EventMapping(
            provider_id=build.HARBOUR,
            profile_id=1,
            event_type="INVOICE_OVERDUE",
            description="psst",
            threshold=5,
            is_enabled=False,
        )
        template = EventTemplate(
            provider_id=build.HARBOUR,
            event_type="INVOICE_OVERDUE",
            channel="EMAIL",
            name="psst",
            subject="psst",
            body="psst",
            status="ACTIVE",
        )
        session.add_all((mapping, template))
        session.flush()
        return {"mapping_id": mapping.id, "template_id": template.id}


def credited(backend: Backend, account: int, invoice_id: int) -> dict[str, int]:
    """Give an account a promise, a plan and a case of the ombudsman, and the provider a closed day."""
    with backend.database.write(Stamp("test", build.START)) as session:
        promise = PaymentPromise(
            account_id=account,
            amount_cents=1,
            currency="AUD",
            promised_for=date(2026, 12, 1),
            status="OPEN",
            note="psst",
            taken_at=build.START,
            taken_by="psst",
        )
        plan = PaymentPlan(
            account_id=account,
            start_on=date(2026, 12, 1),
            frequency="MONTHLY",
            number_of_payments=2,
            status="IN_PROGRESS",
        )
        complaint = Complaint(account_id=account, reference="psst", opened_on=date(2026, 11, 1))
        closed = ClosedDay(provider_id=build.HARBOUR, month=12, day=25, name="psst")
        session.add_all((promise, plan, complaint, closed))
        session.flush()
        session.add(PaymentPlanInvoice(payment_plan_id=plan.id, invoice_id=invoice_id, amount_cents=1_000))
        return {
            "promise_id": promise.id,
            "payment_plan_id": plan.id,
            "complaint_id": complaint.id,
            "closed_day_id": closed.id,
        }


def written(backend: Backend, account: int) -> dict[str, int]:
    """Send a message to the customer."""
    with backend.database.write(Stamp("test", build.START)) as session:
        message = Notification(
            provider_id=build.HARBOUR,
            account_id=account,
            event_type="INVOICE_OVERDUE",
            channel="EMAIL",
            to_address="psst@example.com",
            subject="psst",
            body="psst",
            status="SENT",
            queued_at=build.START,
            dedupe_key="psst",
        )
        session.add(message)
        session.flush()
        return {"notification_id": message.id}


def give_every_power(backend: Backend, username: str) -> None:
    """Let nothing but the scope stand between a person and a record."""
    with backend.database.write(Stamp("test", build.START)) as session:
        for power in Power:
            key = {"user_id": number_of(username), "power": power.value}
            session.add(UserPowerOverride(**key, effect="GRANT"))
