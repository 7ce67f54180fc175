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
CREDIT = LEADS | {R.CREDIT_CONTROLLER}
HARDWARE = DESK | {R.BACKOFFICE}
REQUESTERS = HARDWARE | {R.APPROVER}

TABLE: dict[str, set[Role]] = {
    # CREATE_ORDER, RESUBMIT, NOTE
    "order_entry.start order_entry.save_page order_entry.submit order_entry.discard order_entry.reopen": DESK,
    "orders.place cancelling.cancel_service transfers.change_owner transfers.upgrade": DESK,
    "provisioning.resubmit provisioning.amend": DESK,
    "customers.add_note customers.end_alert attachments.begin attachments.put_part attachments.finish": DESK,
    # PKG_CANCEL_MIGRATE
    "cancelling.cancel_package": DESK,
    "migrations.start migrations.save_page migrations.submit migrations.withdraw": DESK,
    "bulk_migrations.begin bulk_migrations.put bulk_migrations.next bulk_migrations.cancel": DESK,
    # BREAK_CONTRACT and what D-19 gives a supervisor or an administrator alone
    "contracts.break_out contracts.add": DESK,
    "migrations.force_complete contracts.edit_discount": LEADS,
    "contract_catalogue.put_plan contract_catalogue.set_contract_type contract_catalogue.create_type"
    " contract_catalogue.edit_type contract_catalogue.withdraw_type contract_catalogue.create_pool"
    " contract_catalogue.rename_pool contract_catalogue.take_out_plan contract_catalogue.set_setting"
    " contract_catalogue.import_plans": {R.ADMIN},
    # REVEAL_PII; a PROVISIONER of the own task alone
    "customers.reveal": DESK | {R.CREDIT_CONTROLLER},
    # WORK_QUEUE, TAKE_OVER, MANAGE_HALTED_SUBSCRIPTIONS
    "provisioning.claim provisioning.release provisioning.renew provisioning.take_next": QUEUE,
    "provisioning.ask provisioning.edit provisioning.activate provisioning.finalise_cancellation": QUEUE,
    "provisioning.halt provisioning.bulk provisioning.finalise_migration": QUEUE,
    "provisioning.take_over provisioning.abort": LEADS,
    "network.retry network.abort network.bulk network.export": LEADS,
    # ENROL_DEVICE, RUN_JOBS
    "enrolments.request enrolments.unenrol": DESK | {R.BACKOFFICE},
    "enrolments.resubmit enrolments.void enrolments.resubmit_many": LEADS | {R.BACKOFFICE},
    "enrolments.add_programme enrolments.edit_programme": {R.ADMIN},
    "enrolments.add_agreement enrolments.edit_agreement": {R.ADMIN},
    # STOCK_CHECK, STOCK_ADJUST
    "stock.check": DESK | {R.BACKOFFICE},
    "stock.correct stock.load_file": LEADS | {R.BACKOFFICE},
    # USER_ADMIN, READ_AUDIT
    "people.create people.edit people.set_roles people.set_power people.set_password": {R.ADMIN},
    "people.end_sessions people.disable people.enable": {R.ADMIN},
    "agents.create agents.edit agents.set_visibility agents.delegate": {R.ADMIN},
    "agents.end_delegation": {R.ADMIN},
    "audit.open audit.export": {R.AUDITOR},
    # RUN_JOBS
    "batches.text batches.download batches.reprocess batches.ignore": LEADS | {R.BACKOFFICE},
    "jobs.run_now jobs.retry jobs.cancel jobs.pause jobs.resume": LEADS | {R.BACKOFFICE},
    # HANDLE_PAYMENTS, CREDIT_CONTROL
    "ledger.add_invoice ledger.receive ledger.settle ledger.reverse ledger.credit ledger.dispute"
    " ledger.import_lines": {
        R.SUPERVISOR,
        R.CREDIT_CONTROLLER,
    },
    # CREATE_HARDWARE_ORDER, FRAUD_OVERRIDE, FORCE_COMPLETE, REVEAL_PII, CATALOGUE_ADMIN
    "hardware_orders.start hardware_orders.add_line hardware_orders.change_line": HARDWARE,
    "hardware_orders.remove_line hardware_orders.set_delivery hardware_orders.generate": HARDWARE,
    "hardware_orders.cancel hardware_orders.retry hardware_orders.return_line": HARDWARE,
    "hardware_orders.recheck_fraud hardware_orders.override_fraud hardware_orders.close": LEADS,
    "hardware_orders.reveal": DESK | {R.CREDIT_CONTROLLER},
    "hardware_admin.save_product hardware_admin.save_warehouse": {R.ADMIN},
    "wireless_vendors.save_vendor wireless_vendors.check_vendor": {R.ADMIN},
    "hardware_admin.save_method hardware_admin.save_setting hardware_admin.check_exchange": {R.ADMIN},
    # WIRELESS_REQUEST, FULFIL, EDIT_POLICY
    "wireless_orders.start wireless_orders.edit wireless_orders.confirm": REQUESTERS,
    "wireless_orders.submit wireless_orders.discard": REQUESTERS,
    "wireless_orders.reveal": LEADS | {R.BACKOFFICE},
    "wireless_forms.save_field wireless_forms.reset_field wireless_forms.export": {R.ADMIN},
    # FULFIL
    "wireless_fulfilment.submit wireless_fulfilment.accept wireless_fulfilment.record": LEADS
    | {R.BACKOFFICE},
    "wireless_fulfilment.complete wireless_fulfilment.fail": LEADS | {R.BACKOFFICE},
    "wireless_fulfilment.export": LEADS | {R.BACKOFFICE},
    # RULES_PROPOSE, RULES_ENABLE
    "suspension.propose suspension.copy suspension.edit": {R.CREDIT_CONTROLLER},
    "suspension.exclude_group suspension.include_group": {R.CREDIT_CONTROLLER},
    "suspension.add_closed_day suspension.remove_closed_day": {R.CREDIT_CONTROLLER},
    "suspension.import_closed_days": {R.CREDIT_CONTROLLER},
    "suspension.enable": {R.ADMIN},
    # EVENT_ADMIN
    "events.create_mapping events.edit_mapping events.delete_mapping events.set_mapping": {R.ADMIN},
    "events.set_action events.apply_recommended": {R.ADMIN},
    "delivery.set_settings delivery.test": {R.ADMIN},
    "event_templates.create event_templates.edit event_templates.activate": {R.ADMIN},
    "event_templates.withdraw event_templates.delete event_templates.test_send": {R.ADMIN},
    # CREDIT_CONTROL
    "suspension.create_group suspension.add_member suspension.remove_member": CREDIT,
    "suspension.exempt suspension.end_exemption suspension_sweep.confirm_run": CREDIT,
    "suspension_cases.restrict suspension_cases.restore notifications.resend": CREDIT,
    "suspension.open_complaint suspension.close_complaint promises.take promises.cancel": CREDIT,
    "payment_plans.create payment_plans.cancel": CREDIT,
    # WIRELESS_REQUEST, FULFIL, ALL_WIRELESS
    "wireless_lines.confirm wireless_lines.unassign wireless_lines.claim": HARDWARE | {R.APPROVER},
    "wireless_lines.save wireless_devices.save wireless_import.rows": LEADS | {R.BACKOFFICE},
    "wireless_devices.check_out wireless_devices.check_in": LEADS | {R.BACKOFFICE},
    # APPROVE, EDIT_POLICY
    "wireless_approvals.choose wireless_approvals.answer": HARDWARE | {R.APPROVER},
    "wireless_approvals.approve wireless_approvals.reject wireless_approvals.ask": LEADS | {R.APPROVER},
    "wireless_approvals.edit wireless_approvals.decide_many wireless_approvals.export": LEADS | {R.APPROVER},
    "wireless_approvals.assign approval_policies.save approval_policies.save_setting": {R.ADMIN},
    "approval_policies.enable approval_policies.disable approval_policies.move": {R.ADMIN},
    "wireless_company.save_unit wireless_company.save_employee": LEADS | {R.BACKOFFICE, R.ADMIN},
    # ours: D-19 names nobody
    "customers.create customers.edit customers.add_contact customers.edit_contact": DESK | {R.ADMIN},
    "customers.remove_contact customers.edit_service": DESK | {R.ADMIN},
    "customer_imports.begin customer_imports.put customer_imports.finish": LEADS | {R.ADMIN},
    "customer_imports.take_back customer_imports.export": LEADS | {R.ADMIN},
    # Everybody who reads may look, export what is seen, and work cases of the own department.
    "provisioning.export provisioning.presence halted.export order_search.export": set(STAFF),
    "migration_list.export hardware_list.export wireless_orders.export": set(STAFF),
    "customers.list_export customers.charges_export attachments.read": set(STAFF),
    "worklist.raise_case worklist.take worklist.assign worklist.release worklist.resolve": set(STAFF),
    "enrolments.export suspension.candidates_export credit_desk.export": set(STAFF),
    "notifications.export events.export": set(STAFF),
    "wireless_lines.export wireless_devices.export": set(STAFF),
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
