"""Suspension: payments, the ledger, rule sets enabled by two, cases."""

import sqlalchemy as sa
from alembic import op

from agentview.models.base import Moment
from agentview.models.dialect import BIG_KEY

revision = "0006_suspension"
down_revision = "0005_job_runs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("is_distribution_list", sa.Boolean(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_account_group_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_group")),
        sa.UniqueConstraint("provider_id", "name", name=op.f("uq_account_group_provider_id_name")),
    )
    op.create_table(
        "closed_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_closed_day_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_day")),
    )
    op.create_index(
        op.f("ix_closed_day_provider_id_month_day"),
        "closed_day",
        ["provider_id", "month", "day"],
        unique=False,
    )
    op.create_table(
        "account_group_member",
        sa.Column("account_group_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_group_id"],
            ["account_group.id"],
            name=op.f("fk_account_group_member_account_group_id_account_group"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_account_group_member_account_id_account")
        ),
        sa.PrimaryKeyConstraint("account_group_id", "account_id", name=op.f("pk_account_group_member")),
    )
    op.create_index(
        op.f("ix_account_group_member_account_id"), "account_group_member", ["account_id"], unique=False
    )
    op.create_table(
        "payment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("external_id", sa.String(length=100), nullable=False),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("unallocated_cents", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("reference", sa.String(length=200), server_default="", nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_payment_account_id_account")),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_payment_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sa.UniqueConstraint("provider_id", "external_id", name=op.f("uq_payment_provider_id_external_id")),
    )
    op.create_index(
        op.f("ix_payment_account_id_received_on_id"),
        "payment",
        ["account_id", "received_on", "id"],
        unique=False,
    )
    op.create_table(
        "payment_promise",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("promised_for", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("note", sa.String(length=10000), server_default="", nullable=False),
        sa.Column("taken_at", Moment(), nullable=False),
        sa.Column("taken_by", sa.String(length=200), nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_payment_promise_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_promise")),
    )
    op.create_index(
        op.f("ix_payment_promise_account_id_status"),
        "payment_promise",
        ["account_id", "status"],
        unique=False,
    )
    op.create_table(
        "suspension_exemption",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=10000), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("ended_by", sa.String(length=200), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_suspension_exemption_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suspension_exemption")),
    )
    op.create_index(
        op.f("ix_suspension_exemption_account_id_until_on"),
        "suspension_exemption",
        ["account_id", "until_on"],
        unique=False,
    )
    op.create_table(
        "complaint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=100), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_complaint_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint")),
    )
    op.create_index(op.f("ix_complaint_account_id_id"), "complaint", ["account_id", "id"], unique=False)
    op.create_index(
        "ix_complaint_open",
        "complaint",
        ["account_id"],
        unique=False,
        sqlite_where=sa.text("closed_on IS NULL"),
        postgresql_where=sa.text("closed_on IS NULL"),
    )
    op.create_table(
        "ledger_entry",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("invoice_id", sa.Integer(), nullable=False),
        sa.Column("payment_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=200), server_default="", nullable=False),
        sa.Column("booked_at", Moment(), nullable=False),
        sa.Column("booked_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_ledger_entry_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["invoice_id"], ["invoice.id"], name=op.f("fk_ledger_entry_invoice_id_invoice")
        ),
        sa.ForeignKeyConstraint(
            ["payment_id"], ["payment.id"], name=op.f("fk_ledger_entry_payment_id_payment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_entry")),
    )
    op.create_index(op.f("ix_ledger_entry_account_id_id"), "ledger_entry", ["account_id", "id"], unique=False)
    op.create_index(op.f("ix_ledger_entry_invoice_id_id"), "ledger_entry", ["invoice_id", "id"], unique=False)
    op.create_index(op.f("ix_ledger_entry_payment_id_id"), "ledger_entry", ["payment_id", "id"], unique=False)
    op.create_table(
        "payment_plan_invoice",
        sa.Column("payment_plan_id", sa.Integer(), nullable=False),
        sa.Column("invoice_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invoice_id"], ["invoice.id"], name=op.f("fk_payment_plan_invoice_invoice_id_invoice")
        ),
        sa.ForeignKeyConstraint(
            ["payment_plan_id"],
            ["payment_plan.id"],
            name=op.f("fk_payment_plan_invoice_payment_plan_id_payment_plan"),
        ),
        sa.PrimaryKeyConstraint("payment_plan_id", "invoice_id", name=op.f("pk_payment_plan_invoice")),
    )
    op.create_index(
        op.f("ix_payment_plan_invoice_invoice_id"), "payment_plan_invoice", ["invoice_id"], unique=False
    )
    op.create_table(
        "restriction_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("rule_set_id", sa.Integer(), nullable=True),
        sa.Column("origin", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=10000), server_default="", nullable=False),
        sa.Column("flagged_at", Moment(), nullable=False),
        sa.Column("owing_cents_at_flag", sa.Integer(), nullable=False),
        sa.Column("overdue_days_at_flag", sa.Integer(), nullable=True),
        sa.Column("restricted_at", Moment(), nullable=True),
        sa.Column("suspended_at", Moment(), nullable=True),
        sa.Column("account_status_before", sa.Integer(), nullable=True),
        sa.Column("restored_at", Moment(), nullable=True),
        sa.Column("restore_origin", sa.String(length=10), nullable=True),
        sa.Column("restored_by", sa.String(length=200), nullable=True),
        sa.Column("restore_reason", sa.String(length=10000), nullable=True),
        sa.Column("closed_code", sa.String(length=40), nullable=True),
        sa.Column("resuspend_not_before", sa.Date(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_restriction_case_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_restriction_case_provider_id_provider")
        ),
        sa.ForeignKeyConstraint(
            ["rule_set_id"],
            ["suspension_rule_set.id"],
            name=op.f("fk_restriction_case_rule_set_id_suspension_rule_set"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restriction_case")),
    )
    op.create_index(
        op.f("ix_restriction_case_account_id_id"), "restriction_case", ["account_id", "id"], unique=False
    )
    op.create_index(
        op.f("ix_restriction_case_provider_id_id"), "restriction_case", ["provider_id", "id"], unique=False
    )
    op.create_index(
        op.f("ix_restriction_case_provider_id_state_id"),
        "restriction_case",
        ["provider_id", "state", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_restriction_case_rule_set_id_flagged_at"),
        "restriction_case",
        ["rule_set_id", "flagged_at"],
        unique=False,
    )
    op.create_index(
        "uq_restriction_case_open",
        "restriction_case",
        ["account_id"],
        unique=True,
        sqlite_where=sa.text("state NOT IN ('RESTORED', 'CLOSED')"),
        postgresql_where=sa.text("state NOT IN ('RESTORED', 'CLOSED')"),
    )
    op.create_table(
        "suspension_excluded_group",
        sa.Column("rule_set_id", sa.Integer(), nullable=False),
        sa.Column("account_group_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=10000), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["account_group_id"],
            ["account_group.id"],
            name=op.f("fk_suspension_excluded_group_account_group_id_account_group"),
        ),
        sa.ForeignKeyConstraint(
            ["rule_set_id"],
            ["suspension_rule_set.id"],
            name=op.f("fk_suspension_excluded_group_rule_set_id_suspension_rule_set"),
        ),
        sa.PrimaryKeyConstraint("rule_set_id", "account_group_id", name=op.f("pk_suspension_excluded_group")),
    )
    op.create_table(
        "service_restriction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("service_subscription_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=10), nullable=False),
        sa.Column("bar_code", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("network_request_id", sa.Integer(), nullable=True),
        sa.Column("attempt_no", sa.Integer(), server_default="0", nullable=False),
        sa.Column("error_text", sa.String(length=10000), nullable=True),
        sa.Column("requested_at", Moment(), nullable=False),
        sa.Column("done_at", Moment(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["restriction_case.id"], name=op.f("fk_service_restriction_case_id_restriction_case")
        ),
        sa.ForeignKeyConstraint(
            ["network_request_id"],
            ["network_request.id"],
            name=op.f("fk_service_restriction_network_request_id_network_request"),
        ),
        sa.ForeignKeyConstraint(["service_subscription_id"], ["service_subscription.id"]),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_restriction")),
        sa.UniqueConstraint(
            "case_id",
            "service_subscription_id",
            "action",
            name=op.f("uq_service_restriction_case_id_service_subscription_id_action"),
        ),
    )
    op.create_index(
        op.f("ix_service_restriction_service_subscription_id_id"),
        "service_restriction",
        ["service_subscription_id", "id"],
        unique=False,
    )
    op.create_index(
        "ix_invoice_open",
        "invoice",
        ["account_id", "due_on", "amount_due_inc_cents", "disputed_cents"],
        unique=False,
        sqlite_where=sa.text("amount_due_inc_cents > 0"),
        postgresql_where=sa.text("amount_due_inc_cents > 0"),
    )
    with op.batch_alter_table("suspension_rule_set", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("status", sa.String(length=10), server_default="PROPOSED", nullable=False)
        )
        batch_op.add_column(sa.Column("proposed_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("enabled_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("enabled_at", Moment(), nullable=True))
        batch_op.add_column(
            sa.Column("needs_notice", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(
            sa.Column("spares_eve_of_closed_day", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(sa.Column("first_run_cap", sa.Integer(), server_default="25", nullable=False))
        batch_op.add_column(
            sa.Column("second_run_percent", sa.Integer(), server_default="10", nullable=False)
        )
        batch_op.add_column(sa.Column("breaker_percent", sa.Integer(), server_default="5", nullable=False))
        batch_op.create_foreign_key(
            op.f("fk_suspension_rule_set_proposed_by_id_app_user"), "app_user", ["proposed_by_id"], ["id"]
        )
        batch_op.create_foreign_key(
            op.f("fk_suspension_rule_set_enabled_by_id_app_user"), "app_user", ["enabled_by_id"], ["id"]
        )
    # Sets of earlier versions were in force from their day on.
    op.execute("UPDATE suspension_rule_set SET status = 'ENABLED'")
    with op.batch_alter_table("suspension_rule_set", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("uq_suspension_rule_set_provider_id_effective_from"), type_="unique")
    op.create_index(
        op.f("ix_suspension_rule_set_provider_id_effective_from_id"),
        "suspension_rule_set",
        ["provider_id", "effective_from", "id"],
        unique=False,
    )
    op.create_index(
        "uq_suspension_rule_set_enabled",
        "suspension_rule_set",
        ["provider_id", "effective_from"],
        unique=True,
        sqlite_where=sa.text("status = 'ENABLED'"),
        postgresql_where=sa.text("status = 'ENABLED'"),
    )
    _open_ledger()


def _open_ledger() -> None:
    """Give each invoice the entries that add up to what is due of it."""
    op.execute(
        "INSERT INTO ledger_entry (account_id, invoice_id, kind, amount_cents, booked_at, booked_by)"
        " SELECT account_id, id, 'INVOICE', total_inc_cents, created_at, created_by FROM invoice ORDER BY id"
    )
    op.execute(
        "INSERT INTO ledger_entry (account_id, invoice_id, kind, amount_cents, booked_at, booked_by)"
        " SELECT account_id, id, 'OPENING', amount_due_inc_cents - total_inc_cents, updated_at, updated_by"
        " FROM invoice WHERE amount_due_inc_cents <> total_inc_cents ORDER BY id"
    )


def downgrade() -> None:
    # Earlier versions know one set for a day, and each of them rules.
    op.execute(
        "DELETE FROM suspension_excluded_group WHERE rule_set_id IN"
        " (SELECT id FROM suspension_rule_set WHERE status <> 'ENABLED')"
    )
    op.execute("DELETE FROM suspension_rule_set WHERE status <> 'ENABLED'")
    op.drop_index(
        "uq_suspension_rule_set_enabled",
        table_name="suspension_rule_set",
        sqlite_where=sa.text("status = 'ENABLED'"),
        postgresql_where=sa.text("status = 'ENABLED'"),
    )
    op.drop_index(
        op.f("ix_suspension_rule_set_provider_id_effective_from_id"), table_name="suspension_rule_set"
    )
    with op.batch_alter_table("suspension_rule_set", schema=None) as batch_op:
        batch_op.create_unique_constraint(
            op.f("uq_suspension_rule_set_provider_id_effective_from"), ["provider_id", "effective_from"]
        )
    with op.batch_alter_table("suspension_rule_set", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("fk_suspension_rule_set_enabled_by_id_app_user"), type_="foreignkey")
        batch_op.drop_constraint(op.f("fk_suspension_rule_set_proposed_by_id_app_user"), type_="foreignkey")
        for name in (
            "breaker_percent",
            "second_run_percent",
            "first_run_cap",
            "spares_eve_of_closed_day",
            "needs_notice",
            "enabled_at",
            "enabled_by_id",
            "proposed_by_id",
            "status",
        ):
            batch_op.drop_column(name)
    op.drop_index(
        "ix_invoice_open",
        table_name="invoice",
        sqlite_where=sa.text("amount_due_inc_cents > 0"),
        postgresql_where=sa.text("amount_due_inc_cents > 0"),
    )
    op.drop_index(op.f("ix_service_restriction_service_subscription_id_id"), table_name="service_restriction")
    op.drop_table("service_restriction")
    op.drop_table("suspension_excluded_group")
    op.drop_index(
        "uq_restriction_case_open",
        table_name="restriction_case",
        sqlite_where=sa.text("state NOT IN ('RESTORED', 'CLOSED')"),
        postgresql_where=sa.text("state NOT IN ('RESTORED', 'CLOSED')"),
    )
    op.drop_index(op.f("ix_restriction_case_rule_set_id_flagged_at"), table_name="restriction_case")
    op.drop_index(op.f("ix_restriction_case_provider_id_state_id"), table_name="restriction_case")
    op.drop_index(op.f("ix_restriction_case_provider_id_id"), table_name="restriction_case")
    op.drop_index(op.f("ix_restriction_case_account_id_id"), table_name="restriction_case")
    op.drop_table("restriction_case")
    op.drop_index(op.f("ix_payment_plan_invoice_invoice_id"), table_name="payment_plan_invoice")
    op.drop_table("payment_plan_invoice")
    op.drop_index(
        "ix_complaint_open",
        table_name="complaint",
        sqlite_where=sa.text("closed_on IS NULL"),
        postgresql_where=sa.text("closed_on IS NULL"),
    )
    op.drop_index(op.f("ix_complaint_account_id_id"), table_name="complaint")
    op.drop_table("complaint")
    op.drop_index(op.f("ix_ledger_entry_payment_id_id"), table_name="ledger_entry")
    op.drop_index(op.f("ix_ledger_entry_invoice_id_id"), table_name="ledger_entry")
    op.drop_index(op.f("ix_ledger_entry_account_id_id"), table_name="ledger_entry")
    op.drop_table("ledger_entry")
    op.drop_index(op.f("ix_suspension_exemption_account_id_until_on"), table_name="suspension_exemption")
    op.drop_table("suspension_exemption")
    op.drop_index(op.f("ix_payment_promise_account_id_status"), table_name="payment_promise")
    op.drop_table("payment_promise")
    op.drop_index(op.f("ix_payment_account_id_received_on_id"), table_name="payment")
    op.drop_table("payment")
    op.drop_index(op.f("ix_account_group_member_account_id"), table_name="account_group_member")
    op.drop_table("account_group_member")
    op.drop_index(op.f("ix_closed_day_provider_id_month_day"), table_name="closed_day")
    op.drop_table("closed_day")
    op.drop_table("account_group")
