"""Wireless orders: companies' people, vendors, lines, devices, orders, approval, fulfilment."""

import sqlalchemy as sa
from alembic import op

from agentview.models.base import Moment

revision = "0008_wireless"
down_revision = "0007_events"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wireless_setting",
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("most_accessories", sa.Integer(), server_default="5", nullable=False),
        sa.Column("may_serial_be_unknown", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("unapproved_types", sa.JSON(), nullable=False),
        sa.Column("silent_milestones", sa.JSON(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_wireless_setting_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("provider_id", name=op.f("pk_wireless_setting")),
    )
    op.create_table(
        "wireless_vendor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("reactivation_limit_days", sa.Integer(), server_default="30", nullable=False),
        sa.Column("exchange_url", sa.String(length=400), server_default="", nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_wireless_vendor_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wireless_vendor")),
        sa.UniqueConstraint("provider_id", "code", name=op.f("uq_wireless_vendor_provider_id_code")),
    )
    op.create_table(
        "wireless_feature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("onetime_cents", sa.Integer(), server_default="0", nullable=False),
        sa.Column("monthly_cents", sa.Integer(), nullable=False),
        sa.Column("is_in_policy", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_wireless_feature_provider_id_provider")
        ),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["wireless_vendor.id"], name=op.f("fk_wireless_feature_vendor_id_wireless_vendor")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wireless_feature")),
        sa.UniqueConstraint("provider_id", "code", name=op.f("uq_wireless_feature_provider_id_code")),
    )
    op.create_index(op.f("ix_wireless_feature_vendor_id"), "wireless_feature", ["vendor_id"], unique=False)
    op.create_table(
        "wireless_field_config",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=True),
        sa.Column("type_code", sa.String(length=40), nullable=False),
        sa.Column("field_id", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=200), server_default="", nullable=False),
        sa.Column("field_type", sa.String(length=10), nullable=False),
        sa.Column("requirement", sa.String(length=10), nullable=False),
        sa.Column("is_encrypted", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("min_length", sa.Integer(), server_default="0", nullable=False),
        sa.Column("max_length", sa.Integer(), server_default="4000", nullable=False),
        sa.Column("pattern", sa.String(length=200), server_default="", nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("has_other", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_wireless_field_config_provider_id_provider")
        ),
        sa.ForeignKeyConstraint(
            ["vendor_id"],
            ["wireless_vendor.id"],
            name=op.f("fk_wireless_field_config_vendor_id_wireless_vendor"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wireless_field_config")),
    )
    op.create_index(
        op.f("ix_wireless_field_config_provider_id_type_code_vendor_id_field_id"),
        "wireless_field_config",
        ["provider_id", "type_code", "vendor_id", "field_id"],
        unique=True,
    )
    op.create_table(
        "wireless_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("onetime_cents", sa.Integer(), server_default="0", nullable=False),
        sa.Column("monthly_cents", sa.Integer(), nullable=False),
        sa.Column("contract_months", sa.Integer(), server_default="0", nullable=False),
        sa.Column("device_types", sa.JSON(), nullable=False),
        sa.Column("is_in_policy", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_wireless_plan_provider_id_provider")
        ),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["wireless_vendor.id"], name=op.f("fk_wireless_plan_vendor_id_wireless_vendor")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wireless_plan")),
        sa.UniqueConstraint("provider_id", "code", name=op.f("uq_wireless_plan_provider_id_code")),
    )
    op.create_index(op.f("ix_wireless_plan_vendor_id"), "wireless_plan", ["vendor_id"], unique=False)
    op.create_table(
        "approval_policy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("conditions", sa.JSON(), nullable=False),
        sa.Column("expiry_days", sa.Integer(), server_default="30", nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_approval_policy_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_approval_policy_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval_policy")),
    )
    op.create_index(
        op.f("ix_approval_policy_provider_id_is_active_priority"),
        "approval_policy",
        ["provider_id", "is_active", "priority"],
        unique=False,
    )
    op.create_table(
        "wireless_model",
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("device_type", sa.String(length=20), nullable=False),
        sa.Column("vendor_codes", sa.JSON(), nullable=False),
        sa.Column("is_in_policy", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_wireless_model_product_id_product")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_wireless_model_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("product_id", name=op.f("pk_wireless_model")),
    )
    op.create_index(op.f("ix_wireless_model_provider_id"), "wireless_model", ["provider_id"], unique=False)
    op.create_table(
        "accessory_fit",
        sa.Column("accessory_id", sa.Integer(), nullable=False),
        sa.Column("model_id", sa.Integer(), nullable=False),
        sa.Column("is_in_policy", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.ForeignKeyConstraint(
            ["accessory_id"], ["product.id"], name=op.f("fk_accessory_fit_accessory_id_product")
        ),
        sa.ForeignKeyConstraint(
            ["model_id"], ["wireless_model.product_id"], name=op.f("fk_accessory_fit_model_id_wireless_model")
        ),
        sa.PrimaryKeyConstraint("accessory_id", "model_id", name=op.f("pk_accessory_fit")),
    )
    op.create_table(
        "approval_delegation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("from_user_id", sa.Integer(), nullable=False),
        sa.Column("to_user_id", sa.Integer(), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=False),
        sa.Column("scope", sa.String(length=10), server_default="ALL", nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=True),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["from_user_id"], ["app_user.id"], name=op.f("fk_approval_delegation_from_user_id_app_user")
        ),
        sa.ForeignKeyConstraint(
            ["policy_id"],
            ["approval_policy.id"],
            name=op.f("fk_approval_delegation_policy_id_approval_policy"),
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_approval_delegation_provider_id_provider")
        ),
        sa.ForeignKeyConstraint(
            ["to_user_id"], ["app_user.id"], name=op.f("fk_approval_delegation_to_user_id_app_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval_delegation")),
    )
    op.create_index(
        op.f("ix_approval_delegation_from_user_id"), "approval_delegation", ["from_user_id"], unique=False
    )
    op.create_index(
        op.f("ix_approval_delegation_provider_id"), "approval_delegation", ["provider_id"], unique=False
    )
    op.create_index(
        op.f("ix_approval_delegation_to_user_id_is_active"),
        "approval_delegation",
        ["to_user_id", "is_active"],
        unique=False,
    )
    op.create_table(
        "approval_policy_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("approver_kind", sa.String(length=30), nullable=False),
        sa.Column("approver_user_ids", sa.JSON(), nullable=False),
        sa.Column("default_approver_id", sa.Integer(), nullable=True),
        sa.Column("cc", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["default_approver_id"],
            ["app_user.id"],
            name=op.f("fk_approval_policy_step_default_approver_id_app_user"),
        ),
        sa.ForeignKeyConstraint(
            ["policy_id"],
            ["approval_policy.id"],
            name=op.f("fk_approval_policy_step_policy_id_approval_policy"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval_policy_step")),
        sa.UniqueConstraint("policy_id", "level", name=op.f("uq_approval_policy_step_policy_id_level")),
    )
    op.create_table(
        "org_unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("manager_user_id", sa.Integer(), nullable=True),
        sa.Column("cost_centre", sa.String(length=40), server_default="", nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_org_unit_account_id_account")),
        sa.ForeignKeyConstraint(
            ["manager_user_id"], ["app_user.id"], name=op.f("fk_org_unit_manager_user_id_app_user")
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["org_unit.id"], name=op.f("fk_org_unit_parent_id_org_unit")),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_org_unit_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_org_unit")),
        sa.UniqueConstraint("account_id", "code", name=op.f("uq_org_unit_account_id_code")),
    )
    op.create_index(op.f("ix_org_unit_parent_id"), "org_unit", ["parent_id"], unique=False)
    op.create_index(op.f("ix_org_unit_provider_id"), "org_unit", ["provider_id"], unique=False)
    op.create_table(
        "employee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("employee_no", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=200), server_default="", nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("org_unit_id", sa.Integer(), nullable=True),
        sa.Column("manager_id", sa.Integer(), nullable=True),
        sa.Column("cost_centre", sa.String(length=40), server_default="", nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("absent_from", sa.Date(), nullable=True),
        sa.Column("absent_to", sa.Date(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_employee_account_id_account")),
        sa.ForeignKeyConstraint(
            ["manager_id"], ["employee.id"], name=op.f("fk_employee_manager_id_employee")
        ),
        sa.ForeignKeyConstraint(
            ["org_unit_id"], ["org_unit.id"], name=op.f("fk_employee_org_unit_id_org_unit")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_employee_provider_id_provider")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_employee_user_id_app_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employee")),
        sa.UniqueConstraint("account_id", "employee_no", name=op.f("uq_employee_account_id_employee_no")),
        sa.UniqueConstraint("user_id", name=op.f("uq_employee_user_id")),
    )
    op.create_index(
        op.f("ix_employee_account_id_name_id"), "employee", ["account_id", "name", "id"], unique=False
    )
    op.create_index(op.f("ix_employee_manager_id"), "employee", ["manager_id"], unique=False)
    op.create_index(op.f("ix_employee_org_unit_id"), "employee", ["org_unit_id"], unique=False)
    op.create_index(op.f("ix_employee_provider_id"), "employee", ["provider_id"], unique=False)
    op.create_table(
        "stipend",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("monthly_amount_cents", sa.Integer(), nullable=False),
        sa.Column("enrolled_on", sa.Date(), nullable=False),
        sa.Column("removed_on", sa.Date(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name=op.f("fk_stipend_employee_id_employee")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["wireless_plan.id"], name=op.f("fk_stipend_plan_id_wireless_plan")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_stipend_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stipend")),
    )
    op.create_index(op.f("ix_stipend_provider_id"), "stipend", ["provider_id"], unique=False)
    op.create_index(
        "uq_stipend_employee_id",
        "stipend",
        ["employee_id"],
        unique=True,
        sqlite_where=sa.text("removed_on IS NULL"),
        postgresql_where=sa.text("removed_on IS NULL"),
    )
    op.create_table(
        "wireless_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("alias", sa.String(length=200), server_default="", nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("iccid", sa.String(length=22), server_default="", nullable=False),
        sa.Column("contract_start", sa.Date(), nullable=True),
        sa.Column("contract_end", sa.Date(), nullable=True),
        sa.Column("suspended_on", sa.Date(), nullable=True),
        sa.Column("disconnected_on", sa.Date(), nullable=True),
        sa.Column("upgrade_eligible_on", sa.Date(), nullable=True),
        sa.Column("validated_on", sa.Date(), nullable=True),
        sa.Column("validated_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_wireless_line_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name=op.f("fk_wireless_line_employee_id_employee")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["wireless_plan.id"], name=op.f("fk_wireless_line_plan_id_wireless_plan")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_wireless_line_provider_id_provider")
        ),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["wireless_vendor.id"], name=op.f("fk_wireless_line_vendor_id_wireless_vendor")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wireless_line")),
        sa.UniqueConstraint("provider_id", "number", name=op.f("uq_wireless_line_provider_id_number")),
    )
    op.create_index(
        op.f("ix_wireless_line_account_id_status_id"),
        "wireless_line",
        ["account_id", "status", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_wireless_line_employee_id"), "wireless_line", ["employee_id"], unique=False)
    op.create_index(
        op.f("ix_wireless_line_provider_id_status_id"),
        "wireless_line",
        ["provider_id", "status", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_wireless_line_vendor_id"), "wireless_line", ["vendor_id"], unique=False)
    op.create_table(
        "line_feature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("feature_id", sa.Integer(), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("end_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["feature_id"], ["wireless_feature.id"], name=op.f("fk_line_feature_feature_id_wireless_feature")
        ),
        sa.ForeignKeyConstraint(
            ["line_id"], ["wireless_line.id"], name=op.f("fk_line_feature_line_id_wireless_line")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line_feature")),
    )
    op.create_index(
        op.f("ix_line_feature_line_id_feature_id"), "line_feature", ["line_id", "feature_id"], unique=False
    )
    op.create_table(
        "wireless_device",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("serial_type", sa.String(length=10), nullable=False),
        sa.Column("serial_no", sa.String(length=60), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=True),
        sa.Column("make_model", sa.String(length=200), nullable=False),
        sa.Column("device_type", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=True),
        sa.Column("employee_id", sa.Integer(), nullable=True),
        sa.Column("owned_since", sa.Date(), nullable=False),
        sa.Column("warranty_months", sa.Integer(), server_default="12", nullable=False),
        sa.Column("last_change_order_id", sa.Integer(), nullable=True),
        sa.Column("checked_out_to", sa.Integer(), nullable=True),
        sa.Column("checked_out_at", Moment(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_wireless_device_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["checked_out_to"], ["employee.id"], name=op.f("fk_wireless_device_checked_out_to_employee")
        ),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name=op.f("fk_wireless_device_employee_id_employee")
        ),
        sa.ForeignKeyConstraint(
            ["line_id"], ["wireless_line.id"], name=op.f("fk_wireless_device_line_id_wireless_line")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_wireless_device_product_id_product")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_wireless_device_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wireless_device")),
        sa.UniqueConstraint(
            "provider_id",
            "serial_type",
            "serial_no",
            name=op.f("uq_wireless_device_provider_id_serial_type_serial_no"),
        ),
    )
    op.create_index(
        op.f("ix_wireless_device_account_id_status_id"),
        "wireless_device",
        ["account_id", "status", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_wireless_device_employee_id"), "wireless_device", ["employee_id"], unique=False)
    op.create_index(
        op.f("ix_wireless_device_provider_id_status_id"),
        "wireless_device",
        ["provider_id", "status", "id"],
        unique=False,
    )
    op.create_index(
        "uq_wireless_device_line_id",
        "wireless_device",
        ["line_id"],
        unique=True,
        sqlite_where=sa.text("line_id IS NOT NULL"),
        postgresql_where=sa.text("line_id IS NOT NULL"),
    )
    op.create_table(
        "wireless_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("type_code", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("requester_user_id", sa.Integer(), nullable=False),
        sa.Column("beneficiary_id", sa.Integer(), nullable=True),
        sa.Column("vendor_id", sa.Integer(), nullable=True),
        sa.Column("line_id", sa.Integer(), nullable=True),
        sa.Column("device_id", sa.Integer(), nullable=True),
        sa.Column("justification", sa.String(length=4000), server_default="", nullable=False),
        sa.Column("is_policy_exception", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("is_policy_overwritten", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("preferred_date", sa.Date(), nullable=True),
        sa.Column("external_order_number", sa.String(length=60), server_default="", nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("onetime_cost_cents", sa.Integer(), server_default="0", nullable=False),
        sa.Column("monthly_cost_cents", sa.Integer(), server_default="0", nullable=False),
        sa.Column("round_no", sa.Integer(), server_default="0", nullable=False),
        sa.Column("level", sa.Integer(), server_default="0", nullable=False),
        sa.Column("levels", sa.Integer(), server_default="0", nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=True),
        sa.Column("edit_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("parent_order_id", sa.Integer(), nullable=True),
        sa.Column("resubmit_note", sa.String(length=4000), server_default="", nullable=False),
        sa.Column("close_reason", sa.String(length=4000), server_default="", nullable=False),
        sa.Column("confirmed_at", Moment(), nullable=True),
        sa.Column("submitted_at", Moment(), nullable=True),
        sa.Column("waiting_since", Moment(), nullable=True),
        sa.Column("expires_at", Moment(), nullable=True),
        sa.Column("expiry_left_seconds", sa.Integer(), nullable=True),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_wireless_order_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["beneficiary_id"], ["employee.id"], name=op.f("fk_wireless_order_beneficiary_id_employee")
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["wireless_device.id"], name=op.f("fk_wireless_order_device_id_wireless_device")
        ),
        sa.ForeignKeyConstraint(
            ["line_id"], ["wireless_line.id"], name=op.f("fk_wireless_order_line_id_wireless_line")
        ),
        sa.ForeignKeyConstraint(
            ["parent_order_id"],
            ["wireless_order.id"],
            name=op.f("fk_wireless_order_parent_order_id_wireless_order"),
        ),
        sa.ForeignKeyConstraint(
            ["policy_id"], ["approval_policy.id"], name=op.f("fk_wireless_order_policy_id_approval_policy")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_wireless_order_provider_id_provider")
        ),
        sa.ForeignKeyConstraint(
            ["requester_user_id"], ["app_user.id"], name=op.f("fk_wireless_order_requester_user_id_app_user")
        ),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["wireless_vendor.id"], name=op.f("fk_wireless_order_vendor_id_wireless_vendor")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wireless_order")),
    )
    op.create_index(
        op.f("ix_wireless_order_account_id_status_id"),
        "wireless_order",
        ["account_id", "status", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_wireless_order_beneficiary_id_id"), "wireless_order", ["beneficiary_id", "id"], unique=False
    )
    op.create_index(
        "ix_wireless_order_line_id_open",
        "wireless_order",
        ["line_id"],
        unique=False,
        sqlite_where=sa.text(
            "status NOT IN ('APPROVAL_REJECTED', 'EXPIRED', 'CANCELLED', 'FULFILMENT_FAILED', 'COMPLETE')"
        ),
        postgresql_where=sa.text(
            "status NOT IN ('APPROVAL_REJECTED', 'EXPIRED', 'CANCELLED', 'FULFILMENT_FAILED', 'COMPLETE')"
        ),
    )
    op.create_index(
        op.f("ix_wireless_order_parent_order_id"), "wireless_order", ["parent_order_id"], unique=False
    )
    op.create_index(
        op.f("ix_wireless_order_provider_id_status_id"),
        "wireless_order",
        ["provider_id", "status", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_wireless_order_requester_user_id_id"),
        "wireless_order",
        ["requester_user_id", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_wireless_order_status_expires_at"), "wireless_order", ["status", "expires_at"], unique=False
    )
    op.create_table(
        "approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("round_no", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("approver_user_id", sa.Integer(), nullable=False),
        sa.Column("is_default", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("opened_at", Moment(), nullable=True),
        sa.Column("decided_at", Moment(), nullable=True),
        sa.Column("decided_by_user_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=4000), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["approver_user_id"], ["app_user.id"], name=op.f("fk_approval_approver_user_id_app_user")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_user_id"], ["app_user.id"], name=op.f("fk_approval_decided_by_user_id_app_user")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["wireless_order.id"], name=op.f("fk_approval_order_id_wireless_order")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval")),
        sa.UniqueConstraint(
            "order_id",
            "round_no",
            "level",
            "approver_user_id",
            name=op.f("uq_approval_order_id_round_no_level_approver_user_id"),
        ),
    )
    op.create_index(
        op.f("ix_approval_approver_user_id_status_order_id"),
        "approval",
        ["approver_user_id", "status", "order_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_approval_decided_by_user_id_order_id"),
        "approval",
        ["decided_by_user_id", "order_id"],
        unique=False,
    )
    op.create_table(
        "approval_choice",
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("approver_user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["approver_user_id"], ["app_user.id"], name=op.f("fk_approval_choice_approver_user_id_app_user")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["wireless_order.id"], name=op.f("fk_approval_choice_order_id_wireless_order")
        ),
        sa.PrimaryKeyConstraint("order_id", "level", name=op.f("pk_approval_choice")),
    )
    op.create_table(
        "info_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("asked_by_user_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("question", sa.String(length=4000), nullable=False),
        sa.Column("answered_by_user_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.Column("answer", sa.String(length=4000), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by_user_id"],
            ["app_user.id"],
            name=op.f("fk_info_request_answered_by_user_id_app_user"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_user_id"], ["app_user.id"], name=op.f("fk_info_request_asked_by_user_id_app_user")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["wireless_order.id"], name=op.f("fk_info_request_order_id_wireless_order")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_info_request")),
    )
    op.create_index(op.f("ix_info_request_order_id_id"), "info_request", ["order_id", "id"], unique=False)
    op.create_table(
        "order_segment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=True),
        sa.Column("hardware_order_id", sa.Integer(), nullable=True),
        sa.Column("is_own_warehouse", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("vendor_order_number", sa.String(length=60), server_default="", nullable=False),
        sa.Column("submitted_at", Moment(), nullable=True),
        sa.Column("accepted_at", Moment(), nullable=True),
        sa.Column("completed_at", Moment(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("failed_reason", sa.String(length=4000), server_default="", nullable=False),
        sa.Column("service_number", sa.String(length=40), server_default="", nullable=False),
        sa.Column("serial_type", sa.String(length=10), server_default="", nullable=False),
        sa.Column("serial_no", sa.String(length=60), server_default="", nullable=False),
        sa.Column("iccid", sa.String(length=22), server_default="", nullable=False),
        sa.Column("ask_at", Moment(), nullable=True),
        sa.Column("first_sent_at", Moment(), nullable=True),
        sa.Column("lease_until", Moment(), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("exchange_text", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hardware_order_id"],
            ["hardware_order.id"],
            name=op.f("fk_order_segment_hardware_order_id_hardware_order"),
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["wireless_order.id"], name=op.f("fk_order_segment_order_id_wireless_order")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_order_segment_provider_id_provider")
        ),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["wireless_vendor.id"], name=op.f("fk_order_segment_vendor_id_wireless_vendor")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_segment")),
        sa.UniqueConstraint("order_id", "position", name=op.f("uq_order_segment_order_id_position")),
    )
    op.create_index(
        op.f("ix_order_segment_hardware_order_id"), "order_segment", ["hardware_order_id"], unique=False
    )
    op.create_index(
        op.f("ix_order_segment_provider_id_ask_at"), "order_segment", ["provider_id", "ask_at"], unique=False
    )
    op.create_index(
        op.f("ix_order_segment_provider_id_status_due_on_id"),
        "order_segment",
        ["provider_id", "status", "due_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_order_segment_vendor_id_vendor_order_number"),
        "order_segment",
        ["vendor_id", "vendor_order_number"],
        unique=False,
    )
    op.create_table(
        "wireless_acknowledgement",
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=30), nullable=False),
        sa.Column("text_version", sa.Integer(), nullable=False),
        sa.Column("accepted_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["wireless_order.id"],
            name=op.f("fk_wireless_acknowledgement_order_id_wireless_order"),
        ),
        sa.PrimaryKeyConstraint("order_id", "code", name=op.f("pk_wireless_acknowledgement")),
    )
    op.create_table(
        "wireless_order_field",
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("field_id", sa.String(length=40), nullable=False),
        sa.Column("value_text", sa.String(length=8000), nullable=False),
        sa.Column("is_encrypted", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["wireless_order.id"], name=op.f("fk_wireless_order_field_order_id_wireless_order")
        ),
        sa.PrimaryKeyConstraint("order_id", "field_id", name=op.f("pk_wireless_order_field")),
    )
    op.create_table(
        "wireless_order_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("feature_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("qty", sa.Integer(), server_default="1", nullable=False),
        sa.Column("action", sa.String(length=10), nullable=True),
        sa.Column("price_onetime_cents", sa.Integer(), server_default="0", nullable=False),
        sa.Column("price_monthly_cents", sa.Integer(), server_default="0", nullable=False),
        sa.Column("is_in_policy", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["feature_id"],
            ["wireless_feature.id"],
            name=op.f("fk_wireless_order_item_feature_id_wireless_feature"),
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["wireless_order.id"], name=op.f("fk_wireless_order_item_order_id_wireless_order")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["wireless_plan.id"], name=op.f("fk_wireless_order_item_plan_id_wireless_plan")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_wireless_order_item_product_id_product")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wireless_order_item")),
    )
    op.create_index(
        op.f("ix_wireless_order_item_order_id_id"), "wireless_order_item", ["order_id", "id"], unique=False
    )
    op.create_table(
        "wireless_ship_to",
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("attention_to", sa.String(length=200), server_default="", nullable=False),
        sa.Column("line1", sa.String(length=200), nullable=False),
        sa.Column("city", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=100), server_default="", nullable=False),
        sa.Column("postal_code", sa.String(length=20), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("is_expedited", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["wireless_order.id"], name=op.f("fk_wireless_ship_to_order_id_wireless_order")
        ),
        sa.PrimaryKeyConstraint("order_id", name=op.f("pk_wireless_ship_to")),
    )
    op.create_table(
        "shipment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("segment_id", sa.Integer(), nullable=False),
        sa.Column("carrier", sa.String(length=100), server_default="", nullable=False),
        sa.Column("tracking_no", sa.String(length=100), nullable=False),
        sa.Column("shipped_at", Moment(), nullable=False),
        sa.Column("delivered_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["segment_id"], ["order_segment.id"], name=op.f("fk_shipment_segment_id_order_segment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shipment")),
    )
    op.create_index(op.f("ix_shipment_segment_id_id"), "shipment", ["segment_id", "id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_shipment_segment_id_id"), table_name="shipment")
    op.drop_table("shipment")
    op.drop_table("wireless_ship_to")
    op.drop_index(op.f("ix_wireless_order_item_order_id_id"), table_name="wireless_order_item")
    op.drop_table("wireless_order_item")
    op.drop_table("wireless_order_field")
    op.drop_table("wireless_acknowledgement")
    op.drop_index(op.f("ix_order_segment_vendor_id_vendor_order_number"), table_name="order_segment")
    op.drop_index(op.f("ix_order_segment_provider_id_status_due_on_id"), table_name="order_segment")
    op.drop_index(op.f("ix_order_segment_provider_id_ask_at"), table_name="order_segment")
    op.drop_index(op.f("ix_order_segment_hardware_order_id"), table_name="order_segment")
    op.drop_table("order_segment")
    op.drop_index(op.f("ix_info_request_order_id_id"), table_name="info_request")
    op.drop_table("info_request")
    op.drop_table("approval_choice")
    op.drop_index(op.f("ix_approval_decided_by_user_id_order_id"), table_name="approval")
    op.drop_index(op.f("ix_approval_approver_user_id_status_order_id"), table_name="approval")
    op.drop_table("approval")
    op.drop_index(op.f("ix_wireless_order_status_expires_at"), table_name="wireless_order")
    op.drop_index(op.f("ix_wireless_order_requester_user_id_id"), table_name="wireless_order")
    op.drop_index(op.f("ix_wireless_order_provider_id_status_id"), table_name="wireless_order")
    op.drop_index(op.f("ix_wireless_order_parent_order_id"), table_name="wireless_order")
    op.drop_index(
        "ix_wireless_order_line_id_open",
        table_name="wireless_order",
        sqlite_where=sa.text(
            "status NOT IN ('APPROVAL_REJECTED', 'EXPIRED', 'CANCELLED', 'FULFILMENT_FAILED', 'COMPLETE')"
        ),
        postgresql_where=sa.text(
            "status NOT IN ('APPROVAL_REJECTED', 'EXPIRED', 'CANCELLED', 'FULFILMENT_FAILED', 'COMPLETE')"
        ),
    )
    op.drop_index(op.f("ix_wireless_order_beneficiary_id_id"), table_name="wireless_order")
    op.drop_index(op.f("ix_wireless_order_account_id_status_id"), table_name="wireless_order")
    op.drop_table("wireless_order")
    op.drop_index(
        "uq_wireless_device_line_id",
        table_name="wireless_device",
        sqlite_where=sa.text("line_id IS NOT NULL"),
        postgresql_where=sa.text("line_id IS NOT NULL"),
    )
    op.drop_index(op.f("ix_wireless_device_provider_id_status_id"), table_name="wireless_device")
    op.drop_index(op.f("ix_wireless_device_employee_id"), table_name="wireless_device")
    op.drop_index(op.f("ix_wireless_device_account_id_status_id"), table_name="wireless_device")
    op.drop_table("wireless_device")
    op.drop_index(op.f("ix_line_feature_line_id_feature_id"), table_name="line_feature")
    op.drop_table("line_feature")
    op.drop_index(op.f("ix_wireless_line_vendor_id"), table_name="wireless_line")
    op.drop_index(op.f("ix_wireless_line_provider_id_status_id"), table_name="wireless_line")
    op.drop_index(op.f("ix_wireless_line_employee_id"), table_name="wireless_line")
    op.drop_index(op.f("ix_wireless_line_account_id_status_id"), table_name="wireless_line")
    op.drop_table("wireless_line")
    op.drop_index(
        "uq_stipend_employee_id",
        table_name="stipend",
        sqlite_where=sa.text("removed_on IS NULL"),
        postgresql_where=sa.text("removed_on IS NULL"),
    )
    op.drop_index(op.f("ix_stipend_provider_id"), table_name="stipend")
    op.drop_table("stipend")
    op.drop_index(op.f("ix_employee_provider_id"), table_name="employee")
    op.drop_index(op.f("ix_employee_org_unit_id"), table_name="employee")
    op.drop_index(op.f("ix_employee_manager_id"), table_name="employee")
    op.drop_index(op.f("ix_employee_account_id_name_id"), table_name="employee")
    op.drop_table("employee")
    op.drop_index(op.f("ix_org_unit_provider_id"), table_name="org_unit")
    op.drop_index(op.f("ix_org_unit_parent_id"), table_name="org_unit")
    op.drop_table("org_unit")
    op.drop_table("approval_policy_step")
    op.drop_index(op.f("ix_approval_delegation_to_user_id_is_active"), table_name="approval_delegation")
    op.drop_index(op.f("ix_approval_delegation_provider_id"), table_name="approval_delegation")
    op.drop_index(op.f("ix_approval_delegation_from_user_id"), table_name="approval_delegation")
    op.drop_table("approval_delegation")
    op.drop_table("accessory_fit")
    op.drop_index(op.f("ix_wireless_model_provider_id"), table_name="wireless_model")
    op.drop_table("wireless_model")
    op.drop_index(op.f("ix_approval_policy_provider_id_is_active_priority"), table_name="approval_policy")
    op.drop_table("approval_policy")
    op.drop_index(op.f("ix_wireless_plan_vendor_id"), table_name="wireless_plan")
    op.drop_table("wireless_plan")
    op.drop_index(
        op.f("ix_wireless_field_config_provider_id_type_code_vendor_id_field_id"),
        table_name="wireless_field_config",
    )
    op.drop_table("wireless_field_config")
    op.drop_index(op.f("ix_wireless_feature_vendor_id"), table_name="wireless_feature")
    op.drop_table("wireless_feature")
    op.drop_table("wireless_vendor")
    op.drop_table("wireless_setting")
