"""Events: mappings with actions and templates, messages and how they go out; bars with their moments."""

import sqlalchemy as sa
from alembic import op

from agentview.models.base import Moment
from agentview.models.dialect import BIG_KEY

revision = "0007_events"
down_revision = "0006_suspension"
branch_labels = None
depends_on = None

_AUTOMATION = ("AUTO_SUSPEND", "AUTO_UNSUSPEND")


def upgrade() -> None:
    op.create_table(
        "delivery_setting",
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("smtp_url", sa.String(length=500), server_default="", nullable=False),
        sa.Column("from_email", sa.String(length=200), server_default="", nullable=False),
        sa.Column("sms_url", sa.String(length=500), server_default="", nullable=False),
        sa.Column("sms_sender", sa.String(length=40), server_default="", nullable=False),
        sa.Column("has_sms", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("has_quiet_hours", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("quiet_from", sa.Time(), nullable=False),
        sa.Column("quiet_to", sa.Time(), nullable=False),
        sa.Column("is_digest", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("pay_url", sa.String(length=500), server_default="", nullable=False),
        sa.Column("care_line", sa.String(length=200), server_default="", nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_delivery_setting_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("provider_id", name=op.f("pk_delivery_setting")),
    )
    op.create_table(
        "event_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("event_type", sa.String(length=60), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=200), server_default="", nullable=False),
        sa.Column("body", sa.String(length=10000), nullable=False),
        sa.Column("from_address", sa.String(length=200), server_default="", nullable=False),
        sa.Column("status", sa.String(length=10), server_default="DRAFT", nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_event_template_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_template")),
        sa.UniqueConstraint(
            "provider_id",
            "event_type",
            "channel",
            "name",
            name=op.f("uq_event_template_provider_id_event_type_channel_name"),
        ),
    )
    _map_events_by_provider()
    op.create_table(
        "event_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mapping_id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=20), nullable=False),
        sa.Column("is_enabled", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("template_id", sa.Integer(), nullable=True),
        sa.Column("log_tag", sa.String(length=40), server_default="", nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mapping_id"], ["event_mapping.id"], name=op.f("fk_event_action_mapping_id_event_mapping")
        ),
        sa.ForeignKeyConstraint(
            ["template_id"], ["event_template.id"], name=op.f("fk_event_action_template_id_event_template")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_action")),
        sa.UniqueConstraint("mapping_id", "type", name=op.f("uq_event_action_mapping_id_type")),
    )
    with op.batch_alter_table("event_action", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_action_template_id"), ["template_id"], unique=False)

    op.create_table(
        "suspension_candidate_day",
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("owing_cents", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_suspension_candidate_day_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_suspension_candidate_day_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint(
            "provider_id", "on_day", "account_id", name=op.f("pk_suspension_candidate_day")
        ),
    )
    op.create_table(
        "suspension_confirmed_run",
        sa.Column("rule_set_id", sa.Integer(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("accounts", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", Moment(), nullable=False),
        sa.Column("confirmed_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["rule_set_id"],
            ["suspension_rule_set.id"],
            name=op.f("fk_suspension_confirmed_run_rule_set_id_suspension_rule_set"),
        ),
        sa.PrimaryKeyConstraint("rule_set_id", "on_day", name=op.f("pk_suspension_confirmed_run")),
    )
    op.create_table(
        "event_notification",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("service_subscription_id", sa.Integer(), nullable=True),
        sa.Column("event_instance_id", BIG_KEY, nullable=True),
        sa.Column("template_id", sa.Integer(), nullable=True),
        sa.Column("event_type", sa.String(length=60), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("to_address", sa.String(length=200), nullable=False),
        sa.Column("from_address", sa.String(length=200), server_default="", nullable=False),
        sa.Column("subject", sa.String(length=200), server_default="", nullable=False),
        sa.Column("body", sa.String(length=20000), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("not_sent_reason", sa.String(length=40), nullable=True),
        sa.Column("error_text", sa.String(length=10000), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("queued_at", Moment(), nullable=False),
        sa.Column("next_try_at", Moment(), nullable=True),
        sa.Column("lease_until", Moment(), nullable=True),
        sa.Column("sent_at", Moment(), nullable=True),
        sa.Column("proof", sa.String(length=1000), nullable=True),
        sa.Column("dedupe_key", sa.String(length=200), nullable=False),
        sa.Column("digest_id", BIG_KEY, nullable=True),
        sa.Column("resend_of_id", BIG_KEY, nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_event_notification_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_event_notification_contact_id_contact")
        ),
        sa.ForeignKeyConstraint(
            ["digest_id"],
            ["event_notification.id"],
            name=op.f("fk_event_notification_digest_id_event_notification"),
        ),
        sa.ForeignKeyConstraint(
            ["event_instance_id"],
            ["event_instance.id"],
            name=op.f("fk_event_notification_event_instance_id_event_instance"),
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_event_notification_provider_id_provider")
        ),
        sa.ForeignKeyConstraint(
            ["resend_of_id"],
            ["event_notification.id"],
            name=op.f("fk_event_notification_resend_of_id_event_notification"),
        ),
        sa.ForeignKeyConstraint(
            ["service_subscription_id"],
            ["service_subscription.id"],
            name=op.f("fk_event_notification_service_subscription_id_service_subscription"),
        ),
        sa.ForeignKeyConstraint(
            ["template_id"],
            ["event_template.id"],
            name=op.f("fk_event_notification_template_id_event_template"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_notification")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_event_notification_dedupe_key")),
    )
    with op.batch_alter_table("event_notification", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_event_notification_account_id_id"), ["account_id", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_event_notification_digest_id"), ["digest_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_event_notification_event_instance_id"), ["event_instance_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_event_notification_provider_id_id"), ["provider_id", "id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_event_notification_provider_id_status_id"),
            ["provider_id", "status", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_event_notification_resend_of_id"), ["resend_of_id"], unique=False
        )
        batch_op.create_index(
            "ix_event_notification_waiting",
            ["next_try_at", "id"],
            unique=False,
            sqlite_where=sa.text("status = 'QUEUED'"),
            postgresql_where=sa.text("status = 'QUEUED'"),
        )

    with op.batch_alter_table("payment_plan_invoice", schema=None) as batch_op:
        batch_op.add_column(sa.Column("amount_cents", sa.Integer(), server_default="0", nullable=False))
    op.execute(
        "UPDATE payment_plan_invoice SET amount_cents = (SELECT invoice.total_inc_cents FROM invoice"
        " WHERE invoice.id = payment_plan_invoice.invoice_id)"
    )

    with op.batch_alter_table("restriction_case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("acting_at", Moment(), nullable=True))

    with op.batch_alter_table("service_hold", schema=None) as batch_op:
        batch_op.add_column(sa.Column("case_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("until_on", sa.Date(), nullable=True))
        batch_op.create_index(batch_op.f("ix_service_hold_case_id"), ["case_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_service_hold_case_id_restriction_case"), "restriction_case", ["case_id"], ["id"]
        )

    with op.batch_alter_table("service_subscription", schema=None) as batch_op:
        batch_op.add_column(sa.Column("bar_wanted", sa.String(length=20), server_default="", nullable=False))
        batch_op.add_column(sa.Column("bar_wanted_at", Moment(), nullable=True))
        batch_op.add_column(
            sa.Column("bar_confirmed", sa.String(length=20), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("bar_confirmed_at", Moment(), nullable=True))


def _map_events_by_provider() -> None:
    """Give each provider the mappings that all had in common, and the automation, which is off (R-EVT-01)."""
    connection = op.get_bind()
    old = connection.execute(sa.text("SELECT event_type, profile_id, is_enabled FROM event_mapping")).all()
    providers = connection.scalars(sa.text("SELECT id FROM provider ORDER BY id")).all()
    profiles = connection.scalars(sa.text("SELECT id FROM account_profile ORDER BY id")).all()
    automation = [(event, profile, False) for profile in profiles for event in _AUTOMATION]
    op.drop_table("event_mapping")
    op.create_table(
        "event_mapping",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("event_type", sa.String(length=60), nullable=False),
        sa.Column("description", sa.String(length=200), server_default="", nullable=False),
        sa.Column("threshold", sa.Integer(), server_default="0", nullable=False),
        sa.Column("lead_limit_days", sa.Integer(), nullable=True),
        sa.Column("is_enabled", sa.Boolean(), nullable=False),
        sa.Column("enabled_at", Moment(), nullable=True),
        sa.Column("has_extended_logging", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(length=80), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["account_profile.id"], name=op.f("fk_event_mapping_profile_id_account_profile")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_event_mapping_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_mapping")),
    )
    op.create_index(op.f("ix_event_mapping_profile_id"), "event_mapping", ["profile_id"])
    op.create_index(
        op.f("ix_event_mapping_provider_id_event_type_profile_id_threshold"),
        "event_mapping",
        ["provider_id", "event_type", "profile_id", "threshold"],
        unique=True,
    )
    rows = [
        {"provider": provider, "profile": profile_id, "type": event_type, "on": bool(is_enabled)}
        for provider in providers
        for event_type, profile_id, is_enabled in (*old, *automation)
    ]
    if rows:
        connection.execute(
            sa.text(
                "INSERT INTO event_mapping (provider_id, profile_id, event_type, is_enabled, created_at,"
                " created_by, updated_at, updated_by, row_version) VALUES (:provider, :profile, :type, :on,"
                " CURRENT_TIMESTAMP, 'system', CURRENT_TIMESTAMP, 'system', 1)"
            ),
            rows,
        )


def downgrade() -> None:
    with op.batch_alter_table("service_subscription", schema=None) as batch_op:
        batch_op.drop_column("bar_confirmed_at")
        batch_op.drop_column("bar_confirmed")
        batch_op.drop_column("bar_wanted_at")
        batch_op.drop_column("bar_wanted")

    with op.batch_alter_table("service_hold", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_service_hold_case_id_restriction_case"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_service_hold_case_id"))
        batch_op.drop_column("until_on")
        batch_op.drop_column("case_id")

    with op.batch_alter_table("restriction_case", schema=None) as batch_op:
        batch_op.drop_column("acting_at")

    with op.batch_alter_table("payment_plan_invoice", schema=None) as batch_op:
        batch_op.drop_column("amount_cents")

    with op.batch_alter_table("event_notification", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_event_notification_waiting",
            sqlite_where=sa.text("status = 'QUEUED'"),
            postgresql_where=sa.text("status = 'QUEUED'"),
        )
        batch_op.drop_index(batch_op.f("ix_event_notification_resend_of_id"))
        batch_op.drop_index(batch_op.f("ix_event_notification_provider_id_status_id"))
        batch_op.drop_index(batch_op.f("ix_event_notification_provider_id_id"))
        batch_op.drop_index(batch_op.f("ix_event_notification_event_instance_id"))
        batch_op.drop_index(batch_op.f("ix_event_notification_digest_id"))
        batch_op.drop_index(batch_op.f("ix_event_notification_account_id_id"))

    op.drop_table("event_notification")
    op.drop_table("suspension_confirmed_run")
    op.drop_table("suspension_candidate_day")
    with op.batch_alter_table("event_action", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_action_template_id"))

    op.drop_table("event_action")
    op.drop_table("event_template")
    op.drop_table("delivery_setting")
    op.drop_table("event_mapping")
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
