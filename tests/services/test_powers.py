"""Who may give which command: the table of D-19, tried with every command and every role."""

from itertools import chain

import pytest
from sqlalchemy import delete

from agentview.contract.op import Nothing
from agentview.contract.operations import BY_NAME, OPERATIONS
from agentview.contract.session import ME
from agentview.core.errors import AgentViewError
from agentview.core.power import Role
from agentview.models.database import Stamp
from agentview.models.party import UserRole
from tests import build
from tests.fixtures.backend import Backend
from tests.services.belongings import belongings, names_a_record
from tests.services.people.administering import number_of

R = Role
PERSON = "harbour_prov"
STAFF = tuple(role for role in Role if role not in {Role.VIEWER, Role.SYSTEM})
LEADS = {R.SUPERVISOR}
QUEUE = {R.PROVISIONER, R.SUPERVISOR}
DESK = {R.CSA, R.SUPERVISOR}

TABLE: dict[str, set[Role]] = {
    # CREATE_ORDER, RESUBMIT, NOTE
    "order_entry.start order_entry.save_page order_entry.submit order_entry.discard order_entry.reopen": DESK,
    "orders.place cancelling.cancel_service transfers.change_owner transfers.upgrade": DESK,
    "provisioning.resubmit provisioning.amend": DESK,
    "customers.add_note customers.end_alert attachments.begin attachments.put_part attachments.finish": DESK,
    # PKG_CANCEL_MIGRATE
    "cancelling.cancel_package": DESK,
    # REVEAL_PII; a PROVISIONER of the own task alone
    "customers.reveal": DESK | {R.CREDIT_CONTROLLER},
    # WORK_QUEUE, TAKE_OVER, MANAGE_HALTED_SUBSCRIPTIONS
    "provisioning.claim provisioning.release provisioning.renew provisioning.take_next": QUEUE,
    "provisioning.ask provisioning.edit provisioning.activate provisioning.finalise_cancellation": QUEUE,
    "provisioning.halt provisioning.bulk": QUEUE,
    "provisioning.take_over provisioning.abort": LEADS,
    "network.retry network.abort network.bulk network.export": LEADS,
    # USER_ADMIN, READ_AUDIT
    "people.create people.edit people.set_roles people.set_power people.set_password": {R.ADMIN},
    "people.end_sessions people.disable people.enable": {R.ADMIN},
    "audit.open audit.export": {R.AUDITOR},
    # ours: D-19 names nobody
    "customers.create customers.edit customers.add_contact customers.edit_contact": DESK | {R.ADMIN},
    "customers.remove_contact customers.edit_service": DESK | {R.ADMIN},
    "customer_imports.begin customer_imports.put customer_imports.finish": LEADS | {R.ADMIN},
    "customer_imports.take_back customer_imports.export": LEADS | {R.ADMIN},
    # Everybody who reads may look, export what is seen, and work cases of the own department.
    "provisioning.export provisioning.presence halted.export order_search.export": set(STAFF),
    "customers.list_export attachments.read": set(STAFF),
    "worklist.raise_case worklist.take worklist.assign worklist.release worklist.resolve": set(STAFF),
    "worklist.cancel worklist.add_note worklist.bulk worklist.export": set(STAFF),
}
ROLES_OF = {name: roles for names, roles in TABLE.items() for name in names.split()}


def test_every_command_that_takes_a_power_stands_in_the_table() -> None:
    commands = {op.name for op in OPERATIONS if op.command and op.power is not None}
    named = list(chain.from_iterable(names.split() for names in TABLE))
    assert sorted(named) == sorted(commands)


@pytest.mark.parametrize("role", STAFF)
def test_d_19_a_role_gives_the_commands_of_its_column(local_backend: Backend, role: Role) -> None:
    own = belongings(local_backend)
    with local_backend.database.write(Stamp("test", build.START)) as session:
        session.execute(delete(UserRole).where(UserRole.user_id == number_of(PERSON)))
        session.add(UserRole(user_id=number_of(PERSON), role=role.value))
    gateway = local_backend.gateway(PERSON)
    powers = gateway.call(ME, Nothing()).powers
    wrong = []
    for name, roles in ROLES_OF.items():
        op = BY_NAME[name]
        if not names_a_record(op):
            assert op.power is not None
            is_refused = op.power not in powers
        else:
            try:
                gateway.call(op, own.request(op))
            except AgentViewError as error:
                is_refused = any(refusal.code == "E-POWER" for refusal in error.refusals)
            else:
                is_refused = False
        if is_refused is (role in roles):
            wrong.append(f"{name}: {'refused' if is_refused else 'open'}")
    assert wrong == []
