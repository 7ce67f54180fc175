"""Customers with contacts, notes and money; orders that are not submitted yet; the carrier; the worklist."""

import sqlalchemy as sa
from alembic import op

from agentview.models.base import Moment

revision = "0002_customers"
down_revision = "0001_foundation"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_agent_provider_id_provider")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agent")),
    )
    with op.batch_alter_table("agent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agent_provider_id"), ["provider_id"], unique=False)

    op.create_table(
        "customer_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("total_lines", sa.Integer(), nullable=False),
        sa.Column("done_lines", sa.Integer(), nullable=False),
        sa.Column("made_count", sa.Integer(), nullable=False),
        sa.Column("rejected_count", sa.Integer(), nullable=False),
        sa.Column("known_count", sa.Integer(), nullable=False),
        sa.Column("started_at", Moment(), nullable=False),
        sa.Column("finished_at", Moment(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_customer_import_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_import")),
    )
    with op.batch_alter_table("customer_import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_customer_import_provider_id"), ["provider_id"], unique=False)

    op.create_table(
        "suspension_rule_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("minimum_overdue_cents", sa.Integer(), nullable=False),
        sa.Column("minimum_overdue_days", sa.Integer(), nullable=False),
        sa.Column("restoration_threshold_cents", sa.Integer(), nullable=False),
        sa.Column("resuspend_days", sa.Integer(), nullable=False),
        sa.Column("action_windows", sa.JSON(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_suspension_rule_set_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suspension_rule_set")),
        sa.UniqueConstraint(
            "provider_id", "effective_from", name=op.f("uq_suspension_rule_set_provider_id_effective_from")
        ),
    )
    op.create_table(
        "customer_import_reject",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=True),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["customer_import.id"],
            name=op.f("fk_customer_import_reject_import_id_customer_import"),
        ),
        sa.PrimaryKeyConstraint("import_id", "line", name=op.f("pk_customer_import_reject")),
    )
    op.create_table(
        "account_status_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("from_status", sa.Integer(), nullable=False),
        sa.Column("to_status", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=10000), nullable=True),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_account_status_change_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_status_change")),
    )
    with op.batch_alter_table("account_status_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_status_change_account_id"), ["account_id"], unique=False)

    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("is_whole", sa.Boolean(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_attachment_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_attachment_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attachment_account_id"), ["account_id"], unique=False)

    op.create_table(
        "invoice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("invoice_no", sa.String(length=40), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("total_inc_cents", sa.Integer(), nullable=False),
        sa.Column("amount_due_inc_cents", sa.Integer(), nullable=False),
        sa.Column("disputed_cents", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_invoice_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoice")),
        sa.UniqueConstraint("account_id", "invoice_no", name=op.f("uq_invoice_account_id_invoice_no")),
    )
    with op.batch_alter_table("invoice", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_invoice_account_id_due_on"), ["account_id", "due_on"], unique=False
        )

    op.create_table(
        "package_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_package_group_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_package_group")),
    )
    with op.batch_alter_table("package_group", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_package_group_account_id"), ["account_id"], unique=False)

    op.create_table(
        "payment_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("frequency", sa.String(length=20), nullable=False),
        sa.Column("number_of_payments", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_payment_plan_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_plan")),
    )
    with op.batch_alter_table("payment_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payment_plan_account_id"), ["account_id"], unique=False)

    op.create_table(
        "attachment_part",
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_attachment_part_attachment_id_attachment")
        ),
        sa.PrimaryKeyConstraint("attachment_id", "number", name=op.f("pk_attachment_part")),
    )
    op.create_table(
        "customer_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("package_subscription_id", sa.Integer(), nullable=True),
        sa.Column("service_subscription_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(length=10000), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("is_system", sa.Boolean(), nullable=False),
        sa.Column("is_alert", sa.Boolean(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("ended_by", sa.String(length=200), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_customer_note_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["package_subscription_id"],
            ["package_subscription.id"],
            name=op.f("fk_customer_note_package_subscription_id_package_subscription"),
        ),
        sa.ForeignKeyConstraint(
            ["service_subscription_id"],
            ["service_subscription.id"],
            name=op.f("fk_customer_note_service_subscription_id_service_subscription"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_note")),
    )
    with op.batch_alter_table("customer_note", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_customer_note_account_id_is_alert_id"),
            ["account_id", "is_alert", "id"],
            unique=False,
        )

    op.create_table(
        "service_hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_subscription_id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(length=30), nullable=False),
        sa.Column("origin", sa.String(length=10), nullable=False),
        sa.Column("bar_code", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=10000), nullable=False),
        sa.Column("placed_at", Moment(), nullable=False),
        sa.Column("placed_by", sa.String(length=200), nullable=False),
        sa.Column("lifted_at", Moment(), nullable=True),
        sa.Column("lifted_by", sa.String(length=200), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_subscription_id"],
            ["service_subscription.id"],
            name=op.f("fk_service_hold_service_subscription_id_service_subscription"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_hold")),
    )
    with op.batch_alter_table("service_hold", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_service_hold_service_subscription_id_lifted_at"),
            ["service_subscription_id", "lifted_at"],
            unique=False,
        )

    op.create_table(
        "service_serial",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_subscription_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("serial_no", sa.String(length=100), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_subscription_id"],
            ["service_subscription.id"],
            name=op.f("fk_service_serial_service_subscription_id_service_subscription"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_serial")),
    )
    with op.batch_alter_table("service_serial", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_service_serial_service_subscription_id"), ["service_subscription_id"], unique=False
        )

    op.create_table(
        "network_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.Column("cancel_request_id", sa.Integer(), nullable=True),
        sa.Column("service_subscription_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("failure_code", sa.String(length=60), nullable=True),
        sa.Column("failure_text", sa.String(length=10000), nullable=True),
        sa.Column("attempt_no", sa.Integer(), nullable=False),
        sa.Column("requested_at", Moment(), nullable=False),
        sa.Column("next_try_at", Moment(), nullable=True),
        sa.Column("lease_until", Moment(), nullable=True),
        sa.Column("finished_at", Moment(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_network_request_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["cancel_request_id"],
            ["cancel_request.id"],
            name=op.f("fk_network_request_cancel_request_id_cancel_request"),
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["customer_order.id"], name=op.f("fk_network_request_order_id_customer_order")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_network_request_provider_id_provider")
        ),
        sa.ForeignKeyConstraint(
            ["service_subscription_id"],
            ["service_subscription.id"],
            name=op.f("fk_network_request_service_subscription_id_service_subscription"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_request")),
        sa.UniqueConstraint("reference", name=op.f("uq_network_request_reference")),
    )
    with op.batch_alter_table("network_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_network_request_order_id"), ["order_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_network_request_provider_id_status_finished_at_id"),
            ["provider_id", "status", "finished_at", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_network_request_service_subscription_id"),
            ["service_subscription_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_network_request_status_next_try_at"), ["status", "next_try_at"], unique=False
        )

    op.create_table(
        "network_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("attempt_no", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("text", sa.String(length=10000), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"], ["network_request.id"], name=op.f("fk_network_log_request_id_network_request")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_log")),
    )
    with op.batch_alter_table("network_log", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_network_log_request_id"), ["request_id"], unique=False)

    op.create_table(
        "work_item_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("work_item_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=10000), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["work_item_id"], ["work_item.id"], name=op.f("fk_work_item_note_work_item_id_work_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_item_note")),
        sa.UniqueConstraint("work_item_id", "number", name=op.f("uq_work_item_note_work_item_id_number")),
    )
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.add_column(sa.Column("status_reason", sa.String(length=60), nullable=True))
        batch_op.add_column(sa.Column("export_reference", sa.String(length=100), nullable=True))
        batch_op.add_column(
            sa.Column("omit_from_auto_restrict", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(sa.Column("agent_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("import_id", sa.Integer(), nullable=True))
        batch_op.drop_index(batch_op.f("ix_account_provider_id_name_key"))
        batch_op.create_index(batch_op.f("ix_account_import_id"), ["import_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_account_provider_id_name_key_id"), ["provider_id", "name_key", "id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_account_provider_id_status_name_key_id"),
            ["provider_id", "status", "name_key", "id"],
            unique=False,
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_account_import_id_customer_import"), "customer_import", ["import_id"], ["id"]
        )
        batch_op.create_foreign_key(batch_op.f("fk_account_agent_id_agent"), "agent", ["agent_id"], ["id"])

    with op.batch_alter_table("app_user", schema=None) as batch_op:
        batch_op.add_column(sa.Column("email", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("agent_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("last_sign_in_at", Moment(), nullable=True))
        batch_op.add_column(
            sa.Column("must_change_password", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.create_foreign_key(batch_op.f("fk_app_user_agent_id_agent"), "agent", ["agent_id"], ["id"])

    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.add_column(sa.Column("account_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_audit_entry_account_id_id"), ["account_id", "id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_audit_entry_provider_id_at_id"), ["provider_id", "at", "id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_audit_entry_user_id_at_id"), ["user_id", "at", "id"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_audit_entry_account_id_account"), "account", ["account_id"], ["id"]
        )

    with op.batch_alter_table("cancel_request", schema=None) as batch_op:
        batch_op.add_column(sa.Column("attachment_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("group_request_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_cancel_request_group_request_id_cancel_request"),
            "cancel_request",
            ["group_request_id"],
            ["id"],
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_cancel_request_attachment_id_attachment"), "attachment", ["attachment_id"], ["id"]
        )

    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("phone_as_typed", sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column("mobile", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("mobile_as_typed", sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column("date_of_birth", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("language", sa.String(length=10), server_default="", nullable=False))
        batch_op.add_column(sa.Column("may_email", sa.Boolean(), server_default=sa.true(), nullable=False))
        batch_op.add_column(sa.Column("may_sms", sa.Boolean(), server_default=sa.true(), nullable=False))

    with op.batch_alter_table("customer_order", schema=None) as batch_op:
        batch_op.add_column(sa.Column("started_at", Moment(), nullable=True))
        batch_op.add_column(sa.Column("owner_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("current_page", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("agent_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("purchase_order_ref", sa.String(length=100), nullable=True))
        batch_op.alter_column("account_id", nullable=True)
        batch_op.alter_column("package_plan_id", nullable=True)
        batch_op.alter_column("submitted_at", nullable=True)
        batch_op.alter_column("submitted_by", nullable=True)
        batch_op.create_index(
            batch_op.f("ix_customer_order_owner_id_status_id"), ["owner_id", "status", "id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_customer_order_provider_id_id"), ["provider_id", "id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_customer_order_provider_id_package_plan_id_id"),
            ["provider_id", "package_plan_id", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_customer_order_provider_id_status_id"),
            ["provider_id", "status", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_customer_order_provider_id_submitted_at_id"),
            ["provider_id", "submitted_at", "id"],
            unique=False,
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_customer_order_owner_id_app_user"), "app_user", ["owner_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_customer_order_agent_id_agent"), "agent", ["agent_id"], ["id"]
        )

    with op.batch_alter_table("package_subscription", schema=None) as batch_op:
        batch_op.add_column(sa.Column("group_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("is_primary_in_group", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(sa.Column("agent_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_package_subscription_group_id"), ["group_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_package_subscription_group_id_package_group"),
            "package_group",
            ["group_id"],
            ["id"],
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_package_subscription_agent_id_agent"), "agent", ["agent_id"], ["id"]
        )

    with op.batch_alter_table("search_token", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_search_token_entity_entity_id"))
        batch_op.drop_index(batch_op.f("ix_search_token_provider_id_kind_token"))
        batch_op.create_index(
            batch_op.f("ix_search_token_entity_entity_id_token_kind"),
            ["entity", "entity_id", "token", "kind"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_search_token_provider_id_kind_token_entity_id"),
            ["provider_id", "kind", "token", "entity_id"],
            unique=False,
        )

    with op.batch_alter_table("service_subscription", schema=None) as batch_op:
        batch_op.add_column(sa.Column("vanity_name", sa.String(length=200), nullable=True))
        batch_op.add_column(
            sa.Column("restriction_status", sa.String(length=20), server_default="NONE", nullable=False)
        )

    with op.batch_alter_table("user_power_override", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reason", sa.String(length=10000), server_default="", nullable=False))
        batch_op.add_column(sa.Column("given_by", sa.String(length=200), server_default="", nullable=False))
        batch_op.add_column(sa.Column("given_at", Moment(), nullable=True))

    with op.batch_alter_table("work_item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("code", sa.String(length=40), server_default="", nullable=False))
        batch_op.add_column(sa.Column("level", sa.String(length=20), server_default="TASK", nullable=False))
        batch_op.add_column(sa.Column("level_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("account_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("network_request_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("summary", sa.String(length=200), server_default="", nullable=False))
        batch_op.add_column(sa.Column("raised_by", sa.String(length=200), server_default="", nullable=False))
        batch_op.add_column(sa.Column("resolve_by", Moment(), nullable=True))
        batch_op.add_column(sa.Column("department", sa.String(length=40), server_default="", nullable=False))
        batch_op.add_column(sa.Column("assigned_to", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("resolution", sa.String(length=10000), nullable=True))
        batch_op.add_column(sa.Column("resolved_at", Moment(), nullable=True))
        batch_op.add_column(sa.Column("resolved_by", sa.String(length=200), nullable=True))
        batch_op.drop_index(batch_op.f("ix_work_item_provider_id_status"))
        batch_op.create_index(batch_op.f("ix_work_item_account_id"), ["account_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_work_item_network_request_id"), ["network_request_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_work_item_provider_id_assigned_to_status"),
            ["provider_id", "assigned_to", "status"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_work_item_provider_id_status_resolve_by_id"),
            ["provider_id", "status", "resolve_by", "id"],
            unique=False,
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_work_item_assigned_to_app_user"), "app_user", ["assigned_to"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_work_item_account_id_account"), "account", ["account_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_work_item_network_request_id_network_request"),
            "network_request",
            ["network_request_id"],
            ["id"],
        )


def downgrade() -> None:
    with op.batch_alter_table("work_item", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_work_item_network_request_id_network_request"), type_="foreignkey"
        )
        batch_op.drop_constraint(batch_op.f("fk_work_item_account_id_account"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_work_item_assigned_to_app_user"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_work_item_provider_id_status_resolve_by_id"))
        batch_op.drop_index(batch_op.f("ix_work_item_provider_id_assigned_to_status"))
        batch_op.drop_index(batch_op.f("ix_work_item_network_request_id"))
        batch_op.drop_index(batch_op.f("ix_work_item_account_id"))
        batch_op.create_index(
            batch_op.f("ix_work_item_provider_id_status"), ["provider_id", "status"], unique=False
        )
        batch_op.drop_column("resolved_by")
        batch_op.drop_column("resolved_at")
        batch_op.drop_column("resolution")
        batch_op.drop_column("assigned_to")
        batch_op.drop_column("department")
        batch_op.drop_column("resolve_by")
        batch_op.drop_column("raised_by")
        batch_op.drop_column("summary")
        batch_op.drop_column("network_request_id")
        batch_op.drop_column("account_id")
        batch_op.drop_column("level_id")
        batch_op.drop_column("level")
        batch_op.drop_column("code")

    with op.batch_alter_table("user_power_override", schema=None) as batch_op:
        batch_op.drop_column("given_at")
        batch_op.drop_column("given_by")
        batch_op.drop_column("reason")

    with op.batch_alter_table("service_subscription", schema=None) as batch_op:
        batch_op.drop_column("restriction_status")
        batch_op.drop_column("vanity_name")

    with op.batch_alter_table("search_token", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_search_token_provider_id_kind_token_entity_id"))
        batch_op.drop_index(batch_op.f("ix_search_token_entity_entity_id_token_kind"))
        batch_op.create_index(
            batch_op.f("ix_search_token_provider_id_kind_token"),
            ["provider_id", "kind", "token"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_search_token_entity_entity_id"), ["entity", "entity_id"], unique=False
        )

    with op.batch_alter_table("package_subscription", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_package_subscription_agent_id_agent"), type_="foreignkey")
        batch_op.drop_constraint(
            batch_op.f("fk_package_subscription_group_id_package_group"), type_="foreignkey"
        )
        batch_op.drop_index(batch_op.f("ix_package_subscription_group_id"))
        batch_op.drop_column("agent_id")
        batch_op.drop_column("is_primary_in_group")
        batch_op.drop_column("group_id")

    with op.batch_alter_table("customer_order", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_customer_order_agent_id_agent"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_customer_order_owner_id_app_user"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_customer_order_provider_id_submitted_at_id"))
        batch_op.drop_index(batch_op.f("ix_customer_order_provider_id_status_id"))
        batch_op.drop_index(batch_op.f("ix_customer_order_provider_id_package_plan_id_id"))
        batch_op.drop_index(batch_op.f("ix_customer_order_provider_id_id"))
        batch_op.drop_index(batch_op.f("ix_customer_order_owner_id_status_id"))
        batch_op.alter_column("submitted_by", nullable=False)
        batch_op.alter_column("submitted_at", nullable=False)
        batch_op.alter_column("package_plan_id", nullable=False)
        batch_op.alter_column("account_id", nullable=False)
        batch_op.drop_column("purchase_order_ref")
        batch_op.drop_column("agent_id")
        batch_op.drop_column("current_page")
        batch_op.drop_column("owner_id")
        batch_op.drop_column("started_at")

    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_column("may_sms")
        batch_op.drop_column("may_email")
        batch_op.drop_column("language")
        batch_op.drop_column("date_of_birth")
        batch_op.drop_column("mobile_as_typed")
        batch_op.drop_column("mobile")
        batch_op.drop_column("phone_as_typed")

    with op.batch_alter_table("cancel_request", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_cancel_request_attachment_id_attachment"), type_="foreignkey")
        batch_op.drop_constraint(
            batch_op.f("fk_cancel_request_group_request_id_cancel_request"), type_="foreignkey"
        )
        batch_op.drop_column("group_request_id")
        batch_op.drop_column("attachment_id")

    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_audit_entry_account_id_account"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_audit_entry_user_id_at_id"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_provider_id_at_id"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_account_id_id"))
        batch_op.drop_column("account_id")

    with op.batch_alter_table("app_user", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_app_user_agent_id_agent"), type_="foreignkey")
        batch_op.drop_column("must_change_password")
        batch_op.drop_column("last_sign_in_at")
        batch_op.drop_column("agent_id")
        batch_op.drop_column("email")

    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_account_agent_id_agent"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_account_import_id_customer_import"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_account_provider_id_status_name_key_id"))
        batch_op.drop_index(batch_op.f("ix_account_provider_id_name_key_id"))
        batch_op.drop_index(batch_op.f("ix_account_import_id"))
        batch_op.create_index(
            batch_op.f("ix_account_provider_id_name_key"), ["provider_id", "name_key"], unique=False
        )
        batch_op.drop_column("import_id")
        batch_op.drop_column("agent_id")
        batch_op.drop_column("omit_from_auto_restrict")
        batch_op.drop_column("export_reference")
        batch_op.drop_column("status_reason")

    op.drop_table("work_item_note")
    with op.batch_alter_table("network_log", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_network_log_request_id"))

    op.drop_table("network_log")
    with op.batch_alter_table("network_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_network_request_status_next_try_at"))
        batch_op.drop_index(batch_op.f("ix_network_request_service_subscription_id"))
        batch_op.drop_index(batch_op.f("ix_network_request_provider_id_status_finished_at_id"))
        batch_op.drop_index(batch_op.f("ix_network_request_order_id"))

    op.drop_table("network_request")
    with op.batch_alter_table("service_serial", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_service_serial_service_subscription_id"))

    op.drop_table("service_serial")
    with op.batch_alter_table("service_hold", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_service_hold_service_subscription_id_lifted_at"))

    op.drop_table("service_hold")
    with op.batch_alter_table("customer_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_customer_note_account_id_is_alert_id"))

    op.drop_table("customer_note")
    op.drop_table("attachment_part")
    with op.batch_alter_table("payment_plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_payment_plan_account_id"))

    op.drop_table("payment_plan")
    with op.batch_alter_table("package_group", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_package_group_account_id"))

    op.drop_table("package_group")
    with op.batch_alter_table("invoice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invoice_account_id_due_on"))

    op.drop_table("invoice")
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attachment_account_id"))

    op.drop_table("attachment")
    with op.batch_alter_table("account_status_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_status_change_account_id"))

    op.drop_table("account_status_change")
    op.drop_table("customer_import_reject")
    op.drop_table("suspension_rule_set")
    with op.batch_alter_table("customer_import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_customer_import_provider_id"))

    op.drop_table("customer_import")
    with op.batch_alter_table("agent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agent_provider_id"))

    op.drop_table("agent")
