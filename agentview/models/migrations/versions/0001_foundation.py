"""The tables of the provisioning queue."""

import sqlalchemy as sa
from alembic import op

from agentview.models.base import Moment

revision = "0001_foundation"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account_profile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_profile")),
        sa.UniqueConstraint("name", name=op.f("uq_account_profile_name")),
    )
    op.create_table(
        "change_row",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("transaction", sa.BigInteger(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("topic", sa.String(length=20), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("other_provider_id", sa.Integer(), nullable=True),
        sa.Column("to_user_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_row")),
    )
    op.create_index(op.f("ix_change_row_transaction_id"), "change_row", ["transaction", "id"], unique=False)
    op.create_table(
        "provider",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("timezone", sa.String(length=60), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("region", sa.String(length=2), nullable=False),
        sa.Column("backdate_limit_days", sa.Integer(), nullable=False),
        sa.Column("private_fields", sa.JSON(), nullable=False),
        sa.Column("customers_may_resubmit", sa.Boolean(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider")),
        sa.UniqueConstraint("code", name=op.f("uq_provider_code")),
    )
    op.create_table(
        "sign_in_throttle",
        sa.Column("username", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=60), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("next_allowed_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("username", "address", name=op.f("pk_sign_in_throttle")),
    )
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("account_no", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_key", sa.String(length=400), nullable=False),
        sa.Column("account_type", sa.String(length=20), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["account_profile.id"], name=op.f("fk_account_profile_id_account_profile")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_account_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("provider_id", "account_no", name=op.f("uq_account_provider_id_account_no")),
    )
    op.create_index(
        op.f("ix_account_provider_id_name_key"), "account", ["provider_id", "name_key"], unique=False
    )
    op.create_table(
        "event_mapping",
        sa.Column("event_type", sa.String(length=60), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("is_enabled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["account_profile.id"], name=op.f("fk_event_mapping_profile_id_account_profile")
        ),
        sa.PrimaryKeyConstraint("event_type", "profile_id", name=op.f("pk_event_mapping")),
    )
    op.create_table(
        "package_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=100), nullable=False),
        sa.Column("internal_name", sa.String(length=200), nullable=False),
        sa.Column("external_name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("setup_fee_cents", sa.Integer(), nullable=False),
        sa.Column("access_fee_cents", sa.Integer(), nullable=False),
        sa.Column("is_prorated", sa.Boolean(), nullable=False),
        sa.Column("honour_first_period_end_date", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_package_plan_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_package_plan")),
        sa.UniqueConstraint("provider_id", "code", name=op.f("uq_package_plan_provider_id_code")),
    )
    op.create_table(
        "search_token",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column(
            "token",
            sa.String(length=100).with_variant(sa.String(length=100, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("entity", sa.String(length=20), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_search_token_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_token")),
    )
    op.create_index(
        op.f("ix_search_token_entity_entity_id"), "search_token", ["entity", "entity_id"], unique=False
    )
    op.create_index(
        op.f("ix_search_token_provider_id_kind_token"),
        "search_token",
        ["provider_id", "kind", "token"],
        unique=False,
    )
    op.create_table(
        "service_type",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("provisioning_method", sa.String(length=20), nullable=False),
        sa.Column("supplier_provider_id", sa.Integer(), nullable=True),
        sa.Column("identifier_label", sa.String(length=100), nullable=False),
        sa.Column("identifier_pattern", sa.String(length=200), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["supplier_provider_id"],
            ["provider.id"],
            name=op.f("fk_service_type_supplier_provider_id_provider"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_type")),
    )
    op.create_table(
        "address",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("line1", sa.String(length=200), nullable=False),
        sa.Column("line2", sa.String(length=200), nullable=False),
        sa.Column("city", sa.String(length=200), nullable=False),
        sa.Column("region", sa.String(length=200), nullable=False),
        sa.Column("postcode", sa.String(length=200), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_address_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address")),
    )
    op.create_index(op.f("ix_address_account_id"), "address", ["account_id"], unique=False)
    op.create_table(
        "app_user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=80), nullable=False),
        sa.Column("display_name", sa.String(length=200), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_app_user_account_id_account")),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_app_user_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_app_user")),
        sa.UniqueConstraint("username", name=op.f("uq_app_user_username")),
    )
    op.create_index(op.f("ix_app_user_provider_id"), "app_user", ["provider_id"], unique=False)
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_contact_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    op.create_index(op.f("ix_contact_account_id"), "contact", ["account_id"], unique=False)
    op.create_table(
        "package_subscription",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("package_plan_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("access_fee_cents", sa.Integer(), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=True),
        sa.Column("end_on", sa.Date(), nullable=True),
        sa.Column("first_period_end_on", sa.Date(), nullable=True),
        sa.Column("previous_id", sa.Integer(), nullable=True),
        sa.Column("followed_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_package_subscription_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["followed_by_id"],
            ["package_subscription.id"],
            name=op.f("fk_package_subscription_followed_by_id_package_subscription"),
        ),
        sa.ForeignKeyConstraint(
            ["package_plan_id"],
            ["package_plan.id"],
            name=op.f("fk_package_subscription_package_plan_id_package_plan"),
        ),
        sa.ForeignKeyConstraint(
            ["previous_id"],
            ["package_subscription.id"],
            name=op.f("fk_package_subscription_previous_id_package_subscription"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_package_subscription")),
    )
    op.create_index(
        op.f("ix_package_subscription_account_id"), "package_subscription", ["account_id"], unique=False
    )
    op.create_table(
        "provisioning_target",
        sa.Column("service_type_id", sa.Integer(), nullable=False),
        sa.Column("transfer_type", sa.String(length=20), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_type_id"],
            ["service_type.id"],
            name=op.f("fk_provisioning_target_service_type_id_service_type"),
        ),
        sa.PrimaryKeyConstraint("service_type_id", "transfer_type", name=op.f("pk_provisioning_target")),
    )
    op.create_table(
        "service_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("package_plan_id", sa.Integer(), nullable=False),
        sa.Column("service_type_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=100), nullable=False),
        sa.Column("internal_name", sa.String(length=200), nullable=False),
        sa.Column("external_name", sa.String(length=200), nullable=False),
        sa.Column("is_mandatory", sa.Boolean(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["package_plan_id"],
            ["package_plan.id"],
            name=op.f("fk_service_plan_package_plan_id_package_plan"),
        ),
        sa.ForeignKeyConstraint(
            ["service_type_id"],
            ["service_type.id"],
            name=op.f("fk_service_plan_service_type_id_service_type"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_plan")),
        sa.UniqueConstraint("package_plan_id", "code", name=op.f("uq_service_plan_package_plan_id_code")),
    )
    op.create_table(
        "access_token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("issued_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("revoked_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_access_token_user_id_app_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_access_token_token_hash")),
    )
    op.create_index(op.f("ix_access_token_user_id"), "access_token", ["user_id"], unique=False)
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=True),
        sa.Column("entity", sa.String(length=40), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=True),
        sa.Column("old_value", sa.String(length=10000), nullable=True),
        sa.Column("new_value", sa.String(length=10000), nullable=True),
        sa.Column("reason", sa.String(length=10000), nullable=True),
        sa.Column("is_internal", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_audit_entry_provider_id_provider")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_audit_entry_user_id_app_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    op.create_index(
        op.f("ix_audit_entry_entity_entity_id_id"), "audit_entry", ["entity", "entity_id", "id"], unique=False
    )
    op.create_table(
        "billing_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("package_subscription_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("is_closed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["package_subscription_id"],
            ["package_subscription.id"],
            name=op.f("fk_billing_period_package_subscription_id_package_subscription"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_billing_period")),
    )
    op.create_index(
        op.f("ix_billing_period_package_subscription_id_from_on"),
        "billing_period",
        ["package_subscription_id", "from_on"],
        unique=True,
    )
    op.create_table(
        "cardline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("package_subscription_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("amount_ex_cents", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_cardline_account_id_account")),
        sa.ForeignKeyConstraint(
            ["package_subscription_id"],
            ["package_subscription.id"],
            name=op.f("fk_cardline_package_subscription_id_package_subscription"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cardline")),
    )
    op.create_index(op.f("ix_cardline_account_id"), "cardline", ["account_id"], unique=False)
    op.create_index(
        op.f("ix_cardline_package_subscription_id"), "cardline", ["package_subscription_id"], unique=False
    )
    op.create_table(
        "customer_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("package_plan_id", sa.Integer(), nullable=False),
        sa.Column("package_subscription_id", sa.Integer(), nullable=True),
        sa.Column("source_package_id", sa.Integer(), nullable=True),
        sa.Column("order_type", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("external_key", sa.String(length=200), nullable=True),
        sa.Column("content_hash", sa.String(length=64), nullable=True),
        sa.Column("form_data", sa.JSON(), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("submitted_at", Moment(), nullable=False),
        sa.Column("submitted_by", sa.String(length=80), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_customer_order_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["package_plan_id"],
            ["package_plan.id"],
            name=op.f("fk_customer_order_package_plan_id_package_plan"),
        ),
        sa.ForeignKeyConstraint(
            ["package_subscription_id"],
            ["package_subscription.id"],
            name=op.f("fk_customer_order_package_subscription_id_package_subscription"),
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_customer_order_provider_id_provider")
        ),
        sa.ForeignKeyConstraint(
            ["source_package_id"],
            ["package_subscription.id"],
            name=op.f("fk_customer_order_source_package_id_package_subscription"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_order")),
    )
    op.create_index(op.f("ix_customer_order_account_id"), "customer_order", ["account_id"], unique=False)
    op.create_index(
        op.f("ix_customer_order_provider_id_external_key"),
        "customer_order",
        ["provider_id", "external_key"],
        unique=True,
    )
    op.create_index(
        op.f("ix_customer_order_source_package_id"), "customer_order", ["source_package_id"], unique=False
    )
    op.create_table(
        "idempotency_key",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("operation", sa.String(length=80), nullable=False),
        sa.Column("request_hash", sa.String(length=64), nullable=False),
        sa.Column("response", sa.String(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["app_user.id"], name=op.f("fk_idempotency_key_user_id_app_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idempotency_key")),
        sa.UniqueConstraint("user_id", "key", name=op.f("uq_idempotency_key_user_id_key")),
    )
    op.create_index(op.f("ix_idempotency_key_at"), "idempotency_key", ["at"], unique=False)
    op.create_table(
        "preference",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_preference_user_id_app_user")),
        sa.PrimaryKeyConstraint("user_id", "name", name=op.f("pk_preference")),
    )
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("screen", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_saved_view_provider_id_provider")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_saved_view_user_id_app_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("user_id", "screen", "name", name=op.f("uq_saved_view_user_id_screen_name")),
    )
    op.create_index(op.f("ix_saved_view_provider_id"), "saved_view", ["provider_id"], unique=False)
    op.create_table(
        "service_subscription",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("package_subscription_id", sa.Integer(), nullable=False),
        sa.Column("service_plan_id", sa.Integer(), nullable=False),
        sa.Column("service_type_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("core_service_identifier", sa.String(length=200), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("provisioning_state", sa.String(length=20), nullable=False),
        sa.Column("halt_reason_public", sa.String(length=10000), nullable=True),
        sa.Column("start_on", sa.Date(), nullable=True),
        sa.Column("end_on", sa.Date(), nullable=True),
        sa.Column("service_address_id", sa.Integer(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["package_subscription_id"],
            ["package_subscription.id"],
            name=op.f("fk_service_subscription_package_subscription_id_package_subscription"),
        ),
        sa.ForeignKeyConstraint(
            ["service_address_id"],
            ["address.id"],
            name=op.f("fk_service_subscription_service_address_id_address"),
        ),
        sa.ForeignKeyConstraint(
            ["service_plan_id"],
            ["service_plan.id"],
            name=op.f("fk_service_subscription_service_plan_id_service_plan"),
        ),
        sa.ForeignKeyConstraint(
            ["service_type_id"],
            ["service_type.id"],
            name=op.f("fk_service_subscription_service_type_id_service_type"),
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["service_subscription.id"],
            name=op.f("fk_service_subscription_source_id_service_subscription"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_subscription")),
    )
    op.create_index(
        op.f("ix_service_subscription_core_service_identifier"),
        "service_subscription",
        ["core_service_identifier"],
        unique=False,
    )
    op.create_index(
        op.f("ix_service_subscription_package_subscription_id"),
        "service_subscription",
        ["package_subscription_id"],
        unique=False,
    )
    op.create_table(
        "user_power_override",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("power", sa.String(length=40), nullable=False),
        sa.Column("effect", sa.String(length=5), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["app_user.id"], name=op.f("fk_user_power_override_user_id_app_user")
        ),
        sa.PrimaryKeyConstraint("user_id", "power", name=op.f("pk_user_power_override")),
    )
    op.create_table(
        "user_role",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_user_role_user_id_app_user")),
        sa.PrimaryKeyConstraint("user_id", "role", name=op.f("pk_user_role")),
    )
    op.create_table(
        "cancel_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("package_subscription_id", sa.Integer(), nullable=False),
        sa.Column("service_subscription_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("reason_code", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(length=10000), nullable=False),
        sa.Column("time_frame", sa.String(length=20), nullable=False),
        sa.Column("nominated_on", sa.Date(), nullable=True),
        sa.Column("external_key", sa.String(length=200), nullable=True),
        sa.Column("content_hash", sa.String(length=64), nullable=True),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("submitted_at", Moment(), nullable=False),
        sa.Column("submitted_by", sa.String(length=80), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_cancel_request_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["package_subscription_id"],
            ["package_subscription.id"],
            name=op.f("fk_cancel_request_package_subscription_id_package_subscription"),
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_cancel_request_provider_id_provider")
        ),
        sa.ForeignKeyConstraint(
            ["service_subscription_id"],
            ["service_subscription.id"],
            name=op.f("fk_cancel_request_service_subscription_id_service_subscription"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cancel_request")),
    )
    op.create_index(op.f("ix_cancel_request_account_id"), "cancel_request", ["account_id"], unique=False)
    op.create_index(
        op.f("ix_cancel_request_provider_id_external_key"),
        "cancel_request",
        ["provider_id", "external_key"],
        unique=True,
    )
    op.create_table(
        "event_instance",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("event_type", sa.String(length=60), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("service_subscription_id", sa.Integer(), nullable=True),
        sa.Column("occurred_at", Moment(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("dedupe_key", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_event_instance_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["service_subscription_id"],
            ["service_subscription.id"],
            name=op.f("fk_event_instance_service_subscription_id_service_subscription"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_instance")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_event_instance_dedupe_key")),
    )
    op.create_index(op.f("ix_event_instance_account_id"), "event_instance", ["account_id"], unique=False)
    op.create_table(
        "provisioning_task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.Column("cancel_request_id", sa.Integer(), nullable=True),
        sa.Column("queue_provider_id", sa.Integer(), nullable=False),
        sa.Column("retailer_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("package_subscription_id", sa.Integer(), nullable=False),
        sa.Column("service_subscription_id", sa.Integer(), nullable=False),
        sa.Column("service_type_id", sa.Integer(), nullable=False),
        sa.Column("package_plan_id", sa.Integer(), nullable=False),
        sa.Column("transfer_type", sa.String(length=20), nullable=False),
        sa.Column("is_port", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("bucket", sa.String(length=10), nullable=False),
        sa.Column("attempt_no", sa.Integer(), nullable=False),
        sa.Column("claimed_by", sa.Integer(), nullable=True),
        sa.Column("claimed_at", Moment(), nullable=True),
        sa.Column("lease_until", Moment(), nullable=True),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("received_at", Moment(), nullable=False),
        sa.Column("sla_due_at", Moment(), nullable=False),
        sa.Column("target_seconds", sa.Integer(), nullable=False),
        sa.Column("paused_remaining_seconds", sa.Integer(), nullable=True),
        sa.Column("supplier_reference", sa.String(length=200), nullable=True),
        sa.Column("service_start_on", sa.Date(), nullable=True),
        sa.Column("service_end_on", sa.Date(), nullable=True),
        sa.Column("first_period_end_on", sa.Date(), nullable=True),
        sa.Column("halt_code", sa.String(length=40), nullable=True),
        sa.Column("halt_text", sa.String(length=10000), nullable=True),
        sa.Column("halted_at", Moment(), nullable=True),
        sa.Column("halted_by", sa.String(length=200), nullable=True),
        sa.Column("completed_at", Moment(), nullable=True),
        sa.Column("completed_by", sa.String(length=200), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_provisioning_task_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["cancel_request_id"],
            ["cancel_request.id"],
            name=op.f("fk_provisioning_task_cancel_request_id_cancel_request"),
        ),
        sa.ForeignKeyConstraint(
            ["claimed_by"], ["app_user.id"], name=op.f("fk_provisioning_task_claimed_by_app_user")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["customer_order.id"], name=op.f("fk_provisioning_task_order_id_customer_order")
        ),
        sa.ForeignKeyConstraint(
            ["package_plan_id"],
            ["package_plan.id"],
            name=op.f("fk_provisioning_task_package_plan_id_package_plan"),
        ),
        sa.ForeignKeyConstraint(
            ["package_subscription_id"],
            ["package_subscription.id"],
            name=op.f("fk_provisioning_task_package_subscription_id_package_subscription"),
        ),
        sa.ForeignKeyConstraint(
            ["queue_provider_id"],
            ["provider.id"],
            name=op.f("fk_provisioning_task_queue_provider_id_provider"),
        ),
        sa.ForeignKeyConstraint(
            ["retailer_id"], ["provider.id"], name=op.f("fk_provisioning_task_retailer_id_provider")
        ),
        sa.ForeignKeyConstraint(
            ["service_subscription_id"],
            ["service_subscription.id"],
            name=op.f("fk_provisioning_task_service_subscription_id_service_subscription"),
        ),
        sa.ForeignKeyConstraint(
            ["service_type_id"],
            ["service_type.id"],
            name=op.f("fk_provisioning_task_service_type_id_service_type"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provisioning_task")),
        sa.UniqueConstraint("reference", name=op.f("uq_provisioning_task_reference")),
    )
    op.create_index(
        op.f("ix_provisioning_task_cancel_request_id"),
        "provisioning_task",
        ["cancel_request_id"],
        unique=False,
    )
    op.create_index(op.f("ix_provisioning_task_order_id"), "provisioning_task", ["order_id"], unique=False)
    op.create_index("ix_task_account", "provisioning_task", ["account_id", "id"], unique=False)
    op.create_index(
        "ix_task_claimed_by",
        "provisioning_task",
        ["claimed_by", "bucket", "sla_due_at", "requested_on", "id"],
        unique=False,
    )
    op.create_index("ix_task_retail_id", "provisioning_task", ["retailer_id", "bucket", "id"], unique=False)
    op.create_index(
        "ix_task_retail_requested",
        "provisioning_task",
        ["retailer_id", "bucket", "requested_on", "id"],
        unique=False,
    )
    op.create_index(
        "ix_task_retail_target",
        "provisioning_task",
        ["retailer_id", "bucket", "sla_due_at", "requested_on", "id"],
        unique=False,
    )
    op.create_index(
        "ix_task_work_id", "provisioning_task", ["queue_provider_id", "bucket", "id"], unique=False
    )
    op.create_index(
        "ix_task_work_requested",
        "provisioning_task",
        ["queue_provider_id", "bucket", "requested_on", "id"],
        unique=False,
    )
    op.create_index(
        "ix_task_work_target",
        "provisioning_task",
        ["queue_provider_id", "bucket", "sla_due_at", "requested_on", "id"],
        unique=False,
    )
    op.create_index(
        "uq_task_open_per_service",
        "provisioning_task",
        ["service_subscription_id", "transfer_type"],
        unique=True,
        sqlite_where=sa.text("bucket in ('OPEN', 'HALTED')"),
        postgresql_where=sa.text("bucket in ('OPEN', 'HALTED')"),
    )
    op.create_table(
        "presence",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(length=10), nullable=False),
        sa.Column("seen_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["task_id"], ["provisioning_task.id"], name=op.f("fk_presence_task_id_provisioning_task")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_presence_user_id_app_user")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_presence")),
    )
    op.create_index(op.f("ix_presence_task_id"), "presence", ["task_id"], unique=False)
    op.create_table(
        "provisioning_attempt",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("halt_code", sa.String(length=40), nullable=True),
        sa.Column("halt_text", sa.String(length=10000), nullable=True),
        sa.ForeignKeyConstraint(
            ["task_id"],
            ["provisioning_task.id"],
            name=op.f("fk_provisioning_attempt_task_id_provisioning_task"),
        ),
        sa.PrimaryKeyConstraint("task_id", "number", name=op.f("pk_provisioning_attempt")),
    )
    op.create_table(
        "work_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("type_code", sa.String(length=10), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("raised_at", Moment(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_work_item_provider_id_provider")
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["provisioning_task.id"], name=op.f("fk_work_item_task_id_provisioning_task")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_item")),
    )
    op.create_index(
        op.f("ix_work_item_provider_id_status"), "work_item", ["provider_id", "status"], unique=False
    )
    op.create_index(op.f("ix_work_item_task_id"), "work_item", ["task_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_work_item_task_id"), table_name="work_item")
    op.drop_index(op.f("ix_work_item_provider_id_status"), table_name="work_item")
    op.drop_table("work_item")
    op.drop_table("provisioning_attempt")
    op.drop_index(op.f("ix_presence_task_id"), table_name="presence")
    op.drop_table("presence")
    op.drop_index(
        "uq_task_open_per_service",
        table_name="provisioning_task",
        sqlite_where=sa.text("bucket in ('OPEN', 'HALTED')"),
        postgresql_where=sa.text("bucket in ('OPEN', 'HALTED')"),
    )
    op.drop_index("ix_task_work_target", table_name="provisioning_task")
    op.drop_index("ix_task_work_requested", table_name="provisioning_task")
    op.drop_index("ix_task_work_id", table_name="provisioning_task")
    op.drop_index("ix_task_retail_target", table_name="provisioning_task")
    op.drop_index("ix_task_retail_requested", table_name="provisioning_task")
    op.drop_index("ix_task_retail_id", table_name="provisioning_task")
    op.drop_index("ix_task_claimed_by", table_name="provisioning_task")
    op.drop_index("ix_task_account", table_name="provisioning_task")
    op.drop_index(op.f("ix_provisioning_task_order_id"), table_name="provisioning_task")
    op.drop_index(op.f("ix_provisioning_task_cancel_request_id"), table_name="provisioning_task")
    op.drop_table("provisioning_task")
    op.drop_index(op.f("ix_event_instance_account_id"), table_name="event_instance")
    op.drop_table("event_instance")
    op.drop_index(op.f("ix_cancel_request_provider_id_external_key"), table_name="cancel_request")
    op.drop_index(op.f("ix_cancel_request_account_id"), table_name="cancel_request")
    op.drop_table("cancel_request")
    op.drop_table("user_role")
    op.drop_table("user_power_override")
    op.drop_index(op.f("ix_service_subscription_package_subscription_id"), table_name="service_subscription")
    op.drop_index(op.f("ix_service_subscription_core_service_identifier"), table_name="service_subscription")
    op.drop_table("service_subscription")
    op.drop_index(op.f("ix_saved_view_provider_id"), table_name="saved_view")
    op.drop_table("saved_view")
    op.drop_table("preference")
    op.drop_index(op.f("ix_idempotency_key_at"), table_name="idempotency_key")
    op.drop_table("idempotency_key")
    op.drop_index(op.f("ix_customer_order_source_package_id"), table_name="customer_order")
    op.drop_index(op.f("ix_customer_order_provider_id_external_key"), table_name="customer_order")
    op.drop_index(op.f("ix_customer_order_account_id"), table_name="customer_order")
    op.drop_table("customer_order")
    op.drop_index(op.f("ix_cardline_package_subscription_id"), table_name="cardline")
    op.drop_index(op.f("ix_cardline_account_id"), table_name="cardline")
    op.drop_table("cardline")
    op.drop_index(op.f("ix_billing_period_package_subscription_id_from_on"), table_name="billing_period")
    op.drop_table("billing_period")
    op.drop_index(op.f("ix_audit_entry_entity_entity_id_id"), table_name="audit_entry")
    op.drop_table("audit_entry")
    op.drop_index(op.f("ix_access_token_user_id"), table_name="access_token")
    op.drop_table("access_token")
    op.drop_table("service_plan")
    op.drop_table("provisioning_target")
    op.drop_index(op.f("ix_package_subscription_account_id"), table_name="package_subscription")
    op.drop_table("package_subscription")
    op.drop_index(op.f("ix_contact_account_id"), table_name="contact")
    op.drop_table("contact")
    op.drop_index(op.f("ix_app_user_provider_id"), table_name="app_user")
    op.drop_table("app_user")
    op.drop_index(op.f("ix_address_account_id"), table_name="address")
    op.drop_table("address")
    op.drop_table("service_type")
    op.drop_index(op.f("ix_search_token_provider_id_kind_token"), table_name="search_token")
    op.drop_index(op.f("ix_search_token_entity_entity_id"), table_name="search_token")
    op.drop_table("search_token")
    op.drop_table("package_plan")
    op.drop_table("event_mapping")
    op.drop_index(op.f("ix_account_provider_id_name_key"), table_name="account")
    op.drop_table("account")
    op.drop_table("sign_in_throttle")
    op.drop_table("provider")
    op.drop_index(op.f("ix_change_row_transaction_id"), table_name="change_row")
    op.drop_table("change_row")
    op.drop_table("account_profile")
