"""Makes customers, their records and answers for the tests of the customers area."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from agentview.contract.attachments import Attachments
from agentview.contract.charges import Charge, Charges, PendingTotal
from agentview.contract.customers import (
    AccountType,
    Choice,
    Contact,
    ContactKind,
    CustomerChoices,
    CustomerCommand,
    CustomerCounts,
    CustomerDetail,
    CustomerKept,
    CustomerOrder,
    CustomerOrders,
    Note,
    Notes,
    Owing,
    PackageRow,
    ProvisioningLogEntry,
    RequestKind,
    RestrictionStatus,
    RevealedContact,
    Serial,
    SerialKind,
    ServiceCommand,
    ServiceDetail,
    ServiceHold,
    ServiceRow,
    Timeline,
    TimelineEntry,
    TimelineKind,
    TimelineRequest,
)
from agentview.contract.op import Message, Nothing
from agentview.contract.provisioning import AddressFields
from agentview.contract.subscription import ProvisioningState, SubscriptionStatus
from agentview.contract.value import CommandState, RefusalInfo
from agentview.core.clock import ManualClock
from agentview.core.power import Role
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.kit.runner import Runner
from agentview.ui.navigation import Desk
from agentview.ui.texts.errors import CodeTexts
from tests.ui.fake_desk import NOON, desk, person
from tests.ui.views.customers.status_builders import report
from tests.ui.views.provisioning.builders import ME, FakeGateway

Answer = Callable[[Any], Message]
HOSTILE = "<b onclick='x'>Ann</b> & \u05d0\u05d1\u05d2 " + "Longname" * 22


def commands(*closed: str) -> tuple[CommandState, ...]:
    """Return every command on a customer, open but for the closed ones."""
    refusal = RefusalInfo(code="E-POWER", values={"power": "EDIT_CUSTOMER"})
    return tuple(
        CommandState(command=command.value, refusals=(refusal,) if command.value in closed else ())
        for command in CustomerCommand
    )


def contact(contact_id: int = 1, **more: object) -> Contact:
    """Return a contact with a number and an e-mail."""
    values: dict[str, object] = {
        "contact_id": contact_id,
        "kind": ContactKind.ACCOUNT_HOLDER,
        "name": "Ann Marlow",
        "phone": "\u2022\u2022\u2022142",
        "mobile": None,
        "email": "\u2022\u2022\u2022com",
        "date_of_birth": None,
        "language": "en",
        "may_email": True,
        "may_sms": False,
        "version": 2,
    }
    return Contact.model_validate({**values, **more})


def revealed(contact_id: int = 1) -> RevealedContact:
    """Return the contact in full."""
    return RevealedContact(
        contact_id=contact_id,
        name="Ann Marlow",
        phone="+61355500142",
        phone_as_typed="(03) 5550 0142",
        mobile=None,
        mobile_as_typed=None,
        email="ann@example.com",
        date_of_birth=None,
    )


def note(note_id: int = 1, **more: object) -> Note:
    """Return an internal note."""
    values: dict[str, object] = {
        "note_id": note_id,
        "text": f"Note {note_id}",
        "author": "Mei Chen",
        "at": NOON - timedelta(hours=note_id),
        "is_shared": False,
        "is_system": False,
        "is_alert": False,
        "ended_at": None,
        "record": "",
    }
    return Note.model_validate({**values, **more})


def alert(note_id: int = 9, text: str = "Vulnerable customer: on dialysis at home") -> Note:
    """Return a note that stands in the header."""
    return note(note_id, text=text, is_alert=True)


def hold() -> ServiceHold:
    """Return a hold for debt."""
    return ServiceHold(
        cause="NON_PAYMENT",
        origin="AUTO",
        bar_code="BAR10",
        reason="Standard",
        placed_at=NOON - timedelta(days=2),
        placed_by="System",
    )


def service(service_id: int = 1, **more: object) -> ServiceRow:
    """Return an active mobile service."""
    values: dict[str, object] = {
        "service_id": service_id,
        "reference": f"SV-{service_id}",
        "name": "Mobile voice",
        "service_type": "Mobile",
        "identifier_label": "Phone number",
        "identifier": f"+6149157015{service_id % 10}",
        "vanity_name": "",
        "status": SubscriptionStatus.ACTIVE,
        "provisioning_state": ProvisioningState.NONE,
        "halt_reason": None,
        "restriction": RestrictionStatus.NONE,
        "holds": (),
        "start_on": date(2025, 3, 1),
        "end_on": None,
        "address": "4 Quay Street, Sydney 2000, AU",
        "is_mandatory": True,
        "serials": (Serial(kind=SerialKind.ICCID, serial_no="8961012345678901234"),),
        "task_id": None,
        "task_reference": "",
        "version": 4,
        "commands": (CommandState(command=ServiceCommand.EDIT.value),),
    }
    return ServiceRow.model_validate({**values, **more})


def halted_service(service_id: int = 2) -> ServiceRow:
    """Return a service whose provisioning is halted."""
    return service(
        service_id,
        name="Broadband 50",
        status=SubscriptionStatus.PRE_ACTIVE,
        provisioning_state=ProvisioningState.HALTED,
        halt_reason="No such street",
        task_id=77,
        task_reference="PO-10001/1",
        start_on=None,
    )


def package(package_id: int = 1, *services: ServiceRow, **more: object) -> PackageRow:
    """Return a package with these services."""
    values: dict[str, object] = {
        "package_id": package_id,
        "reference": f"PK-{package_id}",
        "plan": "Mobile 40",
        "plan_internal": "MOB-40 v2",
        "plan_code": "MOB-40",
        "status": SubscriptionStatus.ACTIVE,
        "start_on": date(2025, 3, 1),
        "end_on": None,
        "setup_fee_cents": 0,
        "access_fee_cents": 4000,
        "period_from": date(2026, 3, 1),
        "period_to": date(2026, 3, 31),
        "previous": "",
        "followed_by": "",
        "group": "",
        "is_primary_in_group": False,
        "agent": "Harbour Shop",
        "services": services or (service(package_id),),
    }
    return PackageRow.model_validate({**values, **more})


def customer(account_id: int = 5, **more: object) -> CustomerDetail:
    """Return a customer with a package, a contact and something owed."""
    values: dict[str, object] = {
        "account_id": account_id,
        "account_no": f"004-{account_id:04d}",
        "name": "Marlow Dental Group",
        "account_type": AccountType.BUSINESS,
        "profile_id": 1,
        "profile": "Standard",
        "status": 1,
        "status_reason": "",
        "opened_on": date(2024, 5, 2),
        "closed_on": None,
        "agent": "Harbour Shop",
        "export_reference": "",
        "omit_from_auto_restrict": False,
        "version": 3,
        "owing": Owing(owing_cents=12550, overdue_cents=4550, oldest_overdue_days=12, currency="AUD"),
        "restriction": RestrictionStatus.NONE,
        "alerts": (),
        "latest_notes": (),
        "counts": CustomerCounts(
            active_packages=1,
            incomplete_orders=1,
            open_tasks=2,
            halted_tasks=1,
            network_errors=0,
            open_cases=1,
        ),
        "contacts": (contact(),),
        "packages": (package(1, service(1), halted_service(2)),),
        "commands": commands(),
        "as_of": NOON,
    }
    return CustomerDetail.model_validate({**values, **more})


def order(number: int = 1, **more: object) -> CustomerOrder:
    """Return a completed order."""
    values: dict[str, object] = {
        "kind": RequestKind.ORDER,
        "record_id": number,
        "reference": f"PO-{number}",
        "type": "NEW",
        "plan": "Mobile 40",
        "status": "ORDER_COMPLETED",
        "requested_on": date(2026, 3, 9),
        "at": NOON - timedelta(hours=number),
        "by": "Mei Chen",
        "task_id": None,
        "task_reference": "",
        "halt_reason": "",
    }
    return CustomerOrder.model_validate({**values, **more})


def charge(number: int = 1, **more: object) -> Charge:
    """Return a pending charge of a migration."""
    values: dict[str, object] = {
        "charge_id": number,
        "at": NOON - timedelta(hours=number),
        "kind": "UPGRADE_CHARGE",
        "description": "MG-44: upgrade charge",
        "package_id": 1,
        "package": "PS-1",
        "plan": "Mobile 40",
        "amount_cents": 1500,
        "currency": "AUD",
        "tax_code": "GST",
        "order_id": 44,
        "reference": "MG-44",
        "status": "PENDING",
        "is_pending": True,
    }
    return Charge.model_validate({**values, **more})


def charges_of(*rows: Charge) -> Answer:
    """Return the answer that lists these charges."""
    waiting = [one for one in rows if one.is_pending]
    total = PendingTotal(
        currency="AUD", amount_cents=sum(one.amount_cents for one in waiting), rows=len(waiting)
    )
    pending = (total,) if waiting else ()
    return lambda _request: Charges(charges=rows, has_older=False, pending=pending, total=len(rows))


def entry(number: int, **more: object) -> TimelineEntry:
    """Return an entry of the timeline."""
    values: dict[str, object] = {
        "entry_id": number,
        "kind": TimelineKind.ORDERS,
        "entity": "order",
        "entity_id": number,
        "reference": f"PO-{number}",
        "action": "submit",
        "field": None,
        "old": None,
        "new": None,
        "text": "",
        "actor": "Mei Chen",
        "at": NOON - timedelta(minutes=20_000 - number),
        "is_internal": False,
    }
    return TimelineEntry.model_validate({**values, **more})


def timeline_of(count: int) -> Answer:
    """Return the answer of a timeline with this many entries, read by the last known one."""

    def answer(request: TimelineRequest) -> Timeline:
        top = count if request.before_id is None else request.before_id - 1
        last = max(top - request.limit, 0)
        return Timeline(entries=tuple(entry(number) for number in range(top, last, -1)), has_older=last > 0)

    return answer


def service_detail(row: ServiceRow | None = None) -> ServiceDetail:
    """Return a service with its log."""
    shown = row or service()
    log = (
        ProvisioningLogEntry(
            at=NOON - timedelta(days=1),
            reference="PO-10001/1",
            what="halt",
            text="No such street",
            by="Mei Chen",
        ),
    )
    return ServiceDetail(
        row=shown,
        account_id=5,
        package="PK-1",
        plan="Mobile 40",
        service_plan_internal="VOICE",
        address=AddressFields(),
        log=log,
        commands=shown.commands,
    )


def answers(shown: CustomerDetail | None = None, **more: Answer) -> dict[str, Answer]:
    """Return the answers of one customer with all that belongs to it."""
    found = shown or customer()
    profiles = (Choice(id=1, name="Standard"), Choice(id=2, name="Wholesale"))
    services = {one.service_id: one for held in found.packages for one in held.services}
    known: dict[str, Answer] = {
        "customers.customer": lambda request: found.model_copy(update={"account_id": request.account_id}),
        "customers.choices": lambda _request: CustomerChoices(profiles=profiles, agents=()),
        "customers.orders": lambda _request: CustomerOrders(orders=(order(1),), has_older=False),
        "customers.charges": charges_of(charge(1)),
        "customers.notes": lambda _request: Notes(notes=(note(1),), has_older=False),
        "customers.timeline": timeline_of(3),
        "customers.service": lambda request: service_detail(services[request.service_id]),
        "customers.edit": lambda request: kept(request.account_id, 4, request.fields.name),
        "customers.create": lambda request: kept(88, 1, request.fields.name),
        "customers.add_note": lambda request: note(50, text=request.text),
        "customers.end_alert": lambda request: note(request.note_id, ended_at=NOON),
        "customers.add_contact": lambda _request: contact(60),
        "customers.edit_contact": lambda request: contact(request.contact_id, version=3),
        "customers.remove_contact": lambda _request: Nothing(),
        "customers.reveal": lambda request: revealed(request.contact_id),
        "customers.edit_service": lambda request: services[request.service_id],
        "status.services": lambda _request: report(),
        "attachments.list": lambda _request: Attachments(attachments=()),
    }
    return {**known, **{f"customers.{name}": answer for name, answer in more.items()}}


def kept(account_id: int, version: int, name: str) -> CustomerKept:
    """Return a customer after a change."""
    return CustomerKept(account_id=account_id, account_no=f"004-{account_id:04d}", name=name, version=version)


def desk_for(
    gateway: FakeGateway, folder: Path, roles: Sequence[Role] = (Role.CSA,), runner: Runner | None = None
) -> tuple[Desk, HeldRunner]:
    """Return a desk for a CSA, and its runner."""
    held = HeldRunner()
    who = person(*roles, user_id=ME)
    return desk(gateway, runner or held, CodeTexts(ManualClock(NOON)), folder, who), held
